"""Slides that users edit: two bubbles, a number to ring, who publishes it, and the numbers at the foot.

Words and places are those of the pictures; `slide` holds what a picture is made from.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fanzha.screens.pptx_writer import Box, Slide, Type, fitted

LEAD = 1.25  # em: from line to line


def chat(page: Slide, slide: Mapping[str, Any], drawing: bytes | None) -> None:
    """What they say, and what to remember."""
    safe, width, glyph = slide["safe"], slide["width"], slide["glyph"]
    tall, body = slide["shape"] == "tall", slide["height"] - slide["bar"]
    head = glyph * 2 + safe * 0.5
    page.shape("box", Box(0, 0, width, head), "blue")
    place = Box(safe, safe * 0.25, width - 2 * safe, head - safe * 0.25)
    page.text(place, [slide["topic"]], Type(glyph * 1.35, "white", bold=True))
    room = body - head
    said = Box(safe, head + room * 0.04, (width - 2 * safe) * (1 if tall else 0.66), room * 0.36)
    ours = Box(safe * 2, head + room * 0.5, width - 3 * safe, room * 0.46)
    if tall:
        said = Box(said.left, said.top, said.width, room * 0.26)
        ours = Box(ours.left, head + room * 0.58, ours.width, room * 0.38)
    _bubble(page, said, "对方说", "red", slide["line"], ("blush", "ink"), glyph)
    if drawing is not None:
        side = room * (0.24 if tall else 0.38)
        left = (width - side * 4 / 3) / 2 if tall else width - safe - side * 4 / 3
        top = head + room * (0.32 if tall else 0.04)
        page.picture(Box(left, top, side * 4 / 3, side), drawing, slide["title"])
    label = "想一想" if slide["asks"] else "您记住"
    colours = ("wash", "blue") if slide["asks"] else ("blue", "white")
    _bubble(page, ours, label, "amber", slide["headline"], colours, glyph, title=True)
    phone_bar(page, slide, slide["bar"])


def number(page: Slide, slide: Mapping[str, Any]) -> None:
    """The number, as large as it goes, in the middle of its sentence."""
    safe, width = slide["safe"], slide["width"]
    tall = slide["shape"] == "tall"
    bar = slide["height"] * (0.1 if tall else 0.13) if slide["phones"] else 0
    height = slide["height"] - bar - 2 * safe
    inner = width - 2 * safe
    top, small = safe, height * 0.2
    if tall:  # words and digits are as wide as the screen: they stand together in its middle
        top, small, height = safe + height * 0.24, height * 0.15, height * 0.52
    if slide["before"]:
        _line(page, Box(safe, top, inner, small), _joined(slide["before"]), "white")
        top += small
    rest = height - small * (bool(slide["before"]) + bool(slide["after"]))
    box = Box(safe, top, inner, rest)
    page.title(
        box, [slide["digits"]],
        Type(fitted([slide["digits"]], box, 900, 60, wrap=False), "white", True, "center"),
    )  # fmt: skip
    if slide["after"]:
        _line(page, Box(safe, top + rest, inner, small), _joined(slide["after"]), "white")
    if bar:
        phone_bar(page, slide, bar)


def phone_bar(page: Slide, slide: Mapping[str, Any], bar: float) -> None:
    """Whom to ring; on a tall screen one under the other."""
    safe, width, calls = slide["safe"], slide["width"], slide["phones"]
    if bar == 0:
        return
    top = slide["height"] - bar
    page.shape("box", Box(0, top, width, bar), "wash")
    tall = slide["shape"] == "tall"
    room = (width - 2 * safe) / (1 if tall else len(calls))
    high = bar / (len(calls) if tall else 1)
    texts = [f"{words} {digits}" for words, digits in calls]
    one = Box(0, 0, room - safe / 4, high)
    size = min(fitted([text], one, high * 0.56, 20, wrap=False) for text in texts)
    for at, text in enumerate(texts):
        left, row = (safe, at) if tall else (safe + at * room, 0)
        place = Box(left, top + row * high, room, high)
        page.text(place, [text], Type(size, "blue", True, "center"))


def _bubble(
    page: Slide, box: Box, label: str, mark: str, lines: list[str], colours: tuple[str, str],
    glyph: float, *, title: bool = False,
) -> None:  # fmt: skip
    """Who speaks, on a plate, and lines on a rounded ground."""
    fill, on = colours
    head = glyph * 1.5
    plate = Box(box.left, box.top, glyph * (len(label) + 1.5) * 1.1, head * 0.92)
    page.shape("card", plate, mark)
    on_plate = "ink" if mark == "amber" else "white"
    page.text(plate, [label], Type(glyph * 1.1, on_plate, True, "center"))
    ground = Box(box.left, box.top + head, box.width, box.height - head)
    page.shape("card", ground, fill)
    inset = glyph * 0.6
    inner = Box(
        ground.left + inset, ground.top + inset / 2, ground.width - 2 * inset, ground.height - inset
    )
    most = inner.height / LEAD / len(lines)
    style = Type(fitted(lines, inner, most, glyph * 0.8, lead=LEAD, wrap=False), on, bold=True)
    if title:
        page.title(inner, lines, style)
    else:
        page.text(inner, lines, style)


def _line(page: Slide, box: Box, text: str, colour: str) -> None:
    """One line in the middle of a box."""
    size = fitted([text], box, box.height * 0.7, 24, wrap=False)
    page.text(box, [text], Type(size, colour, True, "center"))


def _joined(lines: list[str]) -> str:
    """One line of several; the picture has left out commas where it breaks."""
    return "，".join(line.rstrip("，") for line in lines)
