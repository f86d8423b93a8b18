"""Rows of letters on a strip, and where each of them stands, lamp for lamp.

Letters of 16 lamps are those of the bitmap face; all larger ones are bold. A number to ring that
stands among the smallest has digits as high as its row (overrides/screens/digits.typ): the face's
own are ten lamps high, and were the weakest thing on a strip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from fanzha.content.kinds.playlists import STRIP_CELL
from fanzha.language.lines import cells, wrap
from fanzha.language.segmenting import torn as inside

HALF = STRIP_CELL // 2
SMALL = STRIP_CELL
# px: where a row of such letters has room. Below 20, bold strokes run into each other.
BOLD = (96, 80, 64, 56, 48, 40, 36, 32, 28, 24, 22, 20)
BETWEEN = 8  # px between what stands side by side
MARKS = "，、；"  # they need no cell at the end of a line
BREAKS = "：，】"  # where a line of text ends, the best first
NARROW = MARKS + "“”：【】"  # they need half a cell in the bold face
TO_RING = re.compile("[0-9]{3,}")  # the digits of a number, not of a day
DIGIT = 10  # px: a digit of a number to ring, in a row of the smallest letters
BOLD_DIGIT = 0.6  # of its size: a digit of the bold face
RINGING = (
    1.28  # times its row: the size of a number to ring among bold letters, so that it fills the row
)


@dataclass(frozen=True)
class Row:
    """A line, the height of its letters and their colour; `digits` fill that height without a rest."""

    text: str
    size: int
    colour: str
    digits: bool = False


@dataclass(frozen=True)
class Block:
    """Rows under each other, in the middle of a part of the strip; or at its left."""

    x: int
    width: int
    rows: tuple[Row, ...]
    left: bool = False


def stacked(width: int, rows: Sequence[Row]) -> list[Block]:
    """All rows under each other."""
    return [Block(0, width, tuple(rows))]


def beside(width: int, left: Sequence[Row], right: Sequence[Row], narrow: int) -> list[Block]:
    """Rows at the left, which need `narrow` pixels, and beside them others, which have the rest."""
    edge = narrow + BETWEEN
    return [Block(0, narrow, tuple(left)), Block(edge, width - edge, tuple(right))]


def placed(height: int, blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """The rows of all blocks as the template takes them."""
    return [row for block in blocks for row in _placed(height, block)]


def largest(width: int, height: int, text: str) -> list[tuple[str, int]] | None:
    """The text in the largest letters at which its lines fit; None where the smallest are too large."""
    for size in (*BOLD, SMALL):
        for lines in _ways(width, size, text):
            if len(lines) * size <= height and all(measured(x, size) <= width for x in lines):
                return [(line, size) for line in lines]
    return None


def one_row(width: int, height: int, text: str) -> int:
    """The size at which the text stands on one row; 0 where that does not go."""
    fits = (size for size in (*BOLD, SMALL) if size <= height and measured(text, size) <= width)
    return next(fits, 0)


def measured(text: str, size: int) -> float:
    """The width of a row in pixels."""
    if size == SMALL:
        ringing = sum(len(number[0]) for number in TO_RING.finditer(text))
        return cells(text) * HALF + ringing * (DIGIT - HALF)
    marks = sum(text.count(mark) for mark in NARROW)
    digits = sum(map(str.isdigit, text))
    ringing = sum(len(number[0]) for number in TO_RING.finditer(text))
    latin = sum(character.isascii() for character in text) - digits
    wide = len(text) - latin - digits - marks
    plain = wide + 0.5 * marks + BOLD_DIGIT * digits + 0.65 * latin
    return size * (plain + (RINGING - 1) * BOLD_DIGIT * ringing)


def halves(text: str) -> list[str]:
    """A few words on two rows that are as narrow as can be without tearing a word; else on one."""
    bad = inside(text)
    ways = [
        [text[:at], text[at:]] for at in range(1, len(text)) if at not in bad and text[at] != "的"
    ]
    return min(ways, key=lambda way: max(map(cells, way)), default=[text])


def in_lines(text: str, columns: int) -> list[str]:
    """A text in lines of at most `columns` cells: whole, else behind what it is about, else where one
    breathes, else behind the tag of an alert; only what has no such place is broken between words."""
    if cells(text) <= columns:
        return [text]
    for mark in BREAKS:
        before, found, after = text.partition(mark)
        if after:
            return [*in_lines(before + found, columns), *in_lines(after, columns)]
    return wrap(text, columns) or [text]


def torn(width: int, height: int, piece: str) -> list[list[tuple[str, int]]]:
    """A piece that is too long, page by page in the smallest letters."""
    rows = [(line, SMALL) for line in wrap(piece, width // HALF) or [piece]]
    high = height // SMALL
    return [rows[at : at + high] for at in range(0, len(rows), high)]


def _ways(width: int, size: int, text: str) -> Iterator[list[str]]:
    """The ways to break it, the best first: not at all, where one breathes, between words."""
    yield [text]
    breaths = text.split("，")
    if len(breaths) > 1 and all(breaths):
        yield breaths
    lines = wrap(text, int(width / size * 2))
    if lines:
        yield [*(line.rstrip(MARKS) for line in lines[:-1]), lines[-1]]


def _placed(height: int, block: Block) -> Iterator[dict[str, Any]]:
    """The rows of a block, what room there is left evenly above, between and below them."""
    spare = height - sum(row.size for row in block.rows)
    gap = min(spare // (len(block.rows) + 1), max(row.size for row in block.rows) // 4)
    y = (spare - gap * (len(block.rows) - 1)) // 2
    for row in block.rows:
        wide = round(measured(row.text, row.size))
        indent = 0 if block.left else max(0, (block.width - wide) // 2)
        small = row.size == SMALL and not row.digits
        yield {
            "text": row.text,
            "cells": [cells(character) for character in row.text],
            "size": row.size,
            "x": block.x + (indent if small else 0),
            "room": block.width,
            "y": y,
            "colour": row.colour,
            "digits": row.digits,
            "strong": [at for n in TO_RING.finditer(row.text) for at in range(*n.span())],
            "ringing": RINGING,
        }
        y += row.size + gap
