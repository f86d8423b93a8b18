"""Papers to sign and to fill in: what an office, a printer and a pen need of them."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from tests import samples
from tests.checking import findings
from tests.commands import fanzha
from tests.conftest import MakeProject
from tests.printing.papers import (
    changed,
    ink,
    level_lines,
    pages,
    plans,
    save,
    share,
    shipped,
    sizes,
    type_size,
    words,
)
from tests.printing.sheets import missing, squeeze, structure

MM = 72 / 25.4
SHEETS = {
    "bank-slip": ["zhuanzhang-tishi"],
    "form": ["fafang-taizhang", "renwu-fenjie", "ruhu-dengji"],
    "letter": ["gongkaixin-jumin", "guanjianci", "zhi-jiazhang"],
    "notice": ["gaozhishu-qiye"],
    "pledge": ["chengnuoshu-jiating", "chengnuoshu-qiandao"],
}
ALL = [(kind, item) for kind, items in SHEETS.items() for item in items]
TABLES = [("form", item) for item in SHEETS["form"]] + [("pledge", "chengnuoshu-qiandao")]
UPRIGHT = [paper for paper in ALL if paper not in TABLES]
KEPT = ("letter", "guanjianci")  # has no slip to sign
RETURNED = [paper for paper in UPRIGHT if paper[0] in ("letter", "notice") and paper != KEPT]
UNNAMED = {"name": "", "phone": "", "address": ""}


def test_every_paper_of_the_library_is_made() -> None:
    """A notice without its sheet would be typed anew in Word."""
    made = {(kind, item) for kind, item in plans() if kind in SHEETS}
    assert made == set(ALL)


@pytest.mark.parametrize(("kind", "item"), ALL)
def test_a_paper_is_one_side_of_a4(kind: str, item: str) -> None:
    """Three hundred letters on two sheets each would be three hundred sheets too many."""
    size = (297, 210) if (kind, item) in TABLES else (210, 297)
    made = shipped(kind, item)
    assert sizes(made) == [size]
    assert made.overflow == ()


@pytest.mark.parametrize(("kind", "item"), UPRIGHT)
def test_a_paper_says_everything_in_order(kind: str, item: str) -> None:
    args = plans()[kind, item].args
    parts = [args["addressee"], args["opening"], *args["clauses"], args["closing"], "110", "96110"]
    parts += [args["receipt"]] if args["receipt"] else []
    (text,) = pages(shipped(kind, item))
    assert missing(text, [args["title"], *(part for part in parts if part)]) is None
    assert all(squeeze(blank) in text for blank in args["blanks"])
    assert squeeze(args["rule"]) in text


@pytest.mark.parametrize(("kind", "item"), ALL)
def test_a_paper_has_region_dates_and_code(kind: str, item: str, tmp_path: Path) -> None:
    args = plans()[kind, item].args
    made = shipped(kind, item)
    (text,) = pages(made)
    parts = [
        "示范镇反诈宣传工作小组编印",
        args["edition"],
        args["valid"],
        args["code"],
        args["address"],
    ]
    assert missing(text, parts) is None
    with pypdfium2.PdfDocument(save(made, tmp_path)) as document:
        image = document[0].render(scale=150 / 72, grayscale=True).to_pil()
    codes = [(code.text, code.position) for code in zxingcpp.read_barcodes(image)]
    told_not_to = re.search("[不别]扫", text)
    assert {text for text, _ in codes} == (set() if told_not_to else {args["url"]})
    for _, corner in codes:  # the quiet zone of four modules is beyond these corners
        assert (corner.top_right.x - corner.top_left.x) / 150 * 25.4 > 15


@pytest.mark.parametrize(("kind", "item"), ALL)
def test_papers_for_older_people_are_set_large(kind: str, item: str) -> None:
    """They are read at a counter or at home, often without glasses."""
    args = plans()[kind, item].args
    least = 14 if "older" in args["audiences"] else 10.5
    made = shipped(kind, item)
    for phrase in (args["opening"][:4], args["clauses"][-1][:4], args["closing"][:4]):
        assert type_size(made, phrase) >= least - 0.01, phrase


@pytest.mark.parametrize(("kind", "item"), ALL)
def test_a_copier_has_no_dark_areas_to_print(kind: str, item: str) -> None:
    """Large dark areas come out blotched, and empty the toner."""
    dark = ink(shipped(kind, item))
    assert share(dark, 0, 0, dark.width, dark.height) < 0.12
    side = 40  # pixels, a centimetre
    squares = [
        share(dark, left, top, left + side, top + side)
        for top in range(0, dark.height - side, side)
        for left in range(0, dark.width - side, side)
    ]
    assert max(squares) < 0.75, "the QR code is half dark"


# --- The bank slip ---------------------------------------------------------------------------------


def test_two_equal_slips_are_cut_from_one_sheet() -> None:
    """The teller cuts along the line; neither half may miss a word, a tick or the code."""
    made = shipped("bank-slip", "zhuanzhang-tishi")
    rows = words(made)
    middle = 148.5 * MM
    halves = [
        "".join(
            row.text for row in rows if (row.bottom > middle) is upper and "沿虚线" not in row.text
        )
        for upper in (True, False)
    ]
    assert squeeze(halves[0]) == squeeze(halves[1])
    assert halves[0].count("□") == 16
    dark = ink(made)
    columns = dark.crop((0, dark.height // 2 - 3, dark.width, dark.height // 2 + 4))
    dashes = [any(columns.crop((x, 0, x + 1, 7)).histogram()[255:]) for x in range(dark.width)]
    assert sum(dashes) > 0.4 * dark.width, "the line to cut along"
    for row in rows:
        if "沿虚线" not in row.text:
            assert abs((row.bottom + row.top) / 2 - middle) > 5 * MM, row


def test_ticks_stand_in_their_own_columns() -> None:
    rows = words(shipped("bank-slip", "zhuanzhang-tishi"))
    boxes = [round(row.left) for row in rows if row.text == "□"]
    assert len(boxes) == 32 and len(set(boxes)) == 2


# --- Slips to tear off -----------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "item"), RETURNED)
def test_what_is_kept_stands_above_the_line_what_goes_back_below(kind: str, item: str) -> None:
    """Who returns the slip must not return the phone numbers with it."""
    args = plans()[kind, item].args
    rows = words(shipped(kind, item))
    (line,) = (row for row in rows if "沿虚线" in row.text)
    below = "".join(row.text for row in rows if row.top < line.bottom)
    above = "".join(row.text for row in rows if row.bottom > line.top)
    assert missing(squeeze(above), ["110", "96110", args["valid"], args["code"]]) is None
    assert missing(squeeze(below), ["回执", args["receipt"]]) is None
    assert "96110" not in below
    assert all(blank in squeeze(below) for blank in args["blanks"])


def test_a_long_label_on_a_slip_has_a_row_of_its_own() -> None:
    """Two long labels side by side would be printed over the row below."""
    blanks = ["还想听哪一类骗局的讲解和故事呢", "日期", "签名", "还有什么话想跟我们反诈办说一说"]
    rows = words(changed("letter", "gongkaixin-jumin", blanks=blanks))
    found = [row for blank in blanks for row in rows if row.text.startswith(blank)]
    assert [row.text.split("：")[0].strip() for row in found] == blanks
    first, date, name, last = (round(row.bottom) for row in found)
    assert first > date and abs(date - name) <= 2 and name > last


def test_a_notice_has_its_number_on_both_parts() -> None:
    """The slip in the file is matched with the sheet at the company by this number."""
    rows = words(shipped("notice", "gaozhishu-qiye"))
    (line,) = (row.bottom for row in rows if "沿虚线" in row.text)
    numbers = [row.bottom > line for row in rows if "编号：" in row.text]
    assert numbers == [True, False]
    assert "（盖章）" in pages(shipped("notice", "gaozhishu-qiye"))[0]


def test_a_long_letter_without_a_slip_takes_a_second_side() -> None:
    clause = "生人在电话里谈到钱，您挂断就好，再打家里人的老号码问一问，真的事等得起。"
    fields = {"clauses": [clause * 2] * 12, "opening": clause * 6, "closing": clause * 3}
    made = changed("letter", "gongkaixin-jumin", receipt=None, **fields)
    assert made.overflow == () and made.pages == 2
    first, second = pages(made)
    assert "编印" in first and "编印" in second
    assert first.count("生人在") + second.count("生人在") == 12 * 2 + 6 + 3
    (over,) = changed("letter", "gongkaixin-jumin", **fields).overflow
    assert over.field == "clauses" and over.over > 5


def test_an_unknown_station_leaves_named_lines_to_write_on() -> None:
    for kind, item in ALL:
        region = {**plans()[kind, item].args["region"], "police": UNNAMED}
        (text, *_) = pages(changed(kind, item, region=region))
        assert missing(text, ["96110", "派出所：", "电话："]) is None, item
        assert "0000-0000110" not in text


LONGEST = {
    "name": "一二三四五六七八九十县镇",
    "site_name": "一二三四五六七八九十县一二三四五六七镇反诈宣传站",
    "publisher": "一二三四五六七八九十县某某镇反电信网络诈骗工作小组",
    "police": {
        "name": "一二三四五六七八九十县公安局一二三四五六镇派出所",
        "phone": "0000-00001100",
        "address": "一二三四五六七八九十县某某镇某某街道某某路与某某路交叉口往东二百米路北",
    },
}


@pytest.mark.parametrize(("kind", "item"), ALL)
def test_the_longest_names_of_a_region_fit_on_the_shipped_papers(kind: str, item: str) -> None:
    """A town cannot shorten its own name, and it has not written the letter."""
    args = plans()[kind, item].args
    made = changed(
        kind,
        item,
        region={**args["region"], **LONGEST},
        address=f"www.fanzhaxuanchuan-xianzhen.gov.cn/fanzha/q/{item}",
        code=f"yiersansiwuliuqi-{item}-20261120",
    )
    assert made.overflow == () and made.pages == 1
    (text,) = pages(made)
    assert missing(text, ["96110", *LONGEST["police"].values(), LONGEST["publisher"]]) is None


# --- Tables ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "item"), TABLES)
def test_rows_are_high_enough_for_a_pen_and_fill_the_sheet(kind: str, item: str) -> None:
    dark = ink(shipped(kind, item))
    # Just inside the right border of the table there are level lines only.
    inside = dark.width - int(13 / 25.4 * 100) - 4
    at = [n / 100 * 25.4 for n in level_lines(dark, inside)]
    rows = [b - a for a, b in pairwise(at) if b - a > 7]
    head, texts, title, *rows = rows
    assert head + texts > title and len(rows) >= 7
    assert min(rows) > 9.3
    assert at[-1] > 160, "the table goes down to the foot"


@pytest.mark.parametrize(("kind", "item"), TABLES)
def test_tables_are_tables_with_named_columns(kind: str, item: str, tmp_path: Path) -> None:
    """A reader for the blind says the column's name at each cell."""
    args = plans()[kind, item].args
    titles = [column["title"] for column in args["columns"]]
    with pikepdf.open(save(shipped(kind, item), tmp_path)) as pdf:
        kinds = [str(element.S) for element in structure(pdf)]
    assert kinds.count("/Table") == args["side_by_side"]
    assert kinds.count("/TH") == args["side_by_side"] * len(titles)
    assert missing(pages(shipped(kind, item))[0], titles) is None


