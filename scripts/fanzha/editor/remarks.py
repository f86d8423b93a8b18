"""What is wrong with a paper, beside the field where it stands.

The rules are those of `fanzha check`, run on the paper alone. A remark names its field as the form
does: "story.2.text", or "正文.怎么认" for a section of the body; "" where it belongs to no field.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fanzha import checks
from fanzha.checks.engine import allow, fixes
from fanzha.content.reading.nodes import Document, Node
from fanzha.editor.desk import Desk, Paper, Read
from fanzha.editor.plain import Words
from fanzha.findings import Finding, Severity
from fanzha.product import BODY

# The beginning of a message that names its field: “story 第3条的 when 太长”. Beside the field it is
# read without.
# A row of a data file has its key before it: “s001的 text 太长”.
_NAMED = re.compile(r"^(?:[^\s，。：]+的 )?[a-z_]+( 第\d+条)?(的 [a-z_]+)* ")
_MISSING = re.compile(r"^缺少字段 (?:([a-z_]+) 第(\d+)条的 )?(?:(\S+)的 )?([a-z_]+)$")
# Notices for those who work with files.
NOT_SAID = frozenset({"R017"})


@dataclass(frozen=True)
class Remark:
    """A finding as the form shows it; `number` is its place among the findings of the paper."""

    field: str
    severity: str
    code: str
    message: str
    hint: str
    mended: str
    number: int

    def as_dict(self) -> dict[str, Any]:
        """For the script in the browser."""
        return self.__dict__ | {}


def findings(desk: Desk, paper: Paper, read: Read) -> list[Finding]:
    """All that `fanzha check` would say of the paper."""
    edition = desk.with_paper(paper, read)
    path = read.document.source.path
    known = {rule.code: rule for rule in checks.RULES}
    found = [*read.findings, *checks.run(edition, frozenset({path}))]
    kept, _ = allow.apply(edition, sorted(found), known)
    return [one for one in kept if one.path == path and one.code not in NOT_SAID]


def remarks(found: Sequence[Finding], document: Document, words: Words) -> list[Remark]:
    """The findings for the form, in the order of the file."""
    return [remark(number, one, document, words) for number, one in enumerate(found)]


def mended(paper: Paper, found: Sequence[Finding], number: int) -> str:
    """The text of the paper with the one exact repair of a finding."""
    wanted = [one for place, one in enumerate(found) if place == number and one.fix]
    return fixes.repaired(paper.text, wanted)


def stops(found: Sequence[Finding]) -> bool:
    """Whether the paper would stop a build."""
    return any(one.severity is Severity.ERROR for one in found)


def remark(number: int, finding: Finding, document: Document, words: Words) -> Remark:
    """One finding for the form, in the words of the form."""
    field = missing(finding)
    if field:
        return Remark(field, "error", "S020", "还没有写", "", "", number)
    message = words.said(_NAMED.sub("", finding.message))
    better = finding.mended.strip() if finding.mended is not None and finding.fix else ""
    place = _place(document, finding.line, finding.column)
    hint = words.said(finding.hint)
    return Remark(place, finding.severity.value, finding.code, message, hint, better, number)


def missing(finding: Finding) -> str:
    """The field that a finding says is missing; "" where it says something else."""
    match = _MISSING.match(finding.message)
    if finding.code != "S020" or not match:
        return ""
    row = (match[1], str(int(match[2]) - 1)) if match[2] else ()
    return ".".join([*row, *filter(None, match.groups()[2:])])


def spoken(value: Any) -> str:
    """A value for people to read: lists by number, groups on one line."""
    if isinstance(value, list):
        return "\n".join(f"{number}. {spoken(row)}" for number, row in enumerate(value, 1))
    if isinstance(value, Mapping):
        return "　".join(spoken(part) for part in value.values())
    return "" if value is None else str(value)


def _place(document: Document, line: int, column: int) -> str:
    """The field that stands at a line and column of the file."""
    if line >= document.body_line:
        return f"{BODY}.{_heading(document, line)}"
    if line <= 1:
        return ""
    return ".".join(steps(document.fields, line, column))


def _heading(document: Document, line: int) -> str:
    for number in range(line, document.body_line - 1, -1):
        text = document.source.line(number)
        if text.startswith("## "):
            return text[3:].strip()
    return ""


def steps(node: Node, line: int, column: int) -> list[str]:
    """The way to the innermost value that holds the place, or whose key does."""
    spot = (line, column)
    if isinstance(node.value, tuple):
        pairs = [(str(index), part, part) for index, part in enumerate(node.value)]
    elif isinstance(node.value, dict):
        pairs = [(name, node.keys[name], part) for name, part in node.value.items()]
    else:
        return []
    for name, key, part in reversed(pairs):
        start = min((key.line, key.column), (part.line, part.column))
        begins = key.line < line or start <= spot or (key.line == line and name == pairs[0][0])
        if begins and spot <= (part.end_line, part.end_column):
            return [name, *steps(part, line, column)]
    return []
