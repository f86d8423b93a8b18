"""plate-*: a set of slogans such as 六个一律 for a door (A4) or a stairwell (A3) (R4)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from fanzha.content.kinds.plates_cards import Plate
from fanzha.printing.sheet import A3, A4, item_args, product, set_sheet
from fanzha.product import Args, Made, Product, opens

if TYPE_CHECKING:
    from fanzha.edition import Edition

FORMATS = {"plate-a4": A4, "plate-a3": A3}


def products(edition: Edition) -> Iterator[Product]:
    """Both sizes of every current plate item."""
    for item in edition.current(Plate):
        for kind, form in FORMATS.items():
            yield product(edition, kind, item.id, [item.id], make, item_args(edition, item, form))


@opens("print/plate.typ")
def make(args: Args, overrides: Path) -> Made:
    """The plate as PDF for the office."""
    return set_sheet(args, overrides, "plate.typ")
