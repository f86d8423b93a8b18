"""Tri-folds: six panels in the order of folding, free at the folds, whole or refused."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from fanzha.edition import Project, read_edition
from fanzha.printing import trifold
from fanzha.product import Made
from tests import samples
from tests.commands import fanzha
from tests.conftest import ROOT, MakeProject
from tests.printing.sheets import MM, missing, squeeze

FOLDS = {"trifold": ((97, 197), (100, 200)), "trifold-shop": ((95, 190), (95, 190))}
WIDTH = {"trifold": 297, "trifold-shop": 285}
FREE = 5  # millimetres on each side of a fold
STEPS = ("停手，不再垫钱", "留好聊天记录", "马上打110")
HELP = {"help/yijing-zhuanzhang.md": samples.page()}
FILES = {
    "scams/shuadan.md": samples.scam(),
    "scams/kefu.md": samples.scam(title="冒充客服：先挂再查", lines="\n  - 赔您\n  - 加我\n  - 快"),
    "handbooks/ben.md": samples.handbook(title="学生手册", rule="没见过面，不谈钱"),
    **HELP,
}


def make(made: Project) -> dict[tuple[str, str], Made]:
    """(kind, item) → the sheet."""
    edition, findings = read_edition(made)
    assert findings == []
    products = [*trifold.products(edition), *trifold.on_demand(edition)]
    return {(p.kind, p.items[0]): p.make(p.args, ROOT / "overrides") for p in products}


@pytest.fixture
def folds(project: MakeProject) -> dict[tuple[str, str], Made]:
    """The tri-folds of two scams and a handbook."""
    return make(project(FILES))


def panels(kind: str, made: Made) -> list[str]:
    """The texts of the six panels: flap, back, cover, then inside from left to right."""
    found = []
    with pypdfium2.PdfDocument(made.data) as document:
        for page, (first, second) in zip(document, FOLDS[kind], strict=True):
            trim = page.get_trimbox()
            text = page.get_textpage()
            edges = (0, first, second, WIDTH[kind])
            for left, right in pairwise(edges):
                box = (trim[0] + left * MM, trim[1], trim[0] + right * MM, trim[3])
                found.append(squeeze(text.get_text_bounded(*box)))
    return found


def test_panels_lie_in_the_order_of_folding(folds: dict[tuple[str, str], Made]) -> None:
    """Folded wrong, the cover is inside and the phones cannot be found."""
    for (kind, item), made in folds.items():
        flap, back, cover, first, second, third = panels(kind, made)
        assert "110" in back and "96110" in back and f"/q/{item}" in back
        assert missing(third, ["家里人的电话"]) is None
        if item == "shuadan":
            assert missing(cover, ["刷单返利", "先垫钱的都是骗"]) is None
            assert missing(flap, ["对方会这样说", "先做一单小的", "再垫一笔就能取"]) is None
            # The course runs over all three; below it the signs, more signs, what to do.
            assert missing(first, ["它是这样骗的", "要先垫钱", "拉进陌生群", "取不出来"]) is None
            assert "在这里停下" in first + second + third
            assert missing(third, STEPS) is None
        if item == "ben":
            assert missing(cover, ["学生手册", "没见过面，", "不谈钱"]) is None
            assert missing(flap, ["先看一遍", "先做一单小的", "赔您"]) is None
            assert missing(first, ["刷单返利", "先垫钱的都是骗", "冒充客服"]) is None
            assert missing(second, ["做事要先垫钱", "有人要看您的屏幕"]) is None
            assert missing(third, ["先挂断，再问家里人", "马上打110"]) is None


def test_the_flap_that_folds_in_is_the_narrow_one(folds: dict[tuple[str, str], Made]) -> None:
    """The two sides of one panel are equally wide: mirrored widths, and the sheet closes."""
    for (kind, item), made in folds.items():
        with pypdfium2.PdfDocument(made.data) as document:
            outside, inside = (_marks(page, kind) for page in document)
        flap, back, cover = _widths(kind, outside)
        assert _widths(kind, inside) == pytest.approx((cover, back, flap), abs=0.4), (kind, item)
        assert back == pytest.approx(cover, abs=0.4)
        if kind == "trifold":  # the shop's paper is thin and its machine folds to the letter
            assert 2 < back - flap < 4
    for (kind, _), made in folds.items():
        with pikepdf.open(io.BytesIO(made.data)) as pdf:
            box = "MediaBox" if kind == "trifold" else "TrimBox"
            for page in pdf.pages:
                left, bottom, right, top = (float(edge) / MM for edge in page.obj[f"/{box}"])
                size = (round(right - left, 2), round(top - bottom, 2))
                assert size == (WIDTH[kind], 210), kind


def test_the_back_gives_the_address_once_and_large_numbers(
    folds: dict[tuple[str, str], Made],
) -> None:
    """White holes around small numbers, and one address twice, looked like two backs put together."""
    for (kind, item), made in folds.items():
        assert panels(kind, made)[1].count("shifan.example") == 1, (kind, item)
        with pypdfium2.PdfDocument(made.data) as document:
            text = document[0].get_textpage()
            at = text.get_text_bounded().rindex("96110")
            left, right = text.get_charbox(at)[0], text.get_charbox(at + 4)[2]
        assert right - left > 48 * MM, (kind, item)


def test_inside_the_rule_ends_the_signs(folds: dict[tuple[str, str], Made]) -> None:
    """Five signs were drawn apart over a whole panel, which says nothing more."""
    for (kind, item), made in folds.items():
        if item == "shuadan":
            assert panels(kind, made)[3].endswith("先垫钱的都是骗"), kind


def test_nothing_is_printed_over_a_fold_but_the_marks(folds: dict[tuple[str, str], Made]) -> None:
    """A letter in the fold breaks with the paper; the marks at the edges show where to fold."""
    for (kind, item), made in folds.items():
        with pypdfium2.PdfDocument(made.data) as document:
            for page, places in zip(document, FOLDS[kind], strict=True):
                trim, text = page.get_trimbox(), page.get_textpage()
                for n in range(text.count_rects()):
                    left, _, right, _ = text.get_rect(n)
                    for fold in places:
                        at = trim[0] + fold * MM
                        beside = right < at - FREE * MM or left > at + FREE * MM
                        assert beside, (kind, item, fold, text.get_text_bounded(left, 0, right))
                assert _marks(page, kind) == pytest.approx(places, abs=0.4), (kind, item)


def _widths(kind: str, folds: list[float]) -> tuple[float, ...]:
    """The widths of the three panels of a side."""
    return tuple(b - a for a, b in pairwise((0, *folds, WIDTH[kind])))


def _marks(page: pypdfium2.PdfPage, kind: str) -> list[float]:
    """Where folds are marked at the upper edge, in millimetres from the left edge of the sheet."""
    scale = 300 / 72
    media, trim = page.get_mediabox(), page.get_trimbox()
    image = page.render(scale=scale, grayscale=True).to_pil()
    top = (media[3] - trim[3]) / MM
    first, last = (top + 5, top + 9) if kind == "trifold" else (top - 9, top - 5)
    strip = image.crop((0, int(first * MM * scale), image.width, int(last * MM * scale)))
    dark = [
        x
        for x in range(strip.width)
        if strip.crop((x, 0, x + 1, strip.height)).getextrema()[0] < 160
    ]
    lines = [x for before, x in pairwise([-9, *dark]) if x > before + 3]
    places = [x / scale / MM - (trim[0] - media[0]) / MM for x in lines]
    return [place for place in places if 2 < place < WIDTH[kind] - 2]


def test_the_code_on_the_back_is_read_from_a_grey_print(
    folds: dict[tuple[str, str], Made],
) -> None:
    for (_, item), made in folds.items():
        with pypdfium2.PdfDocument(made.data) as document:
            image = document[0].render(scale=150 / 72, grayscale=True).to_pil()
        (code,) = zxingcpp.read_barcodes(image)
        assert code.text == f"https://shifan.example/fanzha/q/{item}/"


def test_what_is_too_long_is_named_with_its_line(project: MakeProject) -> None:
    """All fields as long as the model allows: the editor learns which panel is too full."""
    text = samples.scam(audiences="[older]", lines="".join(f"\n  - {'话' * 40}" for _ in range(8)))
    done = fanzha(project({"scams/shuadan.md": text}, fonts=True).root, "build", "--only", "print")
    assert done.returncode == 1
    line = samples.line_of(text, "lines:")
    found = [row for row in done.stderr.splitlines() if "三折页" in row and "lines 超出" in row]
    assert found, done.stderr
    for row in found:
        assert row.startswith(f"docs/scams/shuadan.md:{line + 1}:"), row


def test_old_people_get_large_type(project: MakeProject) -> None:
    """14 points at least for what they are to read; the imprint is for the office."""
    made = make(project({"scams/shuadan.md": samples.scam(audiences="[older]")}))
    with pikepdf.open(io.BytesIO(made["trifold", "shuadan"].data)) as pdf:
        inside = pdf.pages[1]
        sizes = {
            float(row.operands[1])
            for row in pikepdf.parse_content_stream(inside)
            if str(row.operator) == "Tf"
        }
    assert min(sizes) >= 14


def test_a_town_without_a_station_gets_lines_to_write_on(
    project: MakeProject, tmp_path: Path
) -> None:
    region = (
        "name: 青石镇\nsite_name: 青石镇反诈\npublisher: 青石镇反诈办\n"
        "site_url: https://qingshi.example/\n"
    )
    files = {**FILES, "data/regions/qingshi.yml": region}
    for (kind, _), made in make(project(files, region="qingshi")).items():
        back = panels(kind, made)[1]
        assert "None" not in back and "示范" not in back
        assert "青石镇反诈办编印" in back
