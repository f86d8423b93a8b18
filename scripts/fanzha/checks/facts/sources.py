"""Family F, the grounds: what rests on somebody's figures must say whose."""

from __future__ import annotations

from collections.abc import Iterator

from fanzha.checks.engine import words
from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context
from fanzha.content.kinds.items import Basis
from fanzha.findings import Finding


@rule(
    "F013",
    "统计数字没有出处",
    why="没有出处的比例和件数，别人一问就答不上来；编造的数字会让整张传单都不可信。",
    bad="刷单案件占全部案件的80%。",
    good="刷单案件很多，天天都有人上当。",
)
def unsourced_statistic(context: Context) -> Iterator[Finding]:
    """A share, a number of cases or a mean needs `sources` in the item."""
    unsourced = [prose for prose in context.residents if prose.item and not prose.item.meta.sources]
    return words.findings(context, "F013", unsourced)


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
