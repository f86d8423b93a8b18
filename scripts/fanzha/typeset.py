"""The only place that imports typst: a template and data → PDF or pixels.

One compiler per template and process: the first sheet loads fonts and templates, which takes
longer than a further sheet (`make.py bench` times leaflets). Data travels as one JSON text in
`sys.inputs`, for paper with the ways of breaking its lines; it is never pasted into Typst source.
System fonts are off, warnings are errors, and the timestamp is an argument, so the same data gives
the same bytes on every machine. After a compile, `query` on the same compiler costs nothing, which
is how overflows are read (see overrides/typst/fit.typ).
"""

from __future__ import annotations

import datetime
import io
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

import segno
import typst
from PIL import Image

from fanzha.errors import TypesetError
from fanzha.language.line_ways import of_data
from fanzha.product import Made, Origin, Overflow

STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
JPEG_QUALITY = 87
QUIET = 4  # modules round a QR code that stay light
_DARK = re.compile(rb"\x01+")


def pdf(
    overrides: Path, template: str, data: Mapping[str, Any], day: str, *, office: bool = True
) -> Made:
    """PDF of `template` (a path below overrides); `day` is its ISO date.

    For the office it is PDF/A-2a and PDF/UA-1; a print shop's file promises neither, because its
    colours are changed afterwards.
    """
    moment = datetime.datetime.fromisoformat(day).replace(tzinfo=datetime.UTC)
    output, report = _compile(
        overrides,
        template,
        data,
        {"format": "pdf", "pdf_standards": STANDARDS if office else [], "timestamp": moment},
    )
    return Made(output[0], report["pages"], overflow=_overflow(report), back=report["back"])


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
    """PNG of at most 64 colours of a one-page template whose 1 pt is 1 px.

    Large letters on a plain ground need no more.
    """
    return _picture(overrides, template, data, "PNG", {}, colours=64)


def bmp(overrides: Path, template: str, data: Mapping[str, Any]) -> Made:
    """BMP of 24 bits of a one-page template whose 1 pt is 1 px; each lamp is on or off."""
    return _picture(overrides, template, data, "BMP", {}, lamps=True)


def _picture(
    overrides: Path,
    template: str,
    data: Mapping[str, Any],
    kind: str,
    options: Mapping[str, Any],
    *,
    lamps: bool = False,
    colours: int = 0,
) -> Made:
    """Typst's own PNG is RGBA, and green comes out as 254 of 255; players want it flat."""
    output, report = _compile(overrides, template, data, {"format": "png", "ppi": 72.0})
    with Image.open(io.BytesIO(output[0])) as image:
        flat = _on_white(image)
    if lamps:
        flat = flat.point([0] * 128 + [255] * 128 + ([0] * 128 + [255] * 128) * 2)
    if colours:
        flat = flat.quantize(colours, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    buffer = io.BytesIO()
    flat.save(buffer, kind, **options)
    return Made(buffer.getvalue(), width=flat.width, height=flat.height, overflow=_overflow(report))


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA" or image.getchannel("A").getextrema() == (255, 255):
        return image.convert("RGB")
    flat = Image.new("RGB", image.size, "white")
    flat.paste(image, mask=image.getchannel("A"))
    return flat


def drawing(overrides: Path, template: str, data: Mapping[str, Any]) -> Made:
    """PNG on nothing of a one-page template whose 1 pt is 1 px, for slides that users edit."""
    output, _ = _compile(overrides, template, data, {"format": "png", "ppi": 72.0})
    with Image.open(io.BytesIO(output[0])) as image:
        buffer = io.BytesIO()
        image.save(buffer, "PNG", compress_level=6)
        return Made(buffer.getvalue(), width=image.width, height=image.height)


def qr_svg(url: str) -> str:
    """A QR code as SVG: error level M or better, with its quiet zone of four modules.

    The mask is fixed: any mask is read by any phone, and trying all eight takes longer than the
    rest of the drawing.
    """
    code = segno.make(url, error="m", micro=False, mask=3)
    side = len(code.matrix) + 2 * QUIET
    lines = _dark_runs(code.matrix)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}" class="segno">'
        f'<path class="qrline" stroke="#000" d="{lines}"/></svg>\n'
    )


def _dark_runs(matrix: Sequence[bytearray]) -> str:
    """The dark modules as lines of one module's height: the text of segno's own writer, made
    faster, because every page and most sheets have a code."""
    drawn, x, y = [], -QUIET, -QUIET
    for row, modules in enumerate(matrix):
        for run in _DARK.finditer(modules):
            start, end = run.span()
            drawn.append(f"m{start - x} {row - y}h{end - start}")
            x, y = end, row
    first = f"M{QUIET} {QUIET}.5"  # the middle of the first row, at which every code is dark
    return "".join(drawn).replace(f"m{QUIET} {QUIET}", first, 1)


def qr_png(url: str) -> bytes:
    """The same code as pixels, ten for each module."""
    buffer = io.BytesIO()
    segno.make(url, error="m", micro=False, mask=3).save(buffer, kind="png", border=4, scale=10)
    return buffer.getvalue()


@cache
def _fonts(overrides: Path) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(overrides / "fonts")],
    )


@cache
def _compiler(overrides: Path, template: str) -> typst.Compiler:
    return typst.Compiler(
        str(overrides / template), root=str(overrides), font_paths=_fonts(overrides)
    )


def _compile(
    overrides: Path, template: str, data: Mapping[str, Any], options: Mapping[str, Any]
) -> tuple[list[bytes], dict[str, Any]]:
    compiler = _compiler(overrides, template)
    inputs = {"data": _json(data)}
    if options["format"] == "pdf":
        inputs["lines"] = _json(of_data(data))
    try:
        output, warnings = compiler.compile_with_warnings(sys_inputs=inputs, **options)
        report = json.loads(compiler.query("<report>", field="value", one=True))
    except typst.TypstError as error:
        raise TypesetError(f"版式 {template} 出错：{error.message}\n{error.diagnostic}") from error
    if warnings:
        details = "；".join(str(warning.message) for warning in warnings)
        raise TypesetError(f"版式 {template} 有警告：{details}")
    pages = output if isinstance(output, list) else [output]
    return [page for page in pages if page is not None], report


def _json(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def _overflow(report: Mapping[str, Any]) -> tuple[Overflow, ...]:
    marks = [
        Overflow(
            *(mark["field"], mark["over"], mark["characters"]),
            origin=Origin(*mark["origin"]) if mark["origin"] else None,
            room=mark.get("room", 0),
        )
        for mark in report["overflow"]
    ]
    if report["pages"] > report["most"] and not marks:
        raise TypesetError(f"排出了 {report['pages']} 页，应当最多 {report['most']} 页")
    return tuple(marks)
