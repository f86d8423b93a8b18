"""Headlines, flags and steps read at a glance: whole words, whole numbers, no scrap on the last line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanzha.language.line_ways import LEAST, LIGHT, lines, ways
from fanzha.language.lines import fill
from fanzha.language.segmenting import torn


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("打款前，还是拨你一直存着的那个号", 13, ["打款前", "还是拨你一直存着的那个号"]),
        ("银行卡、电话卡不借，不卖", 8, ["银行卡、电话卡", "不借，不卖"]),
        ("已经给了钱，马上打110，留好记录", 12, ["已经给了钱", "马上打110，留好记录"]),
        ("不给钱，留好记录，马上打110", 7, ["不给钱", "留好记录", "马上打110"]),
        ("卡、密码、电话卡一起要", 6, ["卡、密码、", "电话卡一起要"]),  # 密码 / 电话卡 is no list
        ("先挂断，再核实", 9, ["先挂断，再核实"]),
    ],
)
def test_a_line_ends_where_one_breathes_and_shows_no_light_mark(
    text: str, width: float, expected: list[str]
) -> None:
    assert lines(text, width) == expected


WORDS = st.text("马上打110，说清时间、金额账户96110银行卡。先挂断；", min_size=5, max_size=40)


@given(WORDS, st.integers(9, 24))
def test_no_way_tears_a_word_or_leaves_a_scrap(text: str, width: int) -> None:
    assert ways(text)[0].breaks == ()  # where there is room, it stands on one line
    for way in ways(text):
        assert not set(way.breaks) & torn(text)
        assert list(way.breaks) == sorted(set(way.breaks)) and 0 not in way.breaks
    found = lines(text, width)
    assert not any(line.endswith(tuple(LIGHT)) for line in found[:-1])
    assert len(found) == 1 or len(found[-1]) >= LEAST


def test_more_lines_are_narrower() -> None:
    found = ways("远方的亲戚说出了事，叫您把钱转到别人的账户")
    assert [way.width for way in found] == sorted((way.width for way in found), reverse=True)
    assert [len(way.breaks) for way in found] == sorted(len(way.breaks) for way in found)


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("赔钱不用您先付钱", ("赔钱 / 不用您先付钱",)),
        ("银行卡，不往手机上贴", ("银行卡 / 不往手机上贴",)),
        ("领钱不用报验证码", ("领钱 / 不用报验证码",)),
        ("买票不私下转，走官方渠道", ("买票不私下转 / 走官方渠道",)),
        ("他说不是骗子，千万别信", ("他说不是骗子 / 千万别信",)),
        ("骗子说不用还，其实要还两倍", ("骗子说不用还 / 其实要还两倍",)),
    ],
)
def test_no_line_ends_between_a_denial_and_what_it_denies(
    text: str, allowed: tuple[str, ...]
) -> None:
    """赔钱不用您 / 先付钱 told people to pay first."""
    for width in range(6, len(text)):
        found = lines(text, width)
        assert len(found) == 1 or " / ".join(found) in allowed, found
    if len(text) <= 10:
        assert "/".join(fill(text, 184, 90, 22, further=1.25)).replace("，", "") in (
            *(way.replace(" ", "").replace("，", "") for way in allowed),
            text.replace("，", ""),
        )
