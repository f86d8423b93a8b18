"""Families S and L, the characters: what cannot be seen, is broken, not simplified, or lacking."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanzha.checks.engine.fixes import repaired
from fanzha.checks.fit import glyphs
from fanzha.checks.structure import characters
from fanzha.checks.structure.mojibake import mojibake
from fanzha.checks.structure.traditional import SIMPLIFIED, TRADITIONAL
from tests.checking import findings, rules_of
from tests.checks.texts import found, in_body
from tests.conftest import ROOT, MakeProject
from tests.samples import BODY, page, scam

RULES = (*rules_of(characters), *rules_of(glyphs))
COVERAGE = ROOT / "overrides" / "fonts" / "coverage.txt"
SENTENCES = [
    "先返小钱，再要您垫大钱。",
    "已经转账，马上打110。",
    "“安全账户”一律是诈骗！",
    "不要点击陌生链接",
    "拿不准，问一问",
]


def codes(line: str) -> list[str]:
    return [f.code for f in in_body(RULES, line)]


def mended(line: str) -> str:
    """The line after as many repairs as there are."""
    text = scam(f"{line}\n")
    for _ in range(20):
        text = repaired(text, found(RULES, [text])[0])
    return text.split("\n")[-2]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("先返\u200b小钱", "S040"),
        ("先返\u200d小钱", "S040"),
        ("先返\u2060小钱", "S040"),
        ("先返\ufeff小钱", "S040"),
        ("先返\u00ad小钱", "S040"),
        ("先返\u3164小钱", "S040"),
        ("⚠\ufe0f先返小钱", "S040"),
        ("先返\U000e0041小钱", "S040"),
        ("打\u202e01169", "S041"),
        ("打\u200f96110", "S041"),
        ("打\u2066110\u2069", "S041"),
        ("核实\ue000", "S042"),
        ("核实\U000f1234", "S042"),
        ("不要轉账", "S043"),
        ("詐騙", "S043"),
        ("後面", "S043"),
        ("裏面", "S043"),
        ("锟斤拷", "S044"),
        ("烫烫烫烫", "S044"),
        ("先返\ufffd小钱", "S044"),
        ("☐ 已核实", "L002"),
        ("👉 看这里", "L002"),
        ("𠮷祥", "L002"),
    ],
)
def test_a_character_that_must_not_be_there(line: str, code: str) -> None:
    assert set(codes(line)) == {code}


@pytest.mark.parametrize(
    "line",
    [
        "先返小钱，再要您垫大钱。",
        "乾坤、著名、瞭望、徵音、慰藉",
        "镕、喆、堃、犇、淼",
        "①②③ ～ · — …… ￥ ℃ ㎡ × ÷ ≤ ≥",
        "□ ✓ × ★ → ●",
        "café, nǐ hǎo, résumé",
        "烫手的山芋",
        "“很好”——他说……",
        "APP、NFC、ETC、96110",
        "全角　空格",
        "《法》〈规〉【注】『引』",
    ],
)
def test_what_may_be_there(line: str) -> None:
    assert codes(line) == []


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("先返\u200b小\u200d钱", "先返小钱"),
        ("打\u202e96110\u202c", "打96110"),
        ("不要轉賬，詐騙電話", "不要转账，诈骗电话"),
        ("☐ 一 ☑ 二 ✗ 三", "□ 一 ✓ 二 × 三"),
        ("浣犲ソ，不要转账", "你好，不要转账"),
    ],
)
def test_the_repair(line: str, right: str) -> None:
    assert mended(line) == right
    assert codes(right) == []


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("encoding", ["gb18030", "cp1252", "latin-1"])
def test_text_that_was_read_in_a_wrong_encoding(sentence: str, encoding: str) -> None:
    """UTF-8 that a Windows program read as GBK or as Western European."""
    broken = sentence.encode().decode(encoding, "ignore")
    # The reader has taken control characters away (S003) before rules see a line.
    broken = "".join(c for c in broken if unicodedata.category(c) != "Cc")
    assert "S044" in codes(f"前面的话，{broken}，后面的话")


def test_a_line_is_mended_as_a_whole_or_not_at_all() -> None:
    """A half repaired line would hide that the other half is lost."""
    (finding,) = in_body(RULES, "浣犲ソ，锟斤拷")
    assert (finding.code, finding.fix) == ("S044", None)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60))
def test_no_text_breaks_a_rule(text: str) -> None:
    for finding in in_body(RULES, text.replace("\n", " ")):
        assert 1 <= finding.column <= finding.end_column <= len(finding.source) + 1


@given(st.text(st.sampled_from("的是不转账诈骗电话打先返小钱，。110“”"), max_size=30))
def test_plain_chinese_is_never_mojibake(text: str) -> None:
    assert mojibake(text) == ()


@given(st.text(st.sampled_from("鍙锛銆鐨涓€浣犲ソéèâ€œ 的了"), max_size=60))
def test_a_repair_is_plain_text(text: str) -> None:
    for one in mojibake(text):
        assert 0 <= one.start < one.end <= len(text)
        assert one.mended is None or one.mended.encode("gb2312")


def test_a_file_full_of_it_is_read_in_time() -> None:
    """Every character of such a line is suspicious."""
    start = time.process_time()
    assert codes("鍙鎴" * 1500)
    assert time.process_time() - start < 5


# The tables.


def test_the_table_of_traditional_characters() -> None:
    """One simplified character each, and no character on both sides."""
    assert len(TRADITIONAL) == len(SIMPLIFIED) == len(set(TRADITIONAL)) > 2000
    assert not set(TRADITIONAL) & set(SIMPLIFIED)
    SIMPLIFIED.encode("gb2312")
    both = [char for char in TRADITIONAL if char.encode("gb18030")[0] >= 0xB0 and _in_gb2312(char)]
    assert "".join(both) == "後摺"


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@pytest.mark.parametrize(
    ("char", "simple"), ["轉转", "賬账", "騙骗", "電电", "話话", "號号", "臺台"]
)
def test_common_characters_are_in_it(char: str, simple: str) -> None:
    assert SIMPLIFIED[TRADITIONAL.index(char)] == simple


def test_the_coverage_is_that_of_the_fonts() -> None:
    """overrides/fonts/coverage.txt is made by scripts/make_fonts.py; it must not fall behind."""
    ttlib = pytest.importorskip("fontTools.ttLib")
    maps = []
    for path in sorted(COVERAGE.parent.glob("NotoSansSC-*.otf")):
        with ttlib.TTFont(path, lazy=True) as font:
            maps.append(set(font.getBestCmap()))
    covered = {chr(code) for code in set.intersection(*maps)}
    assert glyphs.coverage(COVERAGE) - set("\n\t") == covered


def test_without_the_file_nothing_is_said(tmp_path: Path) -> None:
    assert glyphs.coverage(tmp_path / "coverage.txt") == frozenset()


# Where it is looked for.


def test_fields_are_read_too(project: MakeProject) -> None:
    text = scam(summary="先返小钱\u200b，再要您垫大錢。")
    found_here = findings(project({"scams/shuadan.md": text}), "S")
    assert [(f.code, f.column) for f in found_here] == [("S040", 14), ("S043", 21)]


def test_handbooks_are_not_printed(project: MakeProject) -> None:
    """Editors read them on a screen, where other fonts help out."""
    files = {"editors/x.md": page(f"{BODY}\n☐ 已核实\n")}
    assert "L002" not in {f.code for f in findings(project(files), "L")}


def test_the_names_of_a_region_are_on_every_sheet(project: MakeProject) -> None:
    region = (
        "name: 𠮷祥镇\nsite_name: 吉祥镇反诈宣传\npublisher: 吉祥镇反诈宣传工作小组\n"
        "site_url: https://jixiang.example/\n"
    )
    made = project({"data/regions/jixiang.yml": region}, region="jixiang")
    (finding,) = findings(made, "L")
    place = (finding.path, finding.line, finding.column)
    assert place == ("docs/data/regions/jixiang.yml", 1, 7)
