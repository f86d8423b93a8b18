"""Lines of what is told in a clip: for each size of letters, where each sentence breaks.

The template takes the largest size whose lines fit its height. Sizes and edges are parts of the picture;
apps lay their own signs over the edges.
"""

from __future__ import annotations

from collections.abc import Sequence

from fanzha.language.lines import wrap

SIDES = {True: 0.1, False: 0.07}  # of the width, left and right: upright, wide
SIZES = (0.115, 0.105, 0.096, 0.088, 0.08, 0.073, 0.068, 0.063)  # of the shorter side
SAID, TOLD = 1.05, 1.75  # letters that a bubble and a step take beside their words
Lines = list[list[str]]


def by_size(texts: Sequence[str], width: int, height: int, beside: float) -> list[Lines | None]:
    """For each size the lines of each text; None where a word would be torn or stand alone.

    Of the smallest there are always some.
    """
    tall = height > width
    inner = width * (1 - 2 * SIDES[tall])
    found = [_broken(texts, inner / (share * min(width, height)) - beside) for share in SIZES]
    if not any(found):
        columns = int(2 * (inner / (SIZES[-1] * min(width, height)) - beside))
        found[-1] = [wrap(text, columns) or [text] for text in texts]
    return found


def _broken(texts: Sequence[str], letters: float) -> Lines | None:
    """The texts in lines of at most so many letters."""
    found = [wrap(text, int(2 * letters)) for text in texts]
    lines = [rows for rows in found if rows is not None]
    alone = any(len(row.strip("，。？！、")) < 2 for rows in lines if len(rows) > 1 for row in rows)
    return None if alone or len(lines) < len(texts) else lines
