"""What a print shop needs beyond the page: CMYK colours, bleed and trim boxes, crop marks.

Typst sets pages of the trimmed size plus bleed, in RGB. Here every colour is changed to CMYK: our
own by the table `press` of overrides/tokens.json (text in pure black, so that four plates need not
meet), any other by the plain formula. The file keeps its tags. It does not claim PDF/X-4: that
needs the ICC profile of a printing condition, which we may not ship.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf

from fanzha.product import Made

Cmyk = tuple[float, float, float, float]
POINT = 72 / 25.4
SLUG = 9.0  # millimetres beyond the bleed, where the crop marks stand
MARK = 6.0  # length of a crop mark in millimetres
HAIRLINE = 0.25  # points
SPACES = ("cs", "CS")  # instructions that choose a colour space
COLOURS = ("sc", "scn", "SC", "SCN", "rg", "RG", "g", "G")  # and those that choose a colour


def press_ready(
    made: Made,
    overrides: Path,
    width: float = 0,
    height: float = 0,
    bleed: float = 0,
    unit: int = 1,
) -> Made:
    """The pages of `made` for a shop; `width`, `height` (trimmed) and `bleed` in millimetres.

    Without bleed the page is the trimmed sheet, and there are no marks. `unit` is how many times
    larger it is meant than it is drawn: a page holds 5080 mm at most.
    """
    tokens = json.loads((overrides / "tokens.json").read_text(encoding="utf-8"))
    table: dict[tuple[int, ...], Cmyk] = {
        _bytes(colour): tuple(part / 100 for part in tokens["press"][name])
        for name, colour in tokens["colours"].items()
    }
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        separator = _Separator(pdf, table)
        for page in pdf.pages:
            separator.page(page)
            if bleed:
                _box(pdf, page, width, height, bleed)
            else:
                page.obj.BleedBox = page.obj.TrimBox = page.obj.MediaBox
            if unit > 1:
                page.obj.UserUnit = unit
        buffer = io.BytesIO()
        pdf.save(
            buffer, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
    return replace(made, data=buffer.getvalue())


def _bytes(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


class _Separator:
    """Changes all colours of a document into the four inks, each drawing once."""

    def __init__(self, pdf: pikepdf.Pdf, table: Mapping[tuple[int, ...], Cmyk]) -> None:
        self.pdf = pdf
        self.table = table
        self.done: set[tuple[int, int]] = set()

    def page(self, page: pikepdf.Page) -> None:
        """The colours of a page and of all that it draws."""
        page.obj.Contents = self.pdf.make_stream(self._stream(page.obj))
        self._rest(page.obj)

    def _form(self, form: pikepdf.Object) -> None:
        form.write(self._stream(form))
        self._rest(form)

    def _rest(self, owner: pikepdf.Object) -> None:
        if "/Group" in owner and "/CS" in owner.Group:
            owner.Group.CS = pikepdf.Name.DeviceCMYK
        resources = owner.get("/Resources", pikepdf.Dictionary())
        if "/ColorSpace" in resources:
            del resources["/ColorSpace"]
        for drawing in resources.get("/XObject", pikepdf.Dictionary()).values():
            if drawing.objgen in self.done:
                continue
            self.done.add(drawing.objgen)
            if drawing.Subtype == "/Form":
                self._form(drawing)
            else:
                _separate_image(drawing)

    def _stream(self, owner: pikepdf.Object) -> bytes:
        instructions = pikepdf.parse_content_stream(owner)
        return pikepdf.unparse_content_stream([*self._instructions(instructions)])

    def _instructions(self, stream: Sequence[Any]) -> Iterator[Any]:
        """The instructions with each colour given as DeviceCMYK."""
        for instruction in stream:
            operator = str(instruction.operator)
            if operator in SPACES:
                continue
            if operator in COLOURS:
                inks = self._inks([float(value) for value in instruction.operands])
                values = [Decimal(f"{round(part, 4):g}") for part in inks]
                name = "K" if operator[0].isupper() else "k"
                yield pikepdf.ContentStreamInstruction(values, pikepdf.Operator(name))
            else:
                yield instruction

    def _inks(self, values: Sequence[float]) -> Cmyk:
        """Parts of the four inks (0 to 1) for one grey or three RGB values (0 to 1)."""
        if len(values) == 1:
            return 0, 0, 0, 1 - values[0]
        known = self.table.get(tuple(round(value * 255) for value in values))
        if known:
            return known
        black = 1 - max(values)
        if black == 1:
            return 0, 0, 0, 1
        cyan, magenta, yellow = ((1 - value - black) / (1 - black) for value in values)
        return cyan, magenta, yellow, black


def _separate_image(image: Any) -> None:
    """A picture of pixels (the logo of a town) by the plain formula."""
    pixels = pikepdf.PdfImage(image).as_pil_image()
    if pixels.mode == "L":
        image.ColorSpace = pikepdf.Name.DeviceGray
        return
    image.write(pixels.convert("RGB").convert("CMYK").tobytes())
    image.ColorSpace = pikepdf.Name.DeviceCMYK
    image.BitsPerComponent = 8


def _box(pdf: pikepdf.Pdf, page: pikepdf.Page, width: float, height: float, bleed: float) -> None:
    """Trim, bleed and media boxes; the page's own origin stays the corner of its bleed."""
    edge, trim_x, trim_y = bleed * POINT, width * POINT, height * POINT
    slug = SLUG * POINT
    media = [-slug, -slug, trim_x + 2 * edge + slug, trim_y + 2 * edge + slug]
    page.obj.MediaBox = page.obj.CropBox = pikepdf.Array(media)
    page.obj.BleedBox = [0, 0, trim_x + 2 * edge, trim_y + 2 * edge]
    page.obj.TrimBox = [edge, edge, edge + trim_x, edge + trim_y]
    # First, so that no transformation of the page's own content applies to them.
    page.contents_add(pdf.make_stream(_marks(edge, trim_x, trim_y)), prepend=True)


def _marks(edge: float, trim_x: float, trim_y: float) -> bytes:
    """Two hairlines at each corner of the trimmed sheet, outside the bleed, in pure black."""
    length = MARK * POINT
    lines = []
    for x, out_x in ((edge, -1), (edge + trim_x, 1)):
        for y, out_y in ((edge, -1), (edge + trim_y, 1)):
            start_x, start_y = x + out_x * edge, y + out_y * edge
            lines.append(f"{start_x:.3f} {y:.3f} m {start_x + out_x * length:.3f} {y:.3f} l S")
            lines.append(f"{x:.3f} {start_y:.3f} m {x:.3f} {start_y + out_y * length:.3f} l S")
    body = "\n".join(lines)
    return f"/Artifact BMC q 0 0 0 1 K {HAIRLINE} w\n{body}\nQ EMC".encode("ascii")
