"""Slides: one baseline JPEG (or PNG) of the exact pixel size per message (R9).

The layout follows the shape of the screen: overrides/screens/<shape>.typ.
"""

from __future__ import annotations

from pathlib import Path

from fanzha.content.screening import Profile, Takes
from fanzha.edition import Edition
from fanzha.product import Args, Made
from fanzha.screens.messages import Message
from fanzha.screens.page import PAID, UNSURE, Page, reading_time
from fanzha.typeset import jpeg

# Below this width there is no room for both numbers side by side in letters large enough.
ROOM_FOR_BOTH = 400


def page(edition: Edition, profile: Profile, message: Message) -> Page:
    """The message as one slide; a screen that has no room for points shows the rule alone."""
    points = message.points[: profile.points]
    headline = message.headline
    phone = f"{PAID}　{UNSURE}" if profile.width >= ROOM_FOR_BOTH else UNSURE
    return Page(
        headline=headline,
        points=points,
        phone=phone,
        seconds=message.seconds or reading_time(*headline, *points),
        make=make,
        args={
            "shape": str(profile.shape),
            "title": message.title,
            "headline": list(headline),
            "points": list(points),
            "flags": message.flags,
            "alert": message.alert,
            "publisher": edition.region.publisher,
            "sample": edition.region.sample,
            "width": profile.width,
            "height": profile.height,
            "safe": profile.safe,
            "glyph": profile.glyph,
            "dark": profile.dark,
            "png": profile.picture is Takes.PNG,
        },
    )


def make(args: Args, overrides: Path) -> Made:
    """The slide as a picture."""
    return jpeg(overrides, "screens/slide.typ", args)
