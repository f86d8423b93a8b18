"""A table of figures as a clerk saves it: read, or refused with every fault and nobody's data."""

from __future__ import annotations

from pathlib import Path

import pytest

from fanzha.errors import ContentError, UsageError
from fanzha.situation import figures, making
from fanzha.situation.figures import Figures
from fanzha.situation.months import Month, Quarter, read_month
from tests.printing.on_demand import edition

HEAD = "月份,诈骗类型,发案数（起）,损失金额（万元）,受骗人群"
ROWS = (
    "2026-07,刷单返利,12,3.5,学生",
    "2026年8月,冒充客服类诈骗,3起,0.8万,",
    "Sep-26,其它,0,0,其他",
)


def saved(folder: Path, *rows: str, encoding: str = "utf-8", end: str = "\r\n") -> Path:
    path = folder / "统计表.csv"
    path.write_bytes((end.join(rows) + end).encode(encoding))
    return path


def read(path: Path) -> Figures:
    return figures.read(path, making.words(edition()))


def faults(path: Path) -> list[tuple[int, str]]:
    with pytest.raises(ContentError) as caught:
        read(path)
    assert all(found.path == "统计表.csv" and found.hint for found in caught.value.findings)
    return [(found.line, found.message) for found in caught.value.findings]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_whatever_excel_saves_is_read(tmp_path: Path, encoding: str) -> None:
    tab = "\t" if encoding == "utf-16" else ","
    rows = [row.replace(",", tab) for row in ("某镇统计表,,,,", HEAD, *ROWS, ",,,,")]
    found = read(saved(tmp_path, *rows, encoding=encoding))
    assert [(str(e.month), e.type, e.audience, e.cases, e.loss) for e in found.entries] == [
        ("2026-07", "刷单返利", "学生", 12, 35_000),
        ("2026-08", "冒充电商物流客服", "没有写明", 3, 8_000),
        ("2026-09", "其他", "其他", 0, 0),
    ]
    assert found.quarters == [Quarter(2026, 3)]
    assert not found.sample


MONTHS = "2026-07 2026/7 2026.7 2026年7月 2026年07月份 202607 ２０２６－０７ Jul-26 2026/7/1"
PERSONAL = "姓名 受害人 联系电话 身份证号 家庭住址 所在村组 简要案情 备注 年龄 卡号 微信"


@pytest.mark.parametrize("text", MONTHS.split())
def test_a_month_is_read_as_it_is_written(text: str) -> None:
    assert read_month(text) == Month(2026, 7)


@pytest.mark.parametrize("text", ["7月", "2026-13", "2026/7/15", "上个月", ""])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="月"):
        read_month(text)


def test_all_faults_are_told_at_once_with_line_and_mend(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        "月份,类型,起数,损失",
        "2026-07,刷单返利,三起,5万",
        "2026-07-15,刷单返利,3,50000",
        "2026-08,刷单反利,3,50000",
        "2026-08,张三被骗案,1,约五千",
        "合计,,9,9",
        "2026-09,刷单返利,2,10000",
        "2026-09,刷单返利,1,10000",
        "2026-09,刷单返利,0,10000",
        "2026-09,贷款征信,1,10,000",
    )
    assert faults(path) == [
        (2, "起数“三起”不是整数"),
        (3, "月份“2026-07-15”写到了哪一天；只写到月，几天的合成一个月"),
        (4, "类型“刷单反利”不认识"),
        (5, "类型“张三被骗案”不认识"),
        (5, "损失“约五千”不是金额"),
        (6, "这是合计的一行"),
        (8, "和第 7 行是同一个月、同一类"),
        (9, "起数是 0，却有损失"),
        (10, "这一行比第一行的列多"),
    ]


@pytest.mark.parametrize("column", PERSONAL.split())
def test_a_column_that_shows_a_person_is_refused(tmp_path: Path, column: str) -> None:
    path = saved(tmp_path, f"月份,类型,起数,损失,{column}", "2026-07,刷单返利,1,5000,张三")
    assert faults(path) == [(1, f"“{column}”这一列能认出人，报告不收")]


def test_groups_are_as_coarse_as_the_library_has_them(tmp_path: Path) -> None:
    """And a number of somebody's that stands in a wrong cell is not repeated."""
    path = saved(
        tmp_path, "月份,类型,起数,损失,人群", "2026-07,刷单返利,1,5000,三组独居老人",
        "2026-08,13800001234,1,5000,老年人",
    )  # fmt: skip
    assert faults(path) == [(2, "人群“三组独居老人”不认识"), (3, "类型“（数字略）”不认识")]


def test_missing_and_unknown_columns_are_named(tmp_path: Path) -> None:
    path = saved(tmp_path, "月份,类型,起数,心得", "2026-07,刷单返利,1,5000")
    assert faults(path) == [(1, "不认识“心得”这一列"), (1, "缺“损失”这一列")]


def test_a_quarter_needs_all_its_months(tmp_path: Path) -> None:
    found = read(saved(tmp_path, HEAD, *ROWS[:1], *ROWS[2:]))
    with pytest.raises(UsageError, match="2026Q3 缺2026-08：没有发案也要写一行"):
        making.choose(found, None)


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "统计表.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    with pytest.raises((ContentError, UsageError)):
        read(path)
