"""Family F: phone numbers, the law, and sources."""
