"""How the slides of a deck look in an office programme; see pptx.py for what they are made from."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from fanzha.product import Args
from fanzha.screens.alert_pptx import alert
from fanzha.screens.bubbles_pptx import chat, number, phone_bar
from fanzha.screens.pptx_writer import Box, Show, Slide, Type, fitted, tokens

LEAD = 1.25  # em: from line to line of a headline


def write(args: Args, overrides: Path, drawings: Sequence[bytes]) -> bytes:
    """The PPTX; its slides name the drawings by their place."""
    width, height = args["size"]
    show = Show((width, height), tokens(overrides), loop=True)
    for slide in args["slides"]:
        kind = slide["kind"]
        page = show.slide(_ground(slide), slide["say"], seconds=slide["seconds"])
        drawing = drawings[slide["drawing"]] if slide["drawing"] is not None else None
        if kind == "alert":
            alert(page, slide, drawing)
        elif kind == "chat":
            chat(page, slide, drawing)
        elif kind == "number":
            number(page, slide)
        else:
            beside = drawing if _stands_beside(slide) else None
            _head(page, slide, beside)
            _middle(page, slide, None if beside else drawing)
            phone_bar(page, slide, slide["bar"])
    return show.save(args["title"], args["author"], datetime.date.fromisoformat(args["day"]))


def _ground(slide: Mapping[str, Any]) -> str:
    """What colour lies behind a slide."""
    if slide["kind"] == "alert":
        return "amber"
    if slide["kind"] == "number":
        return "blue"
    return "ink" if slide["dark"] else "white"


def _stands_beside(slide: Mapping[str, Any]) -> bool:
    """Whether the drawing stands in the head: beside three short lines, or above a rule without points."""
    tall = slide["shape"] == "tall"
    return not slide["points"] if tall else len(slide["headline"]) == 3


def _head(page: Slide, slide: Mapping[str, Any], drawing: bytes | None) -> None:
    """The headline, white on blue, and the drawing on a card; a poster's last line on a marker."""
    safe, width, height = slide["safe"], slide["width"], slide["head"]
    page.shape("box", Box(0, 0, width, height), "blue")
    lines = slide["headline"]
    top = safe
    if slide["topic"]:
        size = slide["topic_size"]
        page.text(
            Box(safe, top, width - 2 * safe, size * LEAD),
            [slide["topic"]],
            Type(size, "white", True),
        )
        top += size * LEAD
    box = Box(safe, top, width - 2 * safe, height - top - safe * 0.5)
    if drawing is not None:
        box = _card(page, slide, box, drawing)
    most = min(box.height / LEAD / len(lines), slide["width"] * 0.27, slide["height"] * 0.36)
    size = fitted(lines, box, most, slide["glyph"], lead=LEAD, wrap=False)
    if slide["marked"]:
        # Lines much further apart than their size stand low in their rows, below the marker.
        row = min(box.height / len(lines), size * 1.5)
        middle = box.top + box.height / 2 + (len(lines) - 1) / 2 * row
        mark = Box(0, middle - size * 0.62, safe + len(lines[-1]) * size + size * 0.25, size * 1.24)
        page.shape("box", mark, "amber")
        page.title(box, lines, Type(size, "white", bold=True), rows=row, last="ink")
    else:
        page.title(box, lines, Type(size, "white", bold=True), last=_last(lines))


def _last(lines: Sequence[str]) -> str | None:
    """The colour of the line that says what to do, where it is not the only one."""
    return "amber" if len(lines) > 1 else None


def _card(page: Slide, slide: Mapping[str, Any], box: Box, drawing: bytes) -> Box:
    """The drawing on a white card, at the right of a headline or above it; what is left to the headline."""
    if slide["shape"] == "tall":
        high = min(box.height * 0.42, box.width * 0.7)
        card = Box(box.left + (box.width - high * 4 / 3) / 2, box.top, high * 4 / 3, high)
        rest = Box(box.left, box.top + high, box.width, box.height - high)
    else:
        high = box.height * 0.94
        wide = high * 1.2
        card = Box(box.left + box.width - wide, box.top, wide, high)
        rest = Box(box.left, box.top, box.width - wide - slide["safe"] / 2, box.height)
    page.shape("card", card, "white")
    side = min(card.width / 4 * 3, card.height) * 0.92
    left = card.left + (card.width - side * 4 / 3) / 2
    top = card.top + (card.height - side) / 2
    page.picture(Box(left, top, side * 4 / 3, side), drawing, slide["title"])
    return rest


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
    most = min(slide["height"] * 0.075, slide["width"] * 0.072)
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
