"""Family T: what goes out half written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context
from fanzha.content.kinds.meta import Status
from fanzha.findings import Finding

TO_WRITE = re.compile("待写")  # what a new item has where somebody has to write


@rule(
    "T014",
    "发布了，还有“待写”",
    why="“待写”是草稿里留的空。留着它发布，就印在海报上、放在屏幕上了。",
    bad="summary: 待写",
    good="summary: 短信里的网址是假的，点开要填卡号。",
)
def to_write(context: Context) -> Iterator[Finding]:
    """Each place of a published item that a draft has left open."""
    for prose in context.residents:
        if prose.item is None or prose.item.meta.status is not Status.PUBLISHED:
            continue
        for hit in prose.search(TO_WRITE):
            yield hit.finding(
                "还没有写，就要发布了", hint="把“待写”换成要说的话；没有可写的，删去这一行"
            )
