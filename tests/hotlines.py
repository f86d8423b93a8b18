"""Which number stands beside which words, in a finished file.

A number in a line of text is that which follows its words in the same size of type. A number that
stands by itself is large; it belongs to the words that lie next to it, whichever side they are on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

# What people read → what they then ring.
WORDS = {"钱转走了": "110", "拿不准": "96110"}
REACH = 8  # characters between words and number in a line
BESIDE = 0.6  # of the size of a number that stands by itself


@dataclass(frozen=True)
class Sign:
    """A character, its box in points and the size of its type."""

    character: str
    box: tuple[float, float, float, float]
    size: float


@dataclass(frozen=True)
class Piece:
    """Some characters in a row."""

    signs: tuple[Sign, ...]
    start: int

    @property
    def text(self) -> str:
        return "".join(sign.character for sign in self.signs)

    @property
    def box(self) -> tuple[float, float, float, float]:
        left, bottom, right, top = zip(*(sign.box for sign in self.signs), strict=True)
        return min(left), min(bottom), max(right), max(top)

    @property
    def size(self) -> float:
        return self.signs[0].size


def pairs_of_pdf(data: bytes, *known: dict[str, str]) -> set[tuple[str, str]]:
    """(words, number) for each place where one of the words has a number; each dictionary of words
    and their numbers is looked for by itself."""
    with pypdfium2.PdfDocument(data) as document:
        pages = [_signs(page) for page in document]
    return {pair for signs in pages for words in known for pair in _pairs(signs, words)}


def pairs_of_text(text: str, words: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The same for a line that is read from left to right: the words, then the number."""
    for label in words:
        for found in re.finditer(rf"{re.escape(label)}\D{{0,{REACH}}}(\d[\d-]*)", text):
            if found[1] in words.values():
                yield label, found[1]


def _pairs(signs: list[Sign], words: dict[str, str]) -> Iterator[tuple[str, str]]:
    text = "".join(sign.character for sign in signs)
    numbers = [number for number in _numbers(signs) if number.text in {*words.values()}]
    for label in words:
        for found in re.finditer(re.escape(label), text):
            piece = Piece(tuple(signs[found.start() : found.end()]), found.start())
            after = next((number for number in numbers if number.start >= found.end()), None)
            between = text[found.end() : after.start] if after else ""
            if after and _in_line(piece, after) and re.fullmatch(rf"\D{{0,{REACH}}}", between):
                yield label, after.text
                continue
            near = [(_distance(piece, number), number) for number in numbers]
            beside = [(far, number.text) for far, number in near if far < BESIDE * number.size]
            if beside:
                yield label, min(beside)[1]


def _numbers(signs: list[Sign]) -> list[Piece]:
    """Digits that stand side by side; another number may follow at another place or size."""
    runs: list[list[int]] = []
    for at, sign in enumerate(signs):
        if not (sign.character.isdigit() or sign.character == "-"):
            continue
        if runs and runs[-1][-1] == at - 1 and _adjoin(signs[at - 1], sign):
            runs[-1].append(at)
        else:
            runs.append([at])
    return [Piece(tuple(signs[at] for at in run), run[0]) for run in runs]


def _adjoin(one: Sign, other: Sign) -> bool:
    near = -0.2 < (other.box[0] - one.box[2]) / one.size < 0.4
    level = abs(other.box[1] - one.box[1]) < 0.6 * one.size
    return near and level and abs(other.size - one.size) < 0.02 * one.size


def _in_line(words: Piece, number: Piece) -> bool:
    return abs(number.size / words.size - 1) < 0.05


def _distance(one: Piece, other: Piece) -> float:
    """Between two boxes."""
    a, b = one.box, other.box
    across = max(a[0] - b[2], b[0] - a[2], 0)
    along = max(a[1] - b[3], b[1] - a[3], 0)
    return float((across**2 + along**2) ** 0.5)


def _signs(page: pypdfium2.PdfPage) -> list[Sign]:
    text = page.get_textpage()
    signs = []
    for n in range(text.count_chars()):
        character = text.get_text_range(n, 1)
        if character.strip():
            size = float(pdfium.FPDFText_GetFontSize(text, n))
            signs.append(Sign(character, text.get_charbox(n), size))
    return signs
