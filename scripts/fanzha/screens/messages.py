"""What a playlist says: one message per entry, in words, before any screen is thought of."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fanzha.content.kinds.items import Alert, Meta, Poster, Scam
from fanzha.content.kinds.playlists import Entry, Playlist
from fanzha.content.markup import fill
from fanzha.phrases import rule_lines
from fanzha.product import ITEMS, SLOGANS

if TYPE_CHECKING:
    from fanzha.content.library import Item
    from fanzha.edition import Edition

MOST_POINTS = 3


@dataclass(frozen=True)
class Message:
    """`name` is the item's id or the slogan's key; `item` is empty for a slogan.

    `fields` are those that the headline, the rule and the points come from.
    """

    name: str
    item: str
    owner: str  # the item, or the playlist that a slogan stands in
    fields: tuple[str, str, str]
    title: str
    headline: tuple[str, ...]
    rule: str
    points: tuple[str, ...]
    flags: bool  # the points are warning signs
    alert: bool
    say: str
    since: datetime.date
    until: datetime.date | None
    seconds: int | None

    @property
    def table(self) -> str:
        """The table whose row `name` is."""
        return ITEMS if self.item else SLOGANS


def messages(edition: Edition, playlist: Item[Playlist]) -> Iterator[Message]:
    """The messages of a playlist in its order; what has expired is left out, nothing comes twice."""
    seen: set[str] = set()
    for entry in playlist.meta.entries:
        for message in _entry(edition, playlist, entry):
            if message.name not in seen:
                seen.add(message.name)
                yield message


def _entry(edition: Edition, playlist: Item[Playlist], entry: Entry) -> Iterator[Message]:
    if entry.slogan is not None:
        row = edition.tables.slogans.get(entry.slogan)
        if row is not None:
            yield _slogan(edition, playlist, entry, row.text, row.scam)
        return
    named = edition.library.by_id.get(entry.item or "")
    found: list[Item[Meta]] = (
        [*edition.current(Alert)] if entry.alerts else [named] if named else []
    )
    for item in found:
        if item.current(edition.today):
            yield _item(edition, item, entry)


def _slogan(
    edition: Edition, playlist: Item[Playlist], entry: Entry, text: str, scam: str | None
) -> Message:
    about = edition.library.scam(scam)
    return Message(
        name=str(entry.slogan),
        item="",
        owner=playlist.id,
        fields=("text", "text", ""),
        title=text,
        headline=rule_lines(text),
        rule=text,
        points=(),
        flags=False,
        alert=False,
        say=f"{text}。{_advice(about)}" if about else f"{text}。",
        since=playlist.meta.published,
        until=None,
        seconds=entry.seconds,
    )


def _item(edition: Edition, item: Item[Meta], entry: Entry) -> Message:
    meta = item.meta
    headline, points = _words(meta)
    about = edition.library.scam(item.scam_id)
    region = edition.region
    return Message(
        name=item.id,
        item=item.id,
        owner=item.id,
        fields=_fields(meta),
        title=str(fill(meta.title, region)),
        headline=tuple(fill([*headline], region)),
        rule=str(fill(meta.rule or meta.title, region)),
        points=tuple(fill([*points], region)),
        flags=isinstance(meta, Scam),
        alert=isinstance(meta, Alert),
        say=str(fill(f"{meta.summary}{_advice(about)}", region)),
        since=meta.published,
        until=_until(meta, edition.today),
        seconds=entry.seconds,
    )


def _words(meta: Meta) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Headline and points: a poster has its own, a warning its title as the one point."""
    if isinstance(meta, Poster):
        return meta.headline, meta.points
    if isinstance(meta, Scam):
        return rule_lines(meta.rule), meta.red_flags[:MOST_POINTS]
    if isinstance(meta, Alert):
        return rule_lines(meta.rule), (meta.title,)
    return rule_lines(meta.rule or meta.title), ()


def _fields(meta: Meta) -> tuple[str, str, str]:
    """The fields that headline, rule and points come from."""
    rule = "rule" if meta.rule else "title"
    if isinstance(meta, Poster):
        return "headline", rule, "points"
    return rule, rule, "title" if isinstance(meta, Alert) else "red_flags"


def _advice(about: Item[Scam] | None) -> str:
    """For the notes of whoever speaks to the slide: what to do, step by step."""
    if about is None:
        return ""
    return "怎么办：" + "；".join(about.meta.steps) + "。"


def _until(meta: Meta, today: datetime.date) -> datetime.date | None:
    """The last day: `expires`, and for a seasonal warning the end of this season."""
    ends = [meta.expires] if meta.expires else []
    if isinstance(meta, Alert) and meta.season is not None:
        month, day = map(int, meta.season.end.split("-"))
        end = _day(today.year, month, day)
        ends.append(end if end >= today else _day(today.year + 1, month, day))
    return min(ends, default=None)


def _day(year: int, month: int, day: int) -> datetime.date:
    """That day, or 28 February where a year has no 29th."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return datetime.date(year, month, 28)
