"""Sheets made when somebody asks: each comes out whole, of its size, and says whom to ring."""

from __future__ import annotations

import calendar
import datetime
import io
import re
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import yaml
import zxingcpp

from fanzha.printing import activity, comic, print_order, wall_calendar
from fanzha.printing.sheet import carries_code, may_scan
from tests.conftest import ROOT, TODAY
from tests.printing.on_demand import (
    LONG,
    OFFICE,
    SAMPLES,
    edition,
    elsewhere,
    made,
    make,
    plan,
    saved,
)
from tests.printing.papers import pages, sizes, words
from tests.printing.sheets import MM, boxes, fonts, squeeze

SIZES = {
    "flip-chart": (420.0, 297.0),
    "keywords-a3": (297.0, 420.0),
    "keywords-a3-bw": (297.0, 420.0),
    "specimen": (297.0, 420.0),
    "poster-450x600": (450.0, 600.0),
}
A4 = (210.0, 297.0)
SHEETS = {"calendar-a4": 12, "calendar-a4-bw": 12, "wallet-card": 2, "flip-chart": 8}
CODES = {
    "comic-a4": 1,
    "comic-a4-bw": 1,
    "tent-card": 1,
    "counter-page": 1,
    "window-slip": 3,
    "poster-450x600": 1,
}
TRIED_ELSEWHERE = {
    *("banner-500", "banner-900", "lesson-kit"),
    *("signing-wall", "event-plan", "event-plan-xlsx", "contest"),
    *("poster-a2", "poster-500x700", "poster-600x900"),
}
EDGE = 5.0  # millimetres that an office printer leaves white
LEAST = 22.0  # millimetres of a code, without its white margin


def test_every_kind_on_demand_is_tried_here_and_described() -> None:
    """A kind that nobody looks at is broken by the next change of a shared template."""
    rows = yaml.safe_load((ROOT / "docs/data/sheets.yml").read_text(encoding="utf-8"))
    kinds = {kind for kind, _ in plan()}
    assert kinds - TRIED_ELSEWHERE == set(SAMPLES)
    assert kinds <= set(rows)
    page = (ROOT / "docs/editors/sheets.md").read_text(encoding="utf-8")
    assert [kind for kind in kinds if f"--product {kind}`" not in page] == []


@pytest.mark.parametrize("kind", OFFICE)
def test_office_sheets_are_of_their_size_and_inside_what_prints(kind: str, tmp_path: Path) -> None:
    output = made(kind)
    assert output.overflow == () and output.pages == SHEETS.get(kind, 1)
    assert set(sizes(output)) == {SIZES.get(kind, A4)}
    for number, (width, height), rows in boxes(saved(kind, tmp_path)):
        for left, bottom, right, top in rows:
            inside = min(left, bottom, width - right, height - top)
            assert inside > EDGE * MM, (number, left, bottom, right, top)


@pytest.mark.parametrize("long", [True, False])
@pytest.mark.parametrize("kind", OFFICE)
def test_longest_and_missing_names_fit(kind: str, long: bool) -> None:
    """A county with the longest names prints the same sheets as a village without a website."""
    output = make(elsewhere(long)[kind, SAMPLES[kind]])
    assert output.overflow == () and output.pages == SHEETS.get(kind, 1)
    for page in range(output.pages or 0):
        rows = words(output, page)
        width, height = (side * MM for side in SIZES.get(kind, A4))
        assert min(row.left for row in rows) > EDGE * MM and min(row.bottom for row in rows) > 12
        assert max(row.right for row in rows) < width - EDGE * MM
        assert max(row.top for row in rows) < height - 12
    whole = "".join(pages(output))
    if long and kind not in ("activity-sheet", "activity-sheet-bw", "flip-chart"):
        assert LONG["police"]["name"] in whole and "0883-12345678" in whole


@pytest.mark.parametrize("name", ["tie-dianhua", "tie-shouji", "tie-canzhuo", "tie-qukuanji"])
def test_stickers_hold_the_longest_names(name: str) -> None:
    """The smallest sheet there is; one that does not fit would stop a whole town."""
    output = make(elsewhere(True)["stickers-shop", name])
    assert output.overflow == () and LONG["police"]["name"] in pages(output)[0]


