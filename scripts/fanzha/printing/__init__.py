"""Paper: one module per family of sheets. `products` plans all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fanzha.printing import (
    alert_record,
    alert_sheets,
    banner,
    board,
    booklet,
    cards,
    door_hanger,
    leaflet,
    overview,
    papers,
    plate,
    poster,
    quiz,
    stage_script,
    trifold,
    xbanner,
)
from fanzha.printing.thumbnails import thumbnail
from fanzha.product import Product

if TYPE_CHECKING:
    from fanzha.edition import Edition

FAMILIES = (
    leaflet,
    alert_sheets,
    alert_record,
    trifold,
    booklet,
    poster,
    plate,
    banner,
    board,
    overview,
    xbanner,
    papers,
    quiz,
    stage_script,
    cards,
    door_hanger,
)


def products(edition: Edition, planned: Sequence[Product] = ()) -> Iterator[Product]:
    """Every sheet of the edition, and small pictures of those that look like no other."""
    for family in FAMILIES:
        for sheet in family.products(edition):
            yield sheet
            if sheet.path.endswith(".pdf") and not edition.tables.sheets[sheet.kind].like:
                yield thumbnail(sheet)


def on_demand(edition: Edition) -> Iterator[Product]:
    """Sheets that few want: `fanzha print` makes them, a build does not."""
    yield from banner.on_demand(edition)


__all__ = ["on_demand", "products"]
