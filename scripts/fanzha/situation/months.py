"""Months and quarters: how people and spreadsheets write them, and how they are called."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple, Self

from fanzha.clock import FIRST, LAST

NUMERALS = "一二三四"
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR_MONTH = re.compile(r"(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*月?(?:份)?")
_RUN = re.compile(r"(20\d\d)(\d\d)")
# Excel shows 2026-07 as Jul-26, and stores the first of the month.
_ENGLISH = re.compile(r"([A-Za-z]{3})[a-z]*[-\s](\d\d|20\d\d)")
_DAY = re.compile(r"(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+[\d:]+)?")
_QUARTER = re.compile(r"(20\d\d)\s*[-年]?\s*[Qq]([1-4])")


class Month(NamedTuple):
    """A month of a year; months are in order."""

    year: int
    month: int

    @property
    def quarter(self) -> Quarter:
        """The quarter that it lies in."""
        return Quarter(self.year, (self.month + 2) // 3)

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02}"


class Quarter(NamedTuple):
    """A quarter of a year; quarters are in order."""

    year: int
    number: int

    @property
    def months(self) -> tuple[Month, ...]:
        """Its three months."""
        return tuple(Month(self.year, self.number * 3 - 2 + step) for step in range(3))

    @property
    def before(self) -> Self:
        """The quarter before it."""
        return self.minus(1)

    @property
    def name(self) -> str:
        """As a text says it: 2026年第三季度."""
        return f"{self.year}年第{NUMERALS[self.number - 1]}季度"

    def minus(self, count: int) -> Self:
        """The quarter that many earlier."""
        year, number = divmod(self.year * 4 + self.number - 1 - count, 4)
        return type(self)(year, number + 1)

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"


def read_month(text: str) -> Month:
    """A month as people and spreadsheets write it; raises ValueError with a message for them."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if day := _DAY.fullmatch(plain):
        if int(day[3]) != 1:
            raise ValueError("写到了哪一天；只写到月，几天的合成一个月")
        return _month(int(day[1]), int(day[2]))
    if english := _ENGLISH.fullmatch(plain):
        name, year = english[1].lower(), int(english[2])
        if name in _NAMES:
            return _month(year if year > 2000 else 2000 + year, _NAMES.index(name) + 1)
    match = _YEAR_MONTH.fullmatch(plain) or _RUN.fullmatch(plain)
    if match is None:
        raise ValueError("看不懂是哪个月；写成 2026-07 这样")
    return _month(int(match[1]), int(match[2]))


def read_quarter(text: str) -> Quarter:
    """A quarter such as 2026Q3; raises ValueError with a message for people."""
    match = _QUARTER.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        raise ValueError(f"季度要写成 2026Q3 这样，不是 {text}")
    return Quarter(int(match[1]), int(match[2]))


def _month(year: int, month: int) -> Month:
    if not 1 <= month <= 12 or not FIRST.year <= year <= LAST.year:
        raise ValueError("没有这个月")
    return Month(year, month)
