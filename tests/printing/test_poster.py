"""Posters: to be read from afar, at any length the model allows, with the drawing of their scam."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from fanzha.edition import read_edition
from fanzha.printing import poster
from fanzha.product import Made
from tests import samples
from tests.conftest import ROOT, MakeProject
from tests.printing.sheets import MM, boxes, missing, texts

DRAWING = "assets/pictures/bei.svg"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 180">'
    '<circle cx="120" cy="90" r="86" fill="#00FF00"/></svg>'
)
LONGEST = "".join(f"\n  - {'点' * 16}" for _ in range(3))
HEADLINES = ["[骗]", "[先垫钱的, 都是骗]", f"[{'骗' * 10}, 要您垫钱, 先停手]"]


def made(project: MakeProject, **fields: str) -> dict[str, Made]:
    """Kind → the poster with these fields; its scam has a drawing."""
    scam = samples.scam(image=DRAWING, alt="一个圆")
    files = {"scams/shuadan.md": scam, DRAWING: SVG, "posters/p.md": samples.poster(**fields)}
    edition, findings = read_edition(project(files))
    assert findings == []
    return {p.kind: p.make(p.args, ROOT / "overrides") for p in poster.products(edition)}


@pytest.mark.parametrize("headline", HEADLINES)
def test_a_headline_on_a3_is_read_at_three_metres(project: MakeProject, headline: str) -> None:
    """25 mm of type for 3 m of distance; ten characters are as large as the width lets them be."""
    sheets = made(project, headline=headline)
    size = {kind: _height_of("骗", sheet) for kind, sheet in sheets.items()}
    assert size["poster-a3"] >= 0.9 * 25  # a character fills nine tenths of its square
    for kind, width in (("poster-a4", 210), ("poster-a2", 420), ("poster-600x900", 600)):
        assert size[kind] / size["poster-a3"] == pytest.approx(width / 297, rel=0.02)


@pytest.mark.parametrize(("points", "drawn"), [("[不垫钱, 不扫码]", True), (LONGEST, False)])
def test_the_drawing_stands_where_the_points_leave_room(
    project: MakeProject, tmp_path: Path, points: str, drawn: bool
) -> None:
    """The longest points fill the width: then the words matter more than the drawing."""
    for kind, sheet in made(project, points=points).items():
        assert sheet.overflow == () and sheet.pages == 1
        path = tmp_path / f"{kind}.pdf"
        path.write_bytes(sheet.data)
        wanted = ["点" * 16] * 3 if points == LONGEST else ["不垫钱", "不扫码"]
        assert missing(texts(path)[0], [*wanted, "110", "96110"]) is None, kind
        for _, (width, height), rows in boxes(path):
            for left, bottom, right, top in rows:
                assert left > 5 * MM and right < width - 5 * MM, kind
                assert bottom > 5 * MM and top < height - 5 * MM, kind
        if kind == "poster-a3":
            with pypdfium2.PdfDocument(path) as document:
                image = document[0].render(scale=0.5).to_pil().convert("RGB")
            green = [colour for _, colour in image.getcolors(1_000_000) if colour == (0, 255, 0)]
            assert bool(green) is drawn


def test_a_poster_may_be_its_headline_alone(project: MakeProject) -> None:
    sheet = made(project, points="[]")["poster-a3"]
    assert (sheet.pages, sheet.overflow) == (1, ())


def test_a_shop_gets_the_marker_in_the_bleed(project: MakeProject) -> None:
    """What touches the edge runs on 3 mm, or a cut that is off by one shows white paper."""
    sheet = made(project)["poster-500x700"]
    with pikepdf.open(io.BytesIO(sheet.data)) as pdf:
        trim = [float(edge) for edge in pdf.pages[0].TrimBox]
        assert trim[2] - trim[0] == pytest.approx(500 * MM, abs=0.1)
        assert trim[3] - trim[1] == pytest.approx(700 * MM, abs=0.1)
    with pypdfium2.PdfDocument(sheet.data) as document:
        image = document[0].render(scale=1).to_pil().convert("RGB")
    origin = (image.width - trim[2] - trim[0]) / 2  # the slug around the bleed
    column = int(origin + trim[0] - 2 * MM)
    seen = {image.getpixel((column, y)) for y in range(image.height)}
    assert any(r > 200 and g > 150 and b < 120 for r, g, b in seen), "no amber in the bleed"


def _height_of(character: str, sheet: Made) -> float:
    """The height in millimetres of the ink of the first such character."""
    with pypdfium2.PdfDocument(sheet.data) as document:
        page = document[0].get_textpage()
        at = page.get_text_bounded().index(character)
        _, bottom, _, top = page.get_charbox(at)
        return float((top - bottom) / MM)
