"""How the slides of a deck look in an office programme; see pptx.py for what they are made from."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from fanzha.product import Args
from fanzha.screens.alert_pptx import alert
from fanzha.screens.pptx_writer import Box, Show, Slide, Type, fitted, tokens

LEAD = 1.25  # em: from line to line of a headline


def write(args: Args, overrides: Path, drawings: Sequence[bytes]) -> bytes:
    """The PPTX; its slides name the drawings by their place."""
    width, height = args["size"]
    show = Show((width, height), tokens(overrides), loop=True)
    for slide in args["slides"]:
        ground = "amber" if slide.get("alert") else "ink" if slide["dark"] else "white"
        page = show.slide(ground, slide["say"], seconds=slide["seconds"])
        if slide.get("alert"):
            alert(page, slide)
            continue
        drawing = drawings[slide["drawing"]] if slide["drawing"] is not None else None
        _head(page, slide)
        _middle(page, slide, drawing)
        _bar(page, slide)
    return show.save(args["title"], args["author"], datetime.date.fromisoformat(args["day"]))


def _head(page: Slide, slide: Mapping[str, Any]) -> None:
    """The headline, white on blue; a poster's last line on a marker."""
    safe, width, height = slide["safe"], slide["width"], slide["head"]
    page.shape("box", Box(0, 0, width, height), "blue")
    lines = slide["headline"]
    box = Box(safe, safe, width - 2 * safe, height - safe * 1.5)
    most = min(box.height / LEAD / len(lines), slide["width"] * 0.27, slide["height"] * 0.3)
    size = fitted(lines, box, most, slide["glyph"], lead=LEAD, wrap=False)
    if slide["marked"]:
        row = box.height / len(lines)
        middle = box.top + (len(lines) - 0.5) * row
        mark = Box(0, middle - size * 0.62, safe + len(lines[-1]) * size + size * 0.25, size * 1.24)
        page.shape("box", mark, "amber")
        page.title(box, lines, Type(size, "white", bold=True), rows=row, last="ink")
    else:
        page.title(box, lines, Type(size, "white", bold=True))


def _middle(page: Slide, slide: Mapping[str, Any], drawing: bytes | None) -> None:
    """Points with flags or dots, beside the drawing or, on a tall screen, under it."""
    safe, points = slide["safe"], slide["points"]
    room = Box(
        *(safe, slide["head"] + safe / 2, slide["width"] - 2 * safe),
        slide["height"] - slide["head"] - slide["bar"] - safe,
    )
    if not points or room.height < slide["glyph"]:
        return
    if drawing and slide["shape"] == "tall":
        side = room.height * 0.45
        left = (slide["width"] - side * 4 / 3) / 2
        page.picture(Box(left, room.top, side * 4 / 3, side), drawing, slide["title"])
        room = Box(room.left, room.top + side + safe / 2, room.width, room.height - side - safe / 2)
    elif drawing:
        side = min(room.height, room.width * 0.3)
        left = slide["width"] - safe - side * 4 / 3
        top = room.top + (room.height - side) / 2
        page.picture(Box(left, top, side * 4 / 3, side), drawing, slide["title"])
        room = Box(room.left, room.top, room.width - side * 4 / 3 - safe / 2, room.height)
    row = min(room.height / len(points), slide["height"] * 0.13)
    most = min(slide["height"] * 0.062, slide["width"] * 0.065)
    single = Box(0, 0, room.width - most * 1.5, row)
    size = min(fitted([point], single, most, slide["glyph"] * 0.8) for point in points)
    top = room.top + (room.height - row * len(points)) / 2
    for at, point in enumerate(points):
        middle = top + (at + 0.5) * row
        mark = size * (0.62 if slide["flags"] else 0.42)
        kind, colour = ("flag", "red") if slide["flags"] else ("disc", "blue")
        page.shape(kind, Box(room.left, middle - mark / 2, mark, mark), colour)
        place = Box(room.left + size * 1.2, top + at * row, room.width - size * 1.2, row)
        page.text(place, [point], Type(size, "white" if slide["dark"] else "ink", bold=True))


def _bar(page: Slide, slide: Mapping[str, Any]) -> None:
    """Whom to ring; on a tall screen one under the other."""
    safe, width, bar = slide["safe"], slide["width"], slide["bar"]
    top = slide["height"] - bar
    page.shape("box", Box(0, top, width, bar), "wash")
    calls = slide["phones"]
    tall = slide["shape"] == "tall"
    foot = slide["glyph"] * 1.8 if tall and slide["publisher"] else 0
    shares = 1 if tall else len(calls) + (1 if slide["publisher"] else 0)
    room = (width - 2 * safe) / shares
    rows = len(calls) if tall else 1
    high = (bar - foot) / rows
    texts = [f"{words} {number}" for words, number in calls]
    size = min(fitted([text], Box(0, 0, room - safe / 4, high), high * 0.5, 20) for text in texts)
    for at, text in enumerate(texts):
        left, row = (safe, at) if tall else (safe + at * room, 0)
        place = Box(left, top + row * high, room, high)
        page.text(place, [text], Type(size, "blue", bold=True))
    if not slide["publisher"]:
        return
    if tall:
        place = Box(safe, top + rows * high, room, foot * 0.8)
    else:
        place = Box(safe + len(calls) * room, top + bar * 0.2, room, bar * 0.6)
    _sender(page, slide, place)


def _sender(page: Slide, slide: Mapping[str, Any], place: Box) -> None:
    """Who publishes it; that it is a sample, where it is one."""
    name = slide["publisher"]
    half = place.height / 2
    if slide["shape"] == "tall":
        first = Box(place.left, place.top, place.width * 0.68, place.height)
        second = Box(place.left + place.width * 0.7, place.top, place.width * 0.3, place.height)
    else:
        first = Box(place.left, place.top, place.width, half if slide["sample"] else 2 * half)
        second = Box(place.left, place.top + half, place.width, half)
    size = fitted([name], first, slide["glyph"] * 0.9, 16)
    page.text(
        first, [name], Type(size, "grey", align="left" if slide["shape"] == "tall" else "right")
    )
    if slide["sample"]:
        page.text(second, ["示范数据"], Type(size, "red", bold=True, align="right"))
