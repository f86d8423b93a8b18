"""What a rule is, and the walk over texts that most rules need."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from fanzha.content.frontmatter import Document
from fanzha.content.source import Source
from fanzha.edition import Edition
from fanzha.findings import Finding, Fix, Severity

Check = Callable[[Edition], Iterator[Finding]]
# Front matter that holds no prose: ids, dates, addresses.
NOT_PROSE = frozenset(
    [
        "published",
        "reviewed",
        "review_in",
        "expires",
        "status",
        "basis",
        "image",
        "url",
        "date",
        "edition",
        "audiences",
        "venues",
        "channels",
        "scam",
        "law",
        "severity",
        "scope",
        "age_band",
        "loss_band",
    ]
)


@dataclass(frozen=True)
class Rule:
    """A check with its code; `check` yields findings, `run` gives them code and severity."""

    code: str
    title: str
    severity: Severity
    check: Check

    def run(self, edition: Edition) -> Iterator[Finding]:
        """Findings of this rule on the edition."""
        for finding in self.check(edition):
            yield replace(finding, code=self.code, severity=self.severity)


class Family:
    """Collects the rules of one file in order."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []

    def rule(
        self, code: str, title: str, severity: Severity = Severity.ERROR
    ) -> Callable[[Check], Check]:
        """Register the decorated function as the rule `code`."""

        def register(check: Check) -> Check:
            self.rules.append(Rule(code, title, severity, check))
            return check

        return register


@dataclass(frozen=True)
class Line:
    """A piece of text on one line of a file: `text` begins at `column`."""

    source: Source
    line: int
    column: int
    text: str

    def finding(
        self, start: int, end: int, message: str, *, hint: str = "", mended: str | None = None
    ) -> Finding:
        """A finding on characters [start, end) of the text; `mended` would replace them."""
        column, end_column = self.column + start, self.column + end
        fix = None
        if mended is not None:
            fix = Fix(self.line, column, self.line, end_column, mended)
        return self.source.finding(
            "", self.line, column, message, end_column=end_column, hint=hint, fix=fix
        )


def prose(edition: Edition) -> Iterator[Line]:
    """Every line that somebody will read: text fields of the front matter, then the body."""
    for document in edition.library.documents.values():
        yield from field_lines(document)
        yield from body_lines(document)


def field_lines(document: Document) -> Iterator[Line]:
    """The text fields, in the order of the file."""
    fields = document.fields.value
    if not isinstance(fields, dict):
        return
    for name, node in fields.items():
        if name in NOT_PROSE:
            continue
        for scalar in node.scalars():
            text = str(scalar.value)
            row = document.source.line(scalar.line)
            start = max(row.find(text, scalar.column - 1), scalar.column - 1)
            yield Line(document.source, scalar.line, start + 1, text)


def body_lines(document: Document) -> Iterator[Line]:
    """The lines of the body."""
    for number in range(document.body_line, len(document.source.lines) + 1):
        text = document.source.line(number)
        if text:
            yield Line(document.source, number, 1, text)
