"""Banners: one line as long as its words, meant ten times as large as drawn, and their proof."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from fanzha.edition import read_edition
from fanzha.printing import banner
from fanzha.product import Made, Product
from tests import samples
from tests.conftest import ROOT, MakeProject
from tests.printing.sheets import MM, boxes, squeeze, texts

LONGEST = "扫码送皮肤，大人来做主；孩子肯开口，大人不动怒"
SLOGANS = (
    f"s001: {{text: 先垫钱的都是骗}}\ns002: {{text: 拿不准，打96110}}\ns003: {{text: {LONGEST}}}\n"
)
WORDS = {"s001": "先垫钱的都是骗", "s002": "拿不准，打96110", "s003": LONGEST}
LONG_NAME = """name: 青石镇
site_name: 青石镇反诈宣传
publisher: 青石镇打击治理电信网络新型违法犯罪工作联席会办
site_url: http://qingshi.example:8080/
"""


def made(
    project: MakeProject, region: str = "shifan"
) -> dict[tuple[str, str], tuple[Product, Made]]:
    """(kind, slogan) → its product and what was made of it."""
    files = {"data/slogans.yml": SLOGANS, "data/regions/qingshi.yml": LONG_NAME}
    edition, findings = read_edition(project(files, region=region))
    assert findings == []
    return {
        (product.kind, product.items[0]): (product, product.make(product.args, ROOT / "overrides"))
        for product in (*banner.products(edition), *banner.on_demand(edition))
    }


def test_a_banner_has_its_true_size_and_is_as_long_as_its_words(project: MakeProject) -> None:
    """A shop orders the cloth by it. PDF pages end at 5080 mm, hence the unit of ten."""
    lengths: dict[tuple[str, str], float] = {}
    for (kind, slogan), (_, output) in made(project).items():
        if kind == "banner-proof":
            continue
        assert output.overflow == () and len(output.data) < 20_000
        with pikepdf.open(io.BytesIO(output.data)) as pdf:
            (page,) = pdf.pages
            unit = int(page.obj.UserUnit)
            *origin, width, height = (float(edge) for edge in page.MediaBox)
            assert page.TrimBox == page.MediaBox == page.BleedBox and origin == [0, 0]
            assert max(width, height) <= 14400
        assert height * unit / MM == pytest.approx(int(kind.removeprefix("banner-")), abs=0.5)
        lengths[kind, slogan] = width * unit / MM
    assert lengths["banner-700", "s003"] > 8000
    for slogan in WORDS:
        per_height = {lengths[kind, slogan] / high for kind, high in banner.HEIGHTS.items()}
        assert max(per_height) - min(per_height) < 0.01
    # About 0.66 of the height for a character, and at most four heights for the rest.
    assert lengths["banner-900", "s003"] - lengths["banner-900", "s001"] > 14 * 0.6 * 900
    assert lengths["banner-500", "s001"] < (7 * 0.7 + 4) * 500


@pytest.mark.parametrize("region", ["shifan", "qingshi"])
def test_words_are_large_on_one_line_and_inside(
    project: MakeProject, tmp_path: Path, region: str
) -> None:
    """A driver reads the slogan; whoever takes it down reads who hung it up and until when."""
    for (kind, slogan), (_, output) in made(project, region).items():
        path = tmp_path / f"{kind}-{slogan}.pdf"
        path.write_bytes(output.data)
        (text,) = texts(path)
        assert text.startswith(squeeze(WORDS[slogan]))
        assert text.count("96110") == 1
        publisher = "工作联席会办" if region == "qingshi" else "示范镇反诈宣传工作小组"
        assert publisher in text and "版次" in text and "有效至" in text
        assert ("示范数据" in text) is (region == "shifan")
        ((_, (width, height), rows),) = boxes(path)
        edge = 0.04 * height
        for left, bottom, right, top in rows:
            assert left > edge and bottom > edge and right < width - edge and top < height - edge
        if kind != "banner-proof":
            with pypdfium2.PdfDocument(path) as document:
                page = document[0].get_textpage()
                _, bottom, _, top = page.get_charbox(0)
            assert 0.55 < (top - bottom) / height < 0.7


def test_a_banner_is_in_the_inks_of_the_shop(project: MakeProject) -> None:
    """The ground is our blue in CMYK, to the edge: cloth has no white border."""
    _, output = made(project)["banner-500", "s001"]
    with pikepdf.open(io.BytesIO(output.data)) as pdf:
        stream = pikepdf.unparse_content_stream(pikepdf.parse_content_stream(pdf.pages[0]))
    assert b"1 .8 0 .2 k" in stream.replace(b"0.", b".") and b" rg" not in stream
    with pypdfium2.PdfDocument(output.data) as document:
        image = document[0].render(scale=0.5).to_pil().convert("RGB")
    red, _, blue = image.getpixel((2, 2))
    assert blue > 100 > red
    edge = [image.getpixel((x, image.height - 3)) for x in range(image.width)]
    marker = [x for x, (r, g, b) in enumerate(edge) if r > 200 and g > 150 and b < 120]
    # 先垫钱的｜都是骗: the last half on amber, from edge to edge, before the field with the number.
    assert marker and image.width * 0.3 < marker[0] and marker[-1] < image.width - 50


def test_the_proof_gives_the_length_for_every_height(project: MakeProject, tmp_path: Path) -> None:
    """The office checks the words and orders by these figures."""
    outputs = made(project)
    path = tmp_path / "proof.pdf"
    path.write_bytes(outputs["banner-proof", "s003"][1].data)
    (text,) = texts(path)
    for kind, height in banner.HEIGHTS.items():
        with pikepdf.open(io.BytesIO(outputs[kind, "s003"][1].data)) as pdf:
            page = pdf.pages[0]
            long = float(page.MediaBox[2]) * int(page.obj.UserUnit) / MM / 1000
        after = text.split(f"高{height}毫米：长")[1]
        assert float(after.split("米")[0]) == pytest.approx(long, abs=0.011)
    with pikepdf.open(path) as pdf, pdf.open_metadata() as xmp:
        assert xmp["pdfaid:part"] == "2" and xmp["pdfuaid:part"] == "1"


def test_a_new_warning_moves_no_banner(project: MakeProject) -> None:
    """The date of a banner is that of what it is about; cloth is not ordered anew for an alert."""
    found = []
    for reviewed in ("2026-11-20", "2026-11-21"):
        files = {
            "data/slogans.yml": SLOGANS.replace("骗}", "骗, scam: shuadan}"),
            "scams/shuadan.md": samples.scam(reviewed="2026-11-19"),
            "alerts/neu.md": samples.alert(reviewed=reviewed),
        }
        edition, _ = read_edition(project(files))
        assert f"{edition.date}" == reviewed
        found.append([product.args for product in banner.products(edition)])
    assert found[0] == found[1]
    assert any(args["day"] == "2026-11-19" for args in found[0])
