"""The word lists: an office adds a word without code, and learns at once where it goes wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pytest

from fanzha.checks.engine import words
from fanzha.content.data import notation
from fanzha.content.data.notation import NotationError
from fanzha.content.data.tables import load_tables
from fanzha.content.data.word_tables import Phrases
from fanzha.findings import Finding
from tests.checking import findings
from tests.conftest import ROOT, MakeProject
from tests.samples import BODY, scam

FOLDER = ROOT / "docs" / "data" / "words"
PANIC = (FOLDER / "panic.yml").read_text(encoding="utf-8")
ROW = "  xin:\n    words: [吓死人]\n    bad: [真是吓死人。]\n    good: [他没有被吓住。]\n"
LISTS = {"被骗": ["被骗", "上当"], "里外": ["里{被骗}", "外"]}


def found(project: MakeProject, row: str, line: str, name: str = "panic") -> list[Finding]:
    """What a check says when a row is added to a table and a line to an item."""
    text = (FOLDER / f"{name}.yml").read_text(encoding="utf-8")
    made = project(
        {f"data/words/{name}.yml": text + row, "scams/shuadan.md": scam(f"{BODY}\n{line}\n")}
    )
    return findings(made, "SRW")


def test_an_added_word_is_found(project: MakeProject) -> None:
    """A row of four lines is all that an office writes."""
    (finding,) = found(project, ROW, "真是吓死人了。")
    assert (finding.code, finding.path) == ("W003", "docs/scams/shuadan.md")
    assert "“吓死人”会让人慌" in finding.message
    assert finding.source[finding.column - 1 : finding.end_column - 1] == "吓死人"


def test_a_row_says_what_to_write_instead(project: MakeProject) -> None:
    """The hint of the row goes before that of its table."""
    row = ROW.replace("    bad", "    instead: 写“很少见”\n    bad")
    (finding,) = found(project, row, "真是吓死人了。")
    assert finding.hint == "写“很少见”"


def test_an_office_may_have_a_file_of_its_own(project: MakeProject) -> None:
    """An update of the shipped tables then never meets the words of the town."""
    text = PANIC[: PANIC.index("rows:")] + "rows:\n" + ROW
    files = {"data/words/benzhen.yml": text, "scams/shuadan.md": scam(BODY + "\n吓死人。\n")}
    assert [f.code for f in findings(project(files), "SRW")] == ["W003"]


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "message"),
    [
        ("    good: [他没有被吓住。]\n", "", "S020", 2, "xin的 good"),
        ("bad: [真是吓死人。]", "bad: [真是吓人。]", "S060", 3, "xin 找不出这一句"),
        ("good: [他没有被吓住。]", "good: [吓死人了。]", "S060", 4, "xin 把这一句也算进去了"),
        ("words: [吓死人]", "word: [吓死人]", "S021", 2, "没有 word 这个字段"),
        ("words: [吓死人]", 'words: ["吓{死人"]', "S023", 2, "少了另一半"),
        ("words: [吓死人]", 'words: ["吓(死人"]', "S023", 2, "少了另一半"),
        ("words: [吓死人]", 'words: ["吓{死}人"]', "S023", 2, "不认识 {死}"),
        ("    bad", "    unless: [qouted]\n    bad", "R001", 3, "没有 qouted 这种情形"),
    ],
)
def test_a_slip_is_reported_at_its_row(
    project: MakeProject, old: str, new: str, code: str, line: int, message: str
) -> None:
    """File, line and the key of the row: who adds a word has no other guide."""
    row = ROW.replace(old, new)
    assert row != ROW
    mine = [f for f in found(project, row, "没事。") if f.path.endswith("panic.yml")]
    assert (code, PANIC.count("\n") + line) in [(f.code, f.line) for f in mine]
    assert any(message in f.message for f in mine)


@pytest.mark.parametrize(
    ("written", "yes", "no"),
    [
        ("甲{2字}乙", ["甲乙", "甲一乙", "甲一二乙"], ["甲一二三乙", "甲，乙", "甲\n乙"]),
        ("甲{1到2字}乙", ["甲一乙"], ["甲乙"]),
        ("甲{同句3字}乙", ["甲一，二乙"], ["甲。乙", "甲一二三四乙"]),
        ("(甲/乙)丙", ["甲丙", "乙丙"], ["丙", "甲乙丙丁"[:2]]),
        ("(甲/)丙", ["甲丙", "丙"], ["甲"]),
        ("不{被骗}", ["不被骗", "不上当"], ["不骗"]),
        ("{里外}", ["里被骗", "里上当", "外"], ["里"]),
        ("占{数字}成", ["占3成", "占12.5成", "占3,500成"], ["占成"]),
        ("即可{停顿}", ["即可。", "即可", "即可）"], ["即可返"]),
    ],
)
def test_how_phrases_are_written(written: str, yes: Sequence[str], no: Sequence[str]) -> None:
    """Each form that the page for editors shows."""
    pattern = re.compile(
        words.pattern(Phrases(words=(written,)), notation.read(written, LISTS), LISTS)
    )
    assert [text for text in yes if not pattern.search(text)] == []
    assert [text for text in no if pattern.search(text)] == []


@pytest.mark.parametrize(
    ("text", "lists", "message"),
    [
        ("", {}, "空的"),
        ("甲)", {}, "多了"),
        ("甲}", {}, "多了"),
        ("甲{乙}", {"乙": ["丙{乙}"]}, "用到了它自己"),
        ("甲{百字}", {}, "不认识"),
    ],
)
def test_what_cannot_be_read(text: str, lists: Mapping[str, Sequence[str]], message: str) -> None:
    """Without the check a slip would silently find nothing."""
    with pytest.raises(NotationError, match=message):
        notation.read(text, lists)


def test_every_phrase_has_an_anchor() -> None:
    """A phrase is looked for only where its anchor stands; one without any is never found."""
    for table in load_tables(ROOT, ROOT / "docs")[0].words.tables.values():
        for row in table.rows.values():
            for word in row.words:
                assert words.anchors(notation.read(word, table.lists)), word


def test_two_gaps_in_the_words_of_one_situation(project: MakeProject) -> None:
    """`{2字}` may stand in several words of a cue; it once ended in a traceback."""
    cue = '  liangchu:\n    label: 两处空\n    cues:\n      - {words: ["甲{2字}乙", "丙{2字}丁"]}\n'
    situations = (FOLDER / "situations.yml").read_text(encoding="utf-8")
    row = ROW.rstrip("\n") + "\n    unless: [liangchu]\n"
    made = project(
        {
            "data/words/situations.yml": situations.rstrip("\n") + "\n" + cue,
            "data/words/panic.yml": PANIC + row,
            "scams/shuadan.md": scam(f"{BODY}\n丙一丁，真是吓死人了。\n\n真是吓死人了。\n"),
        }
    )
    assert [one.code for one in findings(made, "W")] == ["W003"]


@pytest.mark.parametrize("name", ["泛称", "出事的东西", "公家的账号"])
def test_a_list_that_a_rule_in_code_uses_is_missed(project: MakeProject, name: str) -> None:
    """Without it the rule finds nothing, and nothing would say so."""
    text = (ROOT / "docs" / "data" / "words" / "lists.yml").read_text(encoding="utf-8")
    kept = "".join(row for row in text.splitlines(True) if not row.startswith(f"  {name}:"))
    assert kept != text
    told = findings(project({"data/words/lists.yml": kept}), "S")
    assert [(one.code, one.message) for one in told] == [("S030", f"缺少词组 {name}")]


def test_a_list_is_tried_on_its_sentences(project: MakeProject) -> None:
    """As a row is: a word too many or too few is found by whoever adds it."""
    text = (ROOT / "docs" / "data" / "words" / "lists.yml").read_text(encoding="utf-8")
    wrong = text.replace("bad: [有人自称民警。]", "bad: [有人来过。]")
    wrong = wrong.replace("good: [民警上门看望。]", "good: [骗子上门看望。]")
    told = [one.message for one in findings(project({"data/words/lists.yml": wrong}), "S")]
    assert told == ["装别人 找不出这一句", "装别人 把这一句也算进去了"]
