"""What is remembered of texts changes no finding, whatever has changed since."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fanzha import checks
from fanzha.checks.engine.memory import Memory
from fanzha.checks.engine.rule import Context
from fanzha.edition import Project, read_edition
from fanzha.findings import Finding
from tests import samples
from tests.conftest import MakeProject
from tests.samples import BODY

WRONG = (
    "<b>打95588</b>看[这](meiyou.md)和[那](../help/d.md#meiyou)，example.com，{没有}，问9611O。\n"
    "![](../assets/kong.png)老人贪小便宜,才会被骗。村民王建国住在示范小区12号楼3单元502室。\n"
)
FILES = {
    "scams/a.md": samples.scam(f"{BODY}\n{WRONG}", law="[9]", audiences="[nobody]"),
    "scams/b.md": samples.scam(),
    "cases/c.md": samples.case(scam="b"),
    "alerts/d.md": samples.alert(scam="b", basis="official"),
    "alerts/e.md": samples.alert(scam="b", replaces="d"),
    "help/f.md": samples.page(WRONG, allow="{W020: 照抄原文, W021: 没有}"),
}
# A file below docs/, what stands in it, and what takes its place; all one after the other.
CHANGES = {
    "a word": ("scams/a.md", "rule: 先垫钱", "rule: 打95588，先垫钱"),
    "what another links to": ("scams/b.md", "先做一单小的", "验证码告诉95588"),
    "what a rule of the whole reads": ("cases/c.md", "basis: composite", "basis: official"),
    "another alert takes its place": ("alerts/e.md", "replaces: d", "replaces: e"),
    "a word list": ("data/words/blame.yml", "say:", "say: 又："),
    "a table": ("data/numbers.yml", '"96110"', '"96111"'),
    "the region": ("data/regions/shifan.yml", "name: 示范镇派出所", "name: 打95588"),
}


@pytest.fixture(scope="module")
def made(project: MakeProject) -> Project:
    """A project with much that is wrong."""
    return project({**FILES})


def found(made: Project, memory: Memory | None, only: str = "") -> list[Finding]:
    edition, _ = read_edition(made)
    return checks.run(edition, frozenset({only}) if only else None, memory)


def test_much_is_found(made: Project) -> None:
    """Or the others would prove nothing."""
    assert len({one.code for one in found(made, None)}) >= 12


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_gives_what_a_cold_check_gives(made: Project, change: str) -> None:
    before = found(made, Memory.of(made))
    name, old, new = CHANGES[change]
    path = made.docs / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
    cold = found(made, None)
    assert cold != before
    assert found(made, Memory.of(made)) == cold


def test_one_file_is_remembered_and_the_others_stay(made: Project) -> None:
    found(made, Memory.of(made))
    known = set(Memory.of(made).kept.known)
    for name in ("scams/a.md", "help/f.md"):
        path = f"docs/{name}"
        (made.root / path).write_text(FILES[name] + WRONG, encoding="utf-8", newline="\n")
        assert found(made, Memory.of(made), path) == found(made, None, path)
        assert known < set(Memory.of(made).kept.known)
    assert found(made, Memory.of(made)) == found(made, None)


def test_what_has_not_changed_is_not_read_again(
    made: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rules that look at one text alone do not run; a rule that reaches further always does.

    Nor do they when one more item has gone out: its line in the list says nothing of the others.
    """
    found(made, Memory.of(made))
    published = made.docs / "data" / "published.yml"
    with published.open("a", encoding="utf-8") as file:
        file.write("xin-bian: {kind: alerts, day: 2026-11-20}\n")
    ran = set()

    def note(self: checks.Rule, context: Context) -> Iterator[Finding]:
        ran.add(self.code)
        yield from ()

    monkeypatch.setattr(checks.Rule, "run", note)
    found(made, Memory.of(made))
    assert {"R002", "R016"} <= ran
    assert "F015" not in ran
    assert len(ran) < len(checks.RULES) / 2
