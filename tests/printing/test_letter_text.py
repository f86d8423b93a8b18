"""The letter as text: what Notepad opens and what a parents' group reads."""

from __future__ import annotations

import pytest

from tests.printing.papers import changed, plans, shipped
from tests.printing.sheets import missing

ITEMS = ["gongkaixin-jumin", "zhi-jiazhang"]


def test_every_letter_has_its_text() -> None:
    letters = sorted(item for kind, item in plans() if kind == "letter")
    assert sorted(item for kind, item in plans() if kind == "letter-text") == letters == ITEMS


@pytest.mark.parametrize("item", ITEMS)
def test_notepad_on_any_windows_reads_it(item: str) -> None:
    """Old Notepad takes UTF-8 without a mark for GBK, and shows bare line feeds as one long line."""
    data = shipped("letter-text", item).data
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") > 15
    assert plans()["letter-text", item].path == f"print/letter-text/{item}.txt"


@pytest.mark.parametrize("item", ITEMS)
def test_it_says_what_the_letter_says_but_for_the_slip(item: str) -> None:
    args = plans()["letter-text", item].args
    text = shipped("letter-text", item).data.decode("utf-8-sig")
    parts = [args["title"], args["addressee"], args["opening"], *args["clauses"], args["rule"]]
    parts += ["110", "96110", "示范镇派出所", "0000-0000110", "示范镇反诈宣传工作小组", args["url"]]
    assert missing("".join(text.split()), parts) is None
    assert "回执" not in text and "{" not in text and "None" not in text


def test_what_a_town_has_not_filled_in_is_left_out() -> None:
    args = plans()["letter-text", ITEMS[0]].args
    region = {**args["region"], "police": {"name": "", "phone": "", "address": ""}, "sample": False}
    made = changed("letter-text", ITEMS[0], region=region, rule=None, closing=None, clauses=[])
    text = made.data.decode("utf-8-sig")
    assert "派出所：" not in text and "示范数据" not in text and "请记住" not in text
    assert "\r\n\r\n\r\n" not in text
