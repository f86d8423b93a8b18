"""leaflet-a4: one A4 sheet, two sides at most, for every scam and every case (R7).

The type is as large as the text lets it be. The size is estimated first (a Chinese character is
one em wide, which makes a good estimate); where a side runs over, the next smaller size is tried.
Measuring every size in Typst would cost four times as much as setting the sheet once.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from fanzha.edition import Edition
from fanzha.printing.sheet import A4, A4_BW, item_args, product, sheet_data
from fanzha.product import Args, Made, Product
from fanzha.typeset import pdf

T = TypeVar("T")
KIND = "leaflet-a4"
TEMPLATE = "print/leaflet-a4.typ"
FRONT_PAGE = 1


class Way(NamedTuple):
    """How the back is set: number of columns, type size in points."""

    columns: int
    size: float


# Type sizes in points, largest first; the last is the smallest we print.
FRONT_SIZES = (19, 18, 17, 16, 15, 14)
BACK_WAYS = (
    *(Way(1, size) for size in (16, 15, 14, 13)),
    *(Way(2, size) for size in (13, 12, 11.25, 10.5)),
)
WIDTH, COLUMN = 510.2, 242.4  # points: the text width of the sheet, and of one of two columns
FRONT_ROOM, BACK_ROOM = 570.0, 850.0  # points: what the fixed parts leave on each side
LINE = 1.45  # em: cap height and leading of the theme


def products(edition: Edition) -> Iterator[Product]:
    """Two leaflets, one of them for a copier, per current scam, case and alert."""
    for item in (*edition.scams, *edition.cases):
        for kind, form in ((KIND, A4), (f"{KIND}-bw", A4_BW)):
            args = item_args(edition, item, form)
            yield product(edition, kind, item.id, [item.id], make, args)


def make(args: Args, overrides: Path) -> Made:
    """The leaflet as PDF/A-2a and PDF/UA-1; with its overflow where even small type does not fit."""
    data = {**sheet_data(args, overrides), "diagnose": False, "back_is_long": False}
    front = _first(FRONT_SIZES, lambda size: _front(args, size) <= FRONT_ROOM)
    back = _first(BACK_WAYS, lambda way: _back(args["body"], way) <= BACK_ROOM)
    while True:
        way = {
            "front": FRONT_SIZES[front],
            "back": BACK_WAYS[back].size,
            "columns": BACK_WAYS[back].columns,
        }
        made = pdf(overrides, TEMPLATE, {**data, "way": way}, args["day"])
        begins, pages = made.back or 1, made.pages or 1
        front_is_long, back_is_long = begins > FRONT_PAGE + 1, pages > begins
        if not front_is_long and not back_is_long:
            return made
        smaller_front = front_is_long and front + 1 < len(FRONT_SIZES)
        smaller_back = back_is_long and back + 1 < len(BACK_WAYS)
        if not smaller_front and not smaller_back:
            data |= {"diagnose": True, "back_is_long": back_is_long}
            return pdf(overrides, TEMPLATE, {**data, "way": way}, args["day"])
        front += smaller_front
        back += smaller_back


def _first(options: Sequence[T], fits: Callable[[T], bool]) -> int:
    """Index of the first option that should fit, or of the last."""
    return next((i for i, option in enumerate(options) if fits(option)), len(options) - 1)


def _front(args: Args, size: float) -> float:
    """Height in points of the parts of the front that grow with the type."""
    if args["kind"] == "scams":
        narrow = COLUMN - 2 * size
        flags = _list(args["red_flags"], size, narrow)
        steps = _list(args["steps"], size, narrow, gap=1.2)
        said = args["lines"][:4]
        half = max(
            _list(part, size * 0.78, COLUMN - 2 * size, 2.0)
            for part in (said[::2], said[1::2] or said)
        )
        return 35 + max(flags, steps) + 2.5 * size + half
    entries = [f"{moment['when']}　{moment['text']}" for moment in args["story"]]
    stop = _lines(args["turning_point"]["text"] + "在这里停下", size, WIDTH - 4 * size)
    lesson = _lines(args["lesson"], size + 1, WIDTH - 6 * size)
    return (
        35
        + _list(entries, size, WIDTH - 2 * size, gap=1.0)
        + (stop * LINE + 1.8) * size
        + lesson * LINE * (size + 1)
        + 30
    )


def _back(body: str, way: Way) -> float:
    """Height in points of the body, divided by its columns."""
    size = way.size
    width = WIDTH if way.columns == 1 else COLUMN
    height = 0.0
    for line in body.splitlines():
        text = line.strip()
        if text.startswith("#"):
            height += 3.6 * size
        elif text.startswith("|"):
            height += 2.2 * size
        elif text:
            indent = 1.8 * size if text[:1] in "-*0123456789" else 0
            height += (_lines(text, size, width - indent) * LINE + 0.25) * size
    return height / way.columns * (1.0 if way.columns == 1 else 1.06)


def _list(entries: Sequence[str], size: float, width: float, gap: float = 0.6) -> float:
    return sum((_lines(entry, size, width) * LINE + gap) * size for entry in entries)


def _lines(text: str, size: float, width: float) -> int:
    return max(1, math.ceil(len(text) * size * 1.02 / width))
