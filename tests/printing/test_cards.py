"""Cards and stickers: as many as the paper holds, each whole, with marks where the cuts go."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from fanzha.content.kinds.plates_cards import CardForm
from fanzha.edition import read_edition
from fanzha.printing import cards
from fanzha.printing.sheet import A4, A4_LANDSCAPE
from fanzha.product import Product
from tests import samples
from tests.commands import fanzha
from tests.conftest import ROOT, MakeProject
from tests.printing.on_demand import town
from tests.printing.papers import words
from tests.printing.sheets import MM, boxes, missing, squeeze, structure, texts

COUNTS = {
    "wallet": 10, "bag": 9, "visor": 4, "parcel": 4, "stand": 2, "phone": 10, "table": 8, "machine": 4,
}  # fmt: skip
LARGE = (CardForm.VISOR, CardForm.PARCEL, CardForm.STAND, CardForm.MACHINE)
REGION = (
    "name: 青石镇\nsite_name: 青石镇反诈\npublisher: 青石镇反诈办\nsite_url: https://qingshi.example/\n"
    "police: {name: 青石镇派出所, phone: 0930-77112233, address: 青石镇新路}\n"
)
SAFE = 3.0  # millimetres between the edge of a card and its words


def made(project: MakeProject, folder: Path, **fields: str) -> tuple[Product, Path]:
    """The sheet of a card with these fields."""
    edition, findings = read_edition(project({"cards/k.md": samples.card(**fields)}))
    assert findings == []
    (product,) = cards.products(edition)
    output = product.make(product.args, ROOT / "overrides")
    assert output.overflow == () and output.pages == product.args["sides"]
    path = folder / "k.pdf"
    path.write_bytes(output.data)
    return product, path


@pytest.mark.parametrize("form", CardForm)
def test_every_card_on_the_sheet_is_whole(
    project: MakeProject, tmp_path: Path, form: CardForm
) -> None:
    """Ten wallet cards on a sheet are ten phone numbers and ten codes that a phone reads."""
    product, path = made(project, tmp_path, form=form)
    count = COUNTS[form]
    sheet = "stickers" if form in ("phone", "table", "machine") else "cards"
    assert product.kind == sheet
    front, back = texts(path)[0], texts(path)[-1]
    one = ["先挂断", "再核实", "不垫钱", "不进群"]
    assert missing(front, one * count) is None
    for phrase in (
        "96110",
        "钱转走了",
        "示范镇派出所",
        "0000-0000110",
        "示范镇反诈宣传工作小组",
    ):
        assert back.count(phrase) == count, phrase
    two = form in (CardForm.WALLET, CardForm.BAG, CardForm.VISOR, CardForm.PARCEL)
    assert back.count("家里人的电话") == count * two
    with pypdfium2.PdfDocument(path) as document:
        image = document[len(document) - 1].render(scale=150 / 72, grayscale=True).to_pil()
    read = [code.text for code in zxingcpp.read_barcodes(image)]
    coded = 0 if form == "phone" else count  # no phone scans what sticks on its own back
    assert read == ["https://shifan.example/fanzha/q/k/"] * coded


@pytest.mark.parametrize("form", CardForm)
def test_words_keep_off_the_cuts_and_marks_lead_to_them(
    project: MakeProject, tmp_path: Path, form: CardForm
) -> None:
    """Scissors wander; a number that lost a digit to them is worse than none."""
    product, path = made(project, tmp_path, form=form)
    grid = product.args["grid"]
    sides = list(boxes(path))
    size = sides[0][1]
    assert {round(edge / MM) for edge in size} == {210, 297}
    inside = 0
    for left, bottom, right, top in [row for _, _, rows in sides for row in rows]:
        x, y = left / MM, (size[1] - top) / MM
        column, from_left = divmod(x - grid["left"], grid["width"] + grid["gap"])
        row, from_top = divmod(y - grid["top"], grid["height"] + grid["gap"])
        if y < grid["top"]:  # the line that says what the sheet is
            assert y > 4.9 and (size[1] - bottom) / MM < grid["top"]
            continue
        inside += 1
        assert 0 <= column < grid["columns"] and 0 <= row < grid["rows"]
        assert from_left >= SAFE and from_left + (right - left) / MM <= grid["width"] - SAFE
        assert from_top >= SAFE and from_top + (top - bottom) / MM <= grid["height"] - SAFE
    assert inside >= 8 * COUNTS[form]
    with pypdfium2.PdfDocument(path) as document:
        page = document[0].render(scale=300 / 72, grayscale=True).to_pil()
    dot = 300 / 25.4
    if grid["gap"]:
        for n in range(grid["columns"]):
            for edge in (0, grid["width"]):
                x = grid["left"] + n * (grid["width"] + grid["gap"]) + edge
                assert _ink(page, x - 0.2, grid["top"] - 2.4, x + 0.2, grid["top"] - 0.6, dot), x
        for n in range(grid["rows"]):
            for edge in (0, grid["height"]):
                y = grid["top"] + n * (grid["height"] + grid["gap"]) + edge
                assert _ink(page, grid["left"] - 2.4, y - 0.2, grid["left"] - 0.6, y + 0.2, dot), y
    else:
        assert _ink(page, 148.3, 5.2, 148.7, 7.8, dot)
    width, height = page.width / dot, page.height / dot
    for margin in ((0, 0, width, 4.9), (0, 0, 4.9, height), (width - 4.9, 0, width, height)):
        assert not _ink(page, *margin, dot), "an office printer does not print there"


def test_the_paper_lies_as_it_holds_more() -> None:
    """A machine sticker is 120 mm wide: across the sheet four fit, along it three."""
    size = cards.SIZES[CardForm.MACHINE]
    assert (cards.grid(size, A4).count, cards.grid(size, A4_LANDSCAPE).count) == (3, 4)


def test_a_screen_reader_hears_one_card(project: MakeProject, tmp_path: Path) -> None:
    _, path = made(project, tmp_path)
    with pikepdf.open(path) as pdf:
        kinds = [str(element.S) for element in structure(pdf)]
    assert kinds.count("/H1") == 1
    assert kinds.count("/Figure") == 1


@pytest.mark.parametrize("form", CardForm)
def test_too_many_words_are_named_with_their_line(project: MakeProject, form: CardForm) -> None:
    """What fits on an A5 stand does not fit on a sticker for a telephone; what takes most is named."""
    points = "".join(f"\n  - {'点' * 16}" for _ in range(4))
    headline = "".join(f"\n  - {'大' * 10}" for _ in range(3))
    text = samples.card(form=form, headline=headline, points=points)
    made = project({"cards/man.md": text}, fonts=form is CardForm.PHONE)
    if form is CardForm.PHONE:
        done = fanzha(made.root, "build", "--only", "print")
        first = samples.line_of(text, "points:")
        assert done.returncode == 1
        assert re.search(rf"docs/cards/man\.md:{first + 1}:1: 错误 L001 .*points 超出", done.stderr)
        return
    edition, _ = read_edition(made)
    (product,) = cards.products(edition)
    output = product.make(product.args, ROOT / "overrides")
    assert bool(output.overflow) is (form not in LARGE)


def test_a_headline_too_long_for_its_width_is_named(project: MakeProject) -> None:
    """Ten characters beside a picture, on a sticker of 70 mm, would be smaller than text."""
    drawn = {"image": "assets/pictures/p.svg", "alt": "一部手机"}
    text = samples.card(form="phone", headline=f"[{'大' * 10}]", points="[]", **drawn)
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    edition, _ = read_edition(project({"cards/man.md": text, "assets/pictures/p.svg": svg}))
    (product,) = cards.products(edition)
    (over,) = product.make(product.args, ROOT / "overrides").overflow
    assert over.field == "headline" and 1 <= over.characters <= 5


def _ink(page: Image.Image, x0: float, y0: float, x1: float, y1: float, dot: float) -> bool:
    """Whether anything dark is in a rectangle, given in millimetres."""
    right, lower = min(page.width, int(x1 * dot) + 1), min(page.height, int(y1 * dot) + 1)
    part = page.crop((int(x0 * dot), int(y0 * dot), right, lower))
    low, _ = part.getextrema()
    return bool(low < 160)


def test_a_card_that_warns_of_codes_carries_none(project: MakeProject, tmp_path: Path) -> None:
    """“Scan no code” beside a code to be scanned: whoever reads it learns to doubt the card."""
    _, path = made(project, tmp_path, form="parcel", scan="false")
    page = pypdfium2.PdfDocument(path)[0].render(scale=3).to_pil()
    assert zxingcpp.read_barcodes(page) == []
    text = "".join(texts(path))
    assert "扫码看最新内容" not in text and "96110" in text


@pytest.mark.parametrize("form", CardForm)
def test_numbers_behind_are_large_and_the_longest_station_stands_clear(
    project: MakeProject, form: CardForm
) -> None:
    """24 points for who holds it at arm's length; a name of 24 characters once lay on the code."""
    name = "石山保安族东乡族撒拉族自治县公安局大河家镇派出所"
    region = REGION.replace("青石镇派出所", name)
    card = samples.card(form=form, **({"points": "[]"} if form == "phone" else {}))
    files = {"cards/k.md": card, "data/regions/qingshi.yml": region}
    edition, findings = read_edition(project(files, region="qingshi"))
    assert findings == []
    (product,) = cards.products(edition)
    made = product.make(product.args, ROOT / "overrides")
    assert made.overflow == ()
    with pypdfium2.PdfDocument(made.data) as document:
        page = document[len(document) - 1]
        text = page.get_textpage()
        assert squeeze(text.get_text_bounded()).count(name) == COUNTS[form]
        rows = [text.get_rect(n) for n in range(text.count_rects())]
        at = text.get_text_bounded().index("96110")
        digit = text.get_charbox(at)
    for n, one in enumerate(rows):
        for other in rows[:n]:
            across = min(one[2], other[2]) - max(one[0], other[0])
            along = min(one[3], other[3]) - max(one[1], other[1])
            assert across < 1 or along < 1, (one, other)
    if product.args["sides"] == 2:
        assert digit[3] - digit[1] >= 0.7 * 24  # a digit is as high as seven tenths of its size


@pytest.mark.parametrize("form", CardForm)
def test_the_small_print_of_a_card_is_small_but_read(project: MakeProject, form: CardForm) -> None:
    """Until when it holds stood there in 5 points, which an office printer runs together."""
    edition, findings = read_edition(project({"cards/k.md": samples.card(form=form)}))
    assert findings == []
    (product,) = cards.products(edition)
    made = product.make(product.args, ROOT / "overrides")
    with pypdfium2.PdfDocument(made.data) as document:
        text = document[len(document) - 1].get_textpage()
        at = text.get_text_range().index("有效至")
        sizes = [pypdfium2.raw.FPDFText_GetFontSize(text, at + n) for n in range(3)]
    assert min(sizes) >= 7


def test_the_small_print_of_a_sticker_is_three_lines_at_most() -> None:
    """It took five, a third of the sticker: each piece stands on the first line that has room for it."""
    for sheet in cards.products(town({"sample": False})):
        if sheet.kind == "stickers":
            found = words(sheet.make(sheet.args, ROOT / "overrides"))
            first = next(one for one in found if sheet.args["address"] in one.text)
            number = next(one for one in found if "编号" in one.text)
            assert abs(first.bottom - number.bottom) < 25, sheet.path
