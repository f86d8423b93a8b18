"""docs/data/events.yml: an event of publicity, its run, its stall, what helpers say, and a contest (R31)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from fanzha.content.kinds.fields import (
    Line8,
    Line12,
    Line16,
    Line24,
    Line36,
    Line40,
    Line60,
    Model,
)


class Step(Model):
    """A line of the run sheet."""

    at: Line12 = Field(description="什么时候", examples=["前一周"])
    what: Line36 = Field(description="做什么")
    who: Line12 = Field(description="谁来做", examples=["志愿者"])


class Need(Model):
    """A thing that must be at the stall."""

    thing: Line16 = Field(description="东西", examples=["粗记号笔"])
    count: Line8 = Field(description="几个", examples=["20支"])
    source: Line24 = Field(description="从哪里来")


class Reply(Model):
    """What a helper says or does when something happens."""

    say: Line16 = Field(description="碰到什么", examples=["他不想签"])
    do: Line60 = Field(description="怎么说、怎么做")


class Contest(Model):
    """A call for works, and the form to enter by."""

    label: Line16 = Field(description="叫什么", examples=["反诈作品征集"])
    intro: Line60 = Field(description="开头一句")
    kinds: tuple[Line40, ...] = Field(min_length=1, max_length=5, description="收哪几种作品")
    rules: tuple[Line60, ...] = Field(min_length=1, max_length=8, description="要求")
    fields: tuple[Line24, ...] = Field(min_length=1, max_length=8, description="报名表上填什么")


class Event(Model):
    """A day of publicity, with all that must be written for it."""

    label: Line16 = Field(description="活动叫什么", examples=["反诈签名活动"])
    wall: tuple[Line8, ...] = Field(
        min_length=1, max_length=2, description="签名墙上的大字，一两行"
    )
    promises: tuple[Line16, ...] = Field(min_length=2, max_length=4, description="墙上的几句话")
    run: tuple[Step, ...] = Field(min_length=1, max_length=14, description="流程")
    stall: tuple[Need, ...] = Field(min_length=1, max_length=14, description="摊位上要有什么")
    script: tuple[Reply, ...] = Field(min_length=1, max_length=10, description="志愿者怎么说")
    contest: Annotated[Contest | None, Field(description="征集，没有就不写")] = None
