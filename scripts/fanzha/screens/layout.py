"""Where things stand on a slide, in pixels, by the shape of the screen.

wide, square, tall: headline over points over phones     band: headline | phones
"""

from __future__ import annotations

from dataclasses import dataclass

from fanzha.content.kinds.playlists import Profile, Shape

TINY = 400  # narrower screens have room for one phone number only
ROOMY = 900  # narrower ones do not name the publisher


@dataclass(frozen=True)
class Layout:
    """`head` is the height of the headline's area, `bar` that of the phones (of a band: its width).

    `room` is what the lines of a headline may fill: width and height.
    """

    head: int
    bar: int
    room: tuple[int, int]


def layout(profile: Profile, points: int, *, lines: int = 1) -> Layout:
    """The layout of a slide with so many points.

    A headline of three given lines has the drawing beside it, and more room than the points.
    """
    width, height, safe = profile.width, profile.height, profile.safe
    if profile.shape is Shape.BAND:
        bar = round(width * 0.36)
        head = height - _points(profile, points)
        return Layout(head, bar, (width - bar - 2 * safe, head - 2 * safe))
    bar = _bar(profile)
    head = height - bar - _points(profile, points, lines)
    return Layout(head, bar, (width - 2 * safe, head - 2 * _padding(profile)))


def _bar(profile: Profile) -> int:
    if profile.shape is Shape.TALL:
        return round(profile.height * 0.22)
    if profile.shape is Shape.SQUARE:
        return round(profile.height * 0.2)
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


def _padding(profile: Profile) -> int:
    return max(2, round(profile.height * 0.03))
