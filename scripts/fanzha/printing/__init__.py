"""Paper: one module per family of sheets. `products` plans all of them."""

from __future__ import annotations

from collections.abc import Iterator

from fanzha.edition import Edition
from fanzha.printing import leaflet, poster
from fanzha.product import Product


def products(edition: Edition) -> Iterator[Product]:
    """Every sheet of the edition."""
    yield from leaflet.products(edition)
    yield from poster.products(edition)


__all__ = ["products"]
