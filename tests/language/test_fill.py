"""Lines that let letters be largest in a box: where they end."""

from __future__ import annotations

import pytest

from fanzha.language.lines import fill


def test_a_mark_that_is_not_drawn_takes_no_room() -> None:
    """On the roof of a taxi it stood 银行柜员多问一 and 句，是帮您守钱: for want of half a comma."""
    found = fill("银行柜员多问一句，是帮您守钱", 184, 60, 22, further=1.25)
    assert found == ("银行柜员多问一句，", "是帮您守钱")


@pytest.mark.parametrize("text", ["买票不私下转钱", "我的卡不借给别人", "没放款不交钱"])
def test_no_line_ends_with_a_word_that_holds_on_to_the_next(text: str) -> None:
    """买票不 stood alone, and said nothing."""
    for line in fill(text, 184, 60, 22, further=1.25)[:-1]:
        assert line[-1] not in "不别没", line
