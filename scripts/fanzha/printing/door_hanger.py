"""door-hanger, door-hanger-a3: a strip for the handle of a door, three on A4 or four on A3 (R6).

In front the rule, so that it is read in passing; behind what to do and whom to ask. Both sides of a
sheet hold the same hanger in the same places, so that the sides meet whichever edge a printer turns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from fanzha.language.lines import fill
from fanzha.printing.cards import Size, grid
from fanzha.printing.handbook import short_name
from fanzha.printing.sheet import A4_LANDSCAPE, Format, item_args, picture, product, set_sheet
from fanzha.product import Args, Made, Product, opens

if TYPE_CHECKING:
    from fanzha.edition import Edition

SIZE = Size(90, 200)
FORMATS = {"door-hanger": A4_LANDSCAPE, "door-hanger-a3": Format(420, 297)}
EDGE = 5.0  # millimetres that an office printer leaves white; 200 of 210 must fit between
RULE = (76, 56)  # millimetres that the rule may take
HOLE = 34.0  # millimetres: a round handle is up to 30 thick, a lever slips through


def products(edition: Edition) -> Iterator[Product]:
    """Both sheets for each type of the ministry's latest list."""
    for item in edition.frequent:
        drawing = picture(edition, item.meta.image)
        for kind, form in FORMATS.items():
            args = {
                **item_args(edition, item, form),
                "name": short_name(item.meta.title)[0],
                "grid": asdict(grid(SIZE, form, EDGE)),
                "hole": HOLE,
                "pictures": {"main": drawing},
            }
            args["rule_lines"] = list(fill(args["rule"], *RULE, most=3))
            yield product(edition, kind, item.id, [item.id], make, args)


@opens("print/door-hanger.typ")
def make(args: Args, overrides: Path) -> Made:
    """The sheet as PDF for the office: fronts on one side, backs on the other."""
    return set_sheet(args, overrides, "door-hanger.typ")
