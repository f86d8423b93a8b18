"""Family F: numbers and names that must agree with docs/data/."""

from __future__ import annotations

import pytest

from tests.checking import findings
from tests.conftest import MakeProject
from tests.samples import BODY, case, line_of, page, scam


def numbers(project: MakeProject, line: str) -> list[str]:
    """What F001 says of a line of text, by its marked characters."""
    text = page(f"{BODY}\n{line}\n")
    found = [f for f in findings(project({"help/x.md": text}), "F") if f.code == "F001"]
    assert all(f.line == line_of(text, line) for f in found)
    return [f.source[f.column - 1 : f.end_column - 1] for f in found]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("请打96710问一问。", "96710"),
        ("请打 95588 问一问。", "95588"),
        ("请打955881问。", "955881"),
        ("客服是10086。", "10086"),
        ("打12318反映。", "12318"),
        ("打114。", "114"),
        ("打13800138000找他。", "13800138000"),
        ("打138 0013 8000找他。", "138 0013 8000"),
        ("打138-0013-8000找他。", "138-0013-8000"),
        ("打+86 13800138000找他。", "+86 13800138000"),
        ("打010-87654321找他。", "010-87654321"),
        ("打（010）87654321找他。", "010）87654321"),
        ("打0591 87654321找他。", "0591 87654321"),
        ("打0591—87654321找他。", "0591—87654321"),
        ("打400-800-1234。", "400-800-1234"),
        ("打4008001234。", "4008001234"),
        ("打800-820-1234。", "800-820-1234"),
        ("**96710**是假的。", "96710"),
        ("电话：96710。", "96710"),
        ("- 96710：问一问", "96710"),
        ("| 96710 | 问一问 |", "96710"),
        ("看“96710”。", "96710"),
    ],
)
def test_a_number_that_is_not_in_the_table(project: MakeProject, line: str, number: str) -> None:
    """A wrong hotline on paper cannot be taken back."""
    (found,) = numbers(project, line)
    assert found.strip("（(") == number


@pytest.mark.parametrize(
    "line",
    [
        "马上打110。",
        "拿不准，打96110问。",
        "12381只发短信。",
        "打12321举报，打12377举报。",
        "损失了119元。",
        "等了120分钟。",
        "住了118天。",
        "2026年11月20日",
        "2026-11-20",
        "第110条规定",
        "共12345人，有10000多元，95500块。",
        "1.5万元，100.5元，3.14159",
        "10%，95%，100%",
        "验证码123456",
        "尾号6789的卡",
        "编号A110，型号X96710",
        "12306.5元",
        "1920×1080",
        "8:00到18:00",
        "8.30到18.30",
        "20261120",
        "6至8位数字",
        "￥11000",
        "满100减50",
    ],
)
def test_what_is_no_wrong_number(project: MakeProject, line: str) -> None:
    """Few false alarms, or nobody reads them: amounts, dates and the known numbers are right."""
    assert numbers(project, line) == []


def test_a_number_that_is_nearly_right_shows_the_right_one(project: MakeProject) -> None:
    """Somebody swapped two digits of the hotline."""
    text = page("拿不准，打96710问一问。\n")
    (found,) = findings(project({"help/x.md": text}), "F")
    assert found.mended == "拿不准，打96110问一问。"
    assert "110" in found.hint
    assert "docs/data/numbers.yml" in found.message


def test_a_banks_number_has_a_way_to_be_said(project: MakeProject) -> None:
    (found,) = findings(project({"help/x.md": page("打95588停卡。\n")}), "F")
    assert "银行卡背面的客服电话" in found.hint


def test_numbers_in_fields_are_read_too(project: MakeProject) -> None:
    """Titles, steps and stories go on posters and slides."""
    files = {
        "scams/shuadan.md": scam(steps="\n  - 停手\n  - 打95588停卡\n  - 马上打110"),
        "cases/baoma.md": case(lesson="要先打10086问一问。"),
    }
    found = findings(project(files), "F")
    assert [(f.path, f.source.strip()) for f in found] == [
        ("docs/cases/baoma.md", "lesson: 要先打10086问一问。"),
        ("docs/scams/shuadan.md", "- 打95588停卡"),
    ]
    assert [f.column for f in found] == [12, 6]


def test_two_lines_are_not_one_number(project: MakeProject) -> None:
    """The end of one line and the start of the next are no telephone number."""
    text = page("卡号前面是138\n0013\n8000结束\n")
    assert "F001" not in {f.code for f in findings(project({"help/x.md": text}), "F")}


def test_a_new_number_in_the_table_is_right_at_once(project: MakeProject) -> None:
    table = '"12345": {label: 热线, for: 问, say: 说清楚, call: true}\n'
    made = project({"data/numbers.yml": table, "help/x.md": page("打12345问。\n")})
    assert [f for f in findings(made, "F") if f.path == "docs/help/x.md"] == []


def test_the_regions_own_number_is_right(project: MakeProject) -> None:
    """numbers.yml promises it: numbers are those of the table or of the region."""
    made = project({"help/x.md": page("打0000-0000110找示范镇派出所。\n")})
    assert [f.code for f in findings(made, "F")] == []


def test_a_number_in_a_folded_text_is_placed_inside_the_file(project: MakeProject) -> None:
    """YAML joins the lines of `>`; the report must still show a place that exists."""
    text = scam(summary=">\n  先返小钱，打95588问，\n  再要您垫大钱。")
    (found,) = findings(project({"scams/shuadan.md": text}), "F")
    assert "95588" in found.source
    assert found.source[found.column - 1 : found.end_column - 1] == "95588"


# F002: the ministry's lists.


@pytest.mark.parametrize(
    "official",
    [
        '[{edition: "2025", name: 刷单返利}]',
        "[{edition: 2025, name: 机票退改签}, {edition: 2022, name: 刷单返利}]",
    ],
)
def test_a_name_of_a_list(project: MakeProject, official: str) -> None:
    assert findings(project({"scams/shuadan.md": scam(official=official)}), "SF") == []


def test_a_name_of_another_years_list(project: MakeProject) -> None:
    """The lists change; 机票退改签 came in 2025."""
    text = scam(official='[{edition: "2022", name: 机票退改签}]')
    (found,) = findings(project({"scams/shuadan.md": text}), "SF")
    assert (found.code, found.line, found.column) == ("F002", line_of(text, "official"), 36)
    assert "2022 年的清单里没有“机票退改签”" in found.message
    assert "冒充公检法" in found.hint


def test_a_name_that_is_nearly_right(project: MakeProject) -> None:
    text = scam(official='[{edition: "2025", name: 刷单返现}]')
    (found,) = findings(project({"scams/shuadan.md": text}), "SF")
    assert found.mended == 'official: [{edition: "2025", name: 刷单返利}]'


def test_a_year_without_a_list(project: MakeProject) -> None:
    text = scam(official='[{edition: "2019", name: 刷单返利}]')
    (found,) = findings(project({"scams/shuadan.md": text}), "SF")
    assert (found.code, found.line) == ("F002", line_of(text, "official"))
    assert "2019" in found.message
    assert "2025" in found.hint
