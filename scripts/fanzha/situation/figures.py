"""An office's table of figures → `Figures`, or every fault with its line and mend.

A table has a row for each month and type (and group of people, where it has that column): how many
cases, and the loss. Texts must be words that we know: nothing else can get into a report, so no row
can say more than a number of a known kind. What stands in a wrong cell is not repeated where it could
be somebody's number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from fanzha.content.reading.choices import did_you_mean
from fanzha.errors import ContentError, UsageError
from fanzha.findings import Finding
from fanzha.situation import columns
from fanzha.situation.columns import AUDIENCE, CASES, LOSS, MONTH, TYPE, Heading
from fanzha.situation.months import Month, Quarter, read_month
from fanzha.table_files import Row, read_rows

SAMPLE = "示范数据"
NOT_SAID = "没有写明"
MOST_CASES, MOST_LOSS = 99_999, 10**11
_NUMBER = re.compile(r"[¥￥]?\s*(\d[\d,]*(?:\.\d+)?)\s*(万)?\s*[元起件]?")
_TOTAL = re.compile("合计|总计|小计|共计")
_LONG_DIGITS = re.compile(r"\d{9}")


@dataclass(frozen=True)
class Entry:
    """A row: how many cases, and how many yuan."""

    month: Month
    type: str
    audience: str
    cases: int
    loss: int


@dataclass(frozen=True)
class Figures:
    """All rows of a table; `sample` where it says that it is one."""

    entries: tuple[Entry, ...]
    sample: bool = False
    has_audiences: bool = False

    @cached_property
    def months(self) -> frozenset[Month]:
        """The months that have a row."""
        return frozenset(entry.month for entry in self.entries)

    @cached_property
    def quarters(self) -> list[Quarter]:
        """The quarters that have all three months."""
        found = {month.quarter for month in self.months}
        return sorted(quarter for quarter in found if self.months.issuperset(quarter.months))

    def of(self, quarter: Quarter) -> list[Entry]:
        """The rows of a quarter."""
        return [entry for entry in self.entries if entry.month.quarter == quarter]


@dataclass(frozen=True)
class Words:
    """What may stand in the columns of types and of people: spelling → name."""

    types: Mapping[str, str]
    audiences: Mapping[str, str]


@dataclass
class _Reading:
    file: str
    words: Words
    findings: list[Finding] = field(default_factory=list)

    def tell(self, line: int, column: int, code: str, message: str, hint: str) -> None:
        self.findings.append(Finding(self.file, line, column, code, message, hint=hint))


def read(path: Path, words: Words) -> Figures:
    """Read a table. Raises ContentError with every fault, UsageError where it is no table."""
    rows = read_rows(path)
    reading = _Reading(path.name, words)
    first = next(
        (
            at
            for at, (_, cells) in enumerate(rows[: columns.TITLE_ROWS + 1])
            if columns.is_heading(cells)
        ),
        0,
    )
    line, cells = rows[first]
    for column, message, hint in columns.wrong_columns(cells):
        reading.tell(line, column, "S080", message, hint)
    if reading.findings:
        raise ContentError(reading.findings)
    heading = columns.heading(line, cells)
    entries = _entries(reading, heading, rows[first + 1 :])
    if reading.findings:
        raise ContentError(reading.findings)
    if not entries:
        raise UsageError(f"{path.name} 里没有一行数字")
    sample = any(SAMPLE in cell for _, above in rows[:first] for cell in above)
    return Figures(tuple(entries), sample, AUDIENCE in heading.places)


def is_table(path: Path) -> bool:
    """Whether a file is a table of figures, and not answers to a questionnaire."""
    if b"FZ1:" in (path.read_bytes() if path.is_file() else b""):
        return False
    rows = read_rows(path)[: columns.TITLE_ROWS + 1]
    return any(columns.is_heading(cells) for _, cells in rows)


def _entries(reading: _Reading, heading: Heading, rows: Iterable[Row]) -> list[Entry]:
    found: list[Entry] = []
    lines: dict[tuple[Month, str, str], int] = {}
    for line, cells in rows:
        before = len(reading.findings)
        entry = _entry(reading, heading, line, cells)
        if len(reading.findings) > before:
            continue
        key = (entry.month, entry.type, entry.audience)
        if key in lines:
            message = f"和第 {lines[key]} 行是同一个月、同一类"
            reading.tell(line, 1, "S081", message, "合成一行，起数和损失加起来")
        lines.setdefault(key, line)
        found.append(entry)
    return found


def _entry(reading: _Reading, heading: Heading, line: int, cells: Sequence[str]) -> Entry:
    def cell(column: str) -> str:
        at = heading.places.get(column, len(cells))
        return cells[at].strip() if at < len(cells) else ""

    def tell(column: str, message: str, hint: str) -> None:
        reading.tell(line, heading.places.get(column, 0) + 1, "S081", message, hint)

    month, name, audience, cases, loss = Month(2000, 1), "", NOT_SAID, 0, 0
    if any(_TOTAL.search(text) for text in cells):
        tell(MONTH, "这是合计的一行", "删掉这一行，合计由程序算")
        return Entry(month, name, audience, cases, loss)
    extra = [text for text in cells[max(heading.places.values()) + 1 :] if text]
    if extra:
        tell(MONTH, "这一行比第一行的列多", "多出来的格子清空；数字里的逗号去掉")
    try:
        month = read_month(cell(MONTH))
    except ValueError as error:
        tell(MONTH, f"月份“{_safe(cell(MONTH))}”{error}", "例如 2026-07")
    name = _known(cell(TYPE), reading.words.types, "类型", lambda *text: tell(TYPE, *text))
    if cell(AUDIENCE):
        audience = _known(
            cell(AUDIENCE), reading.words.audiences, "人群", lambda *text: tell(AUDIENCE, *text)
        )
    counted = _number(cell(CASES))
    if counted is None or counted != int(counted) or counted > MOST_CASES:
        tell(CASES, f"起数“{_safe(cell(CASES))}”不是整数", "只写数字，例如 3；没有就写 0")
    else:
        cases = int(counted)
    lost = _number(cell(LOSS))
    if lost is None or lost * heading.unit > MOST_LOSS:
        tell(LOSS, f"损失“{_safe(cell(LOSS))}”不是金额", "只写数字，例如 50000；没有就写 0")
    else:
        loss = round(lost * (1 if "万" in cell(LOSS) else heading.unit))
    if counted == 0 and lost:
        tell(CASES, "起数是 0，却有损失", "核对这一行：起数写少了，还是损失写错了行")
    return Entry(month, name, audience, cases, loss)


def _number(text: str) -> float | None:
    """A number of cases or of yuan as clerks write it; None where it is none."""
    match = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        return None
    return float(match[1].replace(",", "")) * (10_000 if match[2] else 1)


def _known(text: str, words: Mapping[str, str], what: str, tell: Callable[[str, str], None]) -> str:
    """The name of a word that we know; else a finding with the nearest."""
    if not text:
        tell(f"没有写{what}", f"写一种，例如 {next(iter(words.values()))}")
        return ""
    found = words.get(spelled(text))
    if found is None:
        near = did_you_mean(spelled(text), [*words])
        guess = f"是不是“{words[near]}”？" if near else ""
        names = [*dict.fromkeys(words.values())]
        tell(f"{what}“{_safe(text)}”不认识", f"{guess}能写的：{'、'.join(names)}")
    return found or ""


def spelled(text: str) -> str:
    """A name without blanks, quotation marks and what is often put behind it."""
    plain = re.sub(r"[\s“”\"'《》]", "", unicodedata.normalize("NFKC", text)).lower()
    return re.sub(r"(?:类|诈骗|骗局|案件?|类)+$", "", plain) or plain


def _safe(text: str) -> str:
    """A cell as it may be repeated on a screen: nothing that looks like a number of somebody's."""
    if _LONG_DIGITS.search(re.sub(r"[\s,-]", "", unicodedata.normalize("NFKC", text))):
        return "（数字略）"
    return text if len(text) <= 12 else text[:12] + "…"
