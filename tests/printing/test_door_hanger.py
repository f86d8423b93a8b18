"""Door hangers: three on A4, four on A3; a hole that a handle goes through, and a code that is read."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from fanzha.content.kinds.items import Scam
from fanzha.edition import Edition, read_edition
from fanzha.printing import door_hanger
from fanzha.product import Made, Product
from tests import samples
from tests.conftest import ROOT, TODAY, MakeProject, Project
from tests.hotlines import WORDS, pairs_of_pdf
from tests.printing.sheets import MM, boxes, missing, texts

OFFICIAL = "\n  - {edition: '2025', name: 刷单返利}"
COUNTS = {"door-hanger": (3, 297, 210), "door-hanger-a3": (4, 420, 297)}
NO_STATION = """name: 青石镇
site_name: 青石镇反诈宣传
publisher: 青石镇反诈办
site_url: http://qingshi.example/
police: {name: "", phone: "", address: ""}
"""


@pytest.fixture(scope="module")
def edition() -> Edition:
    read, findings = read_edition(Project(ROOT, ROOT / "docs", "shifan", TODAY))
    assert findings == []
    return read


@pytest.fixture(scope="module")
def planned(edition: Edition) -> dict[str, Product]:
    """Both sheets of one type of fraud."""
    return sheets(edition, "shuadan")


def sheets(edition: Edition, scam: str) -> dict[str, Product]:
    found = [p for p in door_hanger.products(edition) if p.items == (scam,)]
    return {product.kind: product for product in found}


def make(product: Product) -> Made:
    return product.make(product.args, ROOT / "overrides")


def only(project: Project, kind: str = "door-hanger") -> Product:
    """The one hanger of a tiny project."""
    edition, findings = read_edition(project)
    assert findings == []
    (product,) = (p for p in door_hanger.products(edition) if p.kind == kind)
    return product


@pytest.mark.parametrize("kind", COUNTS)
def test_a_sheet_holds_as_many_as_go(
    planned: dict[str, Product], kind: str, tmp_path: Path
) -> None:
    """Two sides of so many hangers of 90 by 200, all inside what an office printer prints."""
    count, width, height = COUNTS[kind]
    made = make(planned[kind])
    assert (made.pages, made.overflow) == (2, ())
    path = tmp_path / "a.pdf"
    path.write_bytes(made.data)
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            box = [float(edge) / MM for edge in page.MediaBox]
            assert box == pytest.approx([0, 0, width, height], abs=0.1)
    front, back = (rows for _, _, rows in boxes(path))
    for rows in (front, back):
        assert min(left for left, *_ in rows) >= 5 * MM
        assert max(row[2] for row in rows) <= (width - 5) * MM
    assert texts(path)[0].count("先垫钱的都是骗") == count
    grid = planned[kind].args["grid"]
    assert (grid["columns"], grid["rows"]) == (count, 1)
    assert (grid["width"], grid["height"]) == (90, 200)


def test_the_hole_is_marked_and_nothing_stands_in_it(
    planned: dict[str, Product], tmp_path: Path
) -> None:
    """A handle is 30 mm thick at most; what is printed there is cut away."""
    product = planned["door-hanger"]
    assert 30 <= product.args["hole"] <= 35
    path = tmp_path / "a.pdf"
    path.write_bytes(make(product).data)
    grid = product.args["grid"]
    below = 210 - grid["top"] - 9 - product.args["hole"]  # millimetres from the lower edge
    front, back = (rows for _, _, rows in boxes(path))
    inside = [row for row in front if row[3] > below * MM]
    assert len(inside) == 3
    assert all(row[3] < below * MM for row in back)


def test_front_and_back_say_their_part(
    edition: Edition, planned: dict[str, Product], tmp_path: Path
) -> None:
    """In front what to remember and whom to ring; behind the signs, the steps, the station."""
    path = tmp_path / "a.pdf"
    path.write_bytes(make(planned["door-hanger"]).data)
    meta = edition.library.by_id["shuadan"].meta
    assert isinstance(meta, Scam)
    front, back = texts(path)
    assert missing(front, [meta.title.split("：")[0], meta.rule]) is None
    args = planned["door-hanger"].args
    # The end of a line stands for its comma.
    steps = [part for step in meta.steps for part in step.split("，")]
    wanted = [*meta.red_flags[:3], *steps, "示范镇派出所", "0000-0000110", args["valid"]]
    assert missing(back, [*wanted, args["code"], args["address"]]) is None
    assert set(WORDS.items()) <= pairs_of_pdf(path.read_bytes(), WORDS, {})


def test_short_signs_are_as_large_as_their_line(
    planned: dict[str, Product], tmp_path: Path
) -> None:
    """They stood in small type on half of a red field, with room below."""
    path = tmp_path / "a.pdf"
    path.write_bytes(make(planned["door-hanger"]).data)
    words = "先返小钱再派大单"
    with pypdfium2.PdfDocument(path) as document:
        text = document[1].get_textpage()
        at = text.get_text_bounded().index(words)
        wide = text.get_charbox(at + len(words) - 1)[2] - text.get_charbox(at)[0]
    assert wide > 52 * MM


def test_each_code_is_large_and_leads_to_the_page(edition: Edition, tmp_path: Path) -> None:
    """22 mm without its white margin: less was not read after two copies."""
    planned = sheets(edition, "kefu")  # that of shuadan says not to scan
    path = tmp_path / "a.pdf"
    path.write_bytes(make(planned["door-hanger"]).data)
    with pypdfium2.PdfDocument(path) as document:
        image = document[1].render(scale=200 / 72, grayscale=True).to_pil()
    found = zxingcpp.read_barcodes(image)
    assert [code.text for code in found] == [planned["door-hanger"].args["url"]] * 3
    for code in found:
        side = (code.position.top_right.x - code.position.top_left.x) / 200 * 25.4
        assert side >= 21.9


def test_too_many_words_are_named(project: MakeProject) -> None:
    """An office learns which field to cut before two thousand are printed."""
    long = "".join(f"\n  - {'步' * 36}" for _ in range(6))
    flags = "".join(f"\n  - {'旗' * 24}" for _ in range(3))
    text = samples.scam(official=OFFICIAL, steps=long, red_flags=flags)
    made = make(only(project({"scams/shuadan.md": text})))
    assert {(over.field, over.over > 1) for over in made.overflow} == {("steps", True)}


def test_without_a_station_there_are_lines_to_write_on(
    project: MakeProject, tmp_path: Path
) -> None:
    files = {
        "scams/shuadan.md": samples.scam(official=OFFICIAL),
        "data/regions/qingshi.yml": NO_STATION,
    }
    path = tmp_path / "a.pdf"
    path.write_bytes(make(only(project(files, region="qingshi"))).data)
    assert "派出所" in texts(path)[1]
