"""Markdown items and data files → documents whose every value has a line and a column.

MkDocs publishes broken front matter as body text and exits with 0 (a second colon, a full-width
colon, a blank line before `---`), so this reader comes first and refuses. After an error it goes
on, so that all problems of a file are reported at once.
"""

from __future__ import annotations

import re
from functools import lru_cache

from fanzha.content.reading.nodes import Document, Node
from fanzha.content.reading.source import Source
from fanzha.content.reading.yaml_text import MAX_FRONT_LINES, read_mapping
from fanzha.findings import Finding, Fix

FENCE = "---"

_FENCE_LIKE = re.compile(r"^\s*[-—–－─_=*~]{2,}\s*$")
_KEY_LINE = re.compile(r"^[A-Za-z_][\w-]*\s*[:：]")
MAX_ABOVE = 20  # lines of text that somebody put above the fields by mistake


def read_markdown(source: Source) -> tuple[Document, list[Finding]]:
    """A Markdown item: front matter between two `---`, then the body."""
    start, findings = _opening(source)
    if start is None:
        return Document(source, Node({}, 1, 1, 1, 1), 1), findings
    end, more = _closing(source, start)
    findings += more
    fields, broken = read_mapping(source, start, end)
    body_line = end + 1 if any(finding.code == "S006" for finding in more) else end + 2
    return Document(source, fields, body_line), findings + broken


def read_yaml(source: Source) -> tuple[Document, list[Finding]]:
    """A data file: all of it is one YAML mapping."""
    document, findings = _read_yaml(source)
    return document, [*findings]


@lru_cache(maxsize=100)
def _read_yaml(source: Source) -> tuple[Document, tuple[Finding, ...]]:
    """What has not changed is not read again: a form that checks while one types reads all tables."""
    fields, findings = read_mapping(source, 0, len(source.lines), limit=None)
    return Document(source, fields, len(source.lines) + 1), (*findings,)


def _opening(source: Source) -> tuple[int | None, list[Finding]]:
    """Index of the first line after the opening fence; findings where it is not quite right."""
    first = next((i for i, line in enumerate(source.lines) if line.strip()), None)
    if first is None:
        hint = "第一行写 ---，然后写字段，再写一行 ---，下面写正文"
        return None, [source.finding("S004", 1, 1, "文件是空的", hint=hint)]
    line = source.lines[first]
    if line.rstrip() == FENCE:
        if first == 0:
            return 1, []
        fix = Fix(1, 1, first + 1, 1, "")
        message = f"开头的 --- 前面有 {first} 个空行，字段会被当成正文"
        hint = "删去前面的空行，让 --- 在第一行"
        return first + 1, [source.finding("S005", 1, 1, message, hint=hint, fix=fix)]
    if _FENCE_LIKE.match(line):
        fix = Fix(first + 1, 1, first + 1, len(line) + 1, FENCE)
        message = "开头的分隔线不对，要用三个半角减号"
        end = len(line) + 1
        return first + 1, [source.finding("S004", first + 1, 1, message, end_column=end, fix=fix)]
    later = _fence_above_fields(source, first)
    if later is not None:
        message = "开头的 --- 前面有字，字段会被当成正文"
        hint = "把这些字移到正文里，或者删去，让 --- 在第一行"
        end = len(line) + 1
        return later + 1, [source.finding("S004", first + 1, 1, message, end_column=end, hint=hint)]
    message = "文件开头没有 ---，字段不会被读到"
    is_field = bool(_KEY_LINE.match(line))
    added = Fix(first + 1, 1, first + 1, 1, f"{FENCE}\n") if is_field else None
    hint = "在第一行加上 ---（三个半角减号）"
    found = [source.finding("S004", first + 1, 1, message, hint=hint, fix=added)]
    return (first if is_field else None), found


def _fence_above_fields(source: Source, first: int) -> int | None:
    """The line with --- that stands below other text, and above a field."""
    for index in range(first + 1, min(first + MAX_ABOVE, len(source.lines) - 1)):
        if source.lines[index].rstrip() == FENCE:
            return index if _KEY_LINE.match(source.lines[index + 1]) else None
    return None


def _closing(source: Source, start: int) -> tuple[int, list[Finding]]:
    """Index of the closing fence line, or of the first line that is no field any more."""
    for index in range(start, len(source.lines)):
        if source.lines[index].rstrip() == FENCE:
            return index, []
    for index in range(start, len(source.lines)):
        line = source.lines[index]
        ends = not line.strip() or line.startswith("#") or _FENCE_LIKE.match(line)
        if ends or index - start >= MAX_FRONT_LINES:
            break
    else:
        index = len(source.lines)
    line = source.line(index + 1)
    if line.strip() and _FENCE_LIKE.match(line):
        fix = Fix(index + 1, 1, index + 1, len(line) + 1, FENCE)
        message = "字段后面的分隔线不对，要用三个半角减号"
        return index, [source.finding("S006", index + 1, 1, message, fix=fix)]
    message = "字段写完后少一行 ---"
    hint = "在字段和正文之间加一行 ---"
    return index, [
        source.finding("S006", max(1, min(index + 1, len(source.lines))), 1, message, hint=hint)
    ]
