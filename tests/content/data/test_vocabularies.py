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
    tree = yaml.safe_load((DATA / "selfcheck.yml").read_text(encoding="utf-8"))
    ends = [walk(tree, answers) for answers in product((True, False), repeat=6)]
    assert {end for _, end in ends} == set(tree["answers"])
    assert max(asked for asked, _ in ends) <= 6


def test_money_that_has_gone_is_asked_about_first() -> None:
    """Every minute counts: one tap to 110."""
    tree = yaml.safe_load((DATA / "selfcheck.yml").read_text(encoding="utf-8"))
    asked, end = walk(tree, (True,))
    assert asked == 1 and tree["answers"][end]["level"] == "paid"
    assert "110" in tree["answers"][end]["title"]


def test_every_type_of_scam_can_come_out() -> None:
    tree = yaml.safe_load((DATA / "selfcheck.yml").read_text(encoding="utf-8"))
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
        (chain(2).replace("unsure", "maybe"), "只能是：paid、scam、unsure"),
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
