"""A table of towns becomes files, and files a table; a fault is told at its line, nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from fanzha.editions.importing import changes, exported, write
from fanzha.editions.table import COLUMNS
from fanzha.errors import ContentError, UsageError
from fanzha.table_files import as_csv, as_xlsx
from tests.commands import fanzha
from tests.conftest import MakeProject
from tests.editions.province import PROVINCE, province

HEAD = "档案名,地区名,级别,上级,区号,派出所,派出所电话"


def table(tmp_path: Path, *rows: str, encoding: str = "utf-8-sig") -> Path:
    path = tmp_path / "towns.csv"
    path.write_text("\n".join((HEAD, *rows)) + "\n", encoding=encoding)
    return path


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_row_becomes_a_file(project: MakeProject, tmp_path: Path, encoding: str) -> None:
    made = project(province(), region="sheng")
    row = "zhen-c,丙江镇,乡镇,xian,0312,丙江派出所,（0312）7654322"
    found = changes(made, table(tmp_path, row, encoding=encoding))
    assert [change.shown for change in found] == ["docs/data/regions/zhen-c.yml"]
    assert "+  phone: 0312-7654322" in found[0].diff
    assert not found[0].path.exists()
    write(found)
    assert found[0].path.read_text(encoding="utf-8") == (
        "# 丙江镇的地区档案，由表格带进来。\nname: 丙江镇\nlevel: town\nparent: xian\n"
        'area_code: "0312"\npolice:\n  name: 丙江派出所\n  phone: 0312-7654322\n'
    )
    assert changes(made, table(tmp_path, row)) == []


def test_what_has_no_column_stays_in_the_file(project: MakeProject, tmp_path: Path) -> None:
    made = project(province(), region="sheng")
    found = changes(made, table(tmp_path, "sheng,清江省,省,,0312,清江所,0312-1234567"))
    assert [change.after for change in found] == [PROVINCE.replace("清江派出所", "清江所")]


def test_every_fault_is_told_with_its_line_and_nothing_is_written(
    project: MakeProject, tmp_path: Path
) -> None:
    made = project(province(), region="sheng")
    before = {path.name for path in (made.docs / "data" / "regions").iterdir()}
    path = table(
        tmp_path,
        "zhen-c,丙江镇,镇,xian,,,",
        "zhen-c,丁江镇,镇,xian,,,",
        "新桥,新桥镇,镇,xian,,,",
        "zhen-d,戊江镇,镇,xiam,,,",
        "zhen-e,己江镇,村镇,xian,,,",
        "zhen-f,庚江镇,镇,xian,312,庚江派出所,7654322",
        "zhen-g,,镇,xian,,,",
    )
    with pytest.raises(ContentError) as error:
        changes(made, path)
    told = {(one.line, one.code) for one in error.value.findings}
    assert told >= {(3, "S032"), (4, "S032"), (5, "S070"), (6, "S023"), (7, "S023"), (8, "S020")}
    assert all(one.path == "towns.csv" for one in error.value.findings)
    assert 2 not in {line for line, _ in told}
    assert {path.name for path in (made.docs / "data" / "regions").iterdir()} == before


def test_an_unknown_column_is_no_guess(project: MakeProject, tmp_path: Path) -> None:
    path = tmp_path / "towns.csv"
    path.write_text("档案名,地名\nzhen-c,丙江镇\n", encoding="utf-8")
    with pytest.raises(UsageError, match="第 1 行：不认识“地名”这一列；是不是“地区名”"):
        changes(project(province(), region="sheng"), path)


@pytest.mark.parametrize(("name", "made_of"), [("t.csv", as_csv), ("t.xlsx", as_xlsx)])
def test_out_and_in_again_changes_nothing(
    project: MakeProject, tmp_path: Path, name: str, made_of: object
) -> None:
    made = project(province(), region="sheng")
    rows = exported(made)
    assert [row[0] for row in rows[1:]] == ["sheng", "xian", "zhen-a", "zhen-b"]
    assert rows[2][6] == ""  # the county's area code comes from above
    assert callable(made_of)
    (tmp_path / name).write_bytes(made_of(rows))
    assert changes(made, tmp_path / name) == []


def test_the_command_writes_only_when_it_is_told_to(project: MakeProject, tmp_path: Path) -> None:
    made = project(province(), region="sheng")
    path = table(tmp_path, "zhen-c,丙江镇,镇,xian,,,")
    shown = fanzha(made.root, "towns", "import", path)
    file = made.docs / "data" / "regions" / "zhen-c.yml"
    assert "+name: 丙江镇" in shown.stdout and not file.exists()
    assert fanzha(made.root, "towns", "import", path, "--write").returncode == 0
    assert file.exists()
    told = fanzha(made.root, "towns", "show", "zhen-c").stdout
    assert "清江派出所 0312-1234567" in told and "派出所←sheng" in told


def test_a_table_as_offices_write_it(project: MakeProject, tmp_path: Path) -> None:
    """A title above, lines in cells, blanks, full-width digits: as it is meant. What a spreadsheet
    has lost, and what would be passed over in silence, is told at its cell."""
    made = project(province(), region="sheng")
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["清江省各镇名单"])
    sheet.merge_cells("A1:G1")
    sheet.append([f" {name}\n" for name in HEAD.split(",")])
    sheet.append(
        [
            "zhen-c ",
            "丙江\n镇\u3000",
            "镇",
            "xian",
            "０３１２",
            "丙江派出所",
            "０３１２－７６５４３２２",
        ]
    )
    path = tmp_path / "towns.xlsx"
    book.save(path)
    (found,) = changes(made, path)
    assert "name: 丙江镇\n" in found.after and "phone: 0312-7654322\n" in found.after
    sheet.append(["zhen-d", "丁江镇", "镇", "xian", 312, "丁江派出所", 7654323])
    sheet.append(["zhen-e", '=B4&"二"', "镇", "xian", "0312", "#REF!", "0312-7654324"])
    sheet.append(
        ["zhen-f", "己江镇", "镇", "xian", "0312", "己江派出所", "0312-7654325", "有人值班"]
    )
    book.save(path)
    with pytest.raises(ContentError) as error:
        changes(made, path)
    told = {(one.line, one.column) for one in error.value.findings}
    assert told == {(4, 5), (4, 7), (5, 2), (5, 6), (6, 8)}
    assert "公式" in str([one.message for one in error.value.findings if one.line == 5])


def test_a_phone_is_read_with_the_area_code_from_above(
    project: MakeProject, tmp_path: Path
) -> None:
    """A town's row leaves the code empty, because the county has it: the phone is still a phone."""
    made = project(province(), region="sheng")
    path = table(
        tmp_path,
        "zhen-c,丙江镇,镇,xian-b,,丙江派出所,03132345678",
        "zhen-d,丁江镇,镇,xian,,丁江派出所,2345679",
        "xian-b,黑石县,县,sheng,0313,黑石派出所,2345670",
    )
    town, other, county = changes(made, path)
    assert "phone: 0313-2345678\n" in town.after
    assert "phone: 0312-2345679\n" in other.after
    assert "phone: 0313-2345670\n" in county.after


