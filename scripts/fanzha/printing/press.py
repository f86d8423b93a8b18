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
from PIL import Image, ImageChops

from fanzha.product import Made

Cmyk = tuple[float, float, float, float]
POINT = 72 / 25.4
SLUG = 9.0  # millimetres beyond the bleed, where the crop marks stand
MARK = 6.0  # length of a crop mark in millimetres
HAIRLINE = 0.25  # points
SPACES = ("cs", "CS")  # instructions that choose a colour space
COLOURS = ("sc", "scn", "SC", "SCN", "rg", "RG", "g", "G")  # and those that choose a colour
BLACK: Cmyk = (0, 0, 0, 1)
INK = 2.4  # of the four inks together: more does not dry on ordinary paper
# Pure black is printed on top of what lies below, so that plates that are off by a hair leave no
# white rim around letters; every other colour leaves its place free.
OVER, CLEAR = "/BlackOver", "/Clear"


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
        self.over = pdf.make_indirect(pikepdf.Dictionary(op=True, OPM=1))
        self.clear = pdf.make_indirect(pikepdf.Dictionary(op=False, OPM=0))

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
        if "/Resources" not in owner:
            owner.Resources = pikepdf.Dictionary()
        resources = owner.Resources
        if "/ColorSpace" in resources:
            del resources["/ColorSpace"]
        if "/ExtGState" not in resources:
            resources.ExtGState = pikepdf.Dictionary()
        resources.ExtGState[OVER], resources.ExtGState[CLEAR] = self.over, self.clear
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
                if name == "k":
                    state = OVER if inks == BLACK else CLEAR
                    yield pikepdf.ContentStreamInstruction(
                        [pikepdf.Name(state)], pikepdf.Operator("gs")
                    )
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
        return limited(cyan, magenta, yellow, black)


def limited(cyan: float, magenta: float, yellow: float, black: float) -> Cmyk:
    """The inks, the coloured ones lessened where all together are more than `INK`."""
    coloured = cyan + magenta + yellow
    part = min(1.0, (INK - black) / coloured) if coloured else 1.0
    return cyan * part, magenta * part, yellow * part, black


def _separate_image(image: Any) -> None:
    """A picture of pixels (the logo of a town) by the plain formula."""
    pixels = pikepdf.PdfImage(image).as_pil_image()
    if pixels.mode == "L":
        image.ColorSpace = pikepdf.Name.DeviceGray
        return
    image.write(_four_inks(pixels.convert("RGB")).tobytes())
    image.ColorSpace = pikepdf.Name.DeviceCMYK
    image.BitsPerComponent = 8


def _four_inks(pixels: Image.Image) -> Image.Image:
    """Pixels with their grey in black alone: never more than two coloured inks, in all 240 %."""
    coloured = [ImageChops.invert(band) for band in pixels.split()]
    black = ImageChops.darker(ImageChops.darker(coloured[0], coloured[1]), coloured[2])
    # Two coloured inks at most are left; they may be 0.7 of full each where black is full.
    rest = [
        ImageChops.subtract(band, black).point(lambda ink: round(ink * 0.7)) for band in coloured
    ]
    return Image.merge("CMYK", [*rest, black])


def _box(pdf: pikepdf.Pdf, page: pikepdf.Page, width: float, height: float, bleed: float) -> None:
    """Trim, bleed and media boxes; the page's own origin stays its corner.

    That is the corner of the bleed, or, of a page that was set without, of the trimmed sheet.
    """
    edge, trim_x, trim_y = bleed * POINT, width * POINT, height * POINT
    own_x = float(page.mediabox[2]) - float(page.mediabox[0])
    origin = edge if own_x > trim_x + edge else 0.0
    trim = (origin, origin, origin + trim_x, origin + trim_y)
    page.obj.TrimBox = pikepdf.Array([*trim])
    page.obj.BleedBox = pikepdf.Array(_wider(trim, edge))
    page.obj.MediaBox = page.obj.CropBox = pikepdf.Array(_wider(trim, edge + SLUG * POINT))
    # First, so that no transformation of the page's own content applies to them.
    page.contents_add(pdf.make_stream(_marks(trim, edge)), prepend=True)


def _wider(box: Sequence[float], by: float) -> list[float]:
    left, bottom, right, top = box
    return [left - by, bottom - by, right + by, top + by]


def _marks(trim: Sequence[float], edge: float) -> bytes:
    """Two hairlines at each corner of the trimmed sheet, outside the bleed, in pure black."""
    length = MARK * POINT
    left, bottom, right, top = trim
    lines = []
    for x, out_x in ((left, -1), (right, 1)):
        for y, out_y in ((bottom, -1), (top, 1)):
            start_x, start_y = x + out_x * edge, y + out_y * edge
            lines.append(f"{start_x:.3f} {y:.3f} m {start_x + out_x * length:.3f} {y:.3f} l S")
            lines.append(f"{x:.3f} {start_y:.3f} m {x:.3f} {start_y + out_y * length:.3f} l S")
    body = "\n".join(lines)
    return f"/Artifact BMC q 0 0 0 1 K {HAIRLINE} w\n{body}\nQ EMC".encode("ascii")
