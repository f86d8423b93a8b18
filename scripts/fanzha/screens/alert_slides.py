"""Slides of alerts: amber from edge to edge, so that an alert looks like nothing else on a screen.

A screen that is read from close says what it is about, the rule and what is new; a small one the
rule alone, and the smallest shows in turn what it is about and the rule. Strips are in `strips`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanzha.content.kinds.playlists import Profile, Shape, Takes
from fanzha.language.lines import fill
from fanzha.language.phrases import calls
from fanzha.language.segmenting import units
from fanzha.product import Args, Made, opens
from fanzha.raster import jpeg, png
from fanzha.screens import drawings
from fanzha.screens.layout import ONE_CALL, TINY, further_line, phone_bar, roomy
from fanzha.screens.messages import AlertMark, Message
from fanzha.screens.page import Page, reading_time

if TYPE_CHECKING:
    from fanzha.edition import Edition

TOP = 2.1  # glyphs: the head that says how urgent it is and what it is about
LOW_TOP = 1.9  # the same on a small screen
TALL_TOP = 5.9  # the same in two lines
RULE = 0.66  # of the room between head and foot: the rule; what is new has the rest
DRAWN = 0.35  # of the width: the drawing beside the rule
TALL_RULE = 0.7  # the same on a tall screen, with the drawing above it
DRAWN_ABOVE = 0.3  # of the room on a tall screen: the drawing above it
DRAWN_ALONE = 0.46  # the same where nothing stands below the rule
BAND_RULE = 0.6  # the same on a long low screen: so what is new has three lines
NAME = 0.64  # of the height of the smallest screens: what it is about
FURTHER = 1.06  # what a further line is worth between its two sides, which leave no void
UNTIL = "至"  # 至1月19日; where there is room, 11月20日至1月19日
DAY = 7  # letters: 至12月19日, a little smaller, and what lies between
SHORT = 2  # characters of how urgent it is, where the date stands beside it: 紧急
BREATH = 10  # characters that are said in one breath: they stand on one line
_BREATH = re.compile("[^，；：]+[，；：]?")
SIDE = 0.23  # of the width: the same on a long low screen, and the numbers at its other end


def pages(edition: Edition, profile: Profile, message: Message, mark: AlertMark) -> list[Page]:
    """The alert as one slide, on the smallest screens as two."""
    points = message.points[:1] if profile.points else ()
    if profile.width < TINY or not _tag(profile, mark):
        name = (mark.label, *_topic(profile, mark.topic), UNTIL + mark.until)
        rule = _lines(profile, message.rule, head=0)
        return [
            _page(edition, profile, message, mark, name, (), only="name"),
            _page(edition, profile, message, mark, rule, (), only="rule"),
        ]
    high = TALL_TOP if profile.shape is Shape.TALL else TOP if roomy(profile) else LOW_TOP
    head = round(profile.glyph * high) + profile.safe
    drawn = roomy(profile) or profile.shape is Shape.TALL
    svg = drawings.picture(edition, message)
    beside = bool(svg) and drawn
    lines = _lines(profile, message.rule, head=head, points=len(points), drawn=beside)
    return [_page(edition, profile, message, mark, lines, points, head=head, svg=svg)]


def _tag(profile: Profile, mark: AlertMark) -> str:
    """How urgent it is, in full or in short, as it stands beside what it is about and its day; empty where
    there is no room for all three."""
    if profile.width >= ONE_CALL or profile.shape is not Shape.WIDE:
        return mark.label
    room = (profile.width - 2 * profile.safe) / profile.glyph - len(mark.topic) - DAY
    return next((tag for tag in (mark.label, mark.label[:SHORT]) if len(tag) <= room), "")


@opens("screens/alert.typ")
def make(args: Args, overrides: Path) -> Made:
    """The slide as a picture."""
    return (png if args["png"] else jpeg)(overrides, "screens/alert.typ", args)


def _lines(
    profile: Profile, rule: str, *, head: int, points: int = 0, drawn: bool = False
) -> tuple[str, ...]:
    """The rule in the lines that let it be largest where it stands."""
    safe = profile.safe
    if profile.shape is Shape.BAND:
        width = profile.width - 2 * _side(profile) - 2 * safe
        high = (profile.height - 2 * safe) * (BAND_RULE if points else 1)
        return fill(rule, width, high, profile.glyph, further=FURTHER)
    share = _share(profile) if points else 1
    width, height = profile.width - 2 * safe, profile.height - head - phone_bar(profile)
    if drawn and profile.shape is Shape.TALL:
        share -= DRAWN_ABOVE if points else DRAWN_ALONE
    elif drawn:
        width -= round(profile.width * DRAWN)
    high = height * share - safe
    return fill(rule, width, high, profile.glyph, further=further_line(profile))


def _share(profile: Profile) -> float:
    """Of the room between head and foot: the drawing and the rule; what is new has the rest."""
    if profile.shape is Shape.BAND:
        return BAND_RULE
    return TALL_RULE if profile.shape is Shape.TALL else RULE


def _pieces(profile: Profile, point: str) -> list[str]:
    """What stays together of what is new: what is said in a short breath, where there is room; else words."""
    if not roomy(profile):
        return [*units(point)]
    breaths = [part for part in _BREATH.findall(point) if part]
    short = [[part] if len(part) <= BREATH else units(part) for part in breaths]
    return [piece for pieces in short for piece in pieces]


def _topic(profile: Profile, topic: str) -> tuple[str, ...]:
    """What it is about; on small screens in two lines, where one would be too small."""
    room, height = profile.width - 2 * profile.safe, profile.height * NAME - profile.safe
    if profile.shape is Shape.BAND:
        room, height = _side(profile) - 2 * profile.safe, profile.height * 0.42
        return fill(topic, room, height, profile.glyph, most=2, further=0.9)
    if profile.glyph * len(topic) * 1.2 <= room:
        return (topic,)
    return fill(topic, room, height, profile.glyph, most=2, further=further_line(profile))


def _side(profile: Profile) -> int:
    return round(profile.width * SIDE)


def _page(
    edition: Edition,
    profile: Profile,
    message: Message,
    mark: AlertMark,
    lines: tuple[str, ...],
    points: tuple[str, ...],
    *,
    head: int = 0,
    only: str = "",
    svg: str = "",
) -> Page:
    """A slide; `only` is what a screen shows that has no room for all: "name" or "rule"."""
    phones = [call.pair for call in calls(edition.tables)]
    phones = phones if profile.width >= ONE_CALL else phones[-1:]
    band = profile.shape is Shape.BAND
    args: dict[str, Any] = {
        "shape": str(profile.shape),
        "png": profile.picture is Takes.PNG,
        "width": profile.width,
        "height": profile.height,
        "safe": profile.safe,
        "glyph": profile.glyph,
        "dark": profile.night,
        "kind": "alert",
        "head": _side(profile) if band else head,
        "bar": _side(profile) if band else phone_bar(profile),
        "only": only,
        "picture": svg,
        "drawn": round(profile.width * DRAWN),
        "illustrated": roomy(profile) or profile.shape is Shape.TALL,
        "shares": [_share(profile), DRAWN_ABOVE if points else DRAWN_ALONE],
        "title": message.title,
        "headline": list(lines),
        "points": list(points),
        "pieces": [piece for point in points for piece in _pieces(profile, point)],
        "flags": False,
        "tag": mark.label[:SHORT] if only else _tag(profile, mark),
        "urgent": mark.urgent,
        "topic": list(_topic(profile, mark.topic)),
        "date": (mark.day if roomy(profile) else "") + UNTIL + mark.until,
        "fields": ["topic" if only == "name" else message.fields[1], *message.fields[1:]],
        "origin": [message.table, message.name],
        "phones": [list(phone) for phone in phones],
    }
    said = lines if only else (f"{mark.label}：{mark.topic}", *lines)
    return Page(
        headline=said,
        points=points,
        phone="　".join(words + number for words, number in phones),
        seconds=message.seconds or reading_time(*said, *points),
        make=make,
        args=args,
    )
