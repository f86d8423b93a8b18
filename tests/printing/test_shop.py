"""Shop files made on demand: boxes, marks, four inks, black on top, and not too much ink."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pytest
from PIL import Image

from fanzha.printing.press import INK, _four_inks, limited
from tests.printing.files import millimetres
from tests.printing.on_demand import SHOP, made
from tests.printing.test_pdf_press import BLEED, SLUG, inks

TRIMS = {
    "poster-450x600-shop": (450, 600),
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
