"""What is passed on in groups: short, the warning first, the numbers last."""

from __future__ import annotations

from fanzha.edition import read_edition
from fanzha.language.passing_on import group_text, group_texts
from tests import samples
from tests.conftest import MakeProject
from tests.texts.made import edition, plans, text

NO_WEBSITE = "name: 青石镇\nsite_name: 青石镇反诈宣传\npublisher: 青石镇反诈办\n"


def test_every_text_is_short_and_ends_with_the_numbers() -> None:
    found = [row for p in plans().values() if p.kind == "text-group" for row in p.args["copy"]]
    assert (
        len(found) > 150 and "texts/fafang-taizhang/group.txt" not in plans()
    )  # a form for offices
    for group, words in found:
        lines = words.split("\n")
        assert len(words) <= 150 and lines[0].startswith("【"), words
        assert ("各位家长" in lines[0]) == (group == "家长群")
        assert lines[-1] == "钱转走了打110，拿不准问96110。"


def test_the_file_holds_both_texts() -> None:
    words = text("texts/kefu/group.txt")
    assert "发到群：" in words and "发到家长群：" in words
    for _, one in group_texts(edition(), edition().library.by_id["kefu"]):
        assert one in words


def test_a_town_without_a_website_names_no_address(project: MakeProject) -> None:
    files = {"scams/shuadan.md": samples.scam(), "data/regions/qingshi.yml": NO_WEBSITE}
    read, _ = read_edition(project(files, region="qingshi"))
    assert "/q/" not in group_text(read, read.library.by_id["shuadan"])
