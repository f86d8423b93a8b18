"""Texts of papers that no item holds: windows.yml, counters.yml and activities.yml, a row each.

They are data, so that every check reads them: `printing/window_slip.py`, `counter_page.py`,
`tent_card.py` and `activity.py` print what stands here and nothing else.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from fanzha.content.kinds.fields import (
    Asset,
    Flag,
    Line8,
    Line12,
    Line16,
    Line24,
    Line60,
    Model,
    Ref,
    Vocab,
)


class Trap(Model):
    """What somebody who comes to this window may meet, and what to do."""

    say: Line24 = Field(description="骗子怎么说", examples=["交了保证金才能登记"])
    do: Line24 = Field(description="怎么办", examples=["不交，到窗口当面问"])


class Window(Model):
    """A slip that a service window hands out with each file (R32)."""

    label: Line12 = Field(description="窗口的名字", examples=["婚姻登记"])
    opening: Line60 = Field(description="给来办事的人的一句话")
    rule: Line12 = Field(description="记住这一句，最多 12 个字")
    traps: tuple[Trap, ...] = Field(min_length=3, max_length=3, description="三样最要防的")
    image: Annotated[str, Asset()] | None = Field(None, description="图片，写成从 docs/ 起的路径")


class Counter(Model):
    """What whoever works at a counter looks for, and says."""

    label: Line12 = Field(description="哪里的柜台", examples=["银行柜台"])
    venue: Annotated[str, Vocab("venues")] = Field(description="哪一种场所", examples=["banks"])
    see: tuple[Line24, ...] = Field(min_length=3, max_length=5, description="看见什么要慢下来")
    ask: tuple[Line24, ...] = Field(min_length=3, max_length=5, description="可以这样说")
    never: tuple[Line16, ...] = Field(min_length=1, max_length=3, description="别这样说")
    then: tuple[Line24, ...] = Field(min_length=2, max_length=4, description="他不听，怎么办")
    stand: Annotated[str, Ref("cards")] | None = Field(
        None, description="这个柜台用的立牌，卡片的编号", examples=["ka-yinhang"]
    )
    scams: tuple[Annotated[str, Ref("scams")], ...] = Field(
        (), max_length=6, description="这里最常碰到的骗局，编号"
    )
    rule: Line8 = Field(description="给自己人的一句话，最多 8 个字", examples=["多问一句"])


class Pair(Model):
    """What a stranger says, and what a child does."""

    say: Line16 = Field(description="生人怎么说", examples=["送你皮肤，扫这个码"])
    do: Line16 = Field(description="孩子怎么做", examples=["不扫，先叫大人"])


class Light(Model):
    """Something to colour green, where one may do it, or red."""

    text: Line16 = Field(description="一件事", examples=["接到怪电话，叫大人来听"])
    go: Flag = Field(description="能做写 true（绿灯），不能做写 false（红灯）")


class Bookmark(Model):
    """A strip to cut off and keep."""

    lines: tuple[Line8, ...] = Field(min_length=1, max_length=3, description="大字，1～3 行")
    image: Annotated[str, Asset()] | None = Field(None, description="图片，写成从 docs/ 起的路径")


class Activity(Model):
    """A sheet for children: lines to draw, lights to colour, a picture to make, bookmarks."""

    label: Line16 = Field(description="题目", examples=["小学生的反诈游戏"])
    intro: Line60 = Field(description="开头一句，念给孩子听")
    pairs: tuple[Pair, ...] = Field(min_length=3, max_length=5, description="连一连")
    lights: tuple[Light, ...] = Field(min_length=4, max_length=6, description="红灯绿灯")
    draw: Line60 = Field(description="画一画，画什么")
    bookmarks: tuple[Bookmark, ...] = Field(min_length=2, max_length=2, description="两张书签")