def test_signers_are_numbered_down_one_table_and_then_the_next() -> None:
    rows = [row for row in words(shipped("pledge", "chengnuoshu-qiandao")) if row.text.isdigit()]
    rows = [row for row in rows if "110" not in row.text]
    left = [int(row.text) for row in rows if row.right < 148 * MM]
    right = [int(row.text) for row in rows if row.left > 148 * MM]
    assert left == list(range(1, len(left) + 1))
    assert right == list(range(len(left) + 1, 2 * len(left) + 1))
    assert len(left) >= 8


def test_a_name_over_two_lines_leaves_no_character_alone() -> None:
    columns = [{"title": "旧版收回没有", "width": 24}, {"title": "备注", "width": None}]
    rows = [row.text.strip() for row in words(changed("form", "fafang-taizhang", columns=columns))]
    assert [row for row in rows if row in ("旧版收", "回没有")] == ["旧版收", "回没有"]


# --- The questionnaire -----------------------------------------------------------------------------


def test_a_questionnaire_has_a_box_for_each_answer_and_no_line_for_a_name() -> None:
    args = plans()["survey", "wenjuan-zhixiao"].args
    made = shipped("survey", "wenjuan-zhixiao")
    assert made.overflow == () and sizes(made) == [(210, 297)]
    parts = [args["opening"]]
    for number, question in enumerate(args["questions"], 1):
        parts += [f"{number}.{question['ask']}", *(f"□{text}" for text in question["options"])]
    (text,) = pages(made)
    assert missing(text, [*parts, args["closing"], "110", "96110", args["code"]]) is None
    assert text.count("□") == sum(len(question["options"]) for question in args["questions"])
    assert "姓名" not in text and "签名" not in text


