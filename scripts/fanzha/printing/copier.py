"""*-bw: sheets that are made on demand, for an office whose copier knows no colours (R4).

The same sheet in the copier's palette: frames in place of dark grounds, pictures in greys. Those of a
build plan their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from fanzha.printing import activity, comic, counter_page, keywords, wall_calendar
from fanzha.printing.sheet import product
from fanzha.product import Product

if TYPE_CHECKING:
    from fanzha.edition import Edition

SUFFIX = "-bw"
FAMILIES = (comic, wall_calendar, counter_page, activity, keywords)


def on_demand(edition: Edition) -> Iterator[Product]:
    """The copier's form of every sheet of these families."""
    for family in FAMILIES:
        for sheet in family.on_demand(edition):
            args = {**sheet.args, "format": {**sheet.args["format"], "bw": True}}
            name = PurePosixPath(sheet.path).stem
            yield product(
                *(edition, sheet.kind + SUFFIX, name, sheet.items, sheet.make, args),
                table=sheet.table,
            )
