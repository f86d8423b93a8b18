"""screens/alert-<id>/: one alert on every kind of screen, to be put on today.

A playlist shows an alert among other things; who has a screen of his own needs the one picture.
Screens that few have are made on demand. Strips get the line as text, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from fanzha.content.kinds.items import Alert
from fanzha.content.kinds.playlists import Profile
from fanzha.language.phrases import calls
from fanzha.product import Args, Made, Product
from fanzha.screens import strips
from fanzha.screens.deck import message_pages
from fanzha.screens.messages import Message, alert_message

if TYPE_CHECKING:
    from fanzha.content.library import Item
    from fanzha.edition import Edition

CODES = {"utf8": "utf-8", "gb18030": "gb18030"}


def products(edition: Edition) -> Iterator[Product]:
    """The pictures and the lines of every current alert."""
    for item in edition.alerts:
        message = alert_message(edition, item)
        for name, profile in edition.tables.screens.profiles.items():
            if not profile.on_demand:
                yield from _pictures(edition, item, message, name, profile)
        yield from _lines(edition, item, message)


def make_lines(args: Args, overrides: Path) -> Made:
    """One line a message, with the line ends of Windows."""
    text = "".join(f"{line}\r\n" for line in args["lines"])
    return Made(text.encode(CODES[args["code"]]))


def _pictures(
    edition: Edition, item: Item[Alert], message: Message, name: str, profile: Profile
) -> Iterator[Product]:
    folder = f"screens/alert-{item.id}"
    pages = message_pages(edition, profile, message)
    for number, page in enumerate(pages, 1):
        behind = f"-{number}" if len(pages) > 1 else ""
        yield Product(
            path=f"{folder}/{name}{behind}.{profile.picture}",
            family="screens",
            kind="alert-slide",
            label=f"预警画面（{profile.label}）" + (f"{number}" if behind else ""),
            items=(item.id,),
            make=page.make,
            args=page.args,
        )


def _lines(edition: Edition, item: Item[Alert], message: Message) -> Iterator[Product]:
    phones = ["".join(call.pair) for call in calls(edition.tables)]
    lines = [
        strips.one_line(message),
        *(strips.mark(message) + point for point in message.points),
        *phones,
    ]
    for code, label in (("utf8", "UTF-8"), ("gb18030", "GB18030")):
        yield Product(
            path=f"screens/alert-{item.id}/lines-{code}.txt",
            family="screens",
            kind="alert-lines",
            label=f"预警字幕（{label}）",
            items=(item.id,),
            make=make_lines,
            args={"lines": lines, "code": code},
        )
