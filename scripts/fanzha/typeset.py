"""The only place that imports typst: a template and data → PDF; pixels are made of it in `raster`.

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
from typing import TYPE_CHECKING, Any, Literal

import typst

from fanzha.errors import TypesetError
from fanzha.language.line_ways import of_data
from fanzha.language.prose_words import words_of_data
from fanzha.product import Made, Origin, Overflow

if TYPE_CHECKING:
    import segno

STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
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
    output, report = compiled(
        overrides,
        template,
        data,
        {"format": "pdf", "pdf_standards": STANDARDS if office else [], "timestamp": moment},
        {"lines": as_json(of_data(data)), "words": as_json(words_of_data(data))},
    )
    return Made(output[0], report["pages"], overflow=overflow(report), back=report["back"])


def qr_svg(url: str) -> str:
    """A QR code as SVG: error level M or better, with its quiet zone of four modules.

    The mask is fixed: any mask is read by any phone, and trying all eight takes longer than the
    rest of the drawing.
    """
    code = _code(url)
    side = len(code.matrix) + 2 * QUIET
    lines = _dark_runs(code.matrix)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}" class="segno">'
        f'<path class="qrline" stroke="#000" d="{lines}"/></svg>\n'
    )


def _code(url: str) -> segno.QRCode:
    import segno  # brings the library for calls over the network, which nothing here makes

    return segno.make(url, error="m", micro=False, mask=3)


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
    _code(url).save(buffer, kind="png", border=4, scale=10)
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


def compiled(
    overrides: Path,
    template: str,
    data: Mapping[str, Any],
    options: Mapping[str, Any],
    inputs: Mapping[str, str] | None = None,
) -> tuple[list[bytes], dict[str, Any]]:
    """The file that Typst makes of a template, or one for each page; and its report: see fit.typ.

    `inputs` reach the template beside the data. Raises TypesetError where the template is wrong, or
    has a warning.
    """
    compiler = _compiler(overrides, template)
    told = {"data": as_json(data), **(inputs or {})}
    try:
        output, warnings = compiler.compile_with_warnings(sys_inputs=told, **options)
        report = json.loads(compiler.query("<report>", field="value", one=True))
    except typst.TypstError as error:
        raise TypesetError(f"版式 {template} 出错：{error.message}\n{error.diagnostic}") from error
    if warnings:
        details = "；".join(str(warning.message) for warning in warnings)
        raise TypesetError(f"版式 {template} 有警告：{details}")
    pages = output if isinstance(output, list) else [output]
    return [page for page in pages if page is not None], report


def as_json(data: Mapping[str, Any]) -> str:
    """Data as a template gets it."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def overflow(report: Mapping[str, Any]) -> tuple[Overflow, ...]:
    """What does not fit, by the report; raises TypesetError where there are too many pages."""
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
