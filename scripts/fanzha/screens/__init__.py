"""Screens: everything that loops, per playlist and profile."""

from __future__ import annotations

from collections.abc import Iterator

from fanzha.edition import Edition
from fanzha.product import Product
from fanzha.screens import loop
from fanzha.screens.deck import decks


def products(edition: Edition) -> Iterator[Product]:
    """Every file for every screen of the edition."""
    for deck in decks(edition):
        for frame in deck.frames:
            yield frame.image
        yield from loop.products(deck)


__all__ = ["products"]
