"""Screens: everything that loops, per playlist and profile; decks for lessons."""

from __future__ import annotations

from collections.abc import Iterator

from fanzha.edition import Edition
from fanzha.product import Product
from fanzha.screens import lessons, loop, video
from fanzha.screens.deck import decks


def products(edition: Edition) -> Iterator[Product]:
    """Every file for every screen of the edition, and for every talk."""
    for deck in decks(edition):
        for frame in deck.frames:
            yield frame.image
        yield from loop.products(deck)
        yield from video.products(deck)
    yield from lessons.products(edition)


__all__ = ["products"]
