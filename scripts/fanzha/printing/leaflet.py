"""leaflet-a4: one A4 sheet, two sides at most, for every scam, case and alert (R7).

The front of a scam shows signs and steps, that of a case its story, that of an alert what is new,
until when, and what to do. On the back of a scam is its course as it is drawn, and what to do in boxes;
behind an alert stands the type of fraud that it belongs to.

The type is as large as the text lets it be. The size is estimated first, rather too large (a Chinese
character is one em wide, which makes a good estimate); where a side runs over, the next smaller size
is tried. Measuring every size in Typst would cost four times as much as setting the sheet once.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from fanzha.content.body_pictures import in_body
from fanzha.content.kinds.items import Alert, Case, Scam
from fanzha.content.kinds.meta import Meta
from fanzha.content.library import is_of
from fanzha.content.markup import fill, to_xhtml
from fanzha.language import line_ways
from fanzha.printing.alert_sheets import alert_args
from fanzha.printing.back import Form, Piece, Way, piece_data, pieces, rows
from fanzha.printing.board import stage_pictures
from fanzha.printing.handbook import large, short_name
from fanzha.printing.sheet import (
    A4,
    A4_BW,
    Format,
    breakable,
    item_args,
    picture,
    product,
    sheet_data,
)
from fanzha.product import Args, Made, Product, opens
from fanzha.typeset import pdf

if TYPE_CHECKING:
    from fanzha.content.library import Item
    from fanzha.edition import Edition

T = TypeVar("T")
KIND = "leaflet-a4"
TEMPLATE = "print/leaflet-a4.typ"
FRONT_PAGE = 1


# Type sizes in points, largest first; the last is the smallest we print.
FRONT_SIZES = (19, 18, 17, 16, 15, 14)
# Two columns take less room, so that their type is larger than on the whole width it would be.
BACK_WAYS = (
    *map(Way, (15, 14, 13, 12)),
    *(Way(size, Form.COLUMNS) for size in (13.5, 13, 12.5, 12, 11.5, 11)),
    *(Way(10.5, form) for form in (Form.FULL, Form.COLUMNS)),
    *(Way(size, Form.PLAIN) for size in (11.5, 10.5)),
)
LARGE_BACK_WAYS = (
    *map(Way, (16, 15, 14)),
    *(Way(size, Form.COLUMNS) for size in (15.5, 15, 14.5, 14)),
    *(Way(size, Form.PLAIN) for size in (15, 14)),
)
# A type of fraud has one face on all backs: its course above, how to tell at the left, what to do on a panel.
TYPE_BACK_WAYS, LARGE_TYPE_BACK_WAYS = (
    tuple(way for way in (*more, *ways) if way.form is not Form.FULL)
    for more, ways in (
        ((Way(15, Form.COLUMNS), Way(14.5, Form.COLUMNS), Way(14, Form.COLUMNS)), BACK_WAYS),
        ((Way(16, Form.COLUMNS),), LARGE_BACK_WAYS),
    )
)
ALERT_FRONT_SIZES = (18, 17, 16, 15, 14, 13, 12, 11.25, 10.5)
ALERT_BACK_WAYS = tuple(map(Way, ALERT_FRONT_SIZES))
LARGE = 14  # points, the least for old people
AGAIN = 12  # and the least of a back that shows how such a fraud goes
# Points that the fixed parts leave on each side, by the estimate. More, and many leaflets are set twice, which
# is seen but costs the whole time again; less, and many get type a step smaller than they could have. Of the
# library's 120 leaflets about ten are set twice, and as many are a step smaller.
FRONT_ROOM = {"scams": 614.0, "cases": 540.0, "alerts": 545.0}
BACK_ROOM = {"scams": 745.0, "cases": 726.0, "alerts": 810.0}
COLUMNS_ROOM = 785.0  # and in two columns
WHOLE = 808.0  # points that a back has for a story and the course of its type
NEWS, FACT = (
    60.0,
    15.0,
)  # points in the head of an alert: what is new, each fact beside its last day
SLACK = 1.03  # what a line leaves free at its end, because marks and words keep together
LISTED = re.compile(r"^(?:[-*]|\d+\.) +")  # how an entry of a list begins
LINE = 1.45  # em: cap height and leading of the theme

COURSE = frozenset({"course", "stop_here"})
TYPE = COURSE | {"rule", "lines", "red_flags", "steps"}


@dataclass(frozen=True)
class Layout:
    """Measures that the template and the estimate share; lengths are millimetres."""

    width: float = 210
    height: float = 297
    margin: float = 15
    gutter: float = 9  # between two columns
    picture: float = 36  # the height of a picture in the body, at most (xhtml.typ)
    moment: float = 5.2  # when something happened, left of it, in letters
    name: float = 30  # what a case is called, left of what to do
    foot: float = 29  # the band at the foot of the back, with the numbers and the small print
    between: float = 6  # the two columns of the back
    inset: float = 4  # of the panel that the second of them is
    narrowest: float = 0.31  # of both columns, of one of them
    stage: float = 0.8  # the height of a drawing of the course, of its width
    stage_least: float = 0.6  # where the text needs the room
    bubbles: float = 0.66  # of the text width, beside the drawing
    bubble_type: float = 0.78  # of the type of the front
    bubble_least: float = 10.5  # points
    bubble_least_large: float = LARGE  # points


LAYOUT = Layout()
MM = 72 / 25.4
WIDTH = (LAYOUT.width - 2 * LAYOUT.margin) * MM  # points: the text width of the sheet
COLUMN = (WIDTH - LAYOUT.gutter * MM) / 2  # and of one of two columns


def products(edition: Edition) -> Iterator[Product]:
    """Two leaflets, one of them for a copier, per current scam, case and alert."""
    for item in (*edition.current(Scam), *edition.current(Case), *edition.current(Alert)):
        for kind, form in ((KIND, A4), (f"{KIND}-bw", A4_BW)):
            args = _args(edition, item, form)
            yield product(edition, kind, item.id, [item.id], make, args)


def _args(edition: Edition, item: Item[Meta], form: Format) -> dict[str, Any]:
    """The fields of the item, the drawing of its scam, and for an alert that scam's own fields."""
    scam = edition.library.scam(item.meta.scam_id)
    image = item.meta.image or (scam.meta.image if scam else None)
    args = item_args(edition, item, form)
    body, drawn = in_body(edition.project.docs, item.page, args["body"])
    args |= {
        "large": large(item),
        "body": body,
        "pictures": {"main": picture(edition, image), **drawn},
    }
    if is_of(item, Scam):
        args["pictures"] |= stage_pictures(edition, item)
    if is_of(item, Case):
        drawings = stage_pictures(edition, scam) if scam else {}
        args["pictures"] |= drawings
        course = _type(scam.meta, COURSE) if scam and drawings else None
        args["type"] = fill(course, edition.region) if course else None
    if isinstance(item.meta, Alert):
        args |= alert_args(edition, item, item.meta, form)
        args["type"] = fill(_type(scam.meta), edition.region) if scam else None
    return args