def test_two_of_one_name_below_one_parent_are_told(project: MakeProject, tmp_path: Path) -> None:
    """A row twice under two names of files would make two sites that nobody could tell apart."""
    made = project(province(), region="sheng")
    path = table(tmp_path, "zhen-c,甲溪镇,镇,xian,,,", "zhen-d,甲溪镇,镇,sheng,,,")
    with pytest.raises(ContentError) as error:
        changes(made, path)
    (found,) = error.value.findings
    assert (found.line, found.column, found.code) == (2, 2, "S032")
    assert "zhen-a" in found.message


def test_faults_are_told_in_the_words_of_the_table(project: MakeProject, tmp_path: Path) -> None:
    """Who fills in a table knows its columns, not the fields of a file."""
    made = project(province(), region="sheng")
    path = table(
        tmp_path,
        "zhen-c,丙江镇,镇子,xian,312,丙江派出所,1",
        "zhen-d,,镇,xian,,,",
        "zhen-e,己江镇,镇,xiam,,,",
        "zhen-f,庚江镇,镇,,,,",
    )
    with pytest.raises(ContentError) as error:
        changes(made, path)
    told = "\n".join(f"{one.message}；{one.hint}" for one in error.value.findings)
    assert "派出所电话不能写成“1”；派出所电话，写成 区号-号码，例如 0999-2000000" in told
    assert "缺少字段地区名" in told and "缺少字段网站名" in told and "设成“文本”" in told
    fields = {column.place[-1] for column in COLUMNS}
    assert not {word for word in fields if word in told}
