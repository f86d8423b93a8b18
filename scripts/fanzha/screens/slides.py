"""Slides: a picture of the exact pixel size per message, for full-colour screens (R9).

The layout follows the shape of the screen (layout.py, overrides/screens/); a small screen says
less, not the same in smaller letters.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fanzha.content.kinds.meta import Meta
from fanzha.content.kinds.playlists import Profile, Shape, Takes
from fanzha.language.lines import fill
from fanzha.language.phrases import calls
from fanzha.product import Args, Made, opens
from fanzha.screens.layout import ROOMY, TINY, layout
from fanzha.screens.messages import Message
from fanzha.screens.page import Page, reading_time
from fanzha.typeset import jpeg, png

if TYPE_CHECKING:
    from fanzha.edition import Edition


def page(edition: Edition, profile: Profile, message: Message) -> Page:
    """The message as one slide; a screen that has no room for points shows the rule alone."""
    points = message.points[: profile.points]
    short = profile.points == 0 or profile.shape is Shape.BAND
    given = message.fields[0] == "headline" and not short
    lines = len(message.headline) if given else 1
    place = layout(profile, len(points), lines=lines)
    headline = message.headline if given else fill(message.rule, *place.room, profile.glyph)
    phones = [call.pair for call in calls(edition.tables)]
    phones = phones if profile.width >= TINY else phones[-1:]
    roomy = profile.width >= ROOMY and profile.shape is not Shape.BAND
    return Page(
        headline=headline,
        points=points,
        phone="　".join(words + number for words, number in phones),
        seconds=message.seconds or reading_time(*headline, *points),
        make=make_band if profile.shape is Shape.BAND else make,
        args={
            "shape": str(profile.shape),
            "png": profile.picture is Takes.PNG,
            "width": profile.width,
            "height": profile.height,
            "safe": profile.safe,
            "glyph": profile.glyph,
            "dark": profile.dark,
            "head": place.head,
            "bar": place.bar,
            "room": list(place.room),
            "title": message.title,
            "headline": list(headline),
            "points": list(points),
            "flags": message.flags,
            "marked": given and not profile.dark,
            "fields": [message.fields[0 if given else 1], *message.fields[1:]],
            "origin": [message.table, message.name],
            "phones": [list(phone) for phone in phones],
            "publisher": edition.region.publisher if roomy else "",
            "sample": edition.region.sample and roomy,
            "picture": _picture(edition, message) if roomy and points and not profile.dark else "",
        },
    )


@opens("screens/slide.typ")
def make(args: Args, overrides: Path) -> Made:
    """The slide as a picture."""
    return (png if args["png"] else jpeg)(overrides, "screens/slide.typ", args)


@opens("screens/band.typ")
def make_band(args: Args, overrides: Path) -> Made:
    """The slide of a long low screen."""
    return (png if args["png"] else jpeg)(overrides, "screens/band.typ", args)


def _picture(edition: Edition, message: Message) -> str:
    """The drawing of the scam that a message is about, as SVG; empty where there is none."""
    item = edition.library.by_id.get(message.item)
    scam = edition.library.scam(item.scam_id) if item else None
    return _svg(edition, scam.meta) if scam else ""


def _svg(edition: Edition, meta: Meta) -> str:
    path = edition.project.docs / (meta.image or "")
    return path.read_text(encoding="utf-8") if path.suffix == ".svg" and path.is_file() else ""
