"""loop.mp4: the pictures of a deck as a video that repeats without a seam (R9).

A segment is one picture that stands and the wipe to the next one; the last leads to the first.
The slide that names the town is not in it. Segments are parts: a changed picture costs two of them,
its own and the one before. Decisions and figures of the encoding are in `h264`. Strips have no video:
their players are given pictures, and a decoder takes nothing below 64 pixels.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fanzha.content.kinds.playlists import Takes
from fanzha.product import Args, Made, Product
from fanzha.screens.colour_planes import RATE, Planes, picture, wipe
from fanzha.screens.deck import Deck, Frame

# A third of a second: each place changes once, far from the three flashes a second of WCAG 2.3.1.
WIPE = 8
# About 20 segments of 1920x1080 a second and core in the time of 100 leaflets.
PIXELS_PER_LEAFLET = 60_000


def products(deck: Deck) -> Iterator[Product]:
    """The video of a deck, where its player takes one."""
    if Takes.MP4 not in deck.profile.takes:
        return
    frames = deck.shared
    following = [*frames[1:], frames[0]]
    segments = [_segment(deck, *pair) for pair in zip(frames, following, strict=True)]
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
            "pictures": frame.seconds * RATE,
        },
        parts=(frame.image, after.image),
        cost=1 + profile.width * profile.height // PIXELS_PER_LEAFLET,
    )


def segment(args: Args, overrides: Path, parts: tuple[Made, ...]) -> Made:
    """H.264 of the first part, which stands, and the wipe to the second; the last of a clip stands to
    the end."""
    from fanzha.screens import h264  # slow to import; no check needs it

    count = args["pictures"]
    first, *after = (picture(part.data) for part in parts)
    moving = [planes for target in after for planes in _wipe(first, target)]
    data = h264.stretch(first, count - len(moving), moving)
    return Made(data, width=args["width"], height=args["height"], seconds=count / RATE)


def join(args: Args, overrides: Path, parts: tuple[Made, ...]) -> Made:
    """The MP4 of the segments in order."""
    from fanzha.screens import h264

    data, count = h264.join([part.data for part in parts])
    return Made(data, width=args["width"], height=args["height"], seconds=count / RATE)


def _wipe(before: Planes, after: Planes) -> Iterator[Planes]:
    """Towards `after`, gently at both ends; the last is one step from it."""
    for at in range(1, WIPE + 1):
        share = at / (WIPE + 1)
        yield wipe(before, after, share * share * (3 - 2 * share))
