"""Family R, packs: a pack is called by its venue, or says itself what it is called."""

from __future__ import annotations

from collections.abc import Iterator

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context
from fanzha.content.reading.choices import listed, meant
from fanzha.findings import Finding


@rule(
    "R040",
    "整包不知道给谁",
    why="名字不是场所，又没有写 label，做出来的包没有人知道是给谁的。",
    bad="（packs.yml 里写 school:，venues.yml 里没有它）",
    good="（packs.yml 里写 schools:，或者给它写上 label: 进校园）",
)
def pack_for_nobody(context: Context) -> Iterator[Finding]:
    """A key of packs.yml is a venue, or its row has a label."""
    tables = context.edition.tables
    if "packs" not in tables.texts:
        return
    document = tables.texts["packs"][1]
    venues = {key: venue.label for key, venue in tables.venues.items()}
    for name, pack in tables.packs.items():
        if name in venues or pack.label or not venues:
            continue
        place = document.fields.keys[name]
        near = meant(name, venues)
        hint = f"改成 {near}，或者写上 label；" if near else "写上 label；"
        yield document.source.finding(
            *("", place.line, place.column, f"没有 {name} 这个场所，这一包也没有 label"),
            end_column=place.end_column,
            hint=f"{hint}场所有：{listed(name, venues, 'docs/data/venues.yml')}",
        )
