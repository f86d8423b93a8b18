"""Slips of the pen in YAML that a YAML reader would take for something else, or not see at all.

Each is reported with the mended line, and mended in place, so that the reader goes on with what was
meant: full-width colons, missing spaces, tabs and other blanks, a list entry that would join the one
above it, text after a number sign.
"""

from __future__ import annotations

import re

from fanzha.characters import ODD_SPACES, named
from fanzha.content.reading.source import Source
from fanzha.findings import Finding, Fix

_SPACE = f"\u3000{ODD_SPACES}"
_ODD_GAP = re.compile(
    rf"^(?P<head>\s*(?:- )*(?:-|[A-Za-z_][\w-]*:)) *(?P<gap>[{_SPACE}][ {_SPACE}]*)"
)
# Between braces: {stage：扫码进群，text: 叫您扫码}
_FLOW = re.compile(r"^\s*(?:- |[a-z_]+: )\{")
_FLOW_MARK = re.compile(
    rf"(?P<between>[{{,]|[，、;；](?=\s*[a-z_]+\s*[:：]))(?P<key>\s*[a-z_]+)\s*"
    rf"(?P<colon>：[ {_SPACE}]*|:(?![\s/])|: )"
)
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

_WORD_OR_DAY = re.compile(r"[\w./-]+", re.ASCII)


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
        if (depth := _misaligned(lines, index)) is not None:
            fix = Fix(number, 1, number, len(line) - len(line.lstrip()) + 1, " " * depth)
            message = "这一条和同一列表的别的条没有对齐，会连成一句或者读不出来"
            hint = "同一列表的几条，减号前面的空格要一样多"
            findings.append(source.finding("S014", number, 1, message, hint=hint, fix=fix))
            lines[index] = line = fix.text + line.lstrip()
        indent = line[: _depth(line)]
        if indent.strip(" ") and line.strip():
            odd = next(char for char in indent if char != " ")
            nested = index and (
                lines[index - 1][:1] == " " or lines[index - 1].rstrip().endswith(":")
            )
            spaces = re.sub("[^ ]", "  ", indent) if nested else ""
            if odd != "\t" and nested and lines[index - 1].lstrip().startswith("- "):
                spaces = " " * (len(lines[index - 1]) - len(lines[index - 1].lstrip()))
            elif odd != "\t" and nested:
                spaces = "  "
            fix = Fix(number, 1, number, len(indent) + 1, spaces)
            blank = "Tab" if odd == "\t" else named(odd)
            message = f"行首用了{blank}，要用空格"
            column = indent.index(odd) + 1
            findings.append(
                source.finding("S008", number, column, message, end_column=len(indent) + 1, fix=fix)
            )
            lines[index] = line = spaces + line[len(indent) :]
        if match := _ODD_GAP.match(line):
            column = match.end("head") + 1
            fix = Fix(number, column, number, match.end() + 1, " ")
            message = f"冒号、减号后面是{named(match['gap'][0])}，要用空格"
            findings.append(
                source.finding("S010", number, column, message, end_column=match.end() + 1, fix=fix)
            )
            lines[index] = line = f"{match['head']} {line[match.end() :]}"
        if match := _FULL_COLON.match(line):
            head = match.end("head")
            colon = line.index("：", head)
            mark = ": " if line[match.end() :] else ":"
            fix = Fix(number, head + 1, number, match.end() + 1, mark)
            message = "字段名后面的冒号是全角的，要用半角冒号加一个空格"
            findings.append(
                source.finding("S009", number, colon + 1, message, end_column=colon + 2, fix=fix)
            )
            lines[index] = line = f"{match['head']}: {line[match.end() :]}"
        elif match := _NO_SPACE.match(line):
            column = match.end() + 1
            fix = Fix(number, column, number, column, " ")
            message = "字段名的冒号后面要有一个空格"
            findings.append(source.finding("S010", number, column - 1, message, fix=fix))
            lines[index] = line = line[: match.end()] + " " + line[match.end() :]
        if _FLOW.match(line) and (mended := _FLOW_MARK.sub(_flow_mark, line)) != line:
            fix = Fix(number, 1, number, len(line) + 1, mended)
            same = zip(line, mended, strict=False)
            column = next((n for n, (a, b) in enumerate(same) if a != b), len(mended)) + 1
            message = "花括号里的冒号、逗号要用半角的，后面加一个空格"
            findings.append(source.finding("S009", number, column, message, fix=fix))
            lines[index] = line = mended
    return findings


def _flow_mark(match: re.Match[str]) -> str:
    """A key between braces with the marks that YAML wants; nothing changes within quotation marks."""
    if match.string.count('"', 0, match.start()) % 2:
        return match[0]
    between = match["between"] if match["between"] == "{" else ","
    gap = match["key"] if between == "{" else f" {match['key'].lstrip()}"
    return f"{between}{gap}: "


def _misaligned(lines: list[str], index: int) -> int | None:
    """The right indent of a list entry that does not stand below the others of its list.

    The entries round it tell: those above it have been put right already.
    """
    line, above = lines[index], lines[index - 1] if index else ""
    entry = _ENTRY.match(line)
    if entry is None or entry["indent"].strip(" "):
        return None
    before = _ENTRY.match(above)
    if before is not None:
        right = len(before["indent"])
        return right if len(entry["indent"]) > right else None
    below = [_ENTRY.match(other) for other in lines[index + 1 : index + 3]]
    depths = [len(one["indent"]) for one in below if one is not None]
    if (
        above.rstrip().endswith(":")
        and depths
        and len(entry["indent"]) > max(depths) >= _depth(above)
    ):
        return max(depths)
    return None


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def lost_text(source: Source, lines: list[str], start: int) -> list[Finding]:
    """Text that YAML takes for a comment and drops; mends `lines` in place."""
    findings = []
    for index, line in enumerate(lines):
        match = _COMMENT.match(line)
        if match is None:
            continue
        number = start + index + 1
        value = match["value"][: match.start("hash") - match.start("value")].rstrip()
        column = match.start("hash") + 1
        if _WORD_OR_DAY.fullmatch(value):  # no text that could go on: this is a remark
            kept = match["head"] + value
            remark = line[: _depth(line)] + line[match.start("hash") :].rstrip()
            fix = Fix(number, 1, number, len(line) + 1, f"{remark}\n{kept}")
            message = "说明要另起一行，写在这一行的上面"
            findings.append(
                source.finding(
                    *("S013", number, column, message),
                    end_column=len(line) + 1,
                    hint=f"上面加一行 {remark.strip()}，这一行只留 {kept.strip()}",
                    fix=fix,
                )
            )
            lines[index] = kept
            continue
        text = match["head"] + quoted(match["value"].rstrip())
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
