"""A code that a drawing draws with its squares, painted so that a camera's reader can look at it.

In: the SVG as text. Out: a grey picture, or None where there are too few squares for a code. Only
what codes are made of is painted: rectangles, dots, and paths of level and upright lines, filled or as
broad strokes, as makers of codes write them. Colours and transformations of the whole do not matter.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

if TYPE_CHECKING:
    from PIL import Image

FEWEST = 60  # squares and runs of the smallest code; a picture of ours has at most as many
MOST_PIXELS = 1600
_LIGHT = re.compile(r"(?i)^\s*(?:#f{3}(?:f{3})?|white|none)\s*$")
_STEP = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
Box = tuple[float, float, float, float]  # left, top, right, bottom


def picture(root: Element) -> Image.Image | None:
    """The squares of a drawing, dark on light; None where they can be no code."""
    boxes: list[Box] = []
    dots: list[tuple[float, ...]] = []
    for element in root.iter():
        tag = str(element.tag).rpartition("}")[2]
        if _LIGHT.match(element.get("fill", "")) and _LIGHT.match(element.get("stroke", "none")):
            continue
        try:
            if tag == "rect":
                x, y, width, height = (
                    float(element.get(name, "0")) for name in ("x", "y", "width", "height")
                )
                boxes.append((x, y, x + width, y + height))
            elif tag == "circle":
                dots.append(tuple(float(element.get(name, "0")) for name in ("cx", "cy", "r")))
            elif tag == "path":
                boxes += _of_path(element.get("d", ""), stroked=element.get("stroke") is not None)
        except ValueError:
            continue  # widths in percent: no square of a code
    boxes += _of_dots(dots)
    if len(boxes) < FEWEST:
        return None
    side = min(min(box[2] - box[0], box[3] - box[1]) for box in boxes)
    small = [box for box in boxes if box[3] - box[1] < 30 * side]  # no ground below them
    if side <= 0 or len(small) < FEWEST:
        return None
    return _painted(small, side)


def _painted(boxes: list[Box], side: float) -> Image.Image | None:
    # Imported on use: hardly any drawing gets here.
    from PIL import Image, ImageDraw

    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    scale = min(6 / side, MOST_PIXELS / max(right - left, bottom - top))
    border = 24
    size = (
        round((right - left) * scale) + 2 * border,
        round((bottom - top) * scale) + 2 * border,
    )
    image = Image.new("L", size, 255)
    draw = ImageDraw.Draw(image)
    for box in boxes:
        x0, y0 = (box[0] - left) * scale + border, (box[1] - top) * scale + border
        x1, y1 = (box[2] - left) * scale + border, (box[3] - top) * scale + border
        draw.rectangle((round(x0), round(y0), round(x1) - 1, round(y1) - 1), fill=0)
    return image


def _of_dots(dots: list[tuple[float, ...]]) -> list[Box]:
    """A dot stands for a square that reaches to its neighbours, as a camera sees it from afar."""
    if len(dots) < FEWEST:
        return []
    columns = sorted({x for x, _, _ in dots})
    pitch = min((b - a for a, b in pairwise(columns) if b - a > 0.01), default=0.0)
    half = pitch / 2
    return [(x - half, y - half, x + half, y + half) for x, y, r in dots if r < pitch]


def _of_path(path: str, *, stroked: bool) -> list[Box]:
    """The boxes of a path of level and upright lines; none where it has others."""
    x = y = 0.0
    points: list[tuple[float, float]] = []
    boxes: list[Box] = []

    def close() -> None:
        if len(points) > 1:
            xs, ys = [one[0] for one in points], [one[1] for one in points]
            thick = 0.5 if stroked else 0.0
            boxes.append((min(xs), min(ys) - thick, max(xs), max(ys) + thick))

    for letter, rest in _STEP.findall(path):
        numbers = [float(one) for one in _NUMBER.findall(rest)]
        kind, relative = letter.lower(), letter.islower()
        if kind in "ml":
            for at in range(0, len(numbers) - 1, 2):
                if kind == "m" and at == 0:
                    close()
                    points = []
                x = numbers[at] + (x if relative else 0)
                y = numbers[at + 1] + (y if relative else 0)
                points.append((x, y))
        elif kind in "hv":
            for number in numbers:
                x = (number + (x if relative else 0)) if kind == "h" else x
                y = (number + (y if relative else 0)) if kind == "v" else y
                points.append((x, y))
        elif kind != "z":
            return []
    close()
    return boxes
