"""Packs: one ZIP of files that others have planned, for whoever hands them on.

They are planned last of the products, because a pack names what lies in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fanzha.packs import alert_packet, venue_pack
from fanzha.product import Product

if TYPE_CHECKING:
    from fanzha.edition import Edition


def products(edition: Edition, planned: Sequence[Product] = ()) -> Iterator[Product]:
    """Every pack of the edition."""
    yield from alert_packet.products(edition, planned)
    yield from venue_pack.products(edition, planned)


__all__ = ["products"]
