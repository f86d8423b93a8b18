"""What a rule is, and the prose that most rules read.

A rule is a function of a `Context` that yields findings; `@rule` gives it code, title,
severity and the paragraph that `fanzha explain` and the rules page show. Its bad and good example
are run as tests. An example is one line: `key: value` replaces that field of a sample item,
anything else is a line of its body.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from operator import add

from fanzha.content.kinds.meta import Language, Meta
from fanzha.content.kinds.registry import KINDS, kind_name
from fanzha.content.library import Item
from fanzha.content.reading.nodes import Document, Node
from fanzha.content.reading.source import Source
from fanzha.edition import Edition
from fanzha.findings import Finding, Fix, Severity

# Front matter that holds no prose: ids, dates, addresses.
NOT_PROSE = frozenset(
    {
        *("published", "reviewed", "review_in", "expires", "date", "edition", "status", "basis"),
        *("image", "url", "audiences", "venues", "channels", "scam", "chapters", "law", "allow"),
        "general",
        *("severity", "scope", "regions", "since", "replaces", "age_band", "loss_band", "lang"),
        *("site_url", "area_code", "sample", "requires_check", "logo", "sms_alarm", "checked"),
        *("sites_url", "parent", "level", "products", "levels"),
    }
)
# Inside a field: ids and figures that programs read. A station's phone is held against its area
# code elsewhere.
NOT_PROSE_BELOW = frozenset(
    {
        *("phone", "folder", "kinds", "if_yes", "if_no", "below", "fine", "days", "multiple"),
        *("words", "saying", "starts", "page", "width", "height"),
    }
)
_LANG = re.compile(r"\s*lang\s*[:：]\s*[\"']?([A-Za-z-]+)")
_CODE = re.compile(r"(`+)[^`\n]*\1")


@dataclass(frozen=True)
class Line:
    """A piece of text on one line of a file: `text` begins at `column`; `field` is None in the body."""

    source: Source
    line: int
    column: int
    text: str
    field: str | None = None

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


@dataclass(frozen=True)
class Hit:
    """A match of a pattern in prose: characters [start, end) of `line.text`."""

    line: Line
    start: int
    end: int
    match: re.Match[str]

    def finding(self, message: str, *, hint: str = "", mended: str | None = None) -> Finding:
        """A finding on the whole match."""
        return self.line.finding(self.start, self.end, message, hint=hint, mended=mended)


@dataclass(frozen=True)
class Prose:
    """All that somebody will read of one file: text fields of the front matter, then the body."""

    document: Document
    kind: str
    item: Item[Meta] | None

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The pieces in the order of the file."""
        body = _body_lines(self.document)
        if not self.for_residents:
            # Code in handbooks is quoted, not said: the rules page is full of bad examples.
            body = (replace(line, text=_CODE.sub(_blank, line.text)) for line in body)
        return (*_field_lines(self.document), *body)

    @cached_property
    def text(self) -> str:
        """All pieces, one a line: one search over it is much quicker than one per line."""
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def pairs(self) -> frozenset[str]:
        """The characters of the text, and each two that stand side by side."""
        text = self.text
        return frozenset((*text, *map(add, text, text[1:])))

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for line in self.lines:
            starts.append(at)
            at += len(line.text) + 1
        return starts

    @property
    def lang(self) -> Language | None:
        """The language of the body; None for ours.

        It counts even where another field is wrong: --fix must not turn the body into ours.
        """
        if self.item is not None:
            return getattr(self.item.meta, "lang", None)
        head = self.document.source.lines[: self.document.body_line]
        named = next((m[1] for m in map(_LANG.match, head) if m), None)
        return next((one for one in Language if one.value == named), None)

    @property
    def for_residents(self) -> bool:
        """Whether residents read it; rules about wording leave the rest alone."""
        return not (self.kind in KINDS and KINDS[self.kind].for_editors)

    def search(self, pattern: re.Pattern[str]) -> Iterator[Hit]:
        """All matches; a pattern must not match a line break."""
        return map(self.hit, pattern.finditer(self.text))

    def hit(self, match: re.Match[str]) -> Hit:
        """Where a match in `text` stands in its line."""
        index = bisect_right(self._starts, match.start()) - 1
        start = match.start() - self._starts[index]
        return Hit(self.lines[index], start, start + len(match[0]), match)


