"""A deck: one playlist on one profile, as frames. Everything that loops is made from decks."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fanzha.content.kinds.playlists import Playlist, Profile, Shape
from fanzha.language.phrases import calls
from fanzha.product import Product
from fanzha.screens import alert_slides, slides, strips
from fanzha.screens.layout import roomy
from fanzha.screens.messages import Message, messages
from fanzha.screens.page import Page

if TYPE_CHECKING:
    from fanzha.content.library import Item
    from fanzha.edition import Edition


LOCAL = "local-slide"
LOCAL_LABEL = "本地的一张，写着编印单位和派出所，放进整包的文件夹"


@dataclass(frozen=True)
class Frame:
    """One picture of a deck, all plain data.

    `name` is the file name without folder; `item` is empty for a slogan; `say` is what to tell, for
    notes; dates are ISO.
    """

    name: str
    item: str
    title: str
    headline: tuple[str, ...]
    points: tuple[str, ...]
    flags: bool
    alert: bool
    phone: str
    say: str
    seconds: int
    valid_from: str
    valid_to: str | None
    image: Product

    @property
    def local(self) -> bool:
        """Whether it names the town: all others are the same bytes in each."""
        return self.image.kind == LOCAL


@dataclass(frozen=True)
class Deck:
    """A playlist on a profile. `days` are ISO weekdays (1 is Monday), empty for all.

    `since` is the first day of what was published first: a clock that says less is wrong.
    """

    playlist: str
    title: str
    profile_id: str
    profile: Profile
    frames: tuple[Frame, ...]
    start: str | None
    end: str | None
    days: tuple[int, ...]
    hours: tuple[str, str] | None
    since: str
    when: str = ""  # days and hours in words
    calls: tuple[str, ...] = ()  # whom to ring, in the fewest words
    lines: tuple[str, ...] = ()  # of a strip: what it says, line by line

    @property
    def folder(self) -> str:
        """Where its files lie, below the site folder."""
        return f"screens/{self.playlist}/{self.profile_id}"

    @property
    def shared(self) -> tuple[Frame, ...]:
        """The frames that are the same in every town. Videos, shows and ZIPs are made of these alone,
        so that a province makes and keeps them once."""
        return tuple(frame for frame in self.frames if not frame.local)

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of the playlist and of all items in it, once each."""
        found = (frame.item for frame in self.frames if frame.item)
        return tuple(dict.fromkeys((self.playlist, *found)))


def decks(edition: Edition, only: str = "") -> Iterator[Deck]:
    """Every current playlist on each of its profiles; one that has nothing to say is left out.

    With `only` every playlist is put on that one profile, whether it names it or not.
    """
    for playlist in edition.current(Playlist):
        window = playlist.meta.window
        if window.end is not None and window.end < edition.today:
            continue
        said = list(messages(edition, playlist))
        for profile_id in [only] if only else playlist.meta.profiles:
            profile = edition.tables.screens.profiles.get(profile_id)
            if profile is None:  # a check says so
                continue
            folder = f"screens/{playlist.id}/{profile_id}"
            frames = tuple(_frames(edition, playlist, folder, profile, said))
            if frames:
                yield Deck(
                    playlist=playlist.id,
                    title=playlist.meta.title,
                    profile_id=profile_id,
                    profile=profile,
                    frames=frames,
                    start=_iso(window.start),
                    end=_iso(window.end),
                    days=window.days,
                    hours=window.clock,
                    since=min(message.since for message in said).isoformat(),
                    when=window.words,
                    calls=tuple("".join(call.pair) for call in calls(edition.tables)),
                    lines=strips.all_lines(profile, said, calls(edition.tables)),
                )


def _frames(
    edition: Edition,
    playlist: Item[Playlist],
    folder: str,
    profile: Profile,
    said: list[Message],
) -> Iterator[Frame]:
    """A frame for each page of each message; the round ends with who publishes it."""
    window = playlist.meta.window
    pages = [(m, page) for m in said for page in message_pages(edition, profile, m)]
    if pages and roomy(profile):
        pages.append((_last(playlist), slides.closing(edition, profile)))
    for number, (message, page) in enumerate(pages, 1):
        since = max(message.since, window.start or message.since)
        ends = [day for day in (message.until, window.end) if day is not None]
        name = f"{number:03d}_{message.name}.{profile.picture}"
        yield Frame(
            name=name,
            item=message.item,
            title=message.title,
            headline=page.headline,
            points=page.points,
            flags=message.flags,
            alert=message.alert is not None,
            phone=page.phone,
            say=message.say,
            seconds=page.seconds,
            valid_from=since.isoformat(),
            valid_to=_iso(min(ends, default=None)),
            image=Product(
                path=f"{folder}/{name}",
                family="screens",
                kind=LOCAL if page.local else "slide",
                label=f"{LOCAL_LABEL if page.local else '屏幕图片'}（{profile.label}）",
                items=(message.owner,),
                make=page.make,
                args=page.args,
            ),
        )


def _last(playlist: Item[Playlist]) -> Message:
    """What stands behind the slide that names the publisher."""
    return Message(
        name=slides.CLOSING,
        item="",
        owner=playlist.id,
        fields=("title", "title", ""),
        title="编印的单位",
        headline=(),
        rule="",
        topic="",
        line="",
        points=(),
        flags=False,
        alert=None,
        say="有事找谁，一句带过。",
        since=playlist.meta.published,
        until=None,
        seconds=None,
    )


def message_pages(edition: Edition, profile: Profile, message: Message) -> list[Page]:
    """What a message looks like on a screen: a picture, or several that follow each other."""
    if profile.shape is Shape.STRIP:
        return strips.pages(profile, message, calls(edition.tables))
    if message.alert is not None:
        return alert_slides.pages(edition, profile, message, message.alert)
    return slides.pages(edition, profile, message)


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
