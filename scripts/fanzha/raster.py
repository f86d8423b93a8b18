"""A template and data → pixels.

PDFium draws a page of 1920x1080 in less than half of the time in which Typst draws it, packs it as a
PNG and Pillow unpacks that; the two cannot be told apart. Small pictures, whose single pixels are seen,
are left to Typst.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from PIL import Image, ImageColor

from fanzha.pdf_pages import drawn
from fanzha.product import Made
from fanzha.typeset import compiled, overflow

JPEG_QUALITY = 87
LARGE_AREA = 400_000  # pixels; for less, Typst is as quick
APART = 12  # of 255 in some channel, for a tint beside a colour
STEPS = 6  # tints between two of nine colours: 225 in all, of the 256 that a palette holds


def jpeg(overrides: Path, template: str, data: Mapping[str, Any]) -> Made:
    """Baseline RGB JPEG of a one-page template whose 1 pt is 1 px.

    Codes of its own make it a seventh smaller than the usual ones, which are made for photographs.
    """
    options = {"quality": JPEG_QUALITY, "subsampling": 0, "progressive": False, "optimize": True}
    return _picture(overrides, template, data, "JPEG", options)


def png(overrides: Path, template: str, data: Mapping[str, Any]) -> Made:
    """RGB PNG of a one-page template whose 1 pt is 1 px."""
    return _picture(overrides, template, data, "PNG", {"compress_level": 9})


def card(overrides: Path, template: str, data: Mapping[str, Any]) -> Made:
    """PNG of a one-page template whose 1 pt is 1 px, in our colours and the tints between them.

    Letters and drawings on a plain ground need no more.
    """
    return _picture(overrides, template, data, "PNG", {}, palette=_palette(overrides))


def bmp(overrides: Path, template: str, data: Mapping[str, Any]) -> Made:
    """BMP of 24 bits of a one-page template whose 1 pt is 1 px; each lamp is on or off."""
    image, report = _typst(overrides, template, data)
    image = image.point([0] * 128 + [255] * 128 + ([0] * 128 + [255] * 128) * 2)
    return _saved(image, report, "BMP", {})


def drawing(overrides: Path, template: str, data: Mapping[str, Any]) -> Made:
    """PNG on nothing of a one-page template whose 1 pt is 1 px, for slides that users edit."""
    output, report = compiled(overrides, template, data, {"format": "png", "ppi": 72.0})
    with Image.open(io.BytesIO(output[0])) as image:
        return _saved(image, report, "PNG", {"compress_level": 6})


def _picture(
    overrides: Path,
    template: str,
    data: Mapping[str, Any],
    kind: str,
    options: Mapping[str, Any],
    *,
    palette: Image.Image | None = None,
) -> Made:
    large = data["width"] * data["height"] > LARGE_AREA
    image, report = (_pdfium if large else _typst)(overrides, template, data)
    if palette is not None:
        image = image.quantize(palette=palette, dither=Image.Dither.NONE)
    return _saved(image, report, kind, options)


def _pdfium(
    overrides: Path, template: str, data: Mapping[str, Any]
) -> tuple[Image.Image, dict[str, Any]]:
    output, report = compiled(overrides, template, data, {"format": "pdf", "pdf_tags": False})
    return drawn(output[0])[0], report


def _typst(
    overrides: Path, template: str, data: Mapping[str, Any]
) -> tuple[Image.Image, dict[str, Any]]:
    """Typst's own PNG is RGBA, and green comes out as 254 of 255; players want it flat."""
    output, report = compiled(overrides, template, data, {"format": "png", "ppi": 72.0})
    with Image.open(io.BytesIO(output[0])) as image:
        if image.mode != "RGBA" or image.getchannel("A").getextrema() == (255, 255):
            return image.convert("RGB"), report
        flat = Image.new("RGB", image.size, "white")
        flat.paste(image, mask=image.getchannel("A"))
        return flat, report


def _saved(
    image: Image.Image, report: Mapping[str, Any], kind: str, options: Mapping[str, Any]
) -> Made:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return Made(
        buffer.getvalue(), width=image.width, height=image.height, overflow=overflow(report)
    )


@cache
def _palette(overrides: Path) -> Image.Image:
    """The colours of tokens.json, and between any two of them the tints of the edges of letters.

    One for all cards: to choose the best for each takes as long as to draw it.
    """
    tokens = json.loads((overrides / "tokens.json").read_text(encoding="utf-8"))
    plain = [ImageColor.getrgb(colour)[:3] for colour in tokens["colours"].values()]
    tints = [
        tuple(round(a + (b - a) * step / (STEPS + 1)) for a, b in zip(one, other, strict=True))
        for one, other in combinations(plain, 2)
        for step in range(1, STEPS + 1)
    ]
    # Pillow tells colours apart by their upper six bits: no tint may be taken for a plain colour.
    clear = (tint for tint in tints if min(_distance(tint, colour) for colour in plain) >= APART)
    found = [*dict.fromkeys([*plain, *clear])]
    image = Image.new("P", (1, 1))
    image.putpalette([value for colour in found for value in colour])
    return image


def _distance(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))