@dataclass(frozen=True)
class Context:
    """What rules look at: the edition, and its prose, split once for all rules.

    `only`: the Markdown files that are asked for, where nobody asks for others. Rules then read
    their prose alone, and leave pictures and word lists aside; what links them is read all the same.
    """

    edition: Edition
    only: frozenset[str] | None = None

    @cached_property
    def prose(self) -> tuple[Prose, ...]:
        """The prose of every file, in the order of paths."""
        by_page = self.edition.library.by_page
        files = (
            Prose(document, kind_name(page), by_page.get(page))
            for page, document in self.edition.library.documents.items()
        )
        tables = (
            Prose(document, "data", None) for _, document in self.edition.tables.texts.values()
        )
        regions = (
            Prose(document, "region", None) for document in self.edition.region_texts.values()
        )
        every = (*files, *tables, *regions)
        if self.only is None:
            return every
        return tuple(prose for prose in every if prose.document.source.path in self.only)

    @cached_property
    def residents(self) -> tuple[Prose, ...]:
        """The prose of files that residents read."""
        return tuple(prose for prose in self.prose if prose.for_residents)


Check = Callable[[Context], Iterator[Finding]]


@dataclass(frozen=True)
class Rule:
    """A check with its code and its paragraph. `check` is None where the reader itself reports."""

    code: str
    title: str
    why: str
    bad: str
    good: str
    severity: Severity = Severity.ERROR
    kind: str = "scams"
    certain: bool = False  # cannot be silenced with `allow`
    fallback: bool = False  # silent where another rule reports the same characters
    check: Check | None = None
    module: str = ""

    def run(self, context: Context) -> Iterator[Finding]:
        """Findings of this rule, with its code and severity."""
        if self.check is not None:
            for finding in self.check(context):
                yield replace(finding, code=self.code, severity=self.severity)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _field_lines(document: Document) -> Iterator[Line]:
    """The text fields, in the order of the file."""
    fields = document.fields.value
    if not isinstance(fields, dict):
        return
    for name, node in fields.items():
        if name in NOT_PROSE:
            continue
        for scalar in _prose_below(node):
            text = str(scalar.value)
            if scalar.line != scalar.end_line:
                yield from _folded(document.source, scalar, name)
                continue
            row = document.source.line(scalar.line)
            start = max(row.find(text, scalar.column - 1), scalar.column - 1)
            yield Line(document.source, scalar.line, start + 1, text.replace("\n", " "), name)


def _prose_below(node: Node) -> Iterator[Node]:
    """The texts below a field, but for those that are prose nowhere, such as a station's phone."""
    if isinstance(node.value, dict):
        for name, below in node.value.items():
            if name not in NOT_PROSE_BELOW:
                yield from _prose_below(below)
    elif isinstance(node.value, tuple):
        for below in node.value:
            yield from _prose_below(below)
    elif isinstance(node.value, str):
        yield node


def _folded(source: Source, scalar: Node, field: str) -> Iterator[Line]:
    """A text over several lines, as it stands in the file, line by line."""
    last = scalar.end_line if scalar.end_column > 1 else scalar.end_line - 1
    for number in range(scalar.line, last + 1):
        row = source.line(number)
        start = scalar.column - 1 if number == scalar.line else len(row) - len(row.lstrip())
        if row[start:].strip() not in ("", ">", "|", ">-", "|-", ">+", "|+"):
            yield Line(source, number, start + 1, row[start:], field)


def _body_lines(document: Document) -> Iterator[Line]:
    """The lines of the body."""
    for number in range(document.body_line, len(document.source.lines) + 1):
        text = document.source.line(number)
        if text:
            yield Line(document.source, number, 1, text)
