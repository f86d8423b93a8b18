"""specimen: the pieces that all sheets are set from, on one sheet for those who change them.

Spacing, numerals, captions, lines that break between phrases, the phone band, what is known by its colour.
Look at it after a change below overrides/typst/: what is wrong here is wrong everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from fanzha.content.markup import fill
from fanzha.printing.board import stage_pictures
from fanzha.printing.sheet import A3, general_args, product, set_sheet
from fanzha.product import Args, Made, Product, opens

if TYPE_CHECKING:
    from fanzha.edition import Edition

KIND = "specimen"
NAME = "yangzhang"


def on_demand(edition: Edition) -> Iterator[Product]:
    """One sheet, with the words of the last of the frequent types."""
    for item in edition.frequent[-1:]:
        names = {"rule", "lines", "red_flags", "steps", "course", "stop_here"}
        words = fill(item.meta.model_dump(mode="json", include=names), edition.region)
        args = {
            **general_args(edition, NAME, "版式零件样张", A3, [item]),
            **words,
            "pictures": stage_pictures(edition, item),
        }
        yield product(edition, KIND, NAME, [item.id], make, args)


@opens("print/specimen.typ")
def make(args: Args, overrides: Path) -> Made:
    """The sheet as PDF for the office."""
    return set_sheet(args, overrides, "specimen.typ")
