"""xbanner-800x1800: a stand beside a door, for every frequent type of scam (R8)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from fanzha.language.lines import fill
from fanzha.printing.sheet import Format, item_args, picture, product, set_sheet
from fanzha.product import Args, Made, Product, opens

if TYPE_CHECKING:
    from fanzha.edition import Edition

KIND = "xbanner-800x1800"
FORM = Format(800, 1800, shop=True)
RULE = (688, 330)  # millimetres that it may take


def products(edition: Edition) -> Iterator[Product]:
    """One stand for each type of the ministry's latest list."""
    for item in edition.frequent:
        drawings = {"main": picture(edition, item.meta.image)}
        args = item_args(edition, item, FORM) | {"pictures": drawings}
        args["says"] = [args["title"], args["rule"], *args["red_flags"]]
        args["rule_lines"] = list(fill(args["rule"], *RULE, most=3))
        yield product(edition, KIND, item.id, [item.id], make, args)


@opens("print/xbanner.typ")
def make(args: Args, overrides: Path) -> Made:
    """The stand as PDF for a print shop."""
    return set_sheet(args, overrides, "xbanner.typ")
