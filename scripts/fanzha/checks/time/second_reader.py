"""Family T: what nobody but its author has read."""

from __future__ import annotations

from collections.abc import Iterator

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context
from fanzha.content.kinds.meta import Status
from fanzha.content.kinds.registry import KINDS
from fanzha.findings import Finding, Severity


@rule(
    "T013",
    "没有第二个人读过",
    why="号码、日期、说法，自己写的自己看不出错。地区档案里写了 requires_check: true 的地方，"
    "每一篇发布前都要另一个人读一遍，记下岗位和日期。",
    bad="（地区档案写了 requires_check: true，这一篇没有 checked）",
    good="checked: {by: 派出所, on: 2026-11-20}",
    severity=Severity.WARNING,
)
def read_by_one_alone(context: Context) -> Iterator[Finding]:
    """Where the region demands it: published, and never read by a second person since its review."""
    if not context.edition.region.requires_check:
        return
    for item in context.edition.library.items:
        meta = item.meta
        if meta.status is not Status.PUBLISHED or KINDS[item.kind].for_editors:
            continue
        if meta.checked is None:
            field, message = "status", "还没有第二个人读过，就发布了"
        elif meta.checked.on < meta.reviewed:
            field, message = "checked", f"{meta.reviewed} 又核对改过，第二个人还没有再读"
        else:
            continue
        node = item.document.fields.at(field)
        hint = "请另一个人读一遍，再写 checked: {by: 派出所, on: 读的那一天}；只写岗位，不写姓名"
        yield item.document.source.finding(
            "", node.line, node.column, message, end_column=node.end_column, hint=hint
        )
