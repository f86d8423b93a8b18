"""No line tears a word, a number or a list: what residents read at a glance must not be read twice."""

from __future__ import annotations

import pytest

from fanzha.language.segmenting import BETWEEN, FREE, priced, torn, units


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("稽查费清缴欠款", ("稽查", "清缴", "欠款")),
        ("短信说路费没缴", ("短信", "路费")),
        ("转出12万元", ("12万元",)),
        ("马上打96110。", ("96110。",)),
        ("凡是要验证码的都是诈骗", ("凡是", "验证码的", "都是", "诈骗")),
        ("您不是头一个碰到的人", ("不是", "一个", "碰到的")),
        ("再打银行卡背面的客服电话", ("银行卡", "背面的", "客服", "电话")),
        ("不在链接里填银行卡", ("链接里", "银行卡")),
        ("三天内退款", ("三天内", "退款")),
        ("付款是不是公司办的", ("是不是",)),
        ("药停不停听看病的医生", ("停不停", "医生")),
    ],
)
def test_words_and_numbers_stay_whole(text: str, whole: tuple[str, ...]) -> None:
    pieces = units(text)
    assert "".join(pieces) == text
    assert set(whole) <= set(pieces), pieces


def test_a_mark_begins_no_line_and_a_quotation_ends_none() -> None:
    for piece in units("他说：“先交钱，再放款。”（不要信）"):
        assert piece[0] not in "，。：”）" and piece[-1] not in "“（", piece


def test_where_one_breathes_a_break_is_free_and_beside_a_lone_character_dear() -> None:
    prices = dict(priced("先挂断，不给验证码"))
    assert prices["先挂断，"] == FREE
    assert prices["不给"] >= BETWEEN
    assert dict(priced("卡里钱被转走"))["被"] > BETWEEN
    assert dict(priced("打电话问。真要货，请他来"))["真"] > BETWEEN, (
        "a sentence that has just begun"
    )


def test_places_that_tear_are_inside_the_pieces() -> None:
    assert torn("手机、银行卡") == {1, 2, 4, 5}
