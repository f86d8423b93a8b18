"""What somebody could have meant: names count as ids do, and nothing is hidden."""

from __future__ import annotations

import pytest

from fanzha.content.reading.choices import MOST, listed, meant

LABELS = {
    "kefu": "冒充客服",
    "yibao": "医保停用短信",
    "yibao-ka": "医保卡异常",
    "etc": "ETC停用短信",
}


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("冒充客服", "kefu"),  # the name itself
        ("kefv", "kefu"),  # one slip in the id
        ("客服", "kefu"),  # a part of one name
        ("医保停用", "yibao"),
        ("冒充客户", "kefu"),  # one slip in the name
        ("医保", None),  # two could be meant
        ("火星人", None),
        ("", None),
    ],
)
def test_one_choice_is_meant(word: str, name: str | None) -> None:
    assert meant(word, LABELS) == name


def test_the_nearest_come_first_and_the_rest_in_its_order() -> None:
    assert (
        listed("医保", LABELS)
        == "yibao 医保停用短信、yibao-ka 医保卡异常、kefu 冒充客服、etc ETC停用短信"
    )
    assert listed("火星人", LABELS).startswith("kefu 冒充客服、yibao")


def test_nothing_is_cut_without_a_word() -> None:
    many = {f"s{n:03}": "" for n in range(MOST + 5)}
    assert listed("x", many, "docs/data/slogans.yml").endswith(
        f"s{MOST - 1:03}……还有 5 个，看 docs/data/slogans.yml"
    )
