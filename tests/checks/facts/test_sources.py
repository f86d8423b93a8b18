"""A figure needs a source that stands for it, not one that merely stands in the item."""

from __future__ import annotations

import pytest

from fanzha.checks.facts import penalties, sources
from tests.checking import rules_of
from tests.checks.texts import found
from tests.samples import BODY, scam

SOURCE = "\n  - publisher: 公安部刑侦局、国家反诈中心\n    title: 防范手册\n    date: 2025-06-18"
RULES = (*rules_of(sources), *rules_of(penalties))


@pytest.mark.parametrize(
    ("line", "figures", "codes"),
    [
        ("刷单案件占全部案件的80%。", "", ["F013"]),
        ("国家反诈中心说，刷单案件占全部案件的80%。", "", []),
        ("《防范手册》里写着，刷单案件占全部案件的80%。", "", []),
        ("刷单案件占全部案件的80%。", "[占全部案件的80%]", []),
        ("刷单案件占全部案件的80%。", '["80%"]', []),
        # The source has another figure than the one that is said.
        ("刷单案件占全部案件的90%。", '["80%"]', ["F013"]),
        ("把卡借给别人，直接拘留一个月。", "", ["F019"]),
        ("把卡借给别人，直接拘留一个月。", "[拘留一个月]", []),
    ],
)
def test_a_source_stands_for_what_names_it(line: str, figures: str, codes: list[str]) -> None:
    cited = SOURCE + (f"\n    figures: {figures}" if figures else "")
    text = scam(f"{BODY}\n{line}\n", sources=cited)
    assert [one.code for one in found(RULES, [text])[0]] == codes


def test_the_mend_can_be_copied() -> None:
    """It names the publishers of the item, and the line to be added."""
    (finding,) = found(RULES, [scam(f"{BODY}\n刷单案件占全部案件的80%。\n", sources=SOURCE)])[0]
    assert "公安部刑侦局、国家反诈中心" in finding.hint
    assert "figures: [80%]" in finding.hint
