"""notice-board, course-a4, board-900x1200: one scam on a wall, with its course as a diagram (R8).

A notice board is A3, for every current scam; where there is only A4, the course stands alone, from
top to bottom. A board comes from a print shop, for the frequent types.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from fanzha.content.kinds.items import Scam
from fanzha.printing.pictures import stages
from fanzha.printing.sheet import A3, A3_BW, A4, A4_BW, Format, item_args, product, set_sheet
from fanzha.product import Args, Made, Maker, Product, opens

if TYPE_CHECKING:
    from fanzha.content.library import Item
    from fanzha.edition import Edition

NOTICE_BOARDS = {"notice-board": A3, "notice-board-bw": A3_BW}
COURSES = {"course-a4": A4, "course-a4-bw": A4_BW}
BOARDS = {"board-900x1200": Format(900, 1200, shop=True)}


def products(edition: Edition) -> Iterator[Product]:
    """Notice boards and courses of all current scams, boards of the frequent ones."""
    yield from _of(edition, edition.current(Scam), NOTICE_BOARDS, make)
    yield from _of(edition, edition.current(Scam), COURSES, make_course)
    yield from _of(edition, edition.frequent, BOARDS, make)


@opens("print/board.typ")
def make(args: Args, overrides: Path) -> Made:
    """The board as PDF, for the office or for a shop."""
    return set_sheet(args, overrides, "board.typ")


@opens("print/course.typ")
def make_course(args: Args, overrides: Path) -> Made:
    """The course as PDF for the office."""
    return set_sheet(args, overrides, "course.typ")


def _of(
    edition: Edition, scams: list[Item[Scam]], formats: Mapping[str, Format], make: Maker
) -> Iterator[Product]:
    for item in scams:
        drawings = stage_pictures(edition, item)
        for kind, form in formats.items():
            args = {**item_args(edition, item, form), "pictures": drawings}
            if make is make_course:  # without steps and signs
                args["says"] = [args["title"], args["rule"], args["course"], args["stop_here"]]
            yield product(edition, kind, item.id, [item.id], make, args)


def stage_pictures(edition: Edition, item: Item[Scam]) -> dict[str, str]:
    """The drawings of the stages, where the scam has a strip of as many."""
    found = stages(edition.project.docs / "assets" / "pictures" / f"{item.id}-steps.svg")
    if len(found) != len(item.meta.course):
        return {}
    return {f"stage{number}": svg for number, svg in enumerate(found, 1)}
