"""Family R, playlists: what an entry of docs/screens/ names must be there, and be playable."""

from __future__ import annotations

from collections.abc import Iterator

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context
from fanzha.content.kinds.meta import Meta
from fanzha.content.kinds.playlists import Playlist
from fanzha.content.kinds.registry import KINDS
from fanzha.content.library import Item
from fanzha.content.reading.choices import listed, meant
from fanzha.content.reading.nodes import Node
from fanzha.content.reading.validate import replace_value
from fanzha.findings import Finding, Severity


def _entries(context: Context, field: str) -> Iterator[tuple[Item[Meta], Node, str]]:
    """(playlist, place, value) of every entry that has the field."""
    for item in context.edition.library.of(Playlist):
        for number, entry in enumerate(item.meta.entries):
            value = getattr(entry, field)
            if value is not None:
                yield item, item.document.fields.at("entries", number, field), value


def _finding(item: Item[Meta], node: Node, message: str, near: str | None, hint: str) -> Finding:
    fix = replace_value(node, near) if near else None
    return item.document.source.finding(
        "", node.line, node.column, message, end_column=node.end_column, hint=hint, fix=fix
    )


@rule(
    "R019",
    "播放列表里的编号找不到",
    why="编号写错了，屏幕上就少一张。",
    bad="（播放列表里写 - {item: poster-dianfo}，没有这个文件）",
    good="（播放列表里写 - {item: poster-dianfu}）",
)
def unknown_entry(context: Context) -> Iterator[Finding]:
    """An entry names an item of a kind that can be shown, or a slogan."""
    items = context.edition.library.by_id
    playable = {name: item.meta.title for name, item in items.items() if KINDS[item.kind].playable}
    # What stands in a file that cannot be read is no other: that file has findings of its own.
    pages = context.edition.library.pages - context.edition.library.by_page.keys()
    unread = {page.rpartition("/")[2].removesuffix(".md") for page in pages}
    for item, node, name in _entries(context, "item"):
        if name not in playable and name not in unread:
            near = meant(name, playable)
            message = f"没有能上屏幕的内容 {name}"
            kinds = "、".join(kind.label for kind in KINDS.values() if kind.playable)
            hint = f"可以写{kinds}的文件名，不带 .md：{listed(name, playable, 'docs/')}"
            yield _finding(item, node, message, near, hint)
    slogans = context.edition.tables.slogans
    for item, node, name in _entries(context, "slogan"):
        if name not in slogans:
            texts = {key: slogan.text for key, slogan in slogans.items()}
            near = meant(name, texts)
            hint = f"标语的编号在 docs/data/slogans.yml 里：{listed(name, texts, '那个文件')}"
            yield _finding(item, node, f"没有标语 {name}", near, hint)


@rule(
    "R020",
    "播放列表里的这一条不会播",
    why="过期、撤下、很久没有核对或还是草稿的内容不上屏幕。核对好，或者删去这一行。",
    bad="（播放列表里的内容写着 status: withdrawn）",
    good="（换一条还在用的内容）",
    severity=Severity.NOTICE,
)
def never_played(context: Context) -> Iterator[Finding]:
    """Expired, withdrawn and draft items are left out; one out of season comes back by itself."""
    edition = context.edition
    for item, node, name in _entries(context, "item"):
        named = edition.library.by_id.get(name)
        if named is not None and not named.valid(edition.today):
            message = f"{name} 已经过期、撤下、很久没有核对，或还没发布，屏幕上不会播"
            yield _finding(item, node, message, None, "删去这一行，或换一条")


@rule(
    "R033",
    "播放列表的时间永远不会到",
    why="开始比结束晚，或者起止是同一分钟，屏幕上一次也不会播，也没有人会发现。",
    bad="（window 里写 start: 2026-12-31，end: 2026-12-01）",
    good="（window 里写 start: 2026-12-01，end: 2026-12-31）",
)
def never_comes(context: Context) -> Iterator[Finding]:
    """A window that ends before it begins, or has hours of no length."""
    for item in context.edition.library.of(Playlist):
        window = item.meta.window
        if window.start and window.end and window.end < window.start:
            message = f"结束（{window.end}）比开始（{window.start}）早，永远不会播"
            yield _finding(
                item, item.document.fields.at("window", "end"), message, None, "把两个日期对调"
            )
        if window.clock and window.clock[0] == window.clock[1]:
            message = f"几点到几点是同一个时刻（{window.clock[0]}），永远不会播"
            hint = "整天都播，就删去 hours"
            yield _finding(item, item.document.fields.at("window", "hours"), message, None, hint)


@rule(
    "R036",
    "播放列表的日子已经过了",
    why="结束的日子过了，屏幕上不再播它；别的都不受影响，所以只是提醒。",
    bad="（window 里写 end: 2026-02-28，今天是 2026-11-21）",
    good="（window 里写 end: 2027-02-28）",
    severity=Severity.WARNING,
)
def is_over(context: Context) -> Iterator[Finding]:
    """No date may stop the whole: a winter's playlist would stop every build in spring."""
    today = context.edition.today
    for item in context.edition.library.of(Playlist):
        window = item.meta.window
        if window.end and window.end < today and not (window.start and window.end < window.start):
            message = f"{window.end} 已经过去，这个播放列表不再播"
            hint = "把 end 改到以后，或者删去这个播放列表"
            yield _finding(item, item.document.fields.at("window", "end"), message, None, hint)
