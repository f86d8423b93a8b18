"""Family T: reviews and expiry."""
