"""docs/data/plan.yml: what a year of publicity is made of, beside what the items themselves say."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from fanzha.content.kinds.fields import Line24, Line40, Model, Whole


class Round(Model):
    """How the types of fraud are told in one round; the next round tells them in another way."""

    media: Line24 = Field(description="用什么讲", examples=["海报、传单"])
    how: Line40 = Field(description="怎么做，一句话")


class Work(Model):
    """What is to be done in certain months of every year."""

    what: Line24 = Field(description="做什么", examples=["清点发放台账"])
    who: Line24 = Field(description="谁来做", examples=["经手的人"])
    months: tuple[Annotated[Whole, Field(ge=1, le=12)], ...] = Field(
        min_length=1, description="哪几个月", examples=[[1, 4, 7, 10]]
    )


class YearPlan(Model):
    """The whole file."""

    rounds: tuple[Round, ...] = Field((), description="一轮一轮用什么讲")
    work: tuple[Work, ...] = Field((), description="哪几个月固定要做的事")
