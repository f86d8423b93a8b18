"""Where the lines of an editable slide end, whatever face its computer has.

An office programme breaks Chinese between any two characters: it tears 手机 and leaves 办？ alone on the
last line, at other places with each face. So each text is broken beforehand at the places of the house's
rule (language/line_ways.py), in lines that the widest face that stands in for ours can hold; then no
programme breaks them again. The text stays text: a break is one that Shift+Enter makes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from fanzha.language.line_ways import ways
from fanzha.language.lines import wrap
from fanzha.language.segmenting import torn

NARROW = 0.72  # em: a bold digit of the widest face that stands in for YaHei; all else is square
BROAD = 0.96  # em: the widest Latin letters
MEETING = 0.25  # em: what office programmes put between Chinese and Latin
MARGIN = 1.02  # what rounding may take
TORN = 300  # a way whose breaks cost so much is worth nothing
FURTHER = 0.97  # what a further line is worth


class Set(NamedTuple):
    """A text in its lines, and what its breaks cost."""

    lines: tuple[str, ...]
    price: float


def ems(text: str) -> float:
    """The width of a line in ems, in the widest face."""
    wide = sum(map(_em, text))
    meetings = sum(_latin(one) != _latin(other) for one, other in pairwise(text))
    return (wide + MEETING * meetings) * MARGIN


def broken(text: str, columns: float) -> Set | None:
    """The text in lines of at most so many ems: as few as can be, the best of as many; None where one
    of its words is wider, or would be torn."""
    if ems(text) <= columns:
        return Set((text,), 0)
    found = [way for way in _known(text) if way[0] <= columns]
    if found:
        _, lines, price = min(found, key=lambda way: (len(way[1]), way[2], way[0]))
        return Set(lines, price)
    # A long text: evenly filled, in columns of half characters, where Latin letters are narrower.
    for cells in range(int(columns / MARGIN * 2), int(columns), -1):
        filled = wrap(text, cells)
        if filled is None or max(map(ems, filled)) > columns:
            continue
        if torn(text).isdisjoint(accumulate(map(len, filled[:-1]))):
            return Set(tuple(filled), 0)
    return None


def worth(size: float, texts: Sequence[Set]) -> float:
    """What letters of a size are worth with these breaks: a break where nobody breathes must pay for itself."""
    price = sum(text.price for text in texts)
    further = sum(len(text.lines) - 1 for text in texts)
    return size * float(max(0.1, 1 - price / TORN)) * float(FURTHER**further)


@lru_cache(maxsize=4096)
def _known(text: str) -> tuple[tuple[float, tuple[str, ...], float], ...]:
    """The ways of a text, each with the width of its widest line."""
    found = []
    for way in ways(text):
        edges = (0, *way.breaks, len(text))
        lines = tuple(text[start:end] for start, end in pairwise(edges))
        found.append((max(map(ems, lines)), lines, way.price))
    return tuple(found)


def _latin(character: str) -> bool:
    """Whether an office programme sets it with the Latin: also quotation marks, which are both."""
    return character < "\u2000" or character in "“”‘’"


def _em(character: str) -> float:
    if not character.isascii():
        return 1.0
    return BROAD if character in "MWmw@%" else NARROW
