"""What a playlist says: one message per entry, in words, before any screen is thought of."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fanzha.content.kinds.items import Alert, Poster, Scam
from fanzha.content.kinds.meta import Meta, Severity
from fanzha.content.kinds.playlists import Entry, Look, Playlist
from fanzha.content.markup import fill
from fanzha.content.region import Police, Region
from fanzha.language.phrases import rule_lines, topic
from fanzha.product import ITEMS, SLOGANS

if TYPE_CHECKING:
    from fanzha.content.library import Item
    from fanzha.edition import Edition

MOST_POINTS = 3


# An alert plays so long at most; and so many at a time: nobody stands through more.
MOST_DAYS = datetime.timedelta(days=60)
MOST_ALERTS = 6
EVERYONE = "everyone"
LONGEST_LINE = 24  # characters of what they say, in a bubble


@dataclass(frozen=True)
class AlertMark:
    """What only an alert has: how urgent it is, what it is about, its day, and until when."""

    label: str  # 紧急预警
    urgent: bool
    topic: str  # at most ten characters
    day: str  # 11月20日
    until: str  # 1月19日, the last day that paper names too


@dataclass(frozen=True)
class Message:
    """`name` is the item's id or the slogan's key; `item` is empty for a slogan.

    `fields` are those that the headline, the rule and the points come from. `topic` names the trick
    in at most twelve characters, and `line` is what the other side says; empty where there is none.
    """

    name: str
    item: str
    owner: str  # the item, or the playlist that a slogan stands in
    fields: tuple[str, str, str]
    title: str
    headline: tuple[str, ...]
    rule: str
    topic: str
    line: str
    points: tuple[str, ...]
    flags: bool  # the points are warning signs
    alert: AlertMark | None
    say: str
    since: datetime.date
    until: datetime.date | None
    seconds: int | None
    look: Look = Look.CHAT
    scam: str | None = None  # the type that it is about

    @property
    def table(self) -> str:
        """The table whose row `name` is."""
        return ITEMS if self.item else SLOGANS


def messages(edition: Edition, playlist: Item[Playlist]) -> Iterator[Message]:
    """The messages of a playlist in its order; what has expired is left out, nothing comes twice.

    Urgent alerts come first, on every screen of those whom they concern.
    """
    alerts = _alerts(edition, playlist.meta)
    found = [message for message in alerts if message.alert and message.alert.urgent]
    for entry in playlist.meta.entries:
        found += alerts if entry.alerts else _entry(edition, playlist, entry)
    yield from _once(found)


def alert_message(edition: Edition, alert: Item[Alert]) -> Message:
    """What screens say of an alert."""
    return _item(edition, alert, None)


def anywhere(region: Region) -> Region:
    """A region without names, for notes that are the same in every town: 当地派出所."""
    named = {"name": "本地", "publisher": "当地反诈办", "police": Police()}
    return region.model_copy(update=named)


def _once(found: Iterable[Message]) -> Iterator[Message]:
    seen: set[str] = set()
    for message in found:
        if message.name not in seen:
            seen.add(message.name)
            yield message


def _alerts(edition: Edition, playlist: Playlist) -> list[Message]:
    """The alerts that play there: for its audiences, the most urgent first, none for too long."""
    found = [
        alert_message(edition, item)
        for item in edition.alerts
        if _concerns(item.meta.audiences, playlist.audiences)
    ]
    return [m for m in found if m.until is None or m.until >= edition.today][:MOST_ALERTS]


def _concerns(audiences: Collection[str], watching: Collection[str]) -> bool:
    """Whether something for those audiences is for these; who names none, means everyone."""
    ours, theirs = set(audiences or [EVERYONE]), set(watching or [EVERYONE])
    return EVERYONE in ours | theirs or bool(ours & theirs)


def _entry(edition: Edition, playlist: Item[Playlist], entry: Entry) -> Iterator[Message]:
    if entry.slogan is not None:
        row = edition.tables.slogans.get(entry.slogan)
        if row is not None:
            yield _slogan(edition, playlist, entry, row.text, row.scam)
        return
    item = edition.library.by_id.get(entry.item or "")
    if item is not None and item.current(edition.today):
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
        topic=_topic(about),
        line="",
        points=(),
        flags=False,
        alert=None,
        say=f"{text}。{_advice(about)}" if about else f"{text}。",
        since=playlist.meta.published,
        until=None,
        seconds=entry.seconds,
        scam=scam,
    )


def _item(edition: Edition, item: Item[Meta], entry: Entry | None) -> Message:
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
        topic=_topic(about),
        line=str(fill(_line(meta), region)),
        points=tuple(fill([*points], region)),
        flags=isinstance(meta, Scam),
        alert=_mark(edition, item, meta, about) if isinstance(meta, Alert) else None,
        say=str(fill(f"{meta.summary}{_advice(about)}", anywhere(region))),
        since=meta.published,
        until=_until(meta, edition.today),
        seconds=entry.seconds if entry else None,
        look=entry.look if entry else Look.CHAT,
        scam=item.scam_id,
    )


def _mark(edition: Edition, item: Item[Meta], alert: Alert, about: Item[Scam] | None) -> AlertMark:
    return AlertMark(
        label=alert.severity.label,
        urgent=alert.severity is Severity.URGENT,
        topic=str(fill(topic(alert, about), edition.region)),
        day=_in_words(alert.published),
        until=_in_words(item.holds_until(edition.today)),
    )


def _words(meta: Meta) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Headline and points: a poster has its own, a warning what is new about it."""
    if isinstance(meta, Poster):
        return meta.headline, meta.points
    if isinstance(meta, Scam):
        return rule_lines(meta.rule), meta.red_flags[:MOST_POINTS]
    if isinstance(meta, Alert):
        return rule_lines(meta.rule), _news(meta)
    return rule_lines(meta.rule or meta.title), ()


