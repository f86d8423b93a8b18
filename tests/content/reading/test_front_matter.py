"""The reader: values as written, places as an editor counts them, and never a traceback.

The table of broken forms is in tests/test_broken_front_matter.py.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from fanzha.content.reading.front_matter import read_markdown, read_yaml
from fanzha.content.reading.nodes import Document
from fanzha.content.reading.source import decode
from fanzha.content.reading.yaml_mistakes import quoted
from fanzha.content.reading.yaml_text import MAX_FRONT_LINES
from fanzha.findings import Finding
from tests.commands import fanzha
from tests.conftest import MakeProject
from tests.samples import scam

# What decides how YAML and fences are read, with some words between.
TRICKY = st.text(
    st.sampled_from("ab刷单0129:：-—–[]{}'\"#*&!|>%@`,，\\?~=_. \t\n\r\u2028"), max_size=60
)
ONE_LINE = st.text(
    st.sampled_from("ab刷单019:：-[]{}'\"#*&!|>%@`,，\\?~=_. "), min_size=1, max_size=30
)


def read(text: str) -> tuple[Document, list[Finding]]:
    source, found = decode("docs/x.md", text.encode("utf-8"))
    assert found == []
    return read_markdown(source)


def fields(text: str) -> dict[str, object]:
    """The fields of front matter that has nothing wrong."""
    document, findings = read(f"---\n{text}\n---\n")
    assert findings == []
    plain = document.fields.plain()
    assert isinstance(plain, dict)
    return plain


# Values.


@pytest.mark.parametrize(
    "raw",
    ["0102", "1.10", "2026-11-20", "yes", "off", "1_000", "0x1F", "12:30:45", "1e3", "110", ".5"],
)
def test_a_value_keeps_the_text_of_the_file(raw: str) -> None:
    """YAML would make 0102 the number 66, 1.10 the number 1.1 and 12:30:45 a count of seconds."""
    assert fields(f"a: {raw}") == {"a": raw}


@pytest.mark.parametrize("raw", ["", "~", "null"])
def test_an_empty_value_is_none(raw: str) -> None:
    assert fields(f"a: {raw}\nb: x") == {"a": None, "b": "x"}


def test_quotes_and_nesting() -> None:
    text = "a: \"刷: 单\"\nb: 'it''s'\nc: [x, y]\nd:\n  - {when: 第1天, text: 扫码}"
    assert fields(text) == {
        "a": "刷: 单",
        "b": "it's",
        "c": ["x", "y"],
        "d": [{"when": "第1天", "text": "扫码"}],
    }


def test_comments_are_no_content() -> None:
    assert fields("# 说明\na: x") == {"a": "x"}


def test_half_a_title_is_not_lost_as_a_comment() -> None:
    """YAML drops what follows ` #`; a title on paper would lack its second half."""
    document, found = read("---\ntitle: 刷单 # 返利\n---\n")
    assert [(f.code, f.line, f.column) for f in found] == [("S013", 2, 11)]
    assert found[0].mended == 'title: "刷单 # 返利"'
    assert document.fields.plain() == {"title": "刷单 # 返利"}


def test_addresses_and_times_are_no_missing_space() -> None:
    """`https://` has a colon without a space after it, and is right."""
    assert fields("url: https://www.mps.gov.cn/a:b\nat: 8:30") == {
        "url": "https://www.mps.gov.cn/a:b",
        "at": "8:30",
    }


def test_a_full_width_colon_inside_a_value_is_chinese() -> None:
    assert fields("title: 刷单返利：先给甜头") == {"title": "刷单返利：先给甜头"}


# Places.


def test_every_value_knows_its_line_and_column() -> None:
    document, _ = read("---\na: x\nb:\n  - 刷单\n  - {when: 第1天, text: 扫码}\n---\n正文\n")
    places = {
        (): (2, 1),
        ("a",): (2, 4),
        ("b", 0): (4, 5),
        ("b", 1, "when"): (5, 12),
        ("b", 1, "text"): (5, 23),
    }
    for path, place in places.items():
        node = document.fields.at(*path)
        assert (node.line, node.column) == place, path
    assert document.fields.keys["b"].line == 3


def test_a_path_that_ends_early_gives_the_last_place() -> None:
    """A missing field is reported where it should have been."""
    document, _ = read("---\na:\n  - {b: x}\n---\n")
    assert document.fields.at("a", 0, "nothing").line == 3
    assert document.fields.at("a", 7) is document.fields.at("a")


def test_the_body_begins_below_the_fence() -> None:
    document, _ = read("---\na: x\n---\n第一行\n\n---\n第二段\n")
    assert document.body_line == 4
    assert document.body == "第一行\n\n---\n第二段\n"


@pytest.mark.parametrize("fence", ["——", "———", "－－－", "----", "===", "***"])
def test_fences_that_look_like_one(fence: str) -> None:
    """A Chinese input method writes long dashes where one types three hyphens."""
    document, findings = read(f"{fence}\na: x\n{fence}\n正文\n")
    assert [(f.code, f.line, f.mended) for f in findings] == [
        ("S004", 1, "---"),
        ("S006", 3, "---"),
    ]
    assert document.fields.plain() == {"a": "x"}


def test_a_line_separator_inside_a_value_does_not_shift_the_lines_below() -> None:
    """Text copied from a chat may carry U+2028; YAML counts it as a line end, editors do not."""
    source, _ = decode("x.md", '---\ntitle: "刷\u2028单"\nb: x\n---\n'.encode())
    assert read_markdown(source)[0].fields.at("b").line == 3


# What we refuse.


@pytest.mark.parametrize(
    "text",
    [
        "a: &x 1\nb: *x",
        "a: !!python/object/apply:os.system [echo]",
        "a: !ENV HOME",
        "a: !!binary aGk=",
        "<<: {a: 1}",
        "a: {b: {c: {d: {e: {f: {g: {h: {i: {j: {k: {l: {m: {n: 1}}}}}}}}}}}}}",
    ],
)
def test_yaml_that_has_no_place_in_content(text: str) -> None:
    """Anchors can blow up, tags can run code; neither is something that an editor writes."""
    _, findings = read(f"---\n{text}\n---\n")
    assert findings
    assert {f.code for f in findings} <= {"S007", "S011"}


def test_a_key_that_is_no_word() -> None:
    _, findings = read("---\n[a, b]: c\n---\n")
    assert [(f.code, f.line, f.column) for f in findings] == [("S007", 2, 1)]


@pytest.mark.parametrize("text", ["只是一句话", "- a\n- b"])
def test_front_matter_that_is_no_mapping(text: str) -> None:
    _, findings = read(f"---\n{text}\n---\n")
    assert [(f.code, f.line) for f in findings] == [("S007", 2)]
    assert "title: 刷单返利" in findings[0].hint


def test_empty_front_matter() -> None:
    _, findings = read("---\n---\n正文\n")
    assert [f.code for f in findings] == ["S004"]


def test_front_matter_without_an_end() -> None:
    """A missing fence in a long file must not make the whole body into fields."""
    lines = "\n".join(f"a{n}: x" for n in range(MAX_FRONT_LINES + 50))
    _, findings = read(f"---\n{lines}\n---\n")
    assert [f.code for f in findings] == ["S006"]


def test_brackets_without_end_do_not_crash_the_check(project: MakeProject) -> None:
    """100 KB of brackets took the C parser down, and with it the whole check, without a word.

    In a process of its own: a crash would end the test run.
    """
    text = scam(title="[" * 100_000)
    done = fanzha(project({"scams/shuadan.md": text}).root, "check")
    assert done.returncode == 1, done.stderr
    assert "docs/scams/shuadan.md:2:" in done.stdout


# Data files.


def test_a_data_file_is_one_mapping() -> None:
    source, _ = decode("docs/data/x.yml", '# 说明\n"110": {label: 报警}\n'.encode())
    document, findings = read_yaml(source)
    assert (document.fields.plain(), findings) == ({"110": {"label": "报警"}}, [])


def test_a_data_file_may_be_long() -> None:
    text = "".join(f"k{n}: v\n" for n in range(MAX_FRONT_LINES + 50))
    assert read_yaml(decode("x.yml", text.encode())[0])[1] == []


def test_an_empty_data_file_does_not_speak_of_fences() -> None:
    """A data file has no `---` and no title; the message must fit what the editor sees."""
    _, (finding,) = read_yaml(decode("x.yml", b"# nothing\n")[0])
    assert "---" not in finding.message
    assert "title" not in finding.hint


# Properties.


@given(
    st.one_of(
        TRICKY,
        TRICKY.map(lambda text: f"---\n{text}\n---\n正文\n"),
        TRICKY.map(lambda text: f"---\ntitle: {text}\nb: 1\n---\n"),
        st.text(max_size=80).map(lambda text: f"---\ntitle: {text}\n---\n"),
    )
)
def test_the_reader_never_raises_and_points_into_the_file(text: str) -> None:
    """Every finding names a place that exists, or the editor would look in vain."""
    source, _ = decode("x.md", text.encode("utf-8", "surrogatepass"))
    if not source.lines:
        return
    document, broken = read_markdown(source)
    assert document.fields.plain() is not None
    for finding in broken:
        assert 1 <= finding.line <= len(source.lines)
        assert 1 <= finding.column <= len(source.line(finding.line)) + 1
        assert finding.source == source.line(finding.line)
        assert finding.as_text()


@given(TRICKY)
def test_the_yaml_reader_never_raises(text: str) -> None:
    source, _ = decode("x.yml", text.encode("utf-8"))
    read_yaml(source)


@given(ONE_LINE)
def test_a_mended_line_can_be_read(value: str) -> None:
    """`改成` shows a line; typing exactly that must end the matter."""
    source, found = decode("x.md", f"---\ntitle: {value}\nb: 1\n---\n".encode())
    _, findings = read_markdown(source)
    mended = [f.mended for f in findings if f.line == 2 and f.mended is not None]
    if found or not mended:
        return
    source, _ = decode("x.md", f"---\n{mended[-1]}\nb: 1\n---\n".encode())
    document, findings = read_markdown(source)
    assert [f for f in findings if f.line == 2] == []
    assert document.fields.at("b").plain() == "1"


@given(ONE_LINE.map(str.strip).filter(lambda value: value and value[0] not in "\"'[{&!#|>"))
def test_a_mended_value_says_the_same(value: str) -> None:
    """Quoting a value must not lose a character of it, not even a quote at its end."""
    source, _ = decode("x.md", f"---\ntitle: {value}\n---\n".encode())
    _, findings = read_markdown(source)
    mended = [f.mended for f in findings if f.code == "S011" and f.mended is not None]
    if mended:
        assert yaml.safe_load(mended[0]) == {"title": value}


@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=40))
def test_quoting_is_exact(value: str) -> None:
    assert yaml.safe_load(f"a: {quoted(value)}") == {"a": value}


def test_every_shipped_file_is_read_without_a_finding() -> None:
    docs = Path(__file__).resolve().parents[3] / "docs"
    elsewhere = {"data", "engineers"}
    pages = [path for path in docs.rglob("*.md") if not elsewhere & set(path.parts)]
    assert len(pages) > 20
    for path in pages:
        source, findings = decode(path.name, path.read_bytes())
        assert (findings, read_markdown(source)[1]) == ([], []), path
