"""Family F: every run of digits is accounted for, whatever its disguise."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanzha.checks.engine.rule import Rule
from fanzha.checks.facts import every_number, hotline_purpose, numbers
from fanzha.checks.facts.numeral_meaning import resembles
from fanzha.checks.facts.numeral_runs import runs
from tests.checking import rules_of
from tests.checks.texts import TABLES, corpus, found, in_body
from tests.samples import BODY, scam

NUMERALS: tuple[Rule, ...] = rules_of(every_number)
RULES: tuple[Rule, ...] = (*NUMERALS, *rules_of(numbers))
HOTLINES = ("110", "96110", "12381", "12321", "12377")
PIECES = [
    *"0123456789０１⑨零幺一二九十百lOI -.·*、，。 \u200b",
    "&#49;",
    "96110",
    "110",
    "元",
    "天",
    "打",
]


def test_disguises_are_found_and_ordinary_lines_are_not() -> None:
    """A wrong or disguised number cannot be taken back; a false alarm teaches to ignore alarms."""
    rows = corpus("numerals")
    texts = [scam(f"{BODY}\n{text}\n") for _, text in rows]
    wrong = []
    for (expected, text), findings in zip(rows, found(RULES, texts), strict=True):
        codes = {finding.code for finding in findings} & {"F001", "F015"}
        if bool(codes) != (expected != "-"):
            wrong.append((expected, text, codes))
    assert wrong == []


def _slips(phone: str) -> set[str]:
    """All numbers that are one key away: one more, one less, another, two exchanged."""
    cuts = [(phone[:at], phone[at:]) for at in range(len(phone) + 1)]
    return {
        *(a + b[1:] for a, b in cuts if b),
        *(a + key + b for a, b in cuts for key in "0123456789"),
        *(a + key + b[1:] for a, b in cuts if b for key in "0123456789"),
        *(a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1),
    } - {*TABLES.numbers}


@pytest.mark.parametrize("phone", ["110", "96110", "12381", "12321", "12377"])
def test_every_slip_of_one_key_is_found(phone: str) -> None:
    """99110, 9611, 1110: all that a finger may do to a hotline, after a word that says to dial."""
    slips = sorted(_slips(phone) - {""})
    texts = [scam(f"{BODY}\n有事打{slip}。\n") for slip in slips]
    passed = [slip for slip, hits in zip(slips, found(RULES, texts), strict=True) if not hits]
    assert passed == []


@pytest.mark.parametrize(
    ("written", "meant"), [("99110", "96110"), ("961l0", "96110"), ("190", "110"), ("2048", None)]
)
def test_the_number_that_was_meant_is_named(written: str, meant: str | None) -> None:
    """The clerk sees which number it should have been."""
    assert resembles(written, HOTLINES) == meant
    (finding,) = in_body(NUMERALS, f"请记住 {written}！")
    assert (f"像是{meant}" in finding.message) == (meant is not None)


def test_a_link_dials_what_it_shows() -> None:
    """Who taps 96110 must reach 96110."""
    assert in_body(NUMERALS, "打[96110](tel:95110)问。")
    assert in_body(NUMERALS, "打[110](tel:96110)报警。")
    assert not in_body(NUMERALS, "打[96110](tel:96110)问。")


@given(st.lists(st.sampled_from(PIECES), max_size=24))
def test_no_text_breaks_the_reader(pieces: list[str]) -> None:
    """Runs follow one another, and a value has only digits."""
    text = "".join(pieces)
    end = 0
    for run in runs(text):
        assert end <= run.start < run.end <= len(text)
        assert re.fullmatch("[0-9]+", run.value)
        end = run.end


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("钱已经转走，马上打120。", True),
        ("拿不准，打12356问一问。", True),
        ("报警打120。", True),
        ("他不想活了，马上打110或者120。", False),
        ("心里过不去，可以打12356。", False),
        ("来了120人，坐满了。", False),
        ("手续费120元。", False),
    ],
)
def test_numbers_for_danger_and_despair_stand_beside_it(line: str, wrong: bool) -> None:
    """120 is one key away from 110, and cannot have money stopped."""
    codes = [finding.code for finding in in_body(rules_of(hotline_purpose), line)]
    assert codes == ["F018"] * wrong


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("拿不准就打九-六-一-一-零。", True),
        ("拿不准就打九万六千一百一十。", True),
        ("拿不准就打九十六一百一十。", True),
        ("打123456问一问。", True),
        ("他给骗子打九万六千一百一十元。", False),
        ("一-二-三，木头人。", False),
        ("请看，页码从1到10。", False),
        ("密码别用123456。", False),
        ("3.15那天有活动。", False),
    ],
)
def test_a_hotline_that_is_said_as_an_amount_is_found(line: str, wrong: bool) -> None:
    """And ordinary figures of pages, passwords and days are left alone."""
    codes = [finding.code for finding in in_body(NUMERALS, line)]
    assert codes == ["F015"] * wrong