def test_a_questionnaire_that_is_too_long_is_named() -> None:
    rows = [{"ask": "问" * 60, "options": ["答" * 16] * 6, "several": True}] * 20
    (over,) = changed("survey", "wenjuan-zhixiao", questions=rows).overflow
    assert over.field == "questions" and over.over > 100


# --- What does not fit or makes no sense -----------------------------------------------------------


def test_what_is_too_long_is_named_with_its_line(project: MakeProject) -> None:
    clauses = "".join(f"\n  - {'条' * 60}" for _ in range(16))
    columns = "".join(f"\n  - {{title: 栏{n}, width: 90}}" for n in "甲乙丙丁")
    files = {
        "notices/xin.md": samples.notice(
            clauses=clauses, opening=("开" * 29 + "。") * 8, receipt="收到了。"
        ),
        "notices/tishi.md": samples.notice(clauses=clauses, form="slip", addressee=None),
        "notices/biao.md": samples.notice(form="record", columns=columns, addressee=None),
    }
    done = fanzha(project(files, fonts=True).root, "build", "--only", "print")
    found = re.findall(r"docs/notices/(\w+)\.md:(\d+):1: 错误 L001 .*?：(\w+) 超出", done.stderr)
    assert done.returncode == 1, done.stderr
    assert len(found) == 3, done.stderr
    lines = {name: (int(line), field) for name, line, field in found}
    for name, field in (("xin", "clauses"), ("tishi", "clauses"), ("biao", "columns")):
        line = samples.line_of(files[f"notices/{name}.md"], f"{field}:")
        assert lines[name][1] == field and lines[name][0] - line in (0, 1)


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("form", {"form": "record"}),
        ("columns", {"form": "letter", "columns": "\n  - {title: 日期}"}),
        ("blanks", {"form": "pledge", "columns": "\n  - {title: 日期}", "blanks": "[签名]"}),
        ("form", {"form": "slip", "clauses": None}),
        ("form", {"form": "survey"}),
        ("questions", {"questions": "\n  - {ask: 接不接, options: [接, 不接]}"}),
    ],
)
def test_parts_that_a_paper_cannot_have_are_errors(
    project: MakeProject, field: str, fields: dict[str, str | None]
) -> None:
    text = samples.notice(**fields)
    (found,) = findings(project({"notices/zhi.md": text}))
    assert found.code == "S023" and found.line - samples.line_of(text, f"{field}:") in (0, 1)


def test_a_table_that_asks_for_an_identity_number_is_an_error(project: MakeProject) -> None:
    """A list of names with identity numbers on a market table would be lost within the week."""
    columns = "\n  - {title: 签名}\n  - {title: 身份证号码}\n  - {title: 手机}"
    text = samples.notice(form="pledge", columns=columns)
    found = findings(project({"notices/qian.md": text}))
    start = samples.line_of(text, "columns:")
    assert [(f.code, f.line - start) for f in found] == [("P016", 2), ("P016", 3)]
