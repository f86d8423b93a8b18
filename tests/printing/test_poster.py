"""Posters: to be read from afar, at any length the model allows, with the drawing of their scam."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from fanzha.content.kinds.items import Layout, Poster
from fanzha.edition import read_edition
from fanzha.printing import poster
from fanzha.product import Made
from tests import samples
from tests.conftest import ROOT, MakeProject
from tests.printing import on_demand
from tests.printing.legible import READ, height_of, type_of
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
    sheets = (*poster.products(edition), *poster.on_demand(edition))
    return {p.kind: p.make(p.args, ROOT / "overrides") for p in sheets}


@pytest.mark.parametrize("headline", HEADLINES)
def test_a_headline_is_as_large_as_the_sheet(project: MakeProject, headline: str) -> None:
    """Ten characters on a line are as large as the width lets them be, fewer are read at eight metres."""
    sheets = made(project, headline=headline)
    size = {kind: type_of("骗", sheet) for kind, sheet in sheets.items()}
    assert size["poster-a3"] >= (8000 / READ if "骗骗" not in headline else 25)
    for kind, width in (("poster-a2", 420), ("poster-600x900", 600)):
        assert size[kind] / size["poster-a3"] >= width / 297 * 0.97


@pytest.mark.parametrize("layout", Layout)
def test_a_short_headline_is_read_at_eight_metres_on_a4(
    project: MakeProject, layout: Layout
) -> None:
    """Four characters are all that stands on a line of A4 in 40 mm; larger sheets say the whole."""
    words = {"headline": "[骗子叫您先垫, 就是骗]", "short_headline": "[先垫钱的, 都是骗]"}
    for kind, sheet in made(project, layout=layout, **words).items():
        assert height_of("骗", sheet) >= 8000 / READ, kind
        with pypdfium2.PdfDocument(sheet.data) as document:
            short = "先垫钱的" in document[0].get_textpage().get_text_bounded()
        assert short is kind.startswith("poster-a4"), kind


def test_the_shipped_posters_are_read_at_eight_metres() -> None:
    """From A4 up and for the copier; six characters on a line of A3 and four on A4 are."""
    for item in on_demand.edition().current(Poster):
        assert item.meta.short_headline, item.id
        assert max(map(_ems, item.meta.headline)) <= 6.2, item.id


@pytest.mark.parametrize("layout", Layout)
def test_points_are_read_at_three_metres_on_every_size(
    project: MakeProject, layout: Layout
) -> None:
    """15 mm of type for 3 m of distance, from A4 up; twelve characters fill the width."""
    for kind, sheet in made(project, points="[点点不垫钱点点点点点]", layout=layout).items():
        assert sheet.overflow == ()
        assert type_of("垫", sheet, "点点不垫") >= 3000 / READ, kind


def test_numbers_are_as_tall_as_the_points(project: MakeProject) -> None:
    """Who reads from three metres what to do must read whom to ring from there as well."""
    for kind, sheet in made(project, points="[点点不垫钱, 不扫码]").items():
        assert height_of("9", sheet, "96110") >= height_of("垫", sheet, "点点不垫") * 0.99, kind


def test_a_scene_takes_from_35_to_45_hundredths_of_the_sheet(project: MakeProject) -> None:
    """From afar the picture is what one sees first; it stands on a ground of its own."""
    words = {"headline": "[骗子做任务, 叫您先垫, 就是骗]", "short_headline": "[先垫钱的, 都是骗]"}
    sheets = made(project, points="[不垫钱, 不扫码]", **words)
    for kind in ("poster-a4", "poster-a3", "poster-a2", "poster-450x600", "poster-600x900"):
        assert 0.345 <= _share(sheets[kind]) <= 0.455, kind


def test_so_does_the_scene_of_every_shipped_poster() -> None:
    for product in poster.products(on_demand.edition()):
        if product.kind == "poster-a4" and product.args["layout"] is not Layout.WORDS:
            share = _share(product.make(product.args, ROOT / "overrides"))
            assert 0.345 <= share <= 0.455, product.path


def _share(sheet: Made) -> float:
    """How much of the sheet's height the field of the scene takes, left of the right edge."""
    with pypdfium2.PdfDocument(sheet.data) as document:
        page = document[0]
        _, bottom, _, top = page.get_trimbox()
        image = page.render(scale=0.5).to_pil().convert("RGB")
    x = image.width - int(40 * image.width / 600)
    rows = [image.getpixel((x, y)) for y in range(image.height)]
    ground = [row for row in rows if min(row) > 225 and row[2] - row[0] > 6]
    return len(ground) / ((top - bottom) * 0.5)


@pytest.mark.parametrize("points", ["[不垫钱, 不扫码]", LONGEST])
@pytest.mark.parametrize("layout", Layout)
def test_every_layout_is_whole_and_keeps_off_the_edge(
    project: MakeProject, tmp_path: Path, points: str, layout: Layout
) -> None:
    """A scene shows the drawing of its scam, a chat what its people say, words nothing but words."""
    for kind, sheet in made(project, points=points, layout=layout).items():
        assert sheet.overflow == () and sheet.pages == 1
        path = tmp_path / f"{kind}.pdf"
        path.write_bytes(sheet.data)
        wanted = ["点" * 16] * 3 if points == LONGEST else ["不垫钱", "不扫码"]
        (text,) = texts(path)
        assert missing(text, [*wanted, "110", "96110"]) is None, kind
        assert ("先做一单小的" in text) is (layout is Layout.CHAT)
        for _, (width, height), rows in boxes(path):
            for left, bottom, right, top in rows:
                assert left > 10 * MM and right < width - 10 * MM, kind
                assert bottom > 10 * MM and top < height - 10 * MM, kind
        if kind == "poster-a3":
            with pypdfium2.PdfDocument(path) as document:
                image = document[0].render(scale=0.5).to_pil().convert("RGB")
            green = [colour for _, colour in image.getcolors(1_000_000) if colour == (0, 255, 0)]
            assert bool(green) is (layout is Layout.SCENE)


@pytest.mark.parametrize("kind", ["poster-a4", "poster-a4-bw", "poster-a3"])
def test_an_office_printer_prints_all_of_it(project: MakeProject, kind: str) -> None:
    """It leaves out some millimetres at the edge: a ground that runs there ends in a ragged white rim."""
    with pypdfium2.PdfDocument(made(project)[kind].data) as document:
        page = document[0]
        dot = 2 * MM
        image = page.render(scale=2, grayscale=True).to_pil()
    rim = int(5.5 * dot)
    for box in ((0, 0, image.width, rim), (0, 0, rim, image.height),
                (image.width - rim, 0, image.width, image.height),
                (0, image.height - rim, image.width, image.height)):  # fmt: skip
        assert image.crop(box).getextrema() == (255, 255), box


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


def _ems(line: str) -> float:
    """How wide a line is in characters: marks and digits are about half as wide."""
    return sum(0.5 if c in "“”，、。" or c.isascii() else 1 for c in line)
