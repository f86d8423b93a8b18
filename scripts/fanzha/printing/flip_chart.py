"""flip-chart: a talk on A3 sheets that hang from their upper edge, where there is no screen (R18).

People see a front, the speaker behind it sees the back of the sheet that was turned over before: so
the words for a picture stand on the back of the sheet in front of it, and those of the first on the
back of the cover.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanzha.content.kinds.lessons import Lesson
from fanzha.printing.sheet import Format, item_args, picture, product, set_sheet
from fanzha.product import Args, Made, Product, opens

if TYPE_CHECKING:
    from fanzha.content.library import Item
    from fanzha.edition import Edition

KIND = "flip-chart"
A3_LANDSCAPE = Format(420, 297)


def on_demand(edition: Edition) -> Iterator[Product]:
    """A chart of every current talk."""
    for item in edition.current(Lesson):
        drawings = {slide.scam: _drawing(edition, slide.scam) for slide in item.meta.slides}
        args = {
            **item_args(edition, item, A3_LANDSCAPE),
            "pictures": {name: svg for name, svg in drawings.items() if name and svg},
        }
        yield product(edition, KIND, item.id, [item.id], make, args)


def _drawing(edition: Edition, scam: str | None) -> str:
    found: Item[Any] | None = edition.library.by_id.get(scam) if scam else None
    return picture(edition, found.meta.image) if found is not None else ""


@opens("print/flip-chart.typ")
def make(args: Args, overrides: Path) -> Made:
    """Fronts and backs by turns as PDF for the office."""
    return set_sheet(args, overrides, "flip-chart.typ")
