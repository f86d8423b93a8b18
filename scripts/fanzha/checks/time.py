"""Family T: what is stale by the day of the build."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from fanzha.checks.rule import Family
from fanzha.content.library import Item
from fanzha.content.models import Meta, Status
from fanzha.edition import Edition
from fanzha.findings import Finding, Severity

_family = Family()


def _published(edition: Edition) -> Iterator[Item[Meta]]:
    return (item for item in edition.library.items if item.meta.status is Status.PUBLISHED)


def _at(item: Item[Meta], field: str, message: str, hint: str) -> Finding:
    node = item.document.fields.at(field)
    return item.document.source.finding(
        "", node.line, node.column, message, end_column=node.end_column, hint=hint
    )


@_family.rule("T001", "该核对了", Severity.WARNING)
def overdue(edition: Edition) -> Iterator[Finding]:
    """Content ages; `reviewed` + `review_in` is the day it must be read again."""
    for item in _published(edition):
        due = item.meta.reviewed + datetime.timedelta(days=item.meta.review_in)
        if due < edition.today:
            hint = "再读一遍，改好后把 reviewed 写成今天"
            yield _at(item, "reviewed", f"{due} 就该核对了", hint)


@_family.rule("T002", "已过期", Severity.WARNING)
def expired(edition: Edition) -> Iterator[Finding]:
    """An expired item leaves lists, paper and screens; its page stays and says so."""
    for item in _published(edition):
        if item.meta.expires and item.meta.expires < edition.today:
            hint = "还有用就把 expires 往后改，不用了就写 status: withdrawn"
            yield _at(item, "expires", f"{item.meta.expires} 已过期，不再印发和播放", hint)


@_family.rule("T003", "日期前后矛盾")
def contradiction(edition: Edition) -> Iterator[Finding]:
    """Reviewed before published, expired before published, or reviewed in the future."""
    for item in edition.library.items:
        meta = item.meta
        if meta.reviewed < meta.published:
            yield _at(item, "reviewed", "核对日期早于发布日期", "检查 published 和 reviewed")
        if meta.expires and meta.expires < meta.published:
            yield _at(item, "expires", "过期日期早于发布日期", "检查 published 和 expires")


RULES = tuple(_family.rules)
