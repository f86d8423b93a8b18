"""tent-card: a sheet of A4 folded once, to stand on a counter with two faces (R10).

Both are printed on the same side of the paper. Customers see what to ask themselves; whoever sits
behind the counter sees what to look for and what to say (docs/data/counters.yml).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from fanzha.content.kinds.plates_cards import Card, CardForm
from fanzha.content.markup import fill
from fanzha.printing.sheet import A4, item_args, picture, product, set_sheet
from fanzha.product import Args, Made, Product, opens

if TYPE_CHECKING:
    from fanzha.edition import Edition

KIND = "tent-card"
DRAWING = "assets/pictures/yidu-wen.svg"


def on_demand(edition: Edition) -> Iterator[Product]:
    """One for every current table stand; its second face is that of the place where it stands."""
    for item in edition.current(Card):
        if item.meta.form is not CardForm.STAND:
            continue
        counters = edition.tables.counters.values()
        behind = next((row for row in counters if row.stand == item.id), None)
        if behind is None:
            continue
        args = {
            **item_args(edition, item, A4),
            "counter": fill(behind.model_dump(mode="json"), edition.region),
            "pictures": {"main": picture(edition, item.meta.image or DRAWING)},
        }
        yield product(edition, KIND, item.id, [item.id], make, args)


@opens("print/tent-card.typ")
def make(args: Args, overrides: Path) -> Made:
    """Both faces on one page as PDF for the office."""
    return set_sheet(args, overrides, "tent-card.typ")
