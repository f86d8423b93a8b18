"""An alert on a slide that users edit: the same words and places as on its picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fanzha.screens.pptx_writer import Box, Slide, Type, fitted

LEAD = 1.25  # em: from line to line


def alert(page: Slide, slide: Mapping[str, Any], drawing: bytes | None) -> None:
    """Head, rule, drawing, what is new, and whom to ring; `slide` holds what the picture is made from."""
    safe, width, height = slide["safe"], slide["width"], slide["height"]
    head, bar, glyph = slide["head"], slide["bar"], slide["glyph"]
    inner = width - 2 * safe
    _head(page, slide, Box(safe, safe * 0.35, inner, head - safe * 0.35))
    middle = height - head - bar
    share = 0.68 if slide["points"] else 1.0
    lines = slide["headline"]
    box = Box(safe, head + safe * 0.3, inner, middle * share - safe * 0.3)
    if drawing is not None:
        box = _beside(page, slide, box, drawing)
    most = min(box.height / LEAD / len(lines), width * 0.4, height * 0.4)
    page.title(
        box, lines, Type(fitted(lines, box, most, glyph, lead=LEAD, wrap=False), "ink", True)
    )
    if slide["points"]:
        below = Box(safe, head + middle * share, inner, middle * (0.94 - share))
        size = fitted(slide["points"], below, height * 0.055, glyph * 0.8)
        page.text(below, slide["points"], Type(size, "ink", bold=True))
    _foot(page, slide, Box(safe, height - bar, inner, bar))


def _beside(page: Slide, slide: Mapping[str, Any], box: Box, drawing: bytes) -> Box:
    """The drawing at the right of the rule, on a tall screen above it; what is left to the rule."""
    if slide["shape"] == "tall":
        high = box.height * 0.4
        left = box.left + (box.width - high * 4 / 3) / 2
        page.picture(Box(left, box.top, high * 4 / 3, high), drawing, slide["title"])
        return Box(box.left, box.top + high, box.width, box.height - high)
    side = slide["drawn"]
    high = min(side * 0.72, box.height)
    left, top = box.left + box.width - high * 4 / 3, box.top + (box.height - high) / 2
    page.picture(Box(left, top, high * 4 / 3, high), drawing, slide["title"])
    return Box(box.left, box.top, box.width - side * 1.08, box.height)


def _head(page: Slide, slide: Mapping[str, Any], box: Box) -> None:
    """How urgent it is and what it is about at the left, its days at the right; on a tall screen what it
    is about stands below."""
    ground = "red" if slide["urgent"] else "ink"
    page.shape("box", Box(0, 0, slide["width"], slide["head"]), ground)
    label, topic, date = slide["tag"], "".join(slide["topic"]), slide["date"]
    if slide["shape"] == "tall":
        line = Box(box.left, box.top, box.width, box.height * 0.45)
        below = Box(box.left, box.top + line.height, box.width, box.height - line.height)
        size = fitted([label], line, 60, 20, wrap=False)
        _at(page, line, 0, 0.4, label, Type(size, "amber", bold=True))
        _at(
            page, line, 0.4, 1, date, Type(_one_line(date, line, 0.6, size), "white", True, "right")
        )
        large = _one_line(topic, below, 1, 110)
        _at(page, below, 0, 1, topic, Type(large, "white", bold=True))
        return
    size = fitted([f"{label}　{topic}"], Box(0, 0, box.width * 0.62, box.height), 60, 20)
    tag = size * (len(label) + 0.8) / box.width
    _at(page, box, 0, tag, label, Type(size, "amber", bold=True))
    _at(page, box, tag, 0.64, topic, Type(size, "white", bold=True))
    small = _one_line(date, box, 0.36, size * 0.9)
    _at(page, box, 0.64, 1, date, Type(small, "white", True, "right"))


def _at(page: Slide, box: Box, start: float, end: float, text: str, style: Type) -> None:
    """A text between two parts of the width of a box."""
    place = Box(box.left + box.width * start, box.top, box.width * (end - start), box.height)
    page.text(place, [text], style)


def _one_line(text: str, box: Box, share: float, most: float) -> float:
    """The size at which a text stands on one line; office programmes put gaps between digits and
    characters, about two letters' worth in a date."""
    return fitted([f"{text}　　"], Box(0, 0, box.width * share, box.height), most, 16, wrap=False)


def _foot(page: Slide, slide: Mapping[str, Any], box: Box) -> None:
    """The numbers; on a tall screen one under the other."""
    page.shape("box", Box(0, box.top, slide["width"], box.height), "ink")
    texts = [f"{words} {number}" for words, number in slide["phones"]]
    tall = slide["shape"] == "tall"
    count = len(texts)
    high, wide = (box.height / count, box.width) if tall else (box.height, box.width / count)
    places = [
        Box(box.left + (0 if tall else n * wide), box.top + (n * high if tall else 0), wide, high)
        for n in range(count)
    ]
    size = min(fitted([text], places[0], high * 0.5, 20, wrap=False) for text in texts)
    for place, text in zip(places, texts, strict=True):
        page.text(place, [text], Type(size, "amber", True, "center"))
