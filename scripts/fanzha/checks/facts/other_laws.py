"""Family F, other laws: only articles that somebody has held against the text may be cited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context
from fanzha.checks.engine.words import any_of
from fanzha.content.reading.numerals import number
from fanzha.findings import Finding

_BEHIND = r"[》”]?(?:（[^（）]*）)?的?"  # a name
_CITED = (
    rf"{_BEHIND}第[ \t]*(?P<number>[0-9]+|[〇零一二两三四五六七八九十百千]+)[ \t]*条"
    r"(?P<sub>之[一二三四五六七八九十])?"
)
_ALONE = re.compile(
    rf"(?:(?<=[，。；：、（(\s是按照据依])|^){_CITED.removeprefix(_BEHIND)}", re.MULTILINE
)
MOST = 60  # articles: a rule of a village or a contract has no more


@rule(
    "F021",
    "别的法律的条文没有核对过",
    why="刑法、未成年人保护法这些法律，docs/data/law-facts.yml 里只有核对过的几条。条号写错，全张单子都没人信。",
    bad="未成年人保护法第130条护着孩子。",
    good="未成年人保护法第103条护着孩子。",
)
def unknown_article(context: Context) -> Iterator[Finding]:
    """第N条 of a law whose articles are listed, but not this one."""
    for statute in context.edition.tables.law_facts.statutes.values():
        if statute.known is None:
            continue
        for prose in context.residents:
            for hit in prose.search(_cited(statute.names)):
                article = f"{number(hit.match['number']):g}"
                if sub := hit.match["sub"]:
                    article = f"{article}{sub}"
                if article not in statute.known:
                    known = "、".join(f"第{one}条" for one in statute.known) or "没有一条"
                    yield hit.finding(
                        f"{hit.match[0]}没有核对过",
                        hint=f"核对过的有：{known}；对照原文以后加进 docs/data/law-facts.yml 的 known，"
                        "或者只写法律的名字",
                    )
    yield from _of_no_law(context)


def _of_no_law(context: Context) -> Iterator[Finding]:
    """第二百八十七条之三 stands alone: whoever reads it takes it for an article of some law."""
    statutes = context.edition.tables.law_facts.statutes.values()
    known = {article for statute in statutes for article in statute.known or ()}
    for prose in context.residents:
        for hit in prose.search(_ALONE):
            of = number(hit.match["number"])
            article = f"{of:g}{hit.match['sub'] or ''}"
            if article not in known and (hit.match["sub"] or of > MOST):
                yield hit.finding(
                    f"{hit.match[0]}没有写是哪部法，也没有核对过",
                    hint="写出法律的名字，照原文核对；不用条号，就删去",
                )


@cache
def _cited(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(names)}){_CITED}")
