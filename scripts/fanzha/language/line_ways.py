"""The good ways of breaking a short text into lines, for whoever knows how wide a line may be.

Paper sets the same sentence at many widths and sizes. `ways` gives, once for all of them, each way with
the width of its widest line in letters; a template takes the first that its column can hold. All ways
obey the house's rule: no word torn, no number wrapped, no last line of fewer than three characters,
breaks where a speaker breathes. A light mark at which a line ends is not printed: the end of the line
stands for it (`shown`).
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from html import unescape
from typing import Any, NamedTuple

from fanzha.language.segmenting import CLOSE, FREE, priced

LEAST = 3  # characters of a last line
MOST_LINES = 6
NARROWEST = 3  # letters of a line: a headline that is read from afar has as few
NARROW = 5  # letters of a stage of a board
LONGEST = 60  # characters: what is longer is prose, which is broken as prose
LIGHT = "，；"  # 、 stays: 卡、密码 / 电话卡 reads as one thing
_HALF = "，、；。：！？”）》】"
_SHORT = 60  # what a first line of fewer costs, in squared letters
_TOGETHER = 6  # characters
_UNEVEN = 1.7  # times the mean that a line is at most
_FIRST = 10_000  # the narrowest first, then the fairest
_LATIN = re.compile("[\x00-\u1fff]")
_HAN = re.compile(r"[\u3400-\u9fff〇]")


class Way(NamedTuple):
    """Lines of a text: the width of the widest in letters, where each but the first begins, and what these breaks
    cost: 0 where all are at a breath."""

    width: float
    breaks: tuple[int, ...]
    price: float


def shown(line: str) -> str:
    """A line without the light mark at its end."""
    return line.rstrip(LIGHT)


@lru_cache(maxsize=8192)
def ways(text: str) -> tuple[Way, ...]:
    """From one line to many; of ways with as many lines the fairest stands before the narrowest."""
    pieces = _joined(priced(text))
    count = min(MOST_LINES, len(pieces), max(1, int(_width(text) / NARROWEST)))
    fair, narrow = _best(pieces, count)
    found = [*fair, *narrow]
    # Columns as narrow as a stage of a board: also where a lone character is parted from its neighbour.
    if min((way.width for way in found), default=NARROW + 1) > NARROW:
        loose = priced(text)
        found += _best(loose, min(MOST_LINES, len(loose)))[1]
    ordered = sorted(dict.fromkeys(found), key=lambda way: (len(way.breaks), -way.width, way.price))
    # A way that is no narrower than one with fewer lines is of no use to anybody.
    kept: list[Way] = []
    for way in ordered:
        if not kept or way.width < min(one.width for one in kept) - 0.01:
            kept.append(way)
    return tuple(kept)


def lines(text: str, width: float) -> list[str]:
    """The lines of a text in a column of so many letters, as they are printed."""
    found = ways(text)
    way = next((way for way in found if way.width <= width), found[-1])
    ends = (*way.breaks, len(text))
    parts = [text[start:end] for start, end in zip((0, *way.breaks), ends, strict=True)]
    return [*map(shown, parts[:-1]), parts[-1]]


def of_data(data: Any) -> dict[str, list[list[Any]]]:
    """The ways of all short Chinese texts in the data of a sheet, as plain JSON data."""
    return {
        text: [[way.width, list(way.breaks), way.price] for way in ways(text)]
        for text in _texts(data)
    }


_ITEM = re.compile(r"<li>([^<]+)</li>")  # of XHTML, an entry of a list without any marks
# What no template sets in lines of its own.
NOT_IN_LINES = frozenset(
    {
        "region",
        "format",
        "pictures",
        "logo",
        "qr",
        "body",
        "keywords",
        "calls",
        "sources",
        "sms",
        "alt",
    }
)


def _texts(value: Any) -> list[str]:
    """The short texts in which a line could be broken, each once, in order."""
    found: dict[str, None] = {}

    def walk(value: Any) -> None:
        if isinstance(value, str):
            texts = _ITEM.findall(value) if value[:1] == "<" else [value]
            for text in map(unescape, texts):
                if NARROWEST < len(text) <= LONGEST and _HAN.search(text):
                    found[text] = None
        elif isinstance(value, Mapping):
            for name, part in value.items():
                if name not in NOT_IN_LINES:
                    walk(part)
        elif isinstance(value, Sequence):
            for part in value:
                walk(part)

    walk(value)
    return list(found)


def _joined(pieces: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """The pieces, those one that a break beside a lone character would part, as long as they are short."""
    found: list[tuple[str, int]] = []
    for piece, price in pieces:
        whole = len(found[-1][0]) + len(piece.rstrip(_HALF)) if found else 0
        if found and found[-1][1] >= CLOSE and whole <= _TOGETHER:
            found[-1] = (found[-1][0] + piece, price)
        else:
            found.append((piece, price))
    return found


@cache
def _letter(character: str) -> float:
    """The width of a character of our face in its heaviest weight, in its size."""
    if unicodedata.east_asian_width(character) in "WFA":
        return 1.0
    if character.isdigit() or character.islower():
        return 0.64
    return 0.95 if character in "MWmw@%" else 0.72


def _meets_latin(one: str, other: str) -> bool:
    """Whether one of two characters is Chinese, the other Latin or a digit."""
    return (one < "\u2000") != (other < "\u2000")


@lru_cache(maxsize=8192)
def _width(text: str) -> float:
    """The width of a line in letters; between Chinese and Latin there is a quarter of one."""
    edges = (
        0
        if text >= "\u2000" and not _LATIN.search(text)
        else sum(map(_meets_latin, text, text[1:]))
    )
    return sum(map(_letter, text)) + 0.25 * edges


# The best way of the pieces before each place: (width, cost, where its last line begins, price)
_Row = list[tuple[float, float, int, float] | None]


def _best(pieces: Sequence[tuple[str, int]], count: int) -> tuple[list[Way], list[Way]]:
    """For 1, 2 … `count` lines the fairest way, and the narrowest.

    Of ways with as many lines the sum of the squares of their widths is least for the fairest. Both are
    looked for in one go: what may stand in a line is the same for them, and there are thousands of texts.
    """
    last = len(pieces)
    at, wide, han = [0], [0.0], [0]  # before each piece: characters, width, Chinese characters
    breath = [-1]  # before each piece: the last one behind which one breathes
    for n, (piece, price) in enumerate(pieces):
        at.append(at[-1] + len(piece))
        apart = n > 0 and _meets_latin(pieces[n - 1][0][-1], piece[0])
        wide.append(wide[-1] + _width(piece) + (0.25 if apart else 0))
        han.append(han[-1] + (len(_HAN.findall(piece)) or len(piece)))
        breath.append(n if price == FREE else breath[-1])
    ends = [
        0.0,
        *(wide[n + 1] - _saved(piece, n + 1 == last) for n, (piece, _) in enumerate(pieces)),
    ]
    longest = max(_width(piece) for piece, _ in pieces) + 0.5
    # Who has taken breath in the middle of a line does not want to at its end.
    tolls = [(0.0, 0.0), *((float(price), price * 1.5) for _, price in pieces)]
    first: _Row = [None]
    for end in range(1, last + 1):
        dear = tolls[end][breath[end - 1] >= 0]
        if end != last and han[end] < LEAST:
            dear += _SHORT
        first.append((ends[end], ends[end] ** 2 + dear, 0, dear))
    fair, narrow = [first], [first]
    for number in range(2, count + 1):
        above, beside = fair[-1], narrow[-1]
        row: _Row = [None] * (last + 1)
        other: _Row = [None] * (last + 1)
        most = max(_UNEVEN * wide[last] / number, longest)
        # Of the last row only its end is read.
        for end in range(number if number < count else last, last + 1):
            (usual, tired), breathed, edge = tolls[end], breath[end - 1], ends[end]
            # A last line has three characters or more.
            latest = end - 1
            if end == last:
                while latest >= number - 1 and han[end] - han[latest] < LEAST:
                    latest -= 1
            least = lowest = math.inf
            for start in range(latest, number - 2, -1):
                wider = edge - wide[start]
                if wider > most:
                    break
                one, two = above[start], beside[start]
                if one is None or two is None:
                    continue
                dear = tired if breathed >= start else usual
                more = wider * wider + dear
                cost = one[1] + more
                if cost < least:
                    least = cost
                    width = one[0] if one[0] > wider else wider
                    row[end] = (width, cost, start, one[3] + dear)
                width, cost = two[0] if two[0] > wider else wider, two[1] + more
                key = width * _FIRST + cost
                if key < lowest:
                    lowest = key
                    other[end] = (width, cost, start, two[3] + dear)
        fair.append(row)
        narrow.append(other)
    return _read(fair, at), _read(narrow, at)


def _read(rows: Sequence[_Row], at: Sequence[int]) -> list[Way]:
    """The way of each number of lines that the rows hold."""
    found: list[Way] = []
    for number in range(1, len(rows) + 1):
        end = len(at) - 1
        best = rows[number - 1][end]
        if best is None:
            continue
        breaks: list[int] = []
        for row in reversed(rows[:number]):
            step = row[end]
            assert step is not None
            end = step[2]
            breaks.append(at[end])
        found.append(Way(round(best[0] + 0.005, 2), tuple(breaks[-2::-1]), best[3]))
    return found


def _saved(piece: str, at_end: bool) -> float:
    """What a mark at the end of a line leaves free: light ones are not printed, others half as wide."""
    if piece[-1] in LIGHT and not at_end:
        return 1.0
    return 0.5 if piece[-1] in _HALF else 0.0
