"""counter-page: one page for those who work at a counter: what to see, what to say (R10).

From docs/data/counters.yml, and from the line `counter` of the types of fraud that are met there.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanzha.content.kinds.items import Scam
from fanzha.content.markup import fill
from fanzha.printing.handbook import short_name
from fanzha.printing.sheet import A4, general_args, product, set_sheet
from fanzha.product import Args, Made, Product, opens

if TYPE_CHECKING:
    from fanzha.content.library import Item
    from fanzha.edition import Edition

KIND = "counter-page"
TABLE = "counters"


def on_demand(edition: Edition) -> Iterator[Product]:
    """A page for every counter."""
    current = {item.id: item for item in edition.current(Scam)}
    for name, row in edition.tables.counters.items():
        met = [current[id] for id in row.scams if id in current]
        told = [_met(edition, item) for item in met if item.meta.counter]
        args = {
            **general_args(edition, name, f"{row.label}一页", A4, met),
            **fill(row.model_dump(mode="json"), edition.region),
            "met": told,
            "says": [*row.see, *row.ask, *row.then, *(one["text"] for one in told)],
        }
        yield product(edition, KIND, name, [name], make, args, table=TABLE)


def _met(edition: Edition, item: Item[Scam]) -> dict[str, Any]:
    words: dict[str, Any] = fill(
        {"name": short_name(item.meta.title)[0], "text": item.meta.counter}, edition.region
    )
    return words


@opens("print/counter-page.typ")
def make(args: Args, overrides: Path) -> Made:
    """The page as PDF for the office."""
    return set_sheet(args, overrides, "counter-page.typ")
