"""Numerals as a text holds them, in whatever disguise: each run is read to its value.

A glyph is what a reader takes for a digit: ASCII, full-width, circled, bold or keycap digits,
Chinese numerals, entities, and letters that look like 0 or 1 beside real digits. Glyphs stand next
to each other or apart by what a reader passes over: spaces, hyphens, dots, emphasis, characters
without width. What a number means is a matter of `numeral_meaning`.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

_CHINESE = {
    glyph: str(value)
    for value, glyphs in enumerate(
        ("〇零○", "一幺壹", "二两兩贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for glyph in glyphs
}
# Latin, Greek and Cyrillic letters, and marks, that pass for 0 and 1.
_LOOKALIKE = dict.fromkeys("OoОоΟο", "0") | dict.fromkeys("lIiІіΙι丨", "1")
_GAP = frozenset(" \t\u3000\xa0\u2002\u2003\u2009-‐‑‒–—―－ˉ·・.．。•‧∙*_~`\\/／")
_APART = re.compile(r"[、，,;；:：+＋]\s?")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,12});")
# One cheap search tells whether a line can hold a number at all.
MAY_HOLD = re.compile(
    r"[^\W\D]|[〇零○一幺壹二两兩贰三叁四肆五伍六陆七柒八捌九玖]|&#|[①-⓿❶-➓]|[OoIl]{2}"
)


class Style(Enum):
    """How a glyph is written."""

    PLAIN = "plain"  # ASCII digits
    CHINESE = "chinese"
    LETTER = "letter"
    OTHER = "other"  # full-width, circled, bold, entities …


@dataclass(frozen=True)
class Group:
    """Glyphs of one style without a gap: characters [start, end) of the text."""

    start: int
    end: int
    value: str
    style: Style


@dataclass(frozen=True, eq=False)
class Run:
    """Groups that a reader may take for one number; itself alone, so that it is a cheap key."""

    groups: tuple[Group, ...]

    @property
    def start(self) -> int:
        """Where the first group begins."""
        return self.groups[0].start

    @property
    def end(self) -> int:
        """Where the last group ends."""
        return self.groups[-1].end

    @property
    def value(self) -> str:
        """All digits, as ASCII."""
        return "".join(group.value for group in self.groups)


@dataclass(frozen=True)
class _Sign:
    start: int
    end: int
    char: str


def runs(text: str) -> Iterator[Run]:
    """The runs of a line, from left to right."""
    if not MAY_HOLD.search(text):
        return
    signs = list(_signs(text))
    letters = _letters_for_digits(signs)
    groups: list[Group] = []
    gap = ""
    for at, sign in enumerate(signs):
        read = _digit(sign, entity=sign.end - sign.start > 1)
        if read is None and at in letters:
            read = (_LOOKALIKE[sign.char], Style.LETTER)
        if read is None:
            if groups and _passed_over(sign.char):
                gap += sign.char
                continue
            if groups and _APART.match(sign.char) and not gap.strip():
                gap += sign.char
                continue
            if groups:
                yield from _split(groups)
                groups = []
            gap = ""
            continue
        value, style = read
        if groups and gap and len(gap) > 4:
            yield from _split(groups)
            groups = []
        last = groups[-1] if groups else None
        if last is not None and not gap and last.style is style:
            groups[-1] = Group(last.start, sign.end, last.value + value, style)
        else:
            groups.append(Group(sign.start, sign.end, value, style))
        gap = ""
    if groups:
        yield from _split(groups)


def _split(groups: list[Group]) -> Iterator[Run]:
    yield Run(tuple(groups))


def _signs(text: str) -> Iterator[_Sign]:
    """Characters with their places; an entity is one sign, what has no width is none."""
    at = 0
    while at < len(text):
        match = _ENTITY.match(text, at) if text[at] == "&" else None
        char, end = text[at], at + 1
        if match is not None:
            meant = html.unescape(match[0])
            if len(meant) == 1:
                char, end = meant, match.end()
        if unicodedata.category(char) not in ("Cf", "Mn", "Me"):
            yield _Sign(at, end, char)
        at = end


def _digit(sign: _Sign, *, entity: bool) -> tuple[str, Style] | None:
    """The digits that a sign stands for, and how they are written."""
    char = sign.char
    if "0" <= char <= "9":
        return char, Style.OTHER if entity else Style.PLAIN
    if char in _CHINESE:
        return _CHINESE[char], Style.CHINESE
    number = unicodedata.numeric(char, None)
    if number is None or number != int(number) or not 0 <= number <= 50:
        return None
    if unicodedata.category(char) == "Lo" or "IDEOGRAPH" in unicodedata.name(char, ""):
        return None  # 十, 百 and their like are places, not digits
    return str(int(number)), Style.OTHER


def _letters_for_digits(signs: list[_Sign]) -> set[int]:
    """Places of letters that stand for digits: their word holds nothing but such and real digits."""
    found: set[int] = set()
    word: list[int] = []

    def close() -> None:
        shaped = [at for at in word if signs[at].char in _LOOKALIKE]
        digits = len(word) - len(shaped)
        if shaped and (digits or _spells_110("".join(signs[at].char for at in word))):
            found.update(shaped)
        word.clear()

    pure = True
    for at, sign in enumerate(signs):
        char = sign.char
        if char in _LOOKALIKE or (_digit(sign, entity=False) or ("", Style.CHINESE))[1] in (
            Style.PLAIN,
            Style.OTHER,
        ):
            word.append(at)
        elif (char.isalpha() and char < "\u3000") or char == "_":
            pure = False
            word.append(at)
        else:
            if pure:
                close()
            word.clear()
            pure = True
    if pure:
        close()
    return found


def _spells_110(word: str) -> bool:
    return "".join(_LOOKALIKE.get(char, "x") for char in word) == "110" and word != word.lower()


def _passed_over(char: str) -> bool:
    return char in _GAP