@pytest.mark.parametrize("kind", OFFICE)
def test_only_our_face_is_used_and_it_is_in_the_file(kind: str, tmp_path: Path) -> None:
    """A missing character would be taken from another face, or be an empty box."""
    with pikepdf.open(saved(kind, tmp_path)) as pdf:
        for font in fonts(pdf):
            (below,) = font.DescendantFonts
            assert "NotoSansSC" in str(font.BaseFont) and "/FontFile3" in below.FontDescriptor


@pytest.mark.parametrize("kind", OFFICE)
def test_both_numbers_stand_with_their_words(kind: str) -> None:
    """Whoever has paid must not ring the number for questions: each has its words beside it."""
    said = pages(made(kind))
    whole = "".join(said)
    for digits, when in (("110", "钱转走了"), ("96110", "拿不准")):
        assert re.search(rf"{when}[^\d]{{0,8}}{digits}(?!\d)|{digits}{when}", whole), (kind, digits)


@pytest.mark.parametrize("kind", CODES)
def test_codes_are_large_enough_and_lead_to_the_page(kind: str) -> None:
    """22 mm are read after two copies on an office copier; less is not."""
    with pypdfium2.PdfDocument(made(kind).data) as document:
        image = document[0].render(scale=150 / 72, grayscale=True).to_pil()
    found = zxingcpp.read_barcodes(image)
    assert len(found) == CODES[kind]
    for code in found:
        assert code.text.startswith("https://shifan.example/fanzha/")
        corners = code.position
        side = (corners.top_right.x - corners.top_left.x) / 150 * 25.4
        assert abs(side) > LEAST - 0.5, side


def test_what_says_not_to_scan_carries_no_code() -> None:
    """A warning of codes beside a code is laughed at, rightly."""
    for kind, name in (("keywords-a3", "guanjianci"), ("comic-a4", "guaguaka")):
        assert not carries_code(plan()[kind, name].args)
    assert carries_code(plan()["comic-a4", "kefu"].args)
    assert not carries_code(plan()["counter-page", "yizhan"].args)
    with pypdfium2.PdfDocument(made("keywords-a3").data) as document:
        assert zxingcpp.read_barcodes(document[0].render(scale=2).to_pil()) == []
    assert may_scan(["扫码看最新内容", "不点"]) and not may_scan(["没买的快递，码不要扫"])


def test_a_comic_ends_where_somebody_stops() -> None:
    """The last picture is the one that shall be remembered."""
    item = edition().library.by_id["shuadan"].meta
    # The end of a line stands for a light mark.
    text = pages(made("comic-a4"))[0].replace("，", "")
    told = (item.course[0].text, "在这里停下", item.stop_here.text)
    at = [text.index(squeeze(entry).replace("，", "")) for entry in told]
    assert at == sorted(at)


def test_the_rule_of_a_comic_stands_clear_of_its_drawing() -> None:
    """Three lines lay over the telephone."""
    made_of = make(plan()["comic-a4", "xunibi"])
    with pypdfium2.PdfDocument(made_of.data) as document:
        page = document[0]
        text = page.get_textpage()
        at = text.get_text_range().index("不搬砖")
        left, bottom, _, top = text.get_charbox(at)
        tall = top - bottom
        scale = 3
        below = page.render(scale=scale).to_pil().convert("RGB")
        high = page.get_height()
        box = (left, high - bottom + 0.15 * tall, left + 5 * tall, high - bottom + 0.4 * tall)
        ground = below.crop(tuple(int(scale * edge) for edge in box)).getcolors()
        assert ground is not None and len(ground) == 1, ground


def test_the_panels_of_a_comic_are_three() -> None:
    for stages, after in ((4, 1), (5, 3), (6, 5), (4, 4)):
        shown = comic.panels(stages, after)
        assert len(set(shown)) == 3 and max(shown) <= stages


def test_every_month_has_its_days_its_rule_and_its_warning() -> None:
    """A day on the wrong weekday makes the whole calendar waste paper."""
    rules = [squeeze(row.text) for row in edition().tables.rules.values()]
    for month, text in enumerate(pages(made("calendar-a4")), 1):
        days = calendar.monthrange(2027, month)[1]
        assert rules[month - 1] in text and "这个月防" in text
        assert text.count("2027") >= 1 and "有效至2027年12月31日" in text
        assert "一二三四五六日" + "".join(map(str, range(1, days + 1))) in text, month


def test_days_stand_below_their_weekdays() -> None:
    """Also in a leap year."""
    for year, month in ((2027, 2), (2027, 8), (2028, 2)):
        for week in wall_calendar.weeks(year, month):
            for place, day in enumerate(week):
                assert not day or datetime.date(year, month, day).weekday() == place
        assert max(max(wall_calendar.weeks(year, month))) == calendar.monthrange(year, month)[1]


