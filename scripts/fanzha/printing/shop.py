"""*-shop: what an office prints, as a shop's file: with bleed and marks, in four inks (R7).

Posters and plates are set again with 3 mm more around them. Leaflets and booklets are white at their
edges, so the office's pages get the boxes. Cards and stickers come one to a page: a shop puts as many
as it likes on its own sheets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from fanzha.printing import booklet, cards, leaflet, plate, poster
from fanzha.printing.sheet import BLEED, Format, product
from fanzha.product import Args, Made, Maker, Product

if TYPE_CHECKING:
    from fanzha.edition import Edition

SUFFIX = "-shop"
SET_AGAIN = ("plate-a4", "plate-a3", "poster-a4", "poster-a3", "poster-a2")
SINGLE = ("cards", "stickers")
WHITE_EDGE = ("leaflet-a4", "booklet-a5")
FAMILIES = (
    leaflet.products,
    booklet.products,
    plate.products,
    poster.products,
    poster.on_demand,
    cards.products,
)


def on_demand(edition: Edition) -> Iterator[Product]:
    """The shop's file of each sheet that has one."""
    for family in FAMILIES:
        for sheet in family(edition):
            if sheet.kind in WHITE_EDGE:
                form = sheet.args["format"]
                args = {"width": form["width"], "height": form["height"], "bleed": BLEED}
                yield _for_shop(edition, sheet, press, args, (sheet,))
            elif sheet.kind in SET_AGAIN:
                yield _for_shop(edition, sheet, sheet.make, _wider(sheet, sheet.args["format"]))
            elif sheet.kind in SINGLE:
                args = _wider(sheet, sheet.args["grid"])
                args["grid"] = asdict(cards.single(sheet.args["grid"]))
                yield _for_shop(edition, sheet, sheet.make, args)


def press(args: Args, overrides: Path, parts: Sequence[Made]) -> Made:
    """The office's sheet with boxes, marks and four inks; what is beyond its edge stays white."""
    from fanzha.printing.press import press_ready  # slow to import; no check needs it

    return press_ready(parts[0], overrides, args["width"], args["height"], args["bleed"])


def _wider(sheet: Product, size: Args) -> dict[str, Any]:
    form = Format(size["width"], size["height"], shop=True)
    return {**sheet.args, "format": {**asdict(form), "bleed": form.bleed}}


def _for_shop(
    edition: Edition, sheet: Product, make: Maker, args: Args, parts: tuple[Product, ...] = ()
) -> Product:
    name = PurePosixPath(sheet.path).stem
    return product(
        edition, sheet.kind + SUFFIX, name, sheet.items, make, args, parts=parts, table=sheet.table
    )
