"""A scam leads to where it is told in two sentences."""

from __future__ import annotations

import re

from fanzha.site.easy_reading import parts
from fanzha.site.offline import HELP
from tests.conftest import ROOT


def test_the_part_that_links_to_a_scam_is_about_it() -> None:
    body = (
        "开头见[别处](../scams/etc.md)。\n\n## 1. 刷单\n\n看[刷单](../scams/shuadan.md)。\n\n"
        "## 2. 投资\n\n看[投资](../scams/touzi.md)，也看[刷单](../scams/shuadan.md)。\n"
    )
    assert parts(body) == {"shuadan": "1-刷单", "touzi": "2-投资"}


def test_the_six_commonest_have_one_and_the_troubles_lead_to_theirs() -> None:
    folder = ROOT / "docs" / "help"
    six = (folder / "yidu-liuzhong.md").read_text(encoding="utf-8")
    assert len(parts(six)) == 6
    for page, easy in (("yijing-zhuanzhang", "zhuanzou"), ("zhengzai-beipian", "meizhuan")):
        text = (folder / f"{page}.md").read_text(encoding="utf-8")
        assert re.search(rf"\]\(yidu-{easy}\.md\)", text), page


def test_pages_that_are_kept_for_no_network_have_no_picture() -> None:
    """A picture would be missing there, or be one more thing to fetch on every first visit."""
    for page in HELP:
        text = (ROOT / "docs" / "help" / f"{page}.md").read_text(encoding="utf-8")
        assert "](../assets/" not in text and "\nimage:" not in text, page
