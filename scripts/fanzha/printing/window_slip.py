"""window-slip: what a service window hands out with each file, three on a sheet of A4 (R32)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from fanzha.content.markup import fill
from fanzha.printing.sheet import A4, general_args, picture, product, set_sheet
from fanzha.product import Args, Made, Product, opens

if TYPE_CHECKING:
    from fanzha.edition import Edition

KIND = "window-slip"
TABLE = "windows"
SLIPS = 3


def on_demand(edition: Edition) -> Iterator[Product]:
    """A sheet for every window of docs/data/windows.yml."""
    for name, row in edition.tables.windows.items():
        window = fill(row.model_dump(mode="json"), edition.region)
        args = {
            **general_args(edition, name, f"{row.label}：三样要防", A4, []),
            **window,
            "slips": SLIPS,
            "pictures": {"main": picture(edition, row.image)},
        }
        yield product(edition, KIND, name, [name], make, args, table=TABLE)


@opens("print/window-slip.typ")
def make(args: Args, overrides: Path) -> Made:
    """Three equal slips as PDF for the office."""
    return set_sheet(args, overrides, "window-slip.typ")
