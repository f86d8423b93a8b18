"""Family T: what is stale by the day of the build."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from fanzha.checks.rule import Context, Family
from fanzha.content.library import Item
from fanzha.content.models import Meta, Status
from fanzha.findings import Finding, Severity

_family = Family()


def _published(context: Context) -> Iterator[Item[Meta]]:
    return (item for item in context.edition.library.items if item.meta.status is Status.PUBLISHED)


def _at(item: Item[Meta], field: str, message: str, hint: str) -> Finding:
    node = item.document.fields.at(field)
    return item.document.source.finding(
        "", node.line, node.column, message, end_column=node.end_column, hint=hint
    )


@_family.rule(
    "T001",
    "该核对了",
    why="骗术会变，隔一段时间要重读一遍，改过时的说法。",
    bad="reviewed: 2025-01-01",
    good="reviewed: 2026-11-20",
    severity=Severity.WARNING,
)
def overdue(context: Context) -> Iterator[Finding]:
    """Content ages; `reviewed` + `review_in` is the day it must be read again."""
    for item in _published(context):
        due = item.meta.reviewed + datetime.timedelta(days=item.meta.review_in)
        if due < context.edition.today:
            hint = "再读一遍，改好后把 reviewed 写成今天"
            yield _at(item, "reviewed", f"{due} 就该核对了", hint)


@_family.rule(
    "T002",
    "已过期",
    why="过期的内容不再印、不再播，网页会标明“已过期”。",
    bad="expires: 2026-11-20",
    good="expires: 2027-05-31",
    severity=Severity.WARNING,
)
def expired(context: Context) -> Iterator[Finding]:
    """An expired item leaves lists, paper and screens; its page stays and says so."""
    for item in _published(context):
        if item.meta.expires and item.meta.expires < context.edition.today:
            hint = "还有用就把 expires 往后改，不用了就写 status: withdrawn"
            yield _at(item, "expires", f"{item.meta.expires} 已过期，不再印发和播放", hint)


@_family.rule(
    "T003",
    "日期前后矛盾",
    why="核对日期、过期日期都不会早于发布日期，多半是写错了年份。",
    bad="reviewed: 2026-01-20",
    good="reviewed: 2026-11-20",
)
def contradiction(context: Context) -> Iterator[Finding]:
    """Reviewed before published, expired before published, or reviewed in the future."""
    for item in context.edition.library.items:
        meta = item.meta
        if meta.reviewed < meta.published:
            yield _at(item, "reviewed", "核对日期早于发布日期", "检查 published 和 reviewed")
        if meta.expires and meta.expires < meta.published:
            yield _at(item, "expires", "过期日期早于发布日期", "检查 published 和 expires")


RULES = tuple(_family.rules)