def _type(scam: Scam, names: Set[str] = TYPE) -> dict[str, Any]:
    """What the back of an alert says of the type of fraud; of a story, its course alone."""
    return scam.model_dump(mode="json", include={*names}) | {"name": short_name(scam.title)[0]}


@opens(TEMPLATE)
def make(args: Args, overrides: Path) -> Made:
    """The leaflet as PDF/A-2a and PDF/UA-1; with its overflow where even small type does not fit."""
    return settle(args, overrides)[0]


def settle(args: Args, overrides: Path) -> tuple[Made, float, Way]:
    """The leaflet, the type size of its front, and how its back is set."""
    sizes, ways = choices(args)
    room = FRONT_ROOM[args["kind"]]
    if args["kind"] == "alerts":
        room -= NEWS * bool(args["news"]) + FACT * (len(args["facts"]) - 1)
    behind = BACK_ROOM[args["kind"]]

    boxed = [way for way in ways if way.form is not Form.PLAIN][-1]

    def fits_behind(way: Way) -> bool:
        room = behind if way.form is Form.FULL else COLUMNS_ROOM
        # Boxes are worth a second setting: after these there are paragraphs only.
        return _behind(args, way) <= room * (1.07 if way == boxed else 1)

    front = _first(sizes, lambda size: _front(args, size) <= room)
    again = [n for n, way in enumerate(ways) if _behind(args, way) + _again(args, way) <= WHOLE]
    back = again[0] if again else _first(ways, fits_behind)
    close = False
    while True:
        shown = {"close": close, "again": bool(again)}
        made = set_at(args, overrides, sizes[front], ways[back], **shown)
        front_is_long, back_is_long = too_long(made)
        if not front_is_long and not back_is_long:
            return made, sizes[front], ways[back]
        if back_is_long and again:
            # The course is a help where there is room for it, no more.
            again = again[1:2]
            back = again[0] if again else back
            continue
        smaller_front = front_is_long and front + 1 < len(sizes)
        smaller_back = back_is_long and back + 1 < len(ways)
        # The last step of a front is no smaller type: its parts stand closer.
        closer = front_is_long and not smaller_front and not close
        if not smaller_front and not smaller_back and not closer:
            more = {
                "close": close,
                "diagnose": True,
                "front_is_long": front_is_long,
                "back_is_long": back_is_long,
            }
            made = set_at(args, overrides, sizes[front], ways[back], **more)
            return made, sizes[front], ways[back]
        front += smaller_front
        back += smaller_back
        close = close or closer


