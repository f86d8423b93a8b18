"""poster-*: one page for every poster item, in five sizes and for the copier (R4).

One design, given in parts of its width, that scales from A4 to 600 by 900 millimetres.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from fanzha.content.kinds.items import Poster
from fanzha.printing.sheet import (
    A3,
    A3_BW,
    A4,
    A4_BW,
    Format,
    item_args,
    picture,
    product,
    set_sheet,
)
from fanzha.product import Args, Made, Product, opens

if TYPE_CHECKING:
    from fanzha.edition import Edition

FORMATS = {
    "poster-a4": A4,
    "poster-a4-bw": A4_BW,
    "poster-a3": A3,
    "poster-a3-bw": A3_BW,
    "poster-a2": Format(420, 594),
    "poster-500x700": Format(500, 700, shop=True),
    "poster-600x900": Format(600, 900, shop=True),
}

# For the frames of lifts: printed by who has such a printer, or by a shop.
LIFT = {
    "poster-450x600": Format(450, 600),
    "poster-450x600-shop": Format(450, 600, shop=True),
}


def products(edition: Edition) -> Iterator[Product]:
    """Every size of every current poster item."""
    yield from _of(edition, FORMATS)


def on_demand(edition: Edition) -> Iterator[Product]:
    """The same for the frames of lifts."""
    yield from _of(edition, LIFT)


def _of(edition: Edition, formats: Mapping[str, Format]) -> Iterator[Product]:
    for item in edition.current(Poster):
        scam = edition.library.scam(item.scam_id)
        drawing = picture(edition, item.meta.image or (scam.meta.image if scam else None))
        for kind, form in formats.items():
            args = {**item_args(edition, item, form), "pictures": {"main": drawing}}
            yield product(edition, kind, item.id, [item.id], make, args)


@opens("print/poster.typ")
def make(args: Args, overrides: Path) -> Made:
    """The poster as PDF, for the office or for a shop."""
    return set_sheet(args, overrides, "poster.typ")
