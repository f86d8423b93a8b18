"""Family W: how we speak."""
