"""Family T, alerts: a warning is news. It says what is new, and it ends.

Nor does its short name spread what it warns of.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context
from fanzha.checks.engine.words import one_of
from fanzha.content.kinds.items import Alert
from fanzha.content.kinds.meta import Status
from fanzha.content.library import Item
from fanzha.content.reading.validate import replace_value
from fanzha.findings import Finding, Severity
from fanzha.language.phrases import topic

# Warnings about the same trick fade within weeks; one that stands longer is read by nobody.
MOST = datetime.timedelta(days=60)
NEWS = {"news": "这一回新在哪里", "since": "从哪天起", "seen": "在哪里碰到的"}


def _out(context: Context) -> Iterator[Item[Alert]]:
    """The published alerts that come with the day and not with the season, and stand for themselves."""
    today = context.edition.today
    for item in context.edition.library.of(Alert):
        meta = item.meta
        if meta.status is Status.PUBLISHED and meta.season is None and not item.replaced(today):
            yield item


@rule(
    "T010",
    "预警最多管 60 天",
    why="预警是新闻。挂久了没人看，过时了还会误导人。每年都来的写 season。",
    bad="expires: 2027-05-31",
    good="expires: 2027-01-19",
    kind="alerts",
)
def too_long(context: Context) -> Iterator[Finding]:
    """Not longer than sixty days from its first day; what goes on is news again, and a new alert."""
    for item in _out(context):
        last = item.meta.published + MOST
        if item.meta.expires > last:
            node = item.document.fields.at("expires")
            yield item.document.source.finding(
                "",
                node.line,
                node.column,
                f"预警从发布起最多 60 天，到 {last} 为止",
                end_column=node.end_column,
                hint="还在发生的，到时再写一条新的，用 replaces 接上；每年都来的，写 season",
                fix=replace_value(node, last.isoformat()),
            )


@rule(
    "T011",
    "预警要写清新在哪里",
    why="只说“小心某某骗局”，人家早听过了。写明新在哪里、从哪天起、在哪里碰到，才有人转。",
    bad="（没有写 season，也没有写 news、since、seen）",
    good="news: 短信里不放链接，改叫您加好友。\nsince: 2026-11-18\nseen: 手机短信",
    severity=Severity.WARNING,
    kind="alerts",
)
def no_news(context: Context) -> Iterator[Finding]:
    """What is new, since when, and where it was seen."""
    for item in _out(context):
        missing = [name for name in NEWS if getattr(item.meta, name) is None]
        if missing:
            node = item.document.fields.at("severity")
            said = "、".join(f"{name}（{NEWS[name]}）" for name in missing)
            hint = "补上这几行，例如 news: 短信里不放链接，改叫您加好友；年年都来的，写 season"
            yield item.document.source.finding("", node.line, 1, f"预警没有写 {said}", hint=hint)


@rule(
    "T012",
    "出现的日子不对",
    why="出现在前，预警在后；早了几个月的，就不是新的了。",
    bad="since: 2026-12-20",
    good="since: 2026-11-18",
    kind="alerts",
)
def since_later(context: Context) -> Iterator[Finding]:
    """It cannot be warned of before it was seen."""
    for item in context.edition.library.of(Alert):
        since = item.meta.since
        if since is not None and since > item.meta.published:
            node = item.document.fields.at("since")
            message = f"since（{since}）在发布（{item.meta.published}）之后"
            yield item.document.source.finding(
                "",
                node.line,
                node.column,
                message,
                end_column=node.end_column,
                hint="写最早碰到的那一天",
            )


@rule(
    "T015",
    "短名字像真通知",
    why="小屏幕第一幅只有“提醒”和短名字。写“医保社保停用”，过路的人会当成真通知，等于替骗子传话。",
    bad="topic: 医保社保停用",
    good="topic: 假停用短信",
    kind="alerts",
)
def topic_like_a_notice(context: Context) -> Iterator[Finding]:
    """A small screen shows the topic alone: it says that this is a fraud, its own word or the type's."""
    library, words = context.edition.library, context.edition.tables.words
    told = re.compile(one_of(words, "一看是骗"))
    harmless = re.compile(one_of(words, "不是作假"))
    for item in library.of(Alert):
        if item.meta.status is not Status.PUBLISHED:
            continue
        name = topic(item.meta, library.scam(item.meta.scam))
        if not told.search(harmless.sub("", name)):
            node = item.document.fields.at("topic" if item.meta.topic else "severity")
            yield item.document.source.finding(
                "",
                node.line,
                node.column if item.meta.topic else 1,
                f"小屏幕上只写“{name}”，看不出是骗局",
                hint="写上 topic，里面有“假”“骗”“冒充”这样的字，例如 topic: 假停用短信",
            )
