"""The self-check as data: whichever way somebody answers, it ends, soon, and where it should."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.checking import findings
from tests.conftest import MakeProject

DATA = Path(__file__).resolve().parents[3] / "docs" / "data"
ANSWER = "{level: unsure, title: 再问问, say: 打电话问。, do: [打96110]}"


SITUATIONS = yaml.safe_load(
    Path(__file__).with_name("selfcheck_situations.yml").read_text(encoding="utf-8")
)


def tree_of_questions() -> dict[str, Any]:
    text = (DATA / "selfcheck.yml").read_text(encoding="utf-8")
    tree: dict[str, Any] = yaml.safe_load(text)
    return tree


def arrive(tree: dict[str, Any], facts: set[str]) -> tuple[int, str]:
    """(number of questions, name of the answer) for somebody to whom these facts apply."""
    at, asked = next(iter(tree["questions"])), 0
    while at in tree["questions"]:
        asked += 1
        yes = bool(facts & set(asks(at)))
        at = tree["questions"][at]["if_yes" if yes else "if_no"]
    return asked, at


def asks(question: str) -> list[str]:
    """The facts that a question asks for; one that only repeats another asks for the same."""
    found: list[str] = SITUATIONS["asks"][question.removesuffix("-lianjie")]
    return found


def walk(tree: dict[str, Any], answers: tuple[bool, ...]) -> tuple[int, str]:
    """(number of questions, name of the answer) for somebody who answers like this."""
    at = next(iter(tree["questions"]))
    asked = 0
    for answer in answers:
        if at in tree["answers"]:
            break
        asked += 1
        at = tree["questions"][at]["if_yes" if answer else "if_no"]
    return asked, at


def test_whatever_somebody_answers_there_is_an_end() -> None:
    """Nobody in a hurry answers a seventh question."""
    tree = tree_of_questions()
    ends = [walk(tree, answers) for answers in product((True, False), repeat=6)]
    assert {end for _, end in ends} == set(tree["answers"])
    assert max(asked for asked, _ in ends) <= 6


@pytest.mark.parametrize("case", SITUATIONS["situations"], ids=lambda case: case["what"])
def test_whoever_it_happened_to_arrives_where_he_should(case: dict[str, Any]) -> None:
    """The table was written before the tree: what happened, where one must arrive, what is said."""
    tree = tree_of_questions()
    asked, end = arrive(tree, set(case["facts"]))
    assert end == case["ends"] and asked <= 6
    answer = tree["answers"][end]
    assert case.get("scam") in (None, *answer.get("scams", ()))
    if end in SITUATIONS["emergencies"]:
        assert "110" in answer["say"].split("。")[0]


def test_the_table_of_situations_reaches_every_answer() -> None:
    tree = tree_of_questions()
    assert {case["ends"] for case in SITUATIONS["situations"]} == set(tree["answers"])


def test_nobody_in_danger_arrives_without_the_number_of_the_police() -> None:
    """Paid, threatened, screen shared, code given: whatever else he answers, 110 comes first."""
    tree = tree_of_questions()
    facts = sorted({fact for row in SITUATIONS["asks"].values() for fact in row})
    alone = ["paid", "police", "threat"]
    pairs = [("code", "gave"), ("screen", "screen-now"), ("tap", "tapped")]
    for danger in [(fact,) for fact in alone] + pairs:
        for other in facts:
            for more in facts:
                _, end = arrive(tree, {*danger, other, more})
                assert "110" in tree["answers"][end]["say"].split("。")[0], (danger, other, more)


def test_money_that_has_gone_is_asked_about_first() -> None:
    """Every minute counts: one tap to 110."""
    tree = tree_of_questions()
    asked, end = walk(tree, (True,))
    assert asked == 1 and tree["answers"][end]["level"] == "paid"
    assert "110" in tree["answers"][end]["title"]


def test_every_type_of_scam_can_come_out() -> None:
    tree = tree_of_questions()
    named = {scam for answer in tree["answers"].values() for scam in answer.get("scams", ())}
    known = {path.stem for path in (DATA.parent / "scams").glob("*.md")}
    assert known == named


def chain(length: int) -> str:
    """A tree of so many questions, one after the other."""
    rows = ["questions:"]
    for number in range(1, length + 1):
        after = f"q{number + 1}" if number < length else "ask"
        rows.append(f"  q{number}: {{ask: 是吗？, if_yes: ask, if_no: {after}}}")
    return "\n".join([*rows, f"answers:\n  ask: {ANSWER}", ""])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (chain(7), "最多六个"),
        (chain(2).replace("if_no: ask", "if_no: nowhere"), "“nowhere”不存在"),
        (chain(2).replace("if_no: ask", "if_no: q1"), "绕了回来"),
        (chain(2) + f"  lost: {ANSWER}\n", "“lost”走不到"),
        (chain(2).replace("unsure", "maybe"), "能写的有："),
        (chain(2).replace("打96110]", "打96110], scams: [jiade]"), "没有 'jiade'"),
        (chain(2).replace("打电话问", "打96711问"), "96711"),
    ],
)
def test_a_tree_that_leads_astray_is_refused(project: MakeProject, text: str, words: str) -> None:
    found = findings(project({"data/selfcheck.yml": text}))
    assert {finding.path for finding in found} == {"docs/data/selfcheck.yml"}
    assert any(words in finding.as_text() for finding in found), found


def test_six_questions_are_fine(project: MakeProject) -> None:
    assert findings(project({"data/selfcheck.yml": chain(6)})) == []


def test_every_typical_sentence_is_said_in_some_scam() -> None:
    """Otherwise its page would show nothing that was said."""
    sayings = yaml.safe_load((DATA / "sayings.yml").read_text(encoding="utf-8"))
    scams = [path.read_text(encoding="utf-8") for path in (DATA.parent / "scams").glob("*.md")]
    lines = "\n".join(re.findall(r"(?m)^lines:\n((?:  - .*\n)+)", "\n".join(scams)))
    for key, row in sayings.items():
        assert any(word in lines for word in row["words"]), key
