"""Share cards: what a forwarded link shows in a chat, one message, readable as a thumbnail (R15)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fanzha.product import Product
from fanzha.sharing import card

if TYPE_CHECKING:
    from fanzha.edition import Edition


def products(edition: Edition, planned: Sequence[Product] = ()) -> Iterator[Product]:
    """Two cards per item that has a page and is valid."""
    yield from card.products(edition)


__all__ = ["products"]
