"""What is wrong with a paper, beside the field where it stands.

The rules are those of `fanzha check`, run on the paper alone. A remark names its field as the form
does: "story.2.text", or "正文.怎么认" for a section of the body; "" where it belongs to no field.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fanzha import checks
from fanzha.checks.engine import allow, fixes
from fanzha.content.reading.nodes import Document, Node
from fanzha.editor.desk import Desk, Paper, Read
from fanzha.findings import Finding, Severity
from fanzha.product import BODY

# The beginning of a message that names its field: “story 第3条的 when 太长”. Beside the field it is
# read without.
_NAMED = re.compile(r"^[a-z_]+( 第\d+条)?(的 [a-z_]+)* ")
_MISSING = re.compile(r"^缺少字段 (?:([a-z_]+) 第(\d+)条的 )?(?:([a-z_]+)的 )?([a-z_]+)$")
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


def remarks(found: Sequence[Finding], document: Document) -> list[Remark]:
    """The findings for the form, in the order of the file."""
    return [_remark(number, one, document) for number, one in enumerate(found)]


def mended(paper: Paper, found: Sequence[Finding], number: int) -> str:
    """The text of the paper with the one exact repair of a finding."""
    wanted = [one for place, one in enumerate(found) if place == number and one.fix]
    return fixes.repaired(paper.text, wanted)


def stops(found: Sequence[Finding]) -> bool:
    """Whether the paper would stop a build."""
    return any(one.severity is Severity.ERROR for one in found)


def _remark(number: int, finding: Finding, document: Document) -> Remark:
    missing = _MISSING.match(finding.message)
    if finding.code == "S020" and missing:
        row = (missing[1], str(int(missing[2]) - 1)) if missing[2] else ()
        field = ".".join([*row, *filter(None, missing.groups()[2:])])
        return Remark(field, "error", "S020", "还没有写", "", "", number)
    message = _NAMED.sub("", finding.message)
    better = finding.mended.strip() if finding.mended is not None and finding.fix else ""
    place = _place(document, finding.line, finding.column)
    return Remark(
        place, finding.severity.value, finding.code, message, finding.hint, better, number
    )


def _place(document: Document, line: int, column: int) -> str:
    """The field that stands at a line and column of the file."""
    if line >= document.body_line:
        return f"{BODY}.{_heading(document, line)}"
    if line <= 1:
        return ""
    return ".".join(_steps(document.fields, line, column))


def _heading(document: Document, line: int) -> str:
    for number in range(line, document.body_line - 1, -1):
        text = document.source.line(number)
        if text.startswith("## "):
            return text[3:].strip()
    return ""


def _steps(node: Node, line: int, column: int) -> list[str]:
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
            return [name, *_steps(part, line, column)]
    return []
