"""Screens: slides and a loop page per playlist and profile."""

from __future__ import annotations

from collections.abc import Iterator

from fanzha.edition import Edition
from fanzha.product import Product
from fanzha.screens import loop, slides


def products(edition: Edition) -> Iterator[Product]:
    """Every slide and loop page of the edition."""
    yield from slides.products(edition)
    yield from loop.products(edition)


__all__ = ["products"]
