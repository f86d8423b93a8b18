"""What to do when money has gone, for those who read English or traditional characters."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests import samples
from tests.checking import places
from tests.conftest import MakeProject

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize(
    ("name", "lang"), [("yijing-zhuanzhang-en", "en"), ("yijing-zhuanzhang-fan", "zh-Hant")]
)
def test_the_trouble_page_says_the_same_in_another_language(name: str, lang: str) -> None:
    _, head, body = (DOCS / "help" / f"{name}.md").read_text(encoding="utf-8").split("---\n", 2)
    assert yaml.safe_load(head)["lang"] == lang
    first = body.strip().splitlines()[0]
    assert "110" in first, "first of all: ring"
    assert body.count("96110") and body.count("12356") and "{派出所}" in body
    own = (DOCS / "help" / "yijing-zhuanzhang.md").read_text(encoding="utf-8")
    assert f"({name}.md)" in own, "the page itself leads there"


def test_only_a_body_that_says_so_may_be_in_another_language(project: MakeProject) -> None:
    """Traditional characters, and sentences of letters; a title is ours in any case."""
    long = "Do not tell the other side that you have called the police, and delete nothing at all."
    files = {
        "help/fan.md": samples.page("不要轉賬。", lang="zh-Hant"),
        "help/ying.md": samples.page(long, lang="en"),
        "help/jian.md": samples.page("不要轉賬。"),
        "help/ti.md": samples.page("不要轉賬。", lang="zh-Hant", title="不要轉賬"),
    }
    found = [code for code, _, _ in places(project(files), "SLW")]
    assert sorted(set(found)) == ["S043"] and len(found) == 2


@pytest.mark.parametrize("name", ["yidu-zhuanzou", "yidu-meizhuan", "yidu-liuzhong"])
def test_an_easy_page_is_a_picture_and_a_few_words_per_step(name: str) -> None:
    body = (DOCS / "help" / f"{name}.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    steps = body.split("\n## ")[1:]
    assert len(steps) in (5, 6)
    for step in steps:
        assert step.count("![") == 1, step
        said = re.sub(r"!?\[[^]]*\]\([^)]*\)|[^\u4e00-\u9fff0-9]", "", step)
        assert len(said) <= 50, step
