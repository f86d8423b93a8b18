"""Bytes of a file → its lines, or the finding that says why they are no text.

In: the raw bytes of a `.md` or `.yml` file. Out: text with `\\n` line ends and no BOM.
A BOM and CRLF are what Windows editors write; they are simply accepted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fanzha.characters import named
from fanzha.findings import Finding, Fix

MAX_BYTES = 200_000
MAX_LINE = 2_000  # characters: what is longer was pasted by mistake, and is read no further
# Everything below the space but tab and line feed, plus DEL, C1, the separators
# that YAML takes for line ends, and the two non-characters that it refuses.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


@dataclass(frozen=True)
class Source:
    """A text file: `path` relative to the project, and its lines without line ends."""

    path: str
    lines: tuple[str, ...]

    def line(self, number: int) -> str:
        """Line `number` (from 1), or an empty string beyond the end."""
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else ""

    def finding(
        self,
        code: str,
        line: int,
        column: int,
        message: str,
        *,
        end_column: int = 0,
        hint: str = "",
        fix: Fix | None = None,
    ) -> Finding:
        """A finding in this file, with its line filled in."""
        source = self.line(line)
        return Finding(
            path=self.path,
            line=line,
            column=column,
            code=code,
            message=message,
            end_column=end_column,
            hint=hint,
            source=source,
            fix=fix,
        )


def decode(path: str, data: bytes) -> tuple[Source, list[Finding]]:
    """The file as text; where it is no UTF-8 text, an empty source and one finding."""
    empty = Source(path, ())
    if len(data) > MAX_BYTES:
        message = f"文件太大（{len(data) // 1000} KB），内容文件最多 {MAX_BYTES // 1000} KB"
        return empty, [
            empty.finding("S002", 1, 1, message, hint="把图片放到 docs/assets/，正文里只写文字")
        ]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return empty, [_not_utf8(empty, 1, 1, "UTF-16")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1
        return empty, [_not_utf8(empty, line, column, _guess(data))]
    lines = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    source = Source(path, lines)
    findings = []
    for number, line_text in enumerate(lines, 1):
        if len(line_text) > MAX_LINE:
            message = f"这一行有 {len(line_text)} 个字，最多 {MAX_LINE} 个；后面的没有检查"
            shown = Source(path, tuple(line[:MAX_LINE] for line in lines))
            hint = "分成几段；贴进来的图片放到 docs/assets/"
            findings.append(
                shown.finding("S015", number, 1, message, end_column=MAX_LINE + 1, hint=hint)
            )
    if findings:
        lines = tuple(line[:MAX_LINE] for line in lines)
        source = Source(path, lines)
    for number, line_text in enumerate(lines, 1):
        for match in _CONTROL.finditer(line_text):
            column = match.start() + 1
            fix = Fix(number, column, number, column + 1, "")
            message = f"有看不见的{named(match.group())}"
            findings.append(source.finding("S003", number, column, message, fix=fix))
    if any(finding.code == "S003" for finding in findings):
        lines = tuple(_CONTROL.sub("", line_text) for line_text in lines)
    return Source(path, lines), findings


def _guess(data: bytes) -> str:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "GBK"


def _not_utf8(source: Source, line: int, column: int, encoding: str) -> Finding:
    found = f"看起来是 {encoding} 编码" if encoding else "有不能识别的字节"
    return source.finding(
        "S001",
        line,
        column,
        f"文件不是 UTF-8 编码（{found}）",
        hint="用记事本打开，点“另存为”，编码选 UTF-8，再保存",
    )
