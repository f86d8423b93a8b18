"""Slides: a picture of the exact pixel size per message, for full-colour screens (R9).

Five layouts: a rule, what they say and what to remember as two bubbles, a number to ring, on small
screens what they say alone before the rule, and at the end of a round who publishes it. No other slide
names the town, so all others are the same bytes in each. The layout follows the shape of the screen
(layout.py, overrides/screens/); a small screen says less, not the same in smaller letters.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanzha.content.kinds.playlists import Look, Profile, Shape, Takes
from fanzha.language.lines import LINE, cells, fill
from fanzha.language.phrases import calls
from fanzha.product import Args, Made, opens
from fanzha.raster import jpeg, png
from fanzha.screens import drawings
from fanzha.screens.layout import (
    ONE_CALL,
    TINY,
    further_line,
    layout,
    padding,
    roomy,
    topic_size,
)
from fanzha.screens.messages import Message
from fanzha.screens.page import Page, reading_time
from fanzha.screens.strips import SAYS, about

if TYPE_CHECKING:
    from fanzha.edition import Edition

ASK = "您怎么办？"
ANSWER_AFTER = 2  # seconds that a question stands beyond its reading time
CLOSING = "closing"
CLOSING_SECONDS = (
    12  # for forty characters; the same for long names and short ones, as the loop page is
)
RULE_BELOW = 0.55  # of the height: what is left to a rule under a drawing
BUBBLE, LABEL = 0.4, 1.5  # of the smallest letters: inside of a bubble, and what stands above it
BESIDE = 1.2  # of the height: the drawing beside a bubble
HIGH = 0.6  # of the width: a screen as high as that has room for a drawing above a bubble
SHORT = 6  # characters that stand on one line beside a number


def pages(edition: Edition, profile: Profile, message: Message) -> list[Page]:
    """The message as one slide; a question and its answer are two."""
    number = next((c for c in calls(edition.tables) if _says(message.rule, c.digits)), None)
    if number is not None and message.fields[0] != "headline":
        return [_number(edition, profile, message, number.digits)]
    if message.line and roomy(profile) and profile.points and message.look is not Look.RULE:
        answer = _chat(edition, profile, message, asks=False)
        if message.look is Look.QUESTION:
            return [_chat(edition, profile, message, asks=True), answer]
        return [answer]
    rule = _rule(edition, profile, message)
    said = _said(edition, profile, message) if message.look is Look.QUESTION else None
    return [said, rule] if said else [rule]


def closing(edition: Edition, profile: Profile) -> Page:
    """Who publishes all this, and whom to ask; the one slide that differs from town to town."""
    region = edition.region
    police = [part for part in (region.police.name, region.police.phone) if part]
    lines = [*police, f"编印：{region.publisher}"]
    args = _common(edition, profile) | {
        "kind": CLOSING,
        "title": region.publisher,
        "headline": lines,
        "points": [],
        "sample": region.sample,
    }
    return Page((*lines,), (), _phone(args), CLOSING_SECONDS, make, args, local=True)


@opens("screens/slide.typ")
def make(args: Args, overrides: Path) -> Made:
    """The slide as a picture."""
    return (png if args["png"] else jpeg)(overrides, "screens/slide.typ", args)


@opens("screens/band.typ")
def make_band(args: Args, overrides: Path) -> Made:
    """The slide of a long low screen."""
    return (png if args["png"] else jpeg)(overrides, "screens/band.typ", args)


@opens("screens/said.typ")
def make_said(args: Args, overrides: Path) -> Made:
    """The slide of one bubble, on a small screen."""
    return (png if args["png"] else jpeg)(overrides, "screens/said.typ", args)


@opens("screens/chat.typ")
def make_chat(args: Args, overrides: Path) -> Made:
    """The slide of two bubbles."""
    return (png if args["png"] else jpeg)(overrides, "screens/chat.typ", args)


def _says(rule: str, digits: str) -> bool:
    """Whether that number stands in the rule, not as a part of a longer one."""
    at = rule.find(digits)
    return at >= 0 and not (rule[:at][-1:].isdigit() or rule[at + len(digits) :][:1].isdigit())


def _rule(edition: Edition, profile: Profile, message: Message) -> Page:
    """The headline or the rule, and points; a screen that has no room for points shows the rule."""
    points = message.points[: profile.points]
    short = profile.points == 0 or profile.shape is Shape.BAND
    given = message.fields[0] == "headline" and not short
    lines = len(message.headline) if given else 1
    topic = "" if given else about(message)
    place = layout(profile, len(points), lines=lines, topic=bool(topic))
    svg = drawings.picture(edition, message) if profile.width >= TINY else ""
    above = svg and profile.shape is Shape.TALL and not points
    high = place.room[1] * (RULE_BELOW if above else 1)
    headline = message.headline
    if not given:
        further = further_line(profile)
        headline = fill(message.rule, place.room[0], high, profile.glyph, further=further)
    args = _common(edition, profile) | {
        "kind": "rule",
        "head": place.head,
        "above": place.above,
        "bar": place.bar,
        "top": place.top,
        "room": list(place.room),
        "title": message.title,
        "topic": topic,
        "topic_size": topic_size(profile),
        "headline": list(headline),
        "points": list(points),
        "flags": message.flags,
        "marked": given and not profile.dark,
        "fields": [message.fields[0 if given else 1], *message.fields[1:]],
        "origin": [message.table, message.name],
        "picture": svg,
    }
    said = (topic, *headline) if topic else headline
    seconds = message.seconds or reading_time(*said, *points)
    band = profile.shape is Shape.BAND
    return Page(said, points, _phone(args), seconds, make_band if band else make, args)


def _number(edition: Edition, profile: Profile, message: Message, digits: str) -> Page:
    """The number as large as it goes, what to do with it above or below."""
    before, _, after = message.rule.partition(digits)
    room_for = (profile.width - 2 * profile.safe) / profile.glyph
    if profile.width < TINY and cells(before) / 2 > room_for:
        # The shortest words that still say when to ring it.
        before = next(call.brief for call in calls(edition.tables) if call.digits == digits)
    band, tall = profile.shape is Shape.BAND, profile.shape is Shape.TALL
    inner = profile.width - 2 * profile.safe
    said = (before or after).strip("，。")
    rows = 1 if cells(said) / 2 * profile.glyph <= inner else 2
    high = max(profile.height * (0.24 if tall else 0.2), profile.glyph * (1.28 * rows - 0.2))
    room = (profile.width * 0.37, profile.height * 0.9) if band else (inner, high)

    def lines(words: str) -> list[str]:
        words = words.strip("，。")
        if len(words) < SHORT:
            return [words] if words else []
        return words.split("，") if tall else [*fill(words, *room, profile.glyph, most=2)]

    args = _common(edition, profile) | {
        "kind": "number",
        "title": message.title,
        "headline": [message.rule],
        "before": lines(before),
        "after": lines(after),
        "room": [round(side) for side in room],
        "digits": digits,
        "points": [],
        "fields": [*message.fields],
        "origin": [message.table, message.name],
    }
    bare = band or args["tiny"]
    # Below stands the other number.
    others = [list(call.pair) for call in calls(edition.tables) if call.digits != digits]
    args["phones"] = [] if bare else others
    seconds = message.seconds or reading_time(message.rule)
    return Page((message.rule,), (), _phone(args), seconds, make_band if band else make, args)


def _chat(edition: Edition, profile: Profile, message: Message, *, asks: bool) -> Page:
    """What they say, and what to remember; or, while it asks, a question in its place."""
    tall = profile.shape is Shape.TALL
    place = layout(profile, 0)
    inner = profile.width - 2 * profile.safe
    height = profile.height - place.bar - profile.safe - padding(profile)
    said_room = (inner * (0.85 if tall else 0.54), height * (0.2 if tall else 0.28))
    rule_room = (
        inner * (0.84 if tall else 0.9),
        height * 0.24,
    )  # its bubble is wider than its words
    rule = ASK if asks else message.rule
    args = _common(edition, profile) | {
        "kind": "chat",
        "asks": asks,
        "bar": place.bar,
        "title": message.title,
        "topic": message.topic,
        "line": list(fill(message.line, *said_room, profile.glyph, most=3, further=1.05)),
        "line_room": [round(side) for side in said_room],
        "headline": list(fill(rule, *rule_room, profile.glyph, most=2)),
        "rule_room": [round(side) for side in rule_room],
        "points": [],
        "fields": ["lines", *message.fields[1:]],
        "origin": [message.table, message.name],
        "picture": drawings.picture(edition, message),
    }
    said = (message.topic, message.line, "" if asks else message.rule)
    seconds = reading_time(*said[: 2 if asks else 3]) + (ANSWER_AFTER if asks else 0)
    headline = (message.line, rule)
    return Page(
        headline, (), _phone(args), seconds if asks else message.seconds or seconds, make_chat, args
    )


def _said(edition: Edition, profile: Profile, message: Message) -> Page | None:
    """What they say alone in a bubble, where a small screen has room for it; the rule comes after it."""
    inset = profile.glyph * BUBBLE
    label = 0 if profile.width < TINY else profile.glyph * LABEL
    # A long screen has the drawing at its other end, a high one above the bubble.
    beside = profile.shape is Shape.BAND and profile.width >= ONE_CALL
    above = profile.shape is not Shape.BAND and profile.height > HIGH * profile.width
    svg = drawings.picture(edition, message) if beside or above else ""
    sides = 2 * (profile.safe + inset)
    drawn = profile.height * BESIDE if svg and beside else 0
    room = (profile.width - sides - drawn, profile.height - sides - label - inset)
    # Their offer never stands alone: where no label has room, the sentence says whose it is.
    text = message.line if label or not message.line else SAYS.format(message.line)
    lines = fill(text, *room, profile.glyph, most=6)
    widest = max(map(cells, lines)) / 2
    high = LINE * (len(lines) - 1) + 1
    torn = any(len(line.strip("，。？！")) < 2 for line in lines)
    if not message.line or torn or min(room[0] / widest, room[1] / high) < profile.glyph:
        return None
    args = _common(edition, profile) | {
        "kind": "said",
        "title": message.title,
        "line": list(lines),
        "room": [round(side) for side in room],
        "label": "" if label == 0 else "骗子说",
        "picture": svg,
        "above": above,
        "ask": ASK if profile.shape is Shape.TALL else "",
        "inset": round(inset),
        "headline": [text],
        "points": [],
        "phones": [],
        "fields": ["lines", *message.fields[1:]],
        "origin": [message.table, message.name],
    }
    return Page((text,), (), "", reading_time(text), make_said, args)


def _common(edition: Edition, profile: Profile) -> dict[str, Any]:
    """What every slide is told of its screen."""
    phones = [list(call.pair) for call in calls(edition.tables)]
    return {
        "shape": str(profile.shape),
        "png": profile.picture is Takes.PNG,
        "width": profile.width,
        "height": profile.height,
        "safe": profile.safe,
        "glyph": profile.glyph,
        "dark": profile.dark,
        "tiny": profile.width < TINY,
        "phones": phones if profile.width >= ONE_CALL else phones[-1:],
    }


def _phone(args: Args) -> str:
    """The numbers of a slide as words, the one that it is about first."""
    shown = [*([args["headline"][0]] if args.get("digits") else [])]
    if args.get("bar") != 0:
        shown += ["".join(pair) for pair in args["phones"]]
    return "　".join(shown)
