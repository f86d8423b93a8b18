"""Bytes to text: what Windows editors write is accepted, what is no text is explained."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanzha.content.reading.source import MAX_BYTES, decode
from fanzha.findings import Finding

NOTEPAD = "用记事本打开，点“另存为”，编码选 UTF-8，再保存"


def only(data: bytes) -> Finding:
    """The one finding of a file that cannot be read at all."""
    source, findings = decode("docs/x.md", data)
    assert source.lines == ()
    (finding,) = findings
    return finding


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_all_line_ends_and_a_bom_give_the_same_lines(bom: bytes, end: str) -> None:
    """The same text from Notepad, a Mac and Linux is the same text."""
    source, findings = decode("x.md", bom + end.join(["---", "title: 反诈", ""]).encode("utf-8"))
    assert (source.lines, findings) == (("---", "title: 反诈", ""), [])


def test_a_bom_inside_is_not_the_start_of_a_file() -> None:
    """Only the first character may be a BOM: the reader must not drop text anywhere else."""
    source, _ = decode("x.md", "题\ufeff目".encode())
    assert source.lines == ("题\ufeff目",)


def test_gbk_is_named_and_placed() -> None:
    """Old Notepad on a Chinese Windows saves GBK ("ANSI")."""
    finding = only("title: x\nsummary: 反诈\n".encode("gbk"))
    assert (finding.code, finding.line, finding.column) == ("S001", 2, 10)
    assert "看起来是 GBK 编码" in finding.message
    assert finding.hint == NOTEPAD


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_named(encoding: str) -> None:
    """Notepad's choice "Unicode" is UTF-16."""
    finding = only(("\ufeff" + "反诈").encode(encoding))
    assert (finding.code, finding.hint) == ("S001", NOTEPAD)
    assert "UTF-16" in finding.message


def test_a_picture_with_the_name_of_a_text_is_no_text() -> None:
    """It is no GBK either, and must not be called so."""
    finding = only(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xff")
    assert (finding.code, finding.line, finding.column) == ("S001", 1, 1)
    assert "不能识别的字节" in finding.message


def test_the_column_of_a_broken_byte_counts_characters() -> None:
    """Chinese characters have three bytes; editors count one."""
    finding = only("第一行\n反诈".encode() + b"\xff")
    assert (finding.line, finding.column) == (2, 3)


def test_a_file_that_is_too_large_is_not_read() -> None:
    """Somebody saved a Word file with pictures as text."""
    finding = only(b"a" * (MAX_BYTES + 1))
    assert finding.code == "S002"
    assert "文件太大" in finding.message
    assert decode("x.md", b"a\n" * (MAX_BYTES // 2))[1] == []


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x0b", "\x1b", "\x7f", "\x85", "\ufffe"])
def test_control_characters_are_named_and_taken_out(character: str) -> None:
    """They come with text that is copied from elsewhere; nobody can see them."""
    source, (finding,) = decode("x.md", f"first\n刷{character}单".encode())
    assert (finding.code, finding.line, finding.column) == ("S003", 2, 2)
    assert f"U+{ord(character):04X}" in finding.message
    assert finding.mended == "刷单"
    assert source.lines == ("first", "刷单")


def test_each_control_character_is_found() -> None:
    _, findings = decode("x.md", b"a\x01b\x02\n\x03")
    assert [(f.line, f.column) for f in findings] == [(1, 2), (1, 4), (2, 1)]


def test_a_tab_is_text() -> None:
    assert decode("x.md", b"a\tb")[1] == []


@given(st.binary(max_size=300))
def test_any_bytes_give_lines_or_a_reason(data: bytes) -> None:
    """Whatever lies in docs/, the check must say what it is instead of ending in a traceback."""
    source, findings = decode("x.md", data)
    assert source.lines or findings
    assert not any("\r" in line or "\n" in line for line in source.lines)
    assert all(finding.as_text() for finding in findings)


@given(st.text(max_size=200).filter(lambda text: text.isprintable()))
def test_printable_text_comes_through_unchanged(text: str) -> None:
    assert decode("x.md", text.encode("utf-8"))[0].lines == (text,)


def test_a_line_that_is_too_long_is_read_to_its_bound() -> None:
    """A pasted picture is told of once, and nothing searches through it."""
    source, findings = decode("x.md", b"a\n" + b"1" * 60_000 + b"\nb")
    assert [(f.code, f.line) for f in findings] == [("S015", 2)]
    assert [len(line) for line in source.lines] == [1, 2000, 1]
