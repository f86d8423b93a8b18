"""activity-sheet: games for children on a sheet of A4, with two bookmarks to cut off (R18).

What stranger's words go with what answer is for the child to find: the answers stand in an order
of their own, always the same one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from fanzha.content.markup import fill
from fanzha.printing.sheet import A4, general_args, picture, product, set_sheet
from fanzha.product import Args, Made, Product, opens

if TYPE_CHECKING:
    from fanzha.edition import Edition

KIND = "activity-sheet"
TABLE = "activities"
T = TypeVar("T")


def on_demand(edition: Edition) -> Iterator[Product]:
    """A sheet for every row of docs/data/activities.yml."""
    for name, row in edition.tables.activities.items():
        args = {
            **general_args(edition, name, row.label, A4, []),
            **fill(row.model_dump(mode="json"), edition.region),
            "answers": list(apart([pair.do for pair in row.pairs])),
            "pictures": {
                f"bookmark{at}": picture(edition, mark.image)
                for at, mark in enumerate(row.bookmarks)
            },
        }
        yield product(edition, KIND, name, [name], make, args, table=TABLE)


def apart(entries: Sequence[T]) -> tuple[T, ...]:
    """The entries, none in its own place: the halves change places."""
    half = len(entries) // 2
    return (*entries[half:], *entries[:half])


@opens("print/activity.typ")
def make(args: Args, overrides: Path) -> Made:
    """The sheet as PDF for the office."""
    return set_sheet(args, overrides, "activity.typ")
