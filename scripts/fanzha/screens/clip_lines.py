"""Lines of what is told in a clip: for each size of letters, where each sentence breaks.

The template takes the largest size whose lines fit its height. Sizes and edges are parts of the picture;
apps lay their own signs over the edges.
"""

from __future__ import annotations

from collections.abc import Sequence

from fanzha.language.lines import fill, wrap

SIDES = {True: 0.1, False: 0.07}  # of the width, left and right: upright, wide
SIZES = (0.115, 0.105, 0.096, 0.088, 0.08, 0.073, 0.068, 0.063)  # of the shorter side
DRAWN = 0.6  # of the shorter side: the drawing beside what is told, on a wide picture
SMALLEST = (
    0.08  # of the shorter side: so small letters may get for lines that end where one breathes
)
MARKS = "，。？！；：、"
SAID, TOLD = 1.05, 1.75  # letters that a bubble and a step take beside their words
Lines = list[list[str]]


def by_size(
    texts: Sequence[str], width: int, height: int, beside: float, *, drawn: bool = False
) -> list[Lines | None]:
    """For each size the lines of each text; None where a word would be torn or stand alone, and where
    a smaller size, not much smaller, has all lines end where one breathes.

    Of the smallest there are always some. `drawn` leaves room for the drawing beside them.
    """
    tall = height > width
    inner = width * (1 - 2 * SIDES[tall]) - (DRAWN * min(width, height) if drawn else 0)
    found = [_broken(texts, inner / (share * min(width, height)) - beside) for share in SIZES]
    if not any(found):
        columns = int(2 * (inner / (SIZES[-1] * min(width, height)) - beside))
        found[-1] = [wrap(text, columns) or [text] for text in texts]
    spoken = next((at for at, lines in enumerate(found) if lines and _at_marks(lines)), 0)
    if SIZES[spoken] >= SMALLEST:
        found[:spoken] = [None] * spoken
    return found


def rule(text: str, width: int, height: int) -> list[str]:
    """A rule below the sign that says stop."""
    tall = height > width
    room = width * (1 - 2 * SIDES[tall])
    return [*fill(text, room, min(width, height) * (0.6 if tall else 0.24), most=3)]


def _at_marks(texts: Sequence[Sequence[str]]) -> bool:
    return all(row[-1] in MARKS for rows in texts for row in rows[:-1])


def _broken(texts: Sequence[str], letters: float) -> Lines | None:
    """The texts in lines of at most so many letters."""
    found = [wrap(text, int(2 * letters)) for text in texts]
    lines = [rows for rows in found if rows is not None]
    alone = any(len(row.strip("，。？！、")) < 2 for rows in lines if len(rows) > 1 for row in rows)
    return None if alone or len(lines) < len(texts) else lines
