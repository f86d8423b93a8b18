"""stage-script: a performance to read from, at arm's length and in the light of a yard (R29)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from fanzha.content.kinds.performances import Performance
from fanzha.printing.sheet import A4, item_args, product, set_sheet
from fanzha.product import Args, Made, Product, opens

if TYPE_CHECKING:
    from fanzha.edition import Edition

KIND = "stage-script"


def products(edition: Edition) -> Iterator[Product]:
    """One file per current performance."""
    for item in edition.current(Performance):
        args = item_args(edition, item, A4) | {"genre_label": item.meta.genre.label}
        yield product(edition, KIND, item.id, [item.id], make, args)


@opens("print/stage-script.typ")
def make(args: Args, overrides: Path) -> Made:
    """The script in the largest type that its pages hold."""
    return set_sheet(args, overrides, "stage-script.typ")
