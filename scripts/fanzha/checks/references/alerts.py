"""Family R, alerts: the towns that they are for, and the alerts that they replace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context
from fanzha.checks.references.names import marked
from fanzha.content.kinds.fields import Region
from fanzha.content.kinds.items import Alert
from fanzha.content.library import Item
from fanzha.content.reading.choices import listed, meant
from fanzha.content.reading.validate import replace_value
from fanzha.findings import Finding


@rule(
    "R021",
    "没有这个地区",
    why="本地预警只出在写明的地区。地区写错了，哪里都不出。",
    bad="scope: local\nregions: [shifen]",
    good="scope: local\nregions: [shifan]",
    kind="alerts",
)
def unknown_region(context: Context) -> Iterator[Finding]:
    """A local alert names files of docs/data/regions/."""
    known = {name: region.name for name, region in context.edition.regions.items()}
    for bare, _, node, value in marked(context, Region):
        if value in known:
            continue
        near = meant(value, known)
        folder = "docs/data/regions/"
        yield replace(
            bare,
            message=f"{folder} 里没有 {value!r} 这个地区",
            hint=f"能写的有：{listed(value, known, folder)}",
            fix=replace_value(node, near) if near else None,
        )


@rule(
    "R022",
    "代替的预警不对",
    why="一条旧预警只能由一条比它新的来代替，转来转去就没人知道该看哪一条。",
    bad="（两条预警的 replaces 写了同一条；或者写了自己；或者被代替的比它还新）",
    good="replaces: etc-shixiao",
    kind="alerts",
)
def wrong_successor(context: Context) -> Iterator[Finding]:
    """Each alert is replaced once, by a newer one; so no chain comes back to its beginning."""
    by_id = {item.id: item for item in context.edition.library.of(Alert)}
    taken: dict[tuple[str, str], str] = {}
    for item in by_id.values():
        old = by_id.get(item.meta.replaces or "")
        if old is None:
            continue
        fault = _fault(item, old, taken) or _circle(item, by_id)
        if fault:
            node = item.document.fields.at("replaces")
            yield item.document.source.finding(
                "", node.line, node.column, fault, end_column=node.end_column
            )
        taken |= {(old.id, region): item.id for region in item.meta.regions or ("",)}


def _fault(item: Item[Alert], old: Item[Alert], taken: dict[tuple[str, str], str]) -> str:
    """What is wrong with this replacement; "" where nothing is."""
    if item.id == old.id:
        return "不能代替自己；要改内容，直接改，把 reviewed 写成今天"
    if item.meta.published < old.meta.published:
        return f"{old.id} 比它还新（{old.meta.published} 发布），代替反了"
    for region in item.meta.regions or ("",):
        other = taken.get((old.id, region))
        if other:
            return f"{old.id} 已经由 {other} 代替；请改成 replaces: {other}"
    return ""


def _circle(item: Item[Alert], by_id: Mapping[str, Item[Alert]]) -> str:
    """Whether those of one day replace each other in a circle: then all of them would be gone."""
    seen = [item.id]
    while (old := by_id[seen[-1]].meta.replaces) in by_id and old is not None:
        if old == item.id:
            return f"{'、'.join(seen)} 互相代替，转成了一圈"
        if old in seen:
            return ""  # the circle lies further down, and is told there
        seen.append(old)
    return ""
