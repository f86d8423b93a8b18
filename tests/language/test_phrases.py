"""What every product says: whom to ring, and where a rule may be broken."""

from __future__ import annotations

import re

import pytest

from fanzha.edition import read_edition
from fanzha.language import phrases
from tests import samples
from tests.checking import findings
from tests.conftest import ROOT, MakeProject

NUMBERS = (ROOT / "docs" / "data" / "numbers.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("rule", "lines"),
    [
        ("先垫钱的都是骗", ("先垫钱的", "都是骗")),
        ("先挂断，再核实", ("先挂断，", "再核实")),
        ("一停，二问，三核实清楚", ("一停，", "二问，", "三核实清楚")),
        ("别点链接", ("别点链接",)),
        ("先问，再转", ("先问，再转",)),  # short enough for one line
        ("骗子的话一句也不能信的", ("骗子的", "话一句也不能信的")),
        ("他的钱我都不能收", ("他的钱我都不能收",)),  # 他的 alone would look lost
        ("生人叫您转账都是假的", ("生人叫您转账都是假的",)),  # nothing behind 的
    ],
)
def test_a_rule_is_broken_where_one_breathes(rule: str, lines: tuple[str, ...]) -> None:
    assert phrases.rule_lines(rule) == lines
    assert "".join(lines) == rule


def test_whom_to_ring_is_said_as_the_table_says_it(project: MakeProject) -> None:
    """An office that changes a word changes it on paper, on screens and in chats at once."""
    words = NUMBERS.replace("when: 拿不准", "when: 想不明白").replace(
        "brief: 拿不准问", "brief: 想不明白问"
    )
    files = {"scams/shuadan.md": samples.scam(), "data/numbers.yml": words}
    edition, found = read_edition(project(files))
    assert found == []
    paid, unsure = phrases.calls(edition.tables)
    assert (paid.digits, paid.when, paid.act) == ("110", "钱转走了", "马上打")
    assert unsure.pair == ("想不明白问", "96110")


@pytest.mark.parametrize("lost", ["when: 拿不准", "sentence: 钱转走了，马上打110"])
def test_a_number_that_lacks_its_words_is_an_error(project: MakeProject, lost: str) -> None:
    """A sheet with a number and nothing beside it tells nobody when to ring it."""
    found = findings(project({"data/numbers.yml": NUMBERS.replace(f"  {lost}\n", "")}))
    assert [(f.code, f.path) for f in found] == [("S030", "docs/data/numbers.yml")]
    assert "when、act、brief、sentence" in found[0].message


def test_no_template_writes_out_whom_to_ring() -> None:
    """Seven did, and an eighth would have said it in other words."""
    written = [
        path.name
        for suffix in ("typ", "html")
        for path in (ROOT / "overrides").rglob(f"*.{suffix}")
        if re.search("钱转走了|拿不准", path.read_text(encoding="utf-8"))
    ]
    assert written == []
