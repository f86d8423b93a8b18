"""Breaking a short Chinese text into lines, and measuring it in cells.

A cell is half a Chinese character: Latin letters and digits take one, Chinese characters two. That
is exact for the bitmap face of strips and close enough for all others to choose where to break.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import cache
from itertools import accumulate

from fanzha.language.line_ways import LIGHT
from fanzha.language.phrases import rule_lines
from fanzha.language.segmenting import held, torn

# Units that are never torn: a number or Latin word, a name that is filled in later, a dash; closing marks
# stay with what is before them, opening marks with what follows.
_UNIT = re.compile(
    r"[（《“‘「【]*(?:[0-9A-Za-z]+|[\ue000-\uf8ff]+|——|……|.)[，。、；：！？）》”’」】…％%]*",
    re.DOTALL,
)
_PAUSE = "，。；：！？】　"
_LEANING = "的了吗呢吧"  # they lean on the word before them, and begin no line
_UPRIGHT = ("了解", "了结", "的确")
_HOLDING = "不别没"  # they hold on to the word behind them, and end no line
_TORN = 400  # the cost of a break inside a known word, in squared cells
LONELY = 0.5  # what a text is worth that has one character alone in a line
_NO_PAUSE = 30  # the cost of a break that is not at a mark


def cells(text: str) -> int:
    """The width of a text in half characters."""
    return sum(map(_cell, text))


@cache
def _cell(character: str) -> int:
    # Circled numbers are of "ambiguous" width; our faces draw them wide.
    wide = unicodedata.east_asian_width(character) in "WF" or "①" <= character <= "⒛"
    return 2 if wide else 1


@cache
def _units(text: str) -> tuple[list[str], list[int], set[int]]:
    """The units of a text, their widths, and the breaks that lie inside words."""
    units = [match[0] for match in _UNIT.finditer(text)]
    return units, [cells(unit) for unit in units], _inside(units, text)


def wrap(text: str, columns: int) -> list[str] | None:
    """As few lines of at most `columns` cells as can be, evenly filled; None where one unit is wider.

    Breaks are best at a mark, and bad inside a word.
    """
    lines = _wrapped(text, columns)
    return None if lines is None else [*lines]


@cache  # the same headline stands on many screens
def _wrapped(text: str, columns: int) -> tuple[str, ...] | None:
    units, widths, bad = _units(text)
    if any(cells(unit.rstrip("　")) > columns for unit in units):
        return None
    # best[i]: (lines, cost, where the last line begins) for the first i units
    best: list[tuple[int, int, int]] = [(0, 0, 0)]
    for end in range(1, len(units) + 1):
        found = []
        used = -2 if units[end - 1].endswith("　") else 0
        price = _cost(end, units, bad)
        for start in range(end - 1, -1, -1):
            used += widths[start]
            if used > columns:
                break
            count, cost, _ = best[start]
            found.append((count + 1, cost + (columns - used) ** 2 + price, start))
        best.append(min(found))
    lines: list[str] = []
    end = len(units)
    while end:
        start = best[end][2]
        lines.append("".join(units[start:end]).strip("　"))
        end = start
    return tuple(lines[::-1])


@cache
def fill(
    text: str,
    width: float,
    height: float,
    least: float = 0,
    most: int = 4,
    further: float = 0.96,
) -> tuple[str, ...]:
    """The lines that let the letters be largest in a box, and `least` at any price.

    Width, height and letters are in any one unit. `further` is what a further line is worth: below one
    it must pay for itself; above one a box that is filled is worth a little smaller letters.
    """
    total = cells(text)
    best: tuple[float, tuple[str, ...]] = (0, (text,))
    for columns in range(-(-total // most), total + 1):
        lines = wrap(text, columns)
        if lines is None or len(lines) > most:
            continue
        # A light mark is not drawn at the end of a line that another follows.
        widest = max(map(cells, (*(line.rstrip(LIGHT) for line in lines[:-1]), lines[-1])))
        size = min(width / (widest / 2), height / (LINE * (len(lines) - 1) + 1))
        # Lines that end at a mark read best, and a line more must pay.
        worth = size * math.prod(_worth(line, text) for line in lines[:-1]) * further ** len(lines)
        worth *= LONELY ** sum(map(_lonely, lines))
        worth *= 1 if size >= least else 0.01
        if worth > best[0]:
            best = (worth, tuple(lines))
    return best[1]


def _lonely(line: str) -> bool:
    """Whether a single Chinese character stands in a line of its own, with or without a mark."""
    bare = line.strip(_PAUSE + "、")
    return len(bare) == 1 and _cell(bare) == 2


def _worth(line: str, text: str) -> float:
    """What a line is worth for where it ends: where one breathes, between words, inside a word."""
    end = text.find(line) + len(line)
    if line[-1] in _PAUSE + "、" or end in accumulate(map(len, rule_lines(text))):
        return 1.0
    if line[-1] in _HOLDING or _leans(text, end) or end in torn(text) | held(text):
        return 0.5
    # Where a text has a place to breathe, nobody wants to at another.
    return 0.68 if any(mark in text for mark in _PAUSE) else 0.85


def _leans(text: str, at: int) -> bool:
    """Whether what stands here belongs to the word before."""
    return text[at : at + 1] in (*_LEANING,) and not text.startswith(_UPRIGHT, at)


LINE = 1.28  # from one line of a headline to the next, in letters


def _cost(end: int, units: Sequence[str], bad: Collection[int]) -> int:
    """What it costs to end a line after `end` units."""
    if end == len(units) or units[end - 1][-1] in _PAUSE:
        return 0
    return _NO_PAUSE + (_TORN if end in bad else 0)


def _inside(units: Sequence[str], text: str) -> set[int]:
    """The breaks (numbers of units before them) that tear what belongs together."""
    places: dict[int, int] = {}
    at = 0
    for number, unit in enumerate(units):
        places[at] = number
        at += len(unit)
    found = {places[at] for at in torn(text) | held(text) if at in places}
    return found | {number for at, number in places.items() if _leans(text, at)}