def test_warnings_follow_the_seasons() -> None:
    """Fertiliser in spring, examinations in June: nobody reads of them in November."""
    months = plan()["calendar-a4", "2027"].args["months"]
    named = {month["month"]: month["warning"] for month in months}
    assert "春耕" in named[2] and "高考" in named[6] and "暑期" in named[7] and "返乡" in named[12]


def test_the_calendar_comes_first_that_one_hangs_up_now() -> None:
    """Who orders in November wants that of the next year."""
    years = [name for kind, name in plan() if kind == "calendar-a4"]
    assert years == [str(TODAY.year + 1), str(TODAY.year)]
    assert datetime.date(2026, 10, 1) <= TODAY


def test_fronts_and_backs_of_wallet_cards_meet() -> None:
    """Margins are equal at both sides, so that any duplex printer lays the back on its front."""
    grid = plan()["wallet-card", "ka-qianbao"].args["grid"]
    assert grid["left"] * 2 + grid["columns"] * grid["width"] == 210
    assert grid["top"] * 2 + grid["rows"] * grid["height"] == 297
    front, back = pages(made("wallet-card"))
    assert front.count("先挂断") == back.count("家里人") == 10
    assert back.count("96110") == 10 and "96110" not in front


def test_the_face_for_the_counter_stands_upside_down_on_the_flat_sheet() -> None:
    """Folded, both faces stand upright."""
    row = edition().tables.counters["yinhang"]
    with pypdfium2.PdfDocument(made("tent-card").data) as document:
        page = document[0]
        page.set_rotation(180)
        turned = page.render(scale=1).to_pil()
        upper = words(made("tent-card"))
    assert turned.size[1] > turned.size[0]
    inside = [word for word in upper if row.see[0][:4] in word.text]
    assert inside and all(word.bottom > 148.5 * MM for word in inside)
    assert all(word.top < 148.5 * MM for word in upper if "先问三句" in word.text)


def test_a_speaker_behind_the_chart_reads_what_people_see() -> None:
    """The words for a picture stand on the back of the sheet before it."""
    item = edition().library.by_id["yuanba-10"].meta
    said = pages(made("flip-chart"))
    for n, slide in enumerate(item.slides):
        assert squeeze(slide.say)[:40] in said[1 + 2 * n]
        assert said[2 + 2 * n].startswith(squeeze(slide.title))
    assert squeeze(item.questions[0].ask) in said[-1]


def test_answers_stand_apart_from_their_questions() -> None:
    """Else there is nothing to join with a line."""
    for count in (3, 4, 5):
        mixed = activity.apart(range(count))
        assert sorted(mixed) == [*range(count)]
        assert all(place != entry for place, entry in enumerate(mixed))


def test_a_slip_says_what_this_window_is_told() -> None:
    row = edition().tables.windows["hunyin"]
    (text,) = pages(made("window-slip"))
    for trap in row.traps:
        assert text.count(squeeze(trap.say)) == text.count(squeeze(trap.do)) == 3
    assert len(edition().tables.windows) == 6


def test_an_order_says_what_how_large_on_what_how_many_and_which_file() -> None:
    """It goes to the shop as it is; the table takes the prices."""
    town = edition()
    lines = print_order.lines(town, "banks", plan().values())
    args = print_order.order_args(town, "banks", lines)
    (text, *_) = pages(print_order.make(args, ROOT / "overrides"))
    with zipfile.ZipFile(io.BytesIO(print_order.make_table(args))) as book:
        table = book.read("xl/sharedStrings.xml").decode()
    wanted = {kind for kind, sheet in town.tables.sheets.items() if "banks" in sheet.copies}
    assert {line.product.kind for line in lines} == wanted & set(SAMPLES)
    for line, row in zip(lines, args["rows"], strict=True):
        sheet = town.tables.sheets[line.product.kind]
        assert row[0] == sheet.label and row[3:] == [
            sheet.size,
            sheet.paper,
            line.copies,
            line.file,
        ]
        assert squeeze(line.file) in text and line.file in table and sheet.size in table
    assert [line.product.kind for line in lines if "counter" in line.file] == ["counter-page"]
    assert next(line for line in lines if "counter" in line.file).file.endswith("yinhang.pdf")
