"""Words of prose: no line tears one, in a story, a long sentence or an entry of a list."""

from __future__ import annotations

from fanzha.language.prose_words import words_of_data

LONG = (
    "有人说孩子在学校摔了，叫家长先把医药费转过去，不许挂电话。"
    "先挂断，打给老师，打给孩子，两边都打不通就到学校去，路上也不要转钱。"
)


def held(data: dict[str, object], text: str) -> list[str]:
    """The words of a text that stay whole."""
    return words_of_data(data)[text][1::2]


def test_texts_of_a_story_are_prose() -> None:
    """错的是骗 / 子, 民警找到宾 / 馆 stood on leaflets."""
    text = "会计照着付，货款转到了骗子手里"
    story = {"story": [{"when": "第二天", "text": text}], "rule": "先打电话问一问"}
    assert {"会计", "货款", "骗子"} <= {*held(story, text)}
    assert "先打电话问一问" not in words_of_data(story)  # that has lines of its own


def test_what_is_too_long_for_lines_of_its_own_is_prose() -> None:
    assert {"孩子", "学校", "医药费", "家长"} <= {*held({"lines": [["", LONG]]}, LONG)}


def test_entries_of_a_body_are_prose_where_nobody_gives_them_lines() -> None:
    text = "错的是骗子，不骂，不追着问。"
    xhtml = f"<ul>\n<li>{text}</li>\n</ul>"
    assert "骗子" in held({"body": xhtml}, text)
    assert text not in words_of_data({"parts": xhtml})


def test_a_drawing_is_no_text() -> None:
    assert words_of_data({"pictures": {"a": "<svg><title>骗</title></svg>"}}) == {}
