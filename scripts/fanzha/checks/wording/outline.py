"""Family W, fifth part: the headings of a body.

Pages, leaflets and slides take a scam, a case and an alert apart at the same three headings. The
title of an item is its only first-level heading; a skipped level also breaks tagged PDF. Headings
are found as Python-Markdown finds them: `#标题` without a space is one, and so is a line that is
underlined with === or ---.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context, Line, Prose
from fanzha.content.kinds.registry import KINDS, PARTS
from fanzha.findings import Finding

_HEADING = re.compile(r"^(?:(?P<marks>#{1,6})(?P<text>.*)|(?P<rule>=+|-+) *)$", re.MULTILINE)
_TRIM = re.compile(r"^[\W_]+|[\W_]+$")
# Other names under which a part is found.
_MEANT = {
    "是什么": re.compile(r"(?:这)?是(?:个|一种)?(?:什么|怎么回事)|什么是"),
    "怎么认": re.compile(r"(?:怎么|如何|怎样)(?:认|识|辨|看|发现)"),
    "怎么办": re.compile(r"(?:该|要)?(?:怎么|如何|怎样)(?:办|做|防|应对|处理)"),
}


@dataclass(frozen=True)
class Heading:
    """A heading of a body: `text` without marks and closing punctuation."""

    level: int
    text: str
    line: Line

    @property
    def words(self) -> str:
        """The text as it stands, with its punctuation."""
        return self.line.text.strip("# \t")

    def finding(self, message: str, *, hint: str = "", mended: str | None = None) -> Finding:
        """A finding on the whole line."""
        return self.line.finding(0, len(self.line.text), message, hint=hint, mended=mended)


def headings(prose: Prose) -> Iterator[Heading]:
    """The headings of the body, in order."""
    rows = prose.document.source.lines
    for hit in prose.search(_HEADING):
        if hit.line.field is not None:
            continue
        if marks := hit.match["marks"]:
            yield Heading(len(marks), _TRIM.sub("", hit.match["text"]), hit.line)
            continue
        above = hit.line.line - 2  # index of the row above
        starts = above - 1 < prose.document.body_line - 1 or not rows[above - 1].strip()
        if above >= prose.document.body_line - 1 and rows[above].strip() and starts:
            level = 1 if hit.match["rule"].startswith("=") else 2
            line = Line(hit.line.source, above + 1, 1, rows[above])
            yield Heading(level, _TRIM.sub("", rows[above]), line)


@rule(
    "W030",
    "正文要有三段：是什么、怎么认、怎么办",
    why="每一页都按同一个次序写，着急的人才找得到“怎么办”。传单和幻灯片也按这三段排。",
    bad="## 怎么办",
    good="## 还可以看",
)
def parts(context: Context) -> Iterator[Finding]:
    """What it is, how to recognise it, what to do: all three, once, in this order, not empty."""
    for prose in context.residents:
        if prose.kind in KINDS and KINDS[prose.kind].parts and prose.document.fields.value:
            found = list(headings(prose))
            sections = [heading for heading in found if heading.level == 2]
            here = [heading for heading in sections if heading.text in PARTS]
            yield from _missing(prose, found, {heading.text for heading in here})
            yield from _misplaced(here)
            yield from _empty(prose, sections)


def _missing(prose: Prose, found: list[Heading], here: set[str]) -> Iterator[Finding]:
    absent = [part for part in PARTS if part not in here]
    for part in list(absent):
        other = next((h for h in found if h.text not in here and _MEANT[part].match(h.text)), None)
        if other is not None:
            absent.remove(part)
            yield other.finding(f"这一段的标题要写成“## {part}”", mended=f"## {part}")
    if absent:
        source = prose.document.source
        line = max(1, min(prose.document.body_line, len(source.lines)))
        names = "、".join(f"“## {part}”" for part in absent)
        hint = f"正文按这个次序写三段：{'、'.join(f'## {part}' for part in PARTS)}"
        yield source.finding("", line, 1, f"正文缺少{names}", hint=hint)


def _misplaced(here: list[Heading]) -> Iterator[Finding]:
    seen: list[str] = []
    for heading in here:
        if heading.text in seen:
            yield heading.finding(f"“{heading.text}”写了两次", hint="并成一段")
        elif any(PARTS.index(heading.text) < PARTS.index(earlier) for earlier in seen):
            hint = f"次序是：{'、'.join(PARTS)}"
            yield heading.finding(f"“{heading.text}”的位置不对", hint=hint)
        seen.append(heading.text)


def _empty(prose: Prose, sections: list[Heading]) -> Iterator[Finding]:
    lines = prose.document.source.lines
    seen = set()
    for index, heading in enumerate(sections):
        end = sections[index + 1].line.line - 1 if index + 1 < len(sections) else len(lines)
        rows = lines[heading.line.line : end]
        if heading.text in PARTS and heading.text not in seen and not any(map(str.strip, rows)):
            yield heading.finding(f"“{heading.text}”下面没有内容", hint="写几句，或者几条")
        seen.add(heading.text)


@rule(
    "W031",
    "标题跳了级",
    why="读屏软件按级别念标题，跳了级，听的人会以为漏了一段。",
    bad="#### 再小一级",
    good="### 再小一级",
)
def skipped_level(context: Context) -> Iterator[Finding]:
    """Below ## comes ###, not ####."""
    for prose in context.residents:
        above = 1
        for heading in headings(prose):
            if heading.level > above + 1:
                better = f"{'#' * (above + 1)} {heading.words}"
                message = f"{'#' * heading.level} 上面没有 {'#' * (heading.level - 1)} 标题"
                # With nothing above it may be that the heading of the part is missing.
                yield heading.finding(
                    message,
                    hint=f"改成“{better}”，或者在上面补一行 ## 标题",
                    mended=better if above > 1 else None,
                )
            above = heading.level


@rule(
    "W032",
    "正文里不用一级标题",
    why="一级标题就是 title 字段，一页只能有一个。",
    bad="# 大标题",
    good="### 小标题",
)
def first_level(context: Context) -> Iterator[Finding]:
    """The title of the item is the only heading of the first level."""
    for prose in context.residents:
        for heading in headings(prose):
            if heading.level == 1:
                marked = heading.line.text.startswith("#")
                better = f"## {heading.words}" if marked else None
                hint = "用 ## 写一段的标题"
                yield heading.finding("正文里有一级标题", hint=hint, mended=better)
