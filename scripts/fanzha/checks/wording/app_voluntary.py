"""Family W, second part: the app 国家反诈中心APP.

Installing it is voluntary: no article of the law obliges anyone. So no item makes it a duty or a
condition, asks for screenshots, counts installations or praises its effect; and because fakes
live on nearly right names, its name is exact. The words stand in docs/data/words/app-*.yml.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from fanzha.checks.engine import words
from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context
from fanzha.findings import Finding

APP = "国家反诈中心APP"


@rule(
    "W004",
    "不强迫安装APP",
    why="没有哪条法律要求居民安装。强迫、截图、下指标，只会让人反感。",
    bad="自愿安装国家反诈中心APP，不装不能办卡。",
    good="国家反诈中心APP自愿安装，不装也不影响办事。",
)
def app_compelled(context: Context) -> Iterator[Finding]:
    """No article of the law obliges anyone to install the app, so no sheet may."""
    return words.findings(context, "W004")


@rule(
    "W005",
    "不夸大APP的作用",
    why="装了也可能被骗。夸大作用，人就放松了。",
    bad="自愿安装国家反诈中心APP，装了就不会被骗。",
    good="国家反诈中心APP自愿安装，它能提醒，不能代替您核实。",
)
def app_praised(context: Context) -> Iterator[Finding]:
    """The app's effect is not to be praised: who trusts it blindly is off guard."""
    return words.findings(context, "W005")


@rule(
    "W006",
    "APP的名称要写准",
    why="假的反诈软件很多，名称差一个字，就可能装错。",
    bad="可以自愿安装反诈APP。",
    good="可以自愿安装国家反诈中心APP。",
)
def app_name(context: Context) -> Iterator[Finding]:
    """Fakes live on nearly right names."""
    return words.findings(context, "W006")


@rule(
    "W007",
    "写到APP，要写“自愿”",
    why="安装是自愿的。不写明，居民会以为非装不可。",
    bad="可以安装国家反诈中心APP。",
    good="可以自愿安装国家反诈中心APP。",
)
def app_voluntary(context: Context) -> Iterator[Finding]:
    """Whoever reads of the app must read that it is voluntary."""
    for prose in context.residents:
        if APP not in prose.text or "自愿" in prose.text:
            continue
        for table in context.edition.tables.words.of_rule("W006"):
            named = (
                hit
                for hit in words.find(context.edition.tables.words, table, prose)
                if hit.match[0] == APP
            )
            for hit in islice(named, 1):
                hint = "在这一篇里写明“自愿安装”，不想装的可以打96110问"
                yield hit.finding(f"写到{APP}，却没有写“自愿”", hint=hint)
