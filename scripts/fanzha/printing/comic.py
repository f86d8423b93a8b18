"""comic-a4: how a scam goes in four pictures, for a wall that people pass every day (R6).

Three panels of the course and one that we would like to be the last: somebody stops. The pictures
are those of the strip, the words those of the item; a scam without a strip has no comic.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from fanzha.content.kinds.items import Scam
from fanzha.content.markup import fill
from fanzha.printing.board import stage_pictures
from fanzha.printing.handbook import short_name
from fanzha.printing.sheet import A4, item_args, picture, product, set_sheet
from fanzha.product import Args, Made, Product, opens

if TYPE_CHECKING:
    from fanzha.content.library import Item
    from fanzha.edition import Edition

KIND = "comic-a4"
PANELS = 3
HANG_UP = "assets/pictures/yidu-guaduan.svg"


def on_demand(edition: Edition) -> Iterator[Product]:
    """A comic for every current scam whose course is drawn."""
    for item in edition.current(Scam):
        drawings = stage_pictures(edition, item)
        if not drawings:
            continue
        shown = panels(len(item.meta.course), item.meta.stop_here.after)
        course = [item.meta.course[n - 1].model_dump(mode="json") for n in shown]
        args = {
            **item_args(edition, item, A4),
            "name": short_name(item.meta.title)[0],
            "panels": fill(course, edition.region),
            "says": list(_said(item, shown)),
            "pictures": {
                **{f"panel{at}": drawings[f"stage{n}"] for at, n in enumerate(shown, 1)},
                "last": picture(edition, HANG_UP),
            },
        }
        yield product(edition, KIND, item.id, [item.id], make, args)


def panels(stages: int, after: int) -> tuple[int, ...]:
    """Which of the stages are shown: the first, one on the way, and what is refused.

    That is the stage behind the place to stop, where there is one.
    """
    last = max(PANELS, min(after + 1, stages))
    return 1, (1 + last) // 2, last


def _said(item: Item[Scam], shown: Iterable[int]) -> Iterator[str]:
    """What the comic says of itself: its rule, the stages, what to do."""
    yield item.meta.rule or ""
    yield item.meta.stop_here.text
    yield from (item.meta.course[n - 1].text for n in shown)


@opens("print/comic.typ")
def make(args: Args, overrides: Path) -> Made:
    """The comic as PDF for the office."""
    return set_sheet(args, overrides, "comic.typ")
