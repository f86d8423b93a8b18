"""`--fix` on damaged items: a sample of `python -m tests.bench.repairs`, and what counts as lost."""

from __future__ import annotations

import pytest

from tests.bench.damages import DAMAGES
from tests.bench.mutations import shipped, small
from tests.bench.repairs import lost, run
from tests.samples import BODY, scam

PAGES = ("help/yijing-zhuanzhang-fan.md", "scams/gongjuren.md")


@pytest.mark.long
def test_no_repair_loses_anything(request: pytest.FixtureRequest) -> None:
    """With --all every way of damage."""
    edition, texts = shipped()
    ways = DAMAGES if request.config.getoption("--all") else DAMAGES[::9]
    chosen = {page: texts[page] for page in PAGES}
    results = list(run(small(edition, PAGES), chosen, ways))
    assert [loss for _, _, _, losses in results for loss in losses] == []
    assert sum(changed for _, _, changed, _ in results) > 5


def test_what_is_gone_counts_as_lost() -> None:
    """A bench that sees no loss would praise everything."""
    sound = scam(f"{BODY}\n看[客服](../scams/kefu.md)。\n")
    damaged = sound.replace("title: ", "title:")
    assert not list(lost(sound, damaged, sound))
    for before, after in (("先返小钱", "先返钱"), ("kefu.md", "kefu.m"), ("- 要先垫钱\n", "")):
        assert before in damaged
        assert list(lost(sound, damaged, damaged.replace(before, after)))
