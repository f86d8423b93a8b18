"""Shop files made on demand: boxes, marks, four inks, black on top, and not too much ink."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from fanzha.printing.press import INK, _four_inks, limited
from tests.printing.files import millimetres
from tests.printing.on_demand import SHOP, made
from tests.printing.test_pdf_press import BLEED, SLUG, inks

TRIMS = {
    "poster-450x600-shop": (450, 600),
    "trifold-shop": (285, 210),
    "leaflet-a4-shop": (210, 297),
    "booklet-a5-shop": (148, 210),
    "plate-a4-shop": (210, 297),
    "plate-a3-shop": (297, 420),
    "poster-a4-shop": (210, 297),
    "poster-a3-shop": (297, 420),
    "poster-a2-shop": (420, 594),
    "cards-shop": (90, 54),
    "stickers-shop": (70, 50),
}


@pytest.mark.parametrize("kind", SHOP)
def test_the_trim_is_the_sheet_with_bleed_and_marks_around(kind: str) -> None:
    output = made(kind)
    assert output.overflow == ()
    with pikepdf.open(io.BytesIO(output.data)) as pdf:
        for page in pdf.pages:
            trim, bleed = millimetres(page.trimbox), millimetres(page.bleedbox)
            media = millimetres(page.mediabox)
            width, height = TRIMS[kind]
            assert trim[2] - trim[0] == pytest.approx(width, abs=0.2)
            assert trim[3] - trim[1] == pytest.approx(height, abs=0.2)
            for side, out in enumerate((-1, -1, 1, 1)):
                assert (bleed[side] - trim[side]) * out == pytest.approx(BLEED, abs=0.2)
                assert (media[side] - bleed[side]) * out == pytest.approx(SLUG, abs=0.2)
            assert {*inks(page.obj)} == set()


@pytest.mark.parametrize("kind", ["leaflet-a4-shop", "booklet-a5-shop"])
def test_what_has_no_bleed_of_its_own_is_white_at_its_edges(kind: str) -> None:
    """These pages are the office's: a ground up to the edge would end in a white line after the cut."""
    with pypdfium2.PdfDocument(made(kind).data) as document:
        for page in document:
            trim, media = page.get_trimbox(), page.get_mediabox()
            image = page.render(scale=1, grayscale=True).to_pil().convert("L")
            left, top = round(trim[0] - media[0]), round(media[3] - trim[3])
            sheet = image.crop(
                (
                    left + 2,
                    top + 2,
                    left + round(trim[2] - trim[0]) - 2,
                    top + round(trim[3] - trim[1]) - 2,
                )
            )
            inner = sheet.crop((8, 8, sheet.width - 8, sheet.height - 8))
            sheet.paste(255, (8, 8, 8 + inner.width, 8 + inner.height))
            assert sheet.getextrema()[0] > 250, kind


def colours(owner: pikepdf.Object) -> Iterator[tuple[tuple[float, ...], str]]:
    """(inks, state of overprint after it) of every fill of a page and of what it draws."""
    wanted: tuple[float, ...] | None = None
    for instruction in pikepdf.parse_content_stream(owner):
        operator = str(instruction.operator)
        if operator in ("k", "K"):
            wanted = tuple(float(value) for value in instruction.operands)
            if operator == "K":
                yield wanted, "line"
        elif operator == "gs" and wanted is not None:
            yield wanted, str(instruction.operands[0])
            wanted = None
    for drawing in owner.get("/Resources", {}).get("/XObject", pikepdf.Dictionary()).values():
        if drawing.Subtype == "/Form":
            yield from colours(drawing)


@pytest.mark.parametrize("kind", SHOP)
def test_black_is_printed_on_top_and_ink_dries(kind: str) -> None:
    """Letters that are cut out of a ground show white rims when plates are off by a hair."""
    with pikepdf.open(io.BytesIO(made(kind).data)) as pdf:
        found = [entry for page in pdf.pages for entry in colours(page.obj)]
        states = pdf.pages[0].Resources.ExtGState
        assert states.BlackOver.op and not states.Clear.op
    assert found and max(sum(parts) for parts, _ in found) <= INK + 0.001
    blacks = {state for parts, state in found if parts == (0, 0, 0, 1)} - {"line"}
    others = {state for parts, state in found if parts != (0, 0, 0, 1)} - {"line"}
    assert blacks <= {"/BlackOver"} and others <= {"/Clear"} and (blacks or others)


def test_pictures_of_pixels_dry_too() -> None:
    """The logo of a town may be as dark as it likes."""
    ramp = Image.new("RGB", (6, 1))
    dark = [(0, 0, 0), (40, 0, 0), (0, 30, 60), (255, 0, 0), (0, 0, 255), (255, 255, 255)]
    ramp.putdata(dark)
    data = _four_inks(ramp).tobytes()
    found = [sum(data[at : at + 4]) / 255 for at in range(0, len(data), 4)]
    assert max(found) <= INK and found[-1] == 0 and found[0] == 1


def test_what_is_too_dark_gives_up_colour_not_black() -> None:
    assert limited(0.5, 0.2, 0, 0.1) == (0.5, 0.2, 0, 0.1)
    cyan, magenta, yellow, black = limited(0, 1, 1, 0.9)
    assert (cyan, black) == (0, 0.9) and magenta == yellow
    assert cyan + magenta + yellow + black == pytest.approx(INK)