def set_at(args: Args, overrides: Path, front: float, back: Way, **more: bool) -> Made:
    """The leaflet at these sizes, on as many pages as they need."""
    usual = ("close", "again", "diagnose", "front_is_long", "back_is_long")
    long = dict.fromkeys(usual, False)
    data = {**sheet_data(args, overrides), **long, **more}
    if args["kind"] == "alerts":
        data["parts"] = [[title, to_xhtml(text)] for title, text in args["parts"]]
    else:
        data["back"] = [piece_data(piece, back.form, _xhtml) for piece in _pieces(args, back.form)]
    way = {"front": front, "back": back.size, "form": back.form, "drawn": _drawn(args, back.size)}
    way["last"] = back == choices(args)[1][-1]
    data |= {"way": way, "layout": asdict(LAYOUT)}
    return pdf(overrides, TEMPLATE, data, args["day"])


def too_long(made: Made) -> tuple[bool, bool]:
    """Whether the front, and whether the back, needs more than its page."""
    begins, pages = made.back or 1, made.pages or 1
    return begins > FRONT_PAGE + 1, pages > begins


def choices(args: Args) -> tuple[Sequence[float], Sequence[Way]]:
    """Type sizes of the front and ways of the back to try, largest first."""
    if args["kind"] == "alerts":
        least = LARGE if args["large"] else 0
        sizes = tuple(size for size in ALERT_FRONT_SIZES if size >= least)
        return sizes, tuple(way for way in ALERT_BACK_WAYS if way.size >= least)
    if args["kind"] == "scams" and "course" in args:
        return FRONT_SIZES, LARGE_TYPE_BACK_WAYS if args["large"] else TYPE_BACK_WAYS
    return FRONT_SIZES, LARGE_BACK_WAYS if args["large"] else BACK_WAYS


def _pieces(args: Args, form: Form) -> list[Piece]:
    return pieces(args["body"], form, drawn="course" in args)


def _xhtml(text: str) -> str:
    return to_xhtml(str(breakable(text)))


def _first(options: Sequence[T], fits: Callable[[T], bool]) -> int:
    """Index of the first option that should fit, or of the last."""
    return next((i for i, option in enumerate(options) if fits(option)), len(options) - 1)


def _front(args: Args, size: float) -> float:
    """Height in points of the parts of the front that grow with the type."""
    if args["kind"] == "alerts":
        texts = dict(args["parts"])
        wide = sum(_text(text, size) for title, text in texts.items() if title == "是什么")
        halves = [_text(text, size, COLUMN) for t, text in texts.items() if t != "是什么"]
        return (
            wide + max(halves, default=0) + 8 * size + _lines(args["summary"], size, WIDTH) * size
        )
    if args["kind"] == "scams":
        narrow = COLUMN - 2 * size
        flags = _list(args["red_flags"], size, narrow)
        steps = _list(args["steps"], size, narrow, gap=1.2)
        said = args["lines"][:4]
        half = _list(said, _spoken(args, size), WIDTH * LAYOUT.bubbles - 2 * size, 1.9)
        return 35 + max(flags, steps) + 2.5 * size + half
    entries = [moment["text"] for moment in args["story"]]
    narrow = WIDTH - (LAYOUT.moment + 2.6) * size
    lines = sum(_lines(entry, size, narrow - 0.5 * size) for entry in entries)
    stop = 1 + _lines(args["turning_point"]["text"], size, WIDTH - 3.7 * size)
    # The lesson in its box, beside the drawing.
    side = 40 * MM if args["pictures"]["main"] else 0.0
    room = WIDTH - side - 10 * MM
    lesson = _lines("记住" + args["lesson"], size + 1, room, 0.8, slack=1) * LINE * (size + 1)
    return (
        35
        + (lines * LINE + len(entries)) * size
        + (stop * LINE + 1.8) * size
        + max(lesson + 10 * MM, side * 0.675)
    )


def _spoken(args: Args, size: float) -> float:
    """Type size of what the other side says."""
    least = LAYOUT.bubble_least_large if args["large"] else LAYOUT.bubble_least
    return max(size * LAYOUT.bubble_type, least)