def _news(alert: Alert) -> tuple[str, ...]:
    """What is new; else the title, unless it only says the rule again."""
    if alert.news:
        return (alert.news,)
    return () if alert.rule in alert.title else (alert.title,)


def _topic(about: Item[Scam] | None) -> str:
    """How people call the trick."""
    return (about.meta.call or about.meta.title.split("：")[0]) if about is not None else ""


def _line(meta: Meta) -> str:
    """The shortest of what they say that still says what they want."""
    lines = meta.lines if isinstance(meta, Scam) else ()
    return next((line for line in lines if len(line) <= LONGEST_LINE), "")


def _fields(meta: Meta) -> tuple[str, str, str]:
    """The fields that headline, rule and points come from."""
    rule = "rule" if meta.rule else "title"
    if isinstance(meta, Poster):
        return "headline", rule, "points"
    if isinstance(meta, Alert):
        return rule, rule, "news" if meta.news else "title"
    return rule, rule, "red_flags"


def _advice(about: Item[Scam] | None) -> str:
    """For the notes of whoever speaks to the slide: what to do, step by step."""
    if about is None:
        return ""
    return "怎么办：" + "；".join(about.meta.steps) + "。"


def _until(meta: Meta, today: datetime.date) -> datetime.date | None:
    """The last day: `expires`, for a seasonal warning the end of this season; and no warning plays
    longer than sixty days from its first."""
    ends = [meta.expires] if meta.expires else []
    if isinstance(meta, Alert):
        first = meta.published
        if meta.season is not None:
            end = _next(meta.season.end, today)
            ends.append(end)
            first = max(first, _last(meta.season.start, end))
        ends.append(first + MOST_DAYS)
    return min(ends, default=None)


def _in_words(day: datetime.date) -> str:
    return f"{day.month}月{day.day}日"


def _next(month_day: str, today: datetime.date) -> datetime.date:
    """The first such day from today on."""
    month, day = map(int, month_day.split("-"))
    found = _day(today.year, month, day)
    return found if found >= today else _day(today.year + 1, month, day)


def _last(month_day: str, today: datetime.date) -> datetime.date:
    """The last such day up to today."""
    month, day = map(int, month_day.split("-"))
    found = _day(today.year, month, day)
    return found if found <= today else _day(today.year - 1, month, day)


def _day(year: int, month: int, day: int) -> datetime.date:
    """That day, or 28 February where a year has no 29th."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return datetime.date(year, month, 28)
