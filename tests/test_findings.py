"""A finding as people and machines see it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from fanzha.content.reading.source import Source
from fanzha.findings import Finding, Fix, Severity, errors, summary

SOURCE = Source("docs/scams/x.md", ("---", "title: 刷单: 返利", "\trule: 先垫钱", ""))


def rows(finding: Finding) -> list[str]:
    return finding.as_text().split("\n")


def test_a_finding_says_where_what_and_how() -> None:
    fix = Fix(2, 8, 2, 14, '"刷单: 返利"')
    finding = SOURCE.finding("S011", 2, 8, "要用引号", end_column=14, hint="加引号", fix=fix)
    assert rows(finding) == [
        "docs/scams/x.md:2:8: 错误 S011 要用引号",
        "  2 | title: 刷单: 返利",
        "    |        ^^^^^^^^^^",
        '  改成：title: "刷单: 返利"',
        "  怎么改：加引号",
    ]


@pytest.mark.parametrize(
    ("source", "column", "end", "caret"),
    [
        ("反诈宣传", 3, 5, "    ^^^^"),
        ("a反b诈", 3, 4, "   ^"),
        ("\ttitle", 2, 7, " ^^^^^"),
        ("e\u0301a", 3, 4, " ^"),
        ("反诈", 2, 0, "  ^^"),
        ("反诈", 3, 0, "    ^"),
        ("反，诈", 2, 3, "  ^^"),
    ],
    ids=["wide", "mixed", "tab", "combining", "no end", "after the end", "punctuation"],
)
def test_the_caret_stands_below_the_place(source: str, column: int, end: int, caret: str) -> None:
    """A Chinese character takes two cells of a terminal, so columns and cells differ."""
    finding = Finding("x.md", 1, column, "S001", "", source=source, end_column=end)
    assert rows(finding)[2] == f"    | {caret}"


@given(st.text(max_size=30).map(lambda text: text.replace("\n", "")), st.integers(1, 31))
def test_the_caret_never_leaves_the_line(source: str, column: int) -> None:
    """Whatever stands in a line, the report has one row for it and one for the caret."""
    column = min(column, len(source) + 1)
    finding = Finding("x.md", 7, column, "S001", "错", source=source)
    shown = rows(finding)
    assert len(shown) == (3 if source.strip() else 1)
    if source.strip():
        assert wcswidth(shown[1]) >= 0, "control characters would move the cursor"
        assert shown[2].strip().startswith("| ")
        assert wcswidth(shown[2]) <= wcswidth(shown[1]) + 1


def test_an_empty_line_is_not_shown() -> None:
    assert rows(SOURCE.finding("S006", 4, 1, "少一行")) == ["docs/scams/x.md:4:1: 错误 S006 少一行"]


def test_a_line_to_be_deleted_is_said_so() -> None:
    finding = SOURCE.finding("S001", 3, 1, "多余", fix=Fix(3, 1, 3, 11, ""))
    assert finding.mended == ""
    assert "改成：（删去这一行）" in finding.as_text()


def test_a_fix_over_several_lines_has_no_mended_line() -> None:
    assert SOURCE.finding("S005", 1, 1, "空行", fix=Fix(1, 1, 3, 1, "")).mended is None
    assert SOURCE.finding("S005", 1, 1, "空行").mended is None


def test_a_fix_on_another_line_is_not_shown_as_this_line() -> None:
    assert SOURCE.finding("S005", 1, 1, "见下", fix=Fix(2, 1, 2, 2, "T")).mended is None


def test_the_keys_for_machines_are_stable() -> None:
    """Editors and CI read them; a renamed key breaks them silently."""
    finding = SOURCE.finding("S011", 2, 8, "要用引号", end_column=14, fix=Fix(2, 8, 2, 14, "x"))
    assert finding.as_dict() == {
        "code": "S011",
        "severity": "error",
        "path": "docs/scams/x.md",
        "line": 2,
        "column": 8,
        "end_column": 14,
        "message": "要用引号",
        "hint": "",
        "fix": {"line": 2, "column": 8, "end_line": 2, "end_column": 14, "text": "x"},
    }
    assert SOURCE.finding("S006", 4, 1, "少").as_dict()["fix"] is None


def test_an_end_is_never_before_the_start() -> None:
    assert SOURCE.finding("S006", 2, 5, "少").as_dict()["end_column"] == 5


def test_findings_sort_by_place() -> None:
    """File, line, column: an editor works from the top down."""
    places = [("b.md", 1, 1), ("a.md", 10, 1), ("a.md", 2, 9), ("a.md", 2, 1)]
    found = sorted(Finding(*place, "S001", "x") for place in places)
    assert [(f.path, f.line, f.column) for f in found] == sorted(places)


def test_findings_at_one_place_can_be_sorted() -> None:
    """Also when one has a repair and the other has none."""
    with_fix = SOURCE.finding("S001", 2, 1, "x", fix=Fix(2, 1, 2, 2, ""))
    without = SOURCE.finding("S001", 2, 1, "x")
    assert len(sorted([with_fix, without])) == 2


def test_only_errors_stop_a_build() -> None:
    found = [Finding("x", 1, 1, "T001", "x", severity) for severity in Severity]
    assert [f.severity for f in errors(found)] == [Severity.ERROR]


def test_the_summary_counts_in_chinese() -> None:
    kinds = [Severity.ERROR, Severity.ERROR, Severity.WARNING]
    found = [Finding("x", 1, 1, "T001", "x", severity) for severity in kinds]
    assert summary(found) == "共 2 处错误，1 处警告。"
    assert summary([]) == "检查通过，没有发现问题。"


def test_every_severity_has_a_word() -> None:
    assert [severity.label for severity in Severity] == ["错误", "警告", "提示"]


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("\u3000", "［全角空格 U+3000］"),
        ("\u200b", "［零宽空格 U+200B］"),
        ("\xa0", "［不换行空格 U+00A0］"),
        ("\u202e", "［改方向的记号 U+202E］"),
        ("\ufe0f", "［变体选择符 U+FE0F］"),
        ("\x07", "［控制字符 U+0007］"),
        ("\ue000", "［专用区字符 U+E000］"),
    ],
)
def test_what_cannot_be_seen_is_shown_by_its_name(char: str, name: str) -> None:
    """Word indents with U+3000; a replacement mark tells nobody what to delete."""
    finding = Finding("a.md", 1, 2, "W024", "这里不用空格", end_column=3, source=f"甲{char}乙")
    row, caret = finding.as_text().split("\n")[1:3]
    assert row == f"  1 | 甲{name}乙"
    assert caret.strip("| 1").count("^") >= len(name)
