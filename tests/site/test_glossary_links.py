"""What becomes a link in the text of a page: words that are explained, numbers that ring."""

from __future__ import annotations

import pytest

from fanzha.site.glossary_links import MOST, link_terms, pattern

WORDS = ("断网", "96110", "12381")
CALLS = ("110", "120", "96110")


def linked(html: str) -> str:
    words = pattern({*WORDS, *CALLS})
    assert words is not None
    return link_terms(html, words, "../glossary/", CALLS)


def test_a_word_is_linked_once_and_no_more_than_eight() -> None:
    assert linked("<p>断网，断网</p>").count("glossary/#") == 1
    many = [f"词{index}号" for index in range(MOST + 3)]
    words = pattern(many)
    assert words is not None
    assert link_terms("<p>" + "，".join(many) + "</p>", words, "g/").count("<a ") == MOST


def test_a_number_rings_and_is_not_explained() -> None:
    """Who touches 96110 wants to ring it. One that only sends messages is explained."""
    found = linked("<p>打96110问，再打96110；12381是短信</p>")
    assert found.count('<a href="tel:96110">96110</a>') == 1
    assert "glossary/#96110" not in found and "tel:12381" not in found
    assert "glossary/#12381" in found


def test_in_a_table_each_number_rings() -> None:
    found = linked("<table><tr><td><strong>110</strong></td><td>改打110</td></tr></table>")
    assert found.count('href="tel:110"') == 2


@pytest.mark.parametrize(
    "text", ["花了120元", "0000-0000110", "110个人", "1109", "3.110", "<h2>110</h2>"]
)
def test_what_only_looks_like_a_number_to_ring_stays(text: str) -> None:
    assert "tel:" not in linked(text)
