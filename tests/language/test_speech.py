"""Numbers as one says them, and how long that takes."""

from __future__ import annotations

import pytest

from fanzha.language.speech import seconds, spoken, syllables


@pytest.mark.parametrize(
    "written, said",
    [
        ("打96110问一问，钱转走打110。", "打九六幺幺零问一问，钱转走打幺幺零。"),
        ("12381发来的短信", "幺二三八幺发来的短信"),
        ("0000-0000110", "零零零零零零零零幺幺零"),
        ("106开头的号码", "幺零六开头的号码"),
        ("付100元返200元", "付一百元返二百元"),
        ("先垫2万", "先垫两万"),
        ("2000多元", "两千多元"),
        ("30000元", "三万元"),
        ("12500元", "一万二千五百元"),
        ("10500元", "一万零五百元"),
        ("第2天，2个人", "第二天，两个人"),
        ("10分钟，15万", "十分钟，十五万"),
        ("第31条", "第三十一条"),
        ("2026年5月，占88.4%", "二零二六年五月，占百分之八十八点四"),
        ("双11", "双十一"),
    ],
)
def test_numbers_are_said_as_people_say_them(written: str, said: str) -> None:
    """An announcer who reads 九万六千一百一十 sends nobody to the right number."""
    assert spoken(written) == said


def test_words_in_latin_letters_are_said_in_chinese() -> None:
    assert spoken("ETC失效", {"ETC": "E T C"}) == "E T C失效"
    assert syllables("ETC失效") == 5


def test_seconds_are_those_of_a_calm_announcer() -> None:
    """200 to 220 syllables a minute."""
    assert seconds("字" * 210) == 60
    assert seconds("字，" * 210) == 60
    assert seconds("字" * 211) == 61
    assert seconds("打96110", per_minute=60) == 6
