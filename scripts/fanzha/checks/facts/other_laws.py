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

_CITED = (
    r"[》”]?(?:（[^（）]*）)?的?第[ \t]*(?P<number>[0-9]+|[〇零一二两三四五六七八九十百千]+)[ \t]*条"
    r"(?P<sub>之[一二三四五六七八九十])?"
)


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


@cache
def _cited(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(names)}){_CITED}")
