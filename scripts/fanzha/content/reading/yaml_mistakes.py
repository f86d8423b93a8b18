"""Slips of the pen in YAML that a YAML reader would take for something else, or not see at all.

Each is reported with the mended line, and mended in place, so that the reader goes on with what was
meant: full-width colons, missing spaces, tabs, a list entry that would join the one above it, text
after a number sign.
"""

from __future__ import annotations

import re

from fanzha.content.reading.source import Source
from fanzha.findings import Finding, Fix

_FULL_COLON = re.compile(r"^(?P<head>\s*(?:- )?[A-Za-z_][\w-]*)\s*：\s*")
_NO_SPACE = re.compile(r"^(?P<head>\s*(?:- )?[a-z_][a-z_-]*):(?=[^\s:/\\])")
_NO_COLON = re.compile(r"^(?P<key>[a-z]+(?:_[a-z]+)*)(?P<gap> +)(?=[^\s:：=-])(?![^\n]*: )")
_NO_DASH_SPACE = re.compile(r"^\s+-(?=[^\s-])")
# A list entry that is a plain text: no mapping, no nested list, no block of lines.
_ENTRY = re.compile(r"^(?P<indent>\s*)- +(?![-{\[|>])(?!.*:(?:\s|$)).+$")
# A value that is not in quotes or brackets, with a number sign after a space.
_COMMENT = re.compile(
    r"^(?P<head>\s*(?:- +)?[a-z_]+: +|\s*- +)(?P<value>[^\s\"'\[{|>#&*!][^\"'#]*?\s(?P<hash>#).*)$"
)


def typing_mistakes(source: Source, lines: list[str], start: int) -> list[Finding]:
    """Slips that YAML would read as something else; mends `lines` in place and goes on."""
    findings = []
    for index, line in enumerate(lines):
        number = start + index + 1
        if match := _NO_COLON.match(line):
            column = match.end("key") + 1
            fix = Fix(number, column, number, match.end("gap") + 1, ": ")
            message = "字段名后面少了半角冒号"
            findings.append(source.finding("S010", number, column, message, fix=fix))
            lines[index] = line = f"{match['key']}: {line[match.end('gap') :]}"
        elif match := _NO_DASH_SPACE.match(line):
            column = match.end() + 1
            fix = Fix(number, column, number, column, " ")
            message = "减号后面要有一个空格"
            findings.append(source.finding("S010", number, column - 1, message, fix=fix))
            lines[index] = line = f"{line[: match.end()]} {line[match.end() :]}"
        if (depth := _swallowed(lines, index)) is not None:
            fix = Fix(number, 1, number, len(line) - len(line.lstrip()) + 1, " " * depth)
            message = "这一条比上一条多缩进了，会和上一条连成一句"
            findings.append(source.finding("S014", number, 1, message, fix=fix))
            lines[index] = line = fix.text + line.lstrip()
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            column = indent.index("\t") + 1
            nested = index and (
                lines[index - 1][:1] == " " or lines[index - 1].rstrip().endswith(":")
            )
            spaces = indent.replace("\t", "  ") if nested else ""
            fix = Fix(number, 1, number, len(indent) + 1, spaces)
            message = "行首用了 Tab，要用空格"
            findings.append(
                source.finding("S008", number, column, message, end_column=len(indent) + 1, fix=fix)
            )
            lines[index] = line = fix.text + line.lstrip()
        if match := _FULL_COLON.match(line):
            head = match.end("head")
            colon = line.index("：", head)
            fix = Fix(number, head + 1, number, match.end() + 1, ": ")
            message = "字段名后面的冒号是全角的，要用半角冒号加一个空格"
            findings.append(
                source.finding("S009", number, colon + 1, message, end_column=colon + 2, fix=fix)
            )
            lines[index] = f"{match['head']}: {line[match.end() :]}"
        elif match := _NO_SPACE.match(line):
            column = match.end() + 1
            fix = Fix(number, column, number, column, " ")
            message = "字段名的冒号后面要有一个空格"
            findings.append(source.finding("S010", number, column - 1, message, fix=fix))
            lines[index] = line[: match.end()] + " " + line[match.end() :]
    return findings


def _swallowed(lines: list[str], index: int) -> int | None:
    """The right indent of a list entry that YAML would take for the end of the one above it."""
    line, above = lines[index], lines[index - 1] if index else ""
    entry, before = _ENTRY.match(line), _ENTRY.match(above)
    if entry is None or before is None or len(entry["indent"]) <= len(before["indent"]):
        return None
    return len(before["indent"])


def lost_text(source: Source, lines: list[str], start: int) -> list[Finding]:
    """Text that YAML takes for a comment and drops; mends `lines` in place."""
    findings = []
    for index, line in enumerate(lines):
        match = _COMMENT.match(line)
        if match is None:
            continue
        number = start + index + 1
        text = match["head"] + quoted(match["value"].rstrip())
        column = match.start("hash") + 1
        fix = Fix(number, 1, number, len(line) + 1, text)
        message = "# 后面的字会被当成注释丢掉；是内容就加引号，是注释就另起一行"
        findings.append(
            source.finding("S013", number, column, message, end_column=len(line) + 1, fix=fix)
        )
        lines[index] = text
    return findings


def quoted(value: str) -> str:
    """The text as a YAML value in quotes."""
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"
