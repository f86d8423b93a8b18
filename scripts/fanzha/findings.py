"""A finding: what is wrong, where, and how the line should read.

Lines and columns start at 1; a column counts characters, not bytes and not screen cells.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from fanzha.characters import visible


class Severity(StrEnum):
    """How bad a finding is; only an error stops a build."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def label(self) -> str:
        """The word that editors read."""
        return {"error": "错误", "warning": "警告", "notice": "提示"}[self.value]


@dataclass(frozen=True, order=True)
class Fix:
    """Replace the text from (line, column) up to (end_line, end_column) by `text`."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True, order=True)
class Finding:
    """One problem at one place. `source` is the offending line as it stands in the file."""

    path: str
    line: int
    column: int
    code: str
    message: str
    severity: Severity = Severity.ERROR
    end_column: int = 0
    hint: str = ""
    source: str = ""
    fix: Fix | None = field(default=None, compare=False)

    @property
    def mended(self) -> str | None:
        """The line as it should read, where one exact repair within the line is known."""
        fix = self.fix
        if fix is None or (fix.line, fix.end_line) != (self.line, self.line) or "\n" in fix.text:
            return None
        return self.source[: fix.column - 1] + fix.text + self.source[fix.end_column - 1 :]

    def overlaps(self, other: Finding) -> bool:
        """Whether both mark a character of the same line."""
        ends = [max(each.end_column, each.column + 1) for each in (self, other)]
        return self.line == other.line and self.column < ends[1] and other.column < ends[0]

    def as_dict(self) -> dict[str, Any]:
        """The finding for machines; the keys are stable."""
        fix = self.fix
        return {
            "code": self.code,
            "severity": self.severity.value,
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "end_column": max(self.end_column, self.column),
            "message": self.message,
            "hint": self.hint,
            "fix": None
            if fix is None
            else {
                "line": fix.line,
                "column": fix.column,
                "end_line": fix.end_line,
                "end_column": fix.end_column,
                "text": fix.text,
            },
        }

    def as_text(self) -> str:
        """The finding for people: place, message, line with caret, mended line."""
        place = f"{self.path}:{self.line}:{self.column}"
        head = f"{place}: {self.severity.label} {self.code} {self.message}"
        rows = [head]
        if self.source.strip():
            number = str(self.line)
            before = self.source[: self.column - 1]
            marked = self.source[self.column - 1 : max(self.end_column, self.column + 1) - 1]
            rows.append(f"  {number} | {visible(self.source)}")
            caret = " " * _cells(before) + "^" * max(1, _cells(marked))
            rows.append(f"  {' ' * len(number)} | {caret}")
        if self.mended is not None and self.mended != self.source:
            rows.append(f"  改成：{self.mended.strip() or '（删去这一行）'}")
        if self.hint:
            rows.append(f"  怎么改：{self.hint}")
        return "\n".join(rows)


def summary(findings: Iterable[Finding]) -> str:
    """One line that counts the findings by severity."""
    counts = dict.fromkeys(Severity, 0)
    for finding in findings:
        counts[finding.severity] += 1
    if not any(counts.values()):
        return "检查通过，没有发现问题。"
    return "共 " + "，".join(f"{n} 处{kind.label}" for kind, n in counts.items() if n) + "。"


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Only those that stop a build."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def warnings(findings: Iterable[Finding]) -> list[Finding]:
    """What does not stop a build, unless it is asked to be strict."""
    return [finding for finding in findings if finding.severity is Severity.WARNING]


def _cells(text: str) -> int:
    """Width on a terminal: a Chinese character takes two cells."""
    # Imported on use: most checks find nothing to show.
    from wcwidth import wcswidth

    return max(0, wcswidth(visible(text)))
