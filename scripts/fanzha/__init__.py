"""Fanzha: one set of checked Markdown items → website, paper and screens of one town."""

__version__ = "0.1.0"