def _behind(args: Args, way: Way) -> float:
    """Height in points of the back."""
    size = way.size
    if args["kind"] != "alerts":
        parts = _pieces(args, way.form)
        if way.form is Form.FULL:
            return sum(_piece(args, piece, way, WIDTH) for piece in parts)
        drawn = sum(_piece(args, piece, way, WIDTH) for piece in parts if piece.kind == "course")
        return drawn + _columns(args, [piece for piece in parts if piece.kind != "course"], way)
    scam, narrow = args["type"], COLUMN - 2 * size
    if scam is None:
        return 0
    stages = [stage["text"] for stage in scam["course"]]
    course = _list(stages, size, narrow, 2.3) + 4.5 * size
    said = _list(scam["lines"][:5], size, narrow, 2.0)
    below = max(_list(scam[name], size, narrow, 1.1) for name in ("red_flags", "steps"))
    return 150 + max(course, said) + below


def _columns(args: Args, parts: Sequence[Piece], way: Way) -> float:
    """Height in points of two columns, as wide as what stands in each of them asks for."""
    both = WIDTH - LAYOUT.between * MM
    at = next((n for n, piece in enumerate(parts) if piece.text == "怎么办"), 0)
    share = 0.5
    for _ in range(2):
        told = sum(_piece(args, piece, way, both * share) for piece in parts[:at])
        narrow = both * (1 - share) - 2 * LAYOUT.inset * MM
        done = sum(_piece(args, piece, way, narrow) for piece in parts[at:]) + 8 * MM
        area = (told * share, done * (1 - share))
        least = LAYOUT.narrowest
        share = max(least, min(1 - least, area[0] / sum(area)))
    return max(area[0] / share, area[1] / (1 - share))


def _again(args: Args, way: Way) -> float:
    """Height in points of the course of the type, below the story of a case; none in small type."""
    if args["kind"] != "cases" or args["type"] is None:
        return math.inf
    if way.form is not Form.FULL or way.size < (LARGE if args["large"] else AGAIN):
        return math.inf
    stages = len(args["type"]["course"])
    drawn = _drawn(args, way.size)
    cell = (WIDTH - (stages - 2) * 1.55 * drawn - 3.3 * drawn) / stages
    return cell * LAYOUT.stage_least + 8.6 * drawn + 4 * way.size


def _piece(args: Args, piece: Piece, way: Way, room: float) -> float:
    """Height in points of a piece of the back that is `room` wide."""
    size = way.size
    if piece.kind == "heading":
        return 3.2 * size
    if piece.kind == "text":
        return _text(piece.text, size, room)
    if piece.kind == "course":
        drawn, gap = _drawn(args, size), 1.55
        stages = args["course"]
        cell = (WIDTH - (len(stages) - 2) * gap * drawn - 3.3 * drawn) / len(stages)
        words = max(_lines(stage["text"], drawn, cell) for stage in stages)
        return cell * LAYOUT.stage + (words * 1.25 * (way.form is Form.FULL) + 8.6) * drawn
    if way.form is Form.FULL and len(rows(len(piece.boxes), way.form)) == len(piece.boxes):
        width = room - (LAYOUT.name + 9.5) * MM
        return sum(_text(text, size, width) + 7.2 * MM - 0.7 * size for _, text in piece.boxes)
    height, at = 0.0, 0
    for count in rows(len(piece.boxes), way.form):
        width = (room - (count - 1) * 4 * MM) / count - 6 * MM
        row = piece.boxes[at : at + count]
        chrome = 2.6 * size + 9 * MM if way.form is Form.FULL else 2.15 * size + 7.5 * MM
        height += max(_text(text, size, width) for _, text in row) + chrome
        at += count
    return height


def _drawn(args: Args, size: float) -> float:
    """Type size of the words below the drawings of the course."""
    return LARGE if args["large"] else min(max(size * 0.82, 10.5), 12)


def _text(text: str, size: float, width: float = WIDTH) -> float:
    """Height in points of a text in Markdown."""
    height = 0.0
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("!["):
            height += LAYOUT.picture * MM + 1.6 * size
        elif line.startswith("#"):
            height += 3.2 * size
        elif line.startswith("|"):
            height += 2.2 * size
        else:
            indent = 1.8 * size if line[:1] in "-*0123456789" and line[1:2] != "*" else 0
            height += (_lines(line, size, width - indent) * LINE + 0.25) * size
    return height


def _list(entries: Sequence[str], size: float, width: float, gap: float = 0.6) -> float:
    return sum((_lines(entry, size, width) * LINE + gap) * size for entry in entries)


def _lines(text: str, size: float, width: float, more: float = 0, *, slack: float = SLACK) -> int:
    """Lines of a text and of `more` ems: digits and Latin letters are about half as wide as Chinese.

    Exactly those of entries, which break between words; prose has about as many.
    """
    entry = LISTED.sub("", text)
    if not more and line_ways.NARROWEST < len(entry) <= line_ways.LONGEST:
        return len(line_ways.lines(entry, width / size))
    ems = len(text) - 0.42 * sum(map(str.isascii, text)) + more
    return max(1, math.ceil(ems * size * slack / width))
