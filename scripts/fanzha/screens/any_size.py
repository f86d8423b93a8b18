"""Screens for which there is no entry in screens.yml: of any size, and darker ones."""

from __future__ import annotations

import re

from fanzha.content.kinds.playlists import STRIP_CELL, Colour, Profile, Takes

SIZE = re.compile(r"(\d{2,4})[x×X*](\d{2,4})")
SMALL = 900  # px: narrower screens hang outside, where a white ground blinds
COARSE = 96  # px: below, letters stand lamp for lamp as on a strip, whatever the lamps can show


def profile(size: str, lamps: Colour | str) -> tuple[str, Profile] | None:
    """Its name and what it can show; None where that is no size, such as 640x160.

    Widths and heights become even, as videos want them; those of a strip multiples of a glyph.
    """
    colour = next(colour for colour in Colour if colour == lamps)
    found = SIZE.fullmatch(size)
    if found is None:
        return None
    if colour is Colour.FULL and min(map(int, found.groups())) < COARSE:
        colour = Colour.TWO
    step = 2 if colour is Colour.FULL else STRIP_CELL
    width, height = (int(side) // step * step for side in found.groups())
    if min(width, height) < STRIP_CELL:
        return None
    strip = colour is not Colour.FULL
    low = width / height >= 2.6
    side = min(width, height)
    outside = width < SMALL or low
    return f"{width}x{height}", Profile(
        label=f"{width}×{height}（{colour.label}）",
        width=width,
        height=height,
        colour=colour,
        safe=0 if strip else max(2, round(side * (0.06 if low else 0.05))),
        glyph=STRIP_CELL if strip else max(STRIP_CELL, round(side * (0.1 if low else 0.045))),
        distance=10 if outside else 5,
        points=0 if outside or strip else 3,
        dark=outside,
        on_demand=True,
        takes=_takes(strip, side),
    )


def darker(name: str, given: Profile, *, night: bool) -> tuple[str, Profile]:
    """The same screen on a dark ground, for the street; at `night` alerts are dark, too. Strips are dark
    already."""
    word = "夜里" if night else "深色"
    takes = tuple(format for format in given.takes if format is not Takes.PPTX)
    changed = {"label": f"{given.label}，{word}", "dark": True, "night": night, "takes": takes}
    return f"{name}-{'night' if night else 'dark'}", given.model_copy(update=changed)


def _takes(strip: bool, side: int) -> tuple[Takes, ...]:
    """Strips take bitmaps; of the others those that a decoder can show also take a video."""
    if strip:
        return Takes.BMP, Takes.TXT
    picture = Takes.PNG if side < 300 else Takes.JPG
    return (picture, Takes.MP4) if side >= 64 else (picture,)
