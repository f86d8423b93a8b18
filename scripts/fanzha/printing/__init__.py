"""Paper: one module per family of sheets. `products` plans all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fanzha.printing import (
    activity,
    alert_record,
    alert_sheets,
    banner,
    board,
    booklet,
    cards,
    comic,
    copier,
    counter_page,
    door_hanger,
    event,
    flip_chart,
    form_table,
    keywords,
    leaflet,
    lesson_kit,
    overview,
    papers,
    plate,
    poster,
    quiz,
    shop,
    specimen,
    stage_script,
    tent_card,
    trifold,
    wall_calendar,
    wallet_card,
    window_slip,
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
    form_table,
    quiz,
    stage_script,
    cards,
    door_hanger,
)

ON_DEMAND = (
    banner,
    trifold,
    poster,
    comic,
    wall_calendar,
    wallet_card,
    tent_card,
    counter_page,
    window_slip,
    activity,
    flip_chart,
    keywords,
    lesson_kit,
    copier,
    specimen,
    event,
    shop,
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
    for family in ON_DEMAND:
        yield from family.on_demand(edition)


__all__ = ["on_demand", "products"]
