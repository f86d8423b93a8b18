"""Tables of docs/data/."""
