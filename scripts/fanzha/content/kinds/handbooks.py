"""Chosen sets: a handbook gathers items for one audience, as a booklet and as a tri-fold."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from fanzha.content.kinds.fields import Line24, Line36, Ref
from fanzha.content.kinds.meta import Labelled, Meta, Rule

ChapterId = Annotated[str, Ref("scams", ("cases", "help", "law"))]


class Cover(Labelled):
    """The ground of a cover: books that lie beside each other are told apart."""

    BLUE = "blue", "深蓝"
    AMBER = "amber", "琥珀"
    LIGHT = "light", "浅蓝"


class Handbook(Meta):
    """What one group of people should know: items as chapters, and a few tips of its own."""

    rule: Rule = Field(description="要记住的一条通用规矩", examples=["先垫钱的都是骗"])
    chapters: tuple[ChapterId, ...] = Field(
        min_length=3,
        max_length=20,
        description="各章，按先后写骗局、案例、求助、法律的文件名",
        examples=[["shuadan", "kefu", "yijing-zhuanzhang"]],
    )
    signs: tuple[Line24, ...] = Field(
        min_length=3, max_length=6, description="碰上哪些事要先停一停", examples=[["做事要先垫钱"]]
    )
    tips: tuple[Line36, ...] = Field(
        min_length=3, max_length=6, description="平时记住哪几条", examples=[["先挂断，再问家里人"]]
    )
    cover: Cover = Field(
        Cover.BLUE, description="封面底色：blue 深蓝，amber 琥珀，light 浅蓝；几本摆在一起好分"
    )
