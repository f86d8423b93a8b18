"""Lines of what is told in a clip: for each size of letters, where each sentence breaks.

The template takes the largest size whose lines fit its height. Sizes and edges are parts of the picture;
apps lay their own signs over the edges.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from fanzha.language.lines import cells, fill, wrap

SIDES = {True: 0.1, False: 0.07}  # of the width, left and right: upright, wide
SIZES = (0.115, 0.105, 0.096, 0.088, 0.08, 0.073, 0.068, 0.063)  # of the shorter side
DRAWN = 0.7  # of the shorter side: the drawing beside what is told, on a wide picture
SMALLEST = 0.08  # so small may letters get for lines that end where one breathes
CHAT = {
    True: (0.098, 0.088, 0.078, 0.07, 0.063),
    False: (0.1, 0.085, 0.073),
}  # the same from bubble to bubble
MARKS = "，。？！；：、"
QUOTES = "“”‘’"
_LATIN = re.compile("[0-9A-Za-z]+")
SHORTEST = 3  # characters in one breath: fewer stand with what comes before or after
_BREATH = re.compile("[^，；。！？]+[，；。！？]*")
SAID, TOLD = 1.05, 1.75  # letters that a bubble and a step take beside their words
Lines = list[list[str]]


def by_size(
    texts: Sequence[str],
    width: int,
    height: int,
    beside: float,
    sizes: Sequence[float] = SIZES,
    *,
    drawn: bool = False,
) -> list[Lines | None]:
    """For each size the lines of each text; None where a word would be torn or stand alone, and where
    a smaller size, not much smaller, has more lines end where one breathes.

    Of the smallest there are always some. `drawn` leaves room for the drawing beside them.
    """
    tall = height > width
    inner = width * (1 - 2 * SIDES[tall]) - (DRAWN * min(width, height) if drawn else 0)
    letters = [inner / (share * min(width, height)) - beside for share in sizes]
    found = [_broken(texts, room) for room in letters]
    if not any(found):
        found[-1] = [wrap(text, int(2 * letters[-1])) or [text] for text in texts]
    marked = [
        (_off_marks(lines), at)
        for at, (lines, share) in enumerate(zip(found, sizes, strict=True))
        if lines and share >= SMALLEST
    ]
    _, first = min(marked, default=(0, 0))
    return [*[None] * first, *found[first:]]


def rule(text: str, width: int, height: int) -> list[str]:
    """A rule below the sign that says stop."""
    tall = height > width
    room = width * (1 - 2 * SIDES[tall])
    return [*fill(text, room, min(width, height) * (0.6 if tall else 0.24), most=3)]


def _off_marks(texts: Sequence[Sequence[str]]) -> int:
    """How many lines end where nobody breathes."""
    return sum(row[-1] not in MARKS for rows in texts for row in rows[:-1])


def _broken(texts: Sequence[str], letters: float) -> Lines | None:
    """The texts in lines of at most so many letters."""
    found = [_rows(text, int(2 * letters)) for text in texts]
    lines = [rows for rows in found if rows is not None]
    alone = any(len(row.strip("，。？！、")) < 2 for rows in lines if len(rows) > 1 for row in rows)
    return None if alone or len(lines) < len(texts) else lines


def _rows(text: str, columns: int) -> list[str] | None:
    """A text in lines that end where one breathes; what is longer than a line is broken by itself."""
    rows: list[str] = []
    for part in breaths(text):
        if rows and wide(rows[-1] + part) <= columns:
            rows[-1] += part
        elif wide(part) <= columns:
            rows.append(part)
        else:
            broken = wrap(part, columns - _more(part))
            if broken is None:
                return None
            rows += broken
    return [*rows[:-1], rows[-1].rstrip("，")]


def wide(text: str) -> int:
    """Halves of a letter that a text takes in our face, with its marks."""
    return cells(text) + _more(text)


def _more(text: str) -> int:
    """What is wider than its cells: a quotation mark takes a whole letter, and a bold number has a gap at
    either side."""
    numbers = sum(math.ceil(1 + 0.2 * len(found)) for found in _LATIN.findall(text))
    return numbers + sum(character in QUOTES for character in text)


def breaths(text: str) -> list[str]:
    """What is said in one breath each, with the mark at its end; none is very short."""
    found: list[str] = []
    for part in _BREATH.findall(text):
        if found and min(len(found[-1].rstrip(MARKS)), len(part.rstrip(MARKS))) < SHORTEST:
            found[-1] += part
        else:
            found.append(part)
    return found
