"""Family T: what is stale by the day of the build."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context
from fanzha.content.kinds.items import Scam
from fanzha.content.kinds.meta import Meta, Status
from fanzha.content.library import Item
from fanzha.findings import Finding, Severity

SOON = datetime.timedelta(days=14)
# Warnings about the same scam fade within weeks; every type comes back within this time.
COMES_BACK = datetime.timedelta(days=90)
# An item may be read over some weeks before it goes out, but not in another year.
READ_AHEAD = datetime.timedelta(days=120)


def _published(context: Context) -> Iterator[Item[Meta]]:
    """What is out and has not been replaced; an alert of another town is looked after, too."""
    for item in context.edition.library.items:
        if item.meta.status is Status.PUBLISHED and not item.replaced(context.edition.today):
            yield item


def _at(item: Item[Meta], field: str, message: str, hint: str) -> Finding:
    node = item.document.fields.at(field)
    return item.document.source.finding(
        "", node.line, node.column, message, end_column=node.end_column, hint=hint
    )


READ_AGAIN = "再读一遍，改好后把 reviewed 写成今天；不用了就写 status: withdrawn"


def _read_too_early(meta: Meta) -> bool:
    """Whether the last review lies so far before the publication that one of the years is wrong."""
    return meta.reviewed < meta.published - READ_AHEAD


def _expired_too_early(meta: Meta) -> bool:
    """Whether it expired before it was published."""
    return meta.expires is not None and meta.expires < meta.published


@rule(
    "T001",
    "该核对了",
    why="骗术会变，隔一段时间要重读一遍，改过时的说法。",
    bad="review_in: 7\nreviewed: 2026-11-01",
    good="reviewed: 2026-11-20",
    severity=Severity.WARNING,
)
def overdue(context: Context) -> Iterator[Finding]:
    """Content ages; `reviewed` + `review_in` is the day it must be read again."""
    today = context.edition.today
    for item in _published(context):
        overdue = item.due < today and not item.stale(today)
        if overdue and not _read_too_early(item.meta):
            yield _at(item, "reviewed", f"{item.due} 就该核对了", READ_AGAIN)


@rule(
    "T009",
    "很久没有核对",
    why="过了核对日期 90 天还没有重读，内容多半已经过时：不再印、不再播，网页会标明“很久没有核对”。",
    bad="published: 2026-01-01\nreview_in: 30\nreviewed: 2026-06-01",
    good="reviewed: 2026-11-20",
    severity=Severity.WARNING,
)
def stale(context: Context) -> Iterator[Finding]:
    """It leaves lists, paper and screens by itself; no date ever stops a build."""
    for item in context.edition.stale:
        if not _read_too_early(item.meta):
            message = f"{item.due} 就该核对，已经过了 90 多天，不再印发和播放"
            yield _at(item, "reviewed", message, READ_AGAIN)


@rule(
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
        meta = item.meta
        if meta.expires and meta.expires < context.edition.today and not _expired_too_early(meta):
            hint = "还有用就把 expires 往后改，不用了就写 status: withdrawn"
            yield _at(item, "expires", f"{meta.expires} 已过期，不再印发和播放", hint)


@rule(
    "T003",
    "日期前后矛盾",
    why="过期日期不会早于发布日期，核对日期也不会早它几个月，多半是写错了年份。",
    bad="expires: 2026-05-31",
    good="expires: 2027-05-31",
)
def contradiction(context: Context) -> Iterator[Finding]:
    """Reviewed long before it was published, or expired before it was published."""
    for item in context.edition.library.items:
        if _read_too_early(item.meta):
            yield _at(item, "reviewed", "核对日期早于发布日期", "检查 published 和 reviewed")
        if _expired_too_early(item.meta):
            yield _at(item, "expires", "过期日期早于发布日期", "检查 published 和 expires")


@rule(
    "T004",
    "快该核对了",
    why="提前两周知道，就来得及在到期前重读一遍。",
    bad="review_in: 7",
    good="review_in: 180",
    severity=Severity.NOTICE,
)
def due_soon(context: Context) -> Iterator[Finding]:
    """The review is due within two weeks."""
    today = context.edition.today
    for item in _published(context):
        if today <= item.due <= today + SOON:
            hint = "再读一遍，改好后把 reviewed 写成今天"
            yield _at(item, "reviewed", f"{item.due} 前要核对", hint)


@rule(
    "T005",
    "快过期了",
    why="提前两周知道，就来得及决定延长还是撤下，印出去的也好换。",
    bad="expires: 2026-11-30",
    good="expires: 2027-05-31",
    severity=Severity.NOTICE,
)
def expires_soon(context: Context) -> Iterator[Finding]:
    """It expires within two weeks."""
    today = context.edition.today
    for item in _published(context):
        if item.meta.expires and today <= item.meta.expires <= today + SOON:
            hint = "还有用就把 expires 往后改；不再印这一篇"
            yield _at(item, "expires", f"{item.meta.expires} 过期，只剩两周以内", hint)


@rule(
    "T006",
    "核对日期在将来",
    why="核对是已经做过的事。写成将来的日期，到期就不会提醒了。",
    bad="reviewed: 2027-11-20",
    good="reviewed: 2026-11-20",
)
def reviewed_in_future(context: Context) -> Iterator[Finding]:
    """Nobody has read it on a day that has not come. Time heals it: no clock that is right can
    make an error of what was fine."""
    today = context.edition.today
    home = context.edition.library.by_page.get("index.md")
    if home is not None and not home.shown(today):
        message = f"今天（{today}）比首页的发布日期还早，什么都还没有发布"
        yield _at(
            home, "published", message, "电脑的日期多半错了，改对再试；或者用 --today 写明今天"
        )
        return
    for item in context.edition.library.items:
        if item.meta.reviewed > today:
            message = f"核对日期 {item.meta.reviewed} 在今天（{today}）之后"
            yield _at(item, "reviewed", message, "写真正读过的那一天；电脑日期错了也会这样")


@rule(
    "T007",
    "到日子才发布",
    why="发布日期在将来，现在不会出现在网页和印刷品里。",
    bad="published: 2026-12-20",
    good="published: 2026-11-20",
    severity=Severity.NOTICE,
)
def published_in_future(context: Context) -> Iterator[Finding]:
    """Right for a text that is written ahead; wrong where the year was mistyped."""
    for item in _published(context):
        if item.meta.published > context.edition.today:
            hint = "是提前写好的就不用改；要现在用，就把 published 写成今天"
            yield _at(item, "published", f"{item.meta.published} 才会发布", hint)


@rule(
    "T008",
    "很久没有再讲",
    why="同一种骗局的提醒几周就淡忘了，每一类 90 天内要用新案例、预警或海报再讲一次。",
    bad="published: 2026-07-01\nreviewed: 2026-08-01",
    good="published: 2026-07-01\nreviewed: 2026-11-20",
    severity=Severity.NOTICE,
)
def not_brought_back(context: Context) -> Iterator[Finding]:
    """No published item of any kind about this scam was published or reviewed for 90 days."""
    today = context.edition.today
    latest: dict[str, datetime.date] = {}
    for item in _published(context):
        scam = item.scam_id
        if scam:
            day = max(item.meta.published, item.meta.reviewed)
            latest[scam] = max(latest.get(scam, day), day)
    for item in _published(context):
        day = latest.get(item.id, today)
        if isinstance(item.meta, Scam) and day + COMES_BACK < today:
            message = f"{day} 之后没有再讲过这种骗局，已经 {(today - day).days} 天"
            hint = "发一条新的案例、预警或海报，或者重读这一篇，把 reviewed 写成今天"
            yield _at(item, "reviewed", message, hint)
