"""Repairs on text: exactly the characters named, whatever ends the lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanzha.checks.engine import fixes
from fanzha.findings import Finding, Fix


def at(
    line: int, column: int, end: int, text: str, *, last: int = 0, code: str = "S004"
) -> Finding:
    """A finding whose repair replaces [column, end) of a line; of the head, so that it needs no text."""
    fix = Fix(line, column, last or line, end, text)
    return Finding("x.md", line, column, code, "", fix=fix)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("last", ["", "END"])
def test_ends_of_lines_and_bom_stay(end: str, bom: str, last: str) -> None:
    """Notepad writes CRLF and a BOM; old Macs wrote CR."""
    rows = ["甲,乙", "", "丙", last]
    text = bom + end.join(rows)
    rows[0] = "甲，乙"
    assert fixes.repaired(text, [at(1, 2, 3, "，")]) == bom + end.join(rows)


def test_the_last_line_without_an_end_gets_none() -> None:
    assert fixes.repaired("a\nb,c", [at(2, 2, 3, "，")]) == "a\nb，c"


def test_lines_can_be_removed_and_added() -> None:
    """Blank lines before the fence go; a missing fence comes, with the file's own line end."""
    assert fixes.repaired("\r\n\r\n---\r\nx", [at(1, 1, 1, "", last=3)]) == "---\r\nx"
    assert fixes.repaired("x: 1\r\n", [at(1, 1, 1, "---\n")]) == "---\r\nx: 1\r\n"


def test_one_repair_a_line_the_first_one() -> None:
    """The second may rest on columns that the first has moved; the next pass takes it."""
    both = [at(1, 4, 5, "，"), at(1, 2, 3, "，")]
    assert fixes.repaired("a,b,c\nd,e", [*both, at(2, 2, 3, "，")]) == "a，b,c\nd，e"


def test_control_characters_go_first() -> None:
    """Columns of all other findings count without them."""
    found = [at(1, 1, 2, "A"), at(1, 3, 4, "", code="S003")]
    assert fixes.repaired("ab\x07c", found) == "abc"


def test_a_repair_may_stand_after_the_last_line() -> None:
    assert fixes.repaired("a", [at(1, 2, 2, "b")]) == "ab"


def test_a_repair_ends_with_its_line() -> None:
    """Columns of a line that was read otherwise once took the next line with them."""
    assert fixes.repaired("ab\ncd\n", [at(1, 2, 5, "x")]) == "ab\ncd\n"


def test_the_repair_of_the_reader_comes_first() -> None:
    """What is said after it counts the columns of the mended line, even where it is not proved."""
    text = "---\ntitle:[甲\nsummary: 乙\n---\n\n丙\n"
    reader = at(2, 7, 7, " ", code="S010")
    assert fixes.repaired(text, [reader, at(2, 8, 10, "[甲]", code="S023")]).count("\n") == 6
    assert [f.fix for f in fixes.proved(text, [reader, at(2, 8, 9, "[甲]", code="S023")])][
        1
    ] is None


def test_without_repairs_nothing_changes() -> None:
    text = "\ufeffa\r\n\nb\rc"
    assert fixes.repaired(text, [Finding("x.md", 1, 1, "W020", "")]) == text


@given(st.text(alphabet="甲a,，\n\r\t\u2028\x0c\ufeff", max_size=40))
def test_a_text_survives_without_repairs(text: str) -> None:
    """U+2028 and form feeds end no line for an editor's program; they must not for us."""
    assert fixes.repaired(text, []) == text


@given(
    st.lists(st.text(alphabet="甲a ,#'\"\u2028\x0c", max_size=8), min_size=1, max_size=5),
    st.data(),
)
def test_only_the_named_characters_change(rows: list[str], data: st.DataObject) -> None:
    number = data.draw(st.integers(1, len(rows)))
    row = rows[number - 1]
    start = data.draw(st.integers(0, len(row)))
    end = data.draw(st.integers(start, len(row)))
    expected = [*rows]
    expected[number - 1] = row[:start] + "新" + row[end:]
    found = [at(number, start + 1, end + 1, "新")]
    assert fixes.repaired("\r\n".join(rows), found) == "\r\n".join(expected)


def test_reading_keeps_bytes_and_refuses_other_encodings(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes("\ufeffa\r\n反\n".encode())
    assert fixes.read(path) == "\ufeffa\r\n反\n"
    path.write_bytes("反诈".encode("gbk"))
    assert fixes.read(path) is None
    assert fixes.read(tmp_path / "nowhere.md") is None


def test_writing_replaces_the_file_and_leaves_no_other(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(b"old")
    fixes.write(path, "\ufeffa\r\n")
    assert path.read_bytes() == b"\xef\xbb\xbfa\r\n"
    assert [file.name for file in tmp_path.iterdir()] == ["x.md"]


def test_a_diff_names_the_file_and_both_lines() -> None:
    assert fixes.diff("docs/x.md", "a\nb,c\n", "a\nb，c\n").split("\n") == [
        "--- docs/x.md（原来）",
        "+++ docs/x.md（改后）",
        "@@ -1,2 +1,2 @@",
        " a",
        "-b,c",
        "+b，c",
    ]
