"""`--fix`: apply the exact repairs that findings carry, and nothing else.

Comments, quotes, order, line ends and a BOM stay as they are. One repair per line and pass; the
caller checks again and repeats until nothing is left to repair, so a second run changes nothing.
A repair that cannot be proved (see `proof`) is left to a person.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from fanzha.checks.engine.proof import is_safe
from fanzha.findings import Finding, Fix

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
# What the reader mends while it reads; S003 goes first in any case.
_READER = frozenset({"S003", "S005", *(f"S{n:03}" for n in range(8, 15))})
_HEAD = frozenset({"S004", "S006", *_READER})
UNPROVED = "照着意思改这一行：引号、括号要成对，一个字都不要丢"
_BOM = "\ufeff"


def repaired(text: str, findings: Iterable[Finding]) -> str:
    """The text of one file with the first repair of every line applied."""
    bom, body = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    lines = [line for line in _LINES.findall(body) if line]
    found = [*findings]
    read_anew = _read_anew(found)
    taken: set[int] = set()
    edits: list[tuple[Fix, Finding]] = []
    for finding in sorted(found, key=lambda f: (f.line, f.code != "S003", f.column)):
        fix = finding.fix
        if fix is None or taken & set(range(fix.line, fix.end_line + 1)):
            continue
        if not _first(finding, read_anew):
            continue
        if not _safe(lines, fix, finding, body):
            continue
        taken |= set(range(fix.line, fix.end_line + 1))
        edits.append((fix, finding))
    for fix, _ in sorted(edits, key=lambda edit: edit[0], reverse=True):
        lines = _edited(lines, fix, body)
    return bom + "".join(lines)


def proved(text: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of one file without the repairs that cannot be proved: nobody shall type them."""
    body = text.removeprefix(_BOM)
    lines = [line for line in _LINES.findall(body) if line]
    found = [*findings]
    read_anew = _read_anew(found)
    for finding in found:
        fix = finding.fix
        if fix is None or (_first(finding, read_anew) and _safe(lines, fix, finding, body)):
            yield finding
        else:
            yield replace(finding, fix=None, hint=finding.hint or UNPROVED)


def _read_anew(findings: Iterable[Finding]) -> frozenset[int]:
    """Lines that the reader mended before it read on: what is said of them later counts from there."""
    return frozenset(one.line for one in findings if one.fix and one.code in _READER)


def _first(finding: Finding, read_anew: frozenset[int]) -> bool:
    """Whether the columns of a repair are those of the file."""
    return finding.line not in read_anew or finding.code in _READER


def _edited(lines: list[str], fix: Fix, body: str) -> list[str]:
    """The lines with one edit."""
    lines = [*lines, *[""] * max(0, fix.end_line - len(lines))]
    start, end = lines[fix.line - 1], lines[fix.end_line - 1]
    newline = "\r\n" if "\r\n" in body else "\n"
    new = start[: fix.column - 1] + fix.text.replace("\n", newline) + end[fix.end_column - 1 :]
    return [*lines[: fix.line - 1], new, *lines[fix.end_line :]]


def _safe(lines: list[str], fix: Fix, finding: Finding, body: str) -> bool:
    """Whether the edit alone is proved to change nothing but its place."""
    ends = lines[fix.end_line - 1].rstrip("\r\n") if fix.end_line <= len(lines) else ""
    if fix.line == fix.end_line and fix.end_column > len(ends) + 1:
        return False  # beyond the end of the line: it would take the next one with it
    markdown = finding.path.endswith(".md")
    if markdown and not body.startswith("---"):
        return finding.code in _HEAD  # its fields are not found yet: the head is mended first
    after = "".join(_edited(lines, fix, body))
    return is_safe(body, after, fix, finding.code, markdown=markdown)


def read(path: Path) -> str | None:
    """A file's text with its line ends and BOM; None where it is no UTF-8."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def write(path: Path, text: str) -> None:
    """Replace the file in one step, so that a crash never leaves half of it."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.write_bytes(text.encode("utf-8"))
    part.replace(path)


def diff(path: str, before: str, after: str) -> str:
    """The change as a unified diff."""
    rows = difflib.unified_diff(
        before.splitlines(), after.splitlines(), f"{path}（原来）", f"{path}（改后）", lineterm=""
    )
    return "\n".join(rows)
