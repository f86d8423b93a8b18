"""Where things stand on a slide, in pixels, by the shape of the screen.

wide, square, tall: headline over points over phones     band: headline | phones
"""

from __future__ import annotations

from dataclasses import dataclass

from fanzha.content.kinds.playlists import Profile, Shape

TINY = 300  # narrower screens say one thing at a time
ONE_CALL = 600  # narrower screens have room for one phone number only
ROOMY = 900  # narrower ones have no drawing, no bubbles, and do not name the publisher
TOPIC_BAR = 1.2  # of its letters: the height of the bar above a headline, which names the trick
BESIDE = 0.26  # of the width of a long low screen: whom to ring


@dataclass(frozen=True)
class Layout:
    """`head` is the height of the headline's area, `bar` that of the phones (of a band: its width).

    `room` is what the lines of a headline may fill: width and height. `top` is the space above it, and
    `above` the bar that names the trick, which is the upper part of the head.
    """

    head: int
    above: int
    bar: int
    top: int
    room: tuple[int, int]


def layout(profile: Profile, points: int, *, lines: int = 1, topic: bool = False) -> Layout:
    """The layout of a slide with so many points, with a bar above that names the trick, or without.

    A headline of three given lines has the drawing beside it, and more room than the points. The
    smallest screens have no phones beside a rule: its letters would be half as large, and the numbers have
    slides of their own.
    """
    width, height, safe = profile.width, profile.height, profile.safe
    above = round(topic_size(profile) * TOPIC_BAR + safe / 2) if topic else 0
    if profile.shape is Shape.BAND:
        bar = round(width * BESIDE)
        head = height - _points(profile, points)
        edge = max(padding(profile), round(0.6 * safe)) if topic else safe
        return Layout(head, above, bar, safe, (width - bar - 2 * safe, head - above - 2 * edge))
    bar = 0 if width < TINY else phone_bar(profile)
    head = height - bar - _points(profile, points, lines)
    top = padding(profile) if topic else max(safe, padding(profile))
    return Layout(head, above, bar, top, (width - 2 * safe, head - top - padding(profile) - above))


def topic_size(profile: Profile) -> int:
    """The letters of the bar that names the trick."""
    return profile.glyph if profile.width < TINY else round(profile.glyph * 1.3)


def roomy(profile: Profile) -> bool:
    """Whether a screen is read from close, and has room for more than a rule."""
    return profile.width >= ROOMY and profile.shape not in (Shape.BAND, Shape.STRIP)


def further_line(profile: Profile) -> float:
    """What a further line of a rule is worth: on a small screen, and on a low one, one line alone stands in
    a void."""
    if roomy(profile) or profile.shape is Shape.TALL:
        return 0.96
    return 1.2 if profile.shape is Shape.BAND else 1.25


def padding(profile: Profile) -> int:
    """Between a text and what stands below it."""
    return max(2, round(profile.height * 0.03))


def phone_bar(profile: Profile) -> int:
    """The height of the numbers at the foot."""
    if profile.shape is Shape.TALL:
        return round(profile.height * 0.19)
    if profile.shape is Shape.SQUARE or profile.width < ROOMY:
        return max(round(profile.height * 0.2), round(profile.glyph * 1.25))
    return max(round(profile.height * 0.14), round(profile.glyph * 1.25))


def _points(profile: Profile, points: int, lines: int = 1) -> int:
    """The height of the points' area; a television has room for a drawing beside or above them."""
    if points == 0:
        return 0
    if profile.shape is Shape.WIDE and lines == 3:
        return round(profile.height * (0.14, 0.22, 0.3)[points - 1])
    share = {
        Shape.WIDE: (0.28, 0.32, 0.37),
        Shape.SQUARE: (0.2, 0.28, 0.36),
        Shape.TALL: (0.34, 0.38, 0.42),
        Shape.BAND: (0.26, 0.4, 0.5),
    }[profile.shape]
    return round(profile.height * share[points - 1])
