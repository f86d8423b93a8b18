"""The kinds of items: a model for each, and the registry."""
