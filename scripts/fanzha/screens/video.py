"""loop.mp4: the pictures of a deck as a video that repeats without a seam (R9).

A segment is one picture that stands and the cross-fade into the next one, or a line that runs
through; the last fades into the first. Segments are parts: a changed picture costs two of them,
its own and the one before. Decisions and figures of the encoding are in `h264`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fanzha.content.kinds.playlists import Colour, Takes
from fanzha.product import Args, Made, Product
from fanzha.screens.colour_planes import RATE, Planes, black, blend, picture, window
from fanzha.screens.deck import Deck, Frame

# A third of a second: brightness changes once, in one direction, for each picture that stands
# three seconds at least, far from the three flashes a second of WCAG 2.3.1.
FADE = 8
# About 20 segments of 1920x1080 a second and core in the time of 100 leaflets.
PIXELS_PER_LEAFLET = 60_000


def products(deck: Deck) -> Iterator[Product]:
    """The video of a deck, where its player takes one."""
    if Takes.MP4 not in deck.profile.takes:
        return
    shown = [frame for frame in deck.frames if not frame.continued]
    following = [*shown[1:], shown[0]]
    segments = [_segment(deck, *pair) for pair in zip(shown, following, strict=True)]
    yield Product(
        path=f"{deck.folder}/loop.mp4",
        family="screens",
        kind="video",
        label=f"循环视频（{deck.profile.label}）",
        items=deck.items,
        make=join,
        args={"width": deck.profile.width, "height": deck.profile.height},
        parts=tuple(segments),
    )


def _segment(deck: Deck, frame: Frame, after: Frame) -> Product:
    profile = deck.profile
    parts = [frame.scroll.image if frame.scroll else frame.image]
    if not after.scroll:
        parts.append(after.image)
    return Product(
        path=f"{deck.folder}/segments/{Path(frame.name).stem}.h264",
        family="screens",
        kind="segment",
        label=f"视频片段（{profile.label}）",
        items=(frame.item,) if frame.item else (),
        make=segment,
        args={
            "width": profile.width,
            "height": profile.height,
            "lamps": profile.colour is not Colour.FULL,
            "pictures": seconds(frame) * RATE,
            "step": frame.scroll.step if frame.scroll else 0,
        },
        parts=tuple(parts),
        cost=1 + profile.width * profile.height // PIXELS_PER_LEAFLET,
    )


def seconds(frame: Frame) -> int:
    """How long a frame plays in the video: a running line until it has left."""
    return frame.scroll.seconds if frame.scroll else frame.seconds


def segment(args: Args, overrides: Path, parts: tuple[Made, ...]) -> Made:
    """H.264 of one picture or line (the first part), fading into the second part or to dark."""
    from fanzha.screens import h264  # slow to import; no check needs it

    width, height, count = args["width"], args["height"], args["pictures"]
    first, *rest = (picture(part.data, lamps=args["lamps"]) for part in parts)
    dark = black(width, height)
    after = rest[0] if rest else dark
    if args["step"]:
        run = list(_run(first, width, args["step"], count))
        still, standing, moving = dark, 1, [*run[1:-FADE], *_fade(run[-FADE:], after)]
    else:
        still, standing, moving = first, count - FADE, list(_fade([first] * FADE, after))
    data = h264.stretch(still, standing, moving)
    return Made(data, width=width, height=height, seconds=count / RATE)


def join(args: Args, overrides: Path, parts: tuple[Made, ...]) -> Made:
    """The MP4 of the segments in order."""
    from fanzha.screens import h264

    data, count = h264.join([part.data for part in parts])
    return Made(data, width=args["width"], height=args["height"], seconds=count / RATE)


def _run(line: Planes, width: int, step: int, count: int) -> Iterator[Planes]:
    """A line coming in at the right edge and leaving at the left, `step` pixels a picture."""
    return (window(line, at * step - width, width) for at in range(count))


def _fade(pictures: list[Planes], after: Planes) -> Iterator[Planes]:
    """Towards `after`, gently at both ends; the last is one step from it."""
    for at, planes in enumerate(pictures, 1):
        share = at / (len(pictures) + 1)
        yield blend(planes, after, share * share * (3 - 2 * share))
