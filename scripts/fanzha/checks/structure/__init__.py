"""Family S: what can be read at all, odd characters, and the outline."""
