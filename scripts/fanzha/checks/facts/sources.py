"""Family F, the grounds: what rests on somebody's figures must say whose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from fanzha.checks.engine import words
from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context, Line, Prose
from fanzha.content.kinds.meta import Basis
from fanzha.findings import Finding

_AND = re.compile("[、，和与及（）()·《》]")


def vouched(prose: Prose, line: Line, found: str, but: re.Pattern[str] | None = None) -> bool:
    """Whether a source of the item stands for what a line says.

    It does where its paragraph names the publisher or the title, or where the source lists the
    figure in `figures`. A source that only stands in the item stands for nothing in particular, nor
    does one by its name whose title is `but`: a statute of which the articles are in a table.
    """
    if prose.item is None:
        return False
    for source in prose.item.meta.sources:
        publishers = [one for one in _AND.split(source.publisher) if len(one) > 2]
        names = (source.publisher, *publishers, source.title)
        named = but is None or not but.search(source.title)
        if named and any(name in line.text for name in names):
            return True
        if any(figure in line.text and _meet(figure, found) for figure in source.figures):
            return True
    return False


def _meet(figure: str, found: str) -> bool:
    """Whether a listed figure is what was found, or a part of it, or the other way round."""
    return figure in found or found in figure


@rule(
    "F013",
    "统计数字没有出处",
    why="没有出处的比例和件数，别人一问就答不上来；编造的数字会让整张传单都不可信。",
    bad="刷单案件占全部案件的80%。",
    good="刷单案件很多，天天都有人上当。",
)
def unsourced_statistic(context: Context) -> Iterator[Finding]:
    """A share, a number of cases or a mean needs a source that stands for it."""
    prose_of = {prose.document.source.path: prose for prose in context.residents}
    for finding in words.findings(context, "F013", prose_of.values()):
        prose = prose_of[finding.path]
        meta = prose.item.meta if prose.item else None
        if meta is None or not meta.sources:
            yield finding
            continue
        line = next(
            (
                one
                for one in prose.lines
                if one.line == finding.line
                and one.column <= finding.column <= one.column + len(one.text)
            ),
            None,
        )
        found = finding.source[finding.column - 1 : finding.end_column - 1]
        if line is None or line.field == "sources" or vouched(prose, line, found):
            continue
        names = "、".join(dict.fromkeys(source.publisher for source in meta.sources))
        hint = (
            f"在这一段里写明是谁的数字（{names}），"
            f"或者在那条 sources 下面加一行 figures: [{found}]；出处里没有的，删去"
        )
        yield replace(
            finding, message=f"{finding.message}：sources 里有出处，没说是哪一条", hint=hint
        )


@rule(
    "F014",
    "官方内容没有出处",
    why="写着“官方内容”，就要说得出是哪个单位、哪一天发布的。",
    bad="basis: official",
    good="basis: composite",
)
def official_without_source(context: Context) -> Iterator[Finding]:
    """`basis: official` needs a source; the model asks it for publisher and date."""
    for item in context.edition.library.items:
        if item.meta.basis is Basis.OFFICIAL and not item.meta.sources:
            node = item.document.fields.at("basis")
            yield item.document.source.finding(
                "",
                node.line,
                node.column,
                "basis 是 official，却没有 sources",
                end_column=node.end_column,
                hint="加上 sources：publisher 发布单位、title 标题、date 日期；不是官方内容就写 composite",
            )
