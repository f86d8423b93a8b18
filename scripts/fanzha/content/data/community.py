"""docs/data/community.yml: what a community that takes part looks at, writes down and hangs up (R28)."""

from __future__ import annotations

from pydantic import Field

from fanzha.content.kinds.fields import (
    Line8,
    Line12,
    Line16,
    Line24,
    Line36,
    Line60,
    Line120,
    Model,
)
from fanzha.content.kinds.notices import Column


class Step(Model):
    """Something to do, and what shows that it is done."""

    do: Line36 = Field(description="做什么", examples=["每栋楼的公告栏有当季的海报"])
    see: Line24 = Field(description="看什么算做到", examples=["海报没有过有效日期"])


class Measure(Model):
    """Steps of one kind."""

    label: Line8 = Field(description="哪一类", examples=["看得到"])
    steps: tuple[Step, ...] = Field(min_length=2, max_length=6, description="要做的几件")


class Number(Model):
    """A number by which a community sees how it is coming along."""

    label: Line16 = Field(description="数什么", examples=["走到了几户"])
    how: Line60 = Field(description="怎样数")


class Book(Model):
    """A form of the record book."""

    label: Line16 = Field(description="表的名字", examples=["宣传活动记录"])
    opening: Line60 = Field(description="表上面的一句话")
    hints: tuple[Line36, ...] = Field(min_length=1, max_length=6, description="怎样填")
    columns: tuple[Column, ...] = Field(min_length=3, max_length=10, description="表格的栏")


class Sign(Model):
    """A plaque or a certificate."""

    title: Line12 = Field(description="大字", examples=["无诈社区创建"])
    text: Line120 = Field(description="下面的话")
    small: Line60 = Field(description="最下面的小字")


class Head(Model):
    """Headings of the notice board, one sheet each."""

    title: Line8 = Field(description="大字", examples=["最近骗局"])
    text: Line24 = Field(description="下面贴什么", examples=["预警公告，过期就换"])


class Community(Model):
    """The whole file."""

    measures: dict[str, Measure] = Field(default_factory=dict, description="做法清单，一类一行")
    numbers: dict[str, Number] = Field(default_factory=dict, description="自己看的几个数")
    books: dict[str, Book] = Field(default_factory=dict, description="记录本里的表")
    signs: dict[str, Sign] = Field(default_factory=dict, description="牌子和证书")
    board: dict[str, Head] = Field(default_factory=dict, description="公告栏的栏头")


# Its parts that are rows with texts, which the checks read.
PARTS: dict[str, type[Model]] = {
    "measures": Measure,
    "numbers": Number,
    "books": Book,
    "signs": Sign,
    "board": Head,
}
