"""Explainers, cases, alerts and posters as models; what all kinds share is in meta.py."""

from __future__ import annotations

import datetime
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from fanzha.content.kinds.fields import (
    Date,
    Flag,
    Line4,
    Line6,
    Line8,
    Line10,
    Line12,
    Line16,
    Line24,
    Line36,
    Line40,
    Line60,
    Model,
    MonthDay,
    Ref,
    Region,
    Text,
    Whole,
)
from fanzha.content.kinds.meta import (
    AgeBand,
    Article,
    Channel,
    General,
    Labelled,
    LossBand,
    Meta,
    Rule,
    ScamId,
    Scope,
    Severity,
    Status,
    Texted,
)


class Official(Model):
    """The name of a type in one edition of the ministry's yearly list."""

    edition: Text = Field(description="清单年份", examples=["2025"])
    name: Text = Field(description="清单里的名称", examples=["刷单返利"])


class Stage(Model):
    """One stage of how a type of fraud goes."""

    stage: Line6 = Field(description="这一步的名字", examples=["扫码进群"])
    text: Line24 = Field(description="对方在这一步做什么", examples=["叫您扫码进群做任务"])


class Stop(Model):
    """Where in the course to stop, before the money is gone, and what to do there."""

    after: Annotated[Whole, Field(ge=1)] = Field(
        description="在 course 的第几步之后停下", examples=[2]
    )
    text: Line24 = Field(description="到这里该做什么", examples=["一说先垫钱，就停手退群"])


class Scam(Texted):
    """One type of fraud."""

    rule: Rule = Field(description="要记住的一条通用规矩", examples=["先垫钱的都是骗"])
    channels: tuple[Channel, ...] = Field(
        min_length=1, description="怎么找上门（见 docs/data/channels.yml）", examples=[["phone"]]
    )
    official: tuple[Official, ...] = Field((), description="在公安部历年清单里的名称")
    lines: tuple[Line40, ...] = Field(
        min_length=3, max_length=8, description="对方常说的话", examples=[["先做一单小的"]]
    )
    red_flags: tuple[Line24, ...] = Field(
        min_length=3, max_length=6, description="危险信号，前三条上屏幕", examples=[["要先垫钱"]]
    )
    steps: tuple[Line36, ...] = Field(
        min_length=3, max_length=6, description="该怎么做，按先后写", examples=[["马上打110"]]
    )
    course: tuple[Stage, ...] = Field(
        min_length=4, max_length=6, description="骗局怎样一步步走，从找上门到钱没了"
    )
    stop_here: Stop = Field(description="走到哪一步就该停下")
    law: tuple[Article, ...] = Field((), description="反电信网络诈骗法的条号", examples=[[38]])
    general: tuple[General, ...] = Field(
        (),
        max_length=3,
        description="守住哪几条通用规矩就骗不了（见 docs/data/rules.yml），最管用的写在前面",
        examples=[["xian-dian"]],
    )
    call: Line12 | None = Field(None, description="老百姓平时怎么叫它", examples=["说您犯了案"])
    next_line: tuple[Line40, ...] = Field(
        (), max_length=4, description="他下一句会说什么，听到了就知道是骗局"
    )
    relatives: tuple[Line36, ...] = Field((), max_length=5, description="家里人怎么看出他正在被骗")
    counter: Line60 | None = Field(None, description="柜台、前台、驿站的人看见什么、说什么")

    @model_validator(mode="after")
    def _stops_before_the_end(self) -> Self:
        if self.stop_here.after >= len(self.course):
            raise PydanticCustomError(
                "stops_too_late",
                "course 有 {count} 步，要在第 {last} 步之前停下，不能是第 {after} 步之后",
                {
                    "count": len(self.course),
                    "last": len(self.course),
                    "after": self.stop_here.after,
                    "field": "stop_here",
                },
            )
        return self


class Moment(Model):
    """One step of a story."""

    when: Line8 = Field(description="时间，如 第1天", examples=["第1天"])
    text: Line60 = Field(description="发生了什么", examples=["她看到一条“在家赚钱”的消息。"])


class TurningPoint(Model):
    """Where it could have been stopped, or was."""

    step: Annotated[Whole, Field(ge=1)] = Field(description="在 story 的第几步", examples=[3])
    text: Line60 = Field(description="怎样就能停下", examples=["这时不垫钱，就没有损失。"])


class OfScam(Meta):
    """What belongs to one type of fraud, and has a rule of its own."""

    rule: Rule = Field(description="要记住的一条通用规矩", examples=["先垫钱的都是骗"])
    scam: ScamId = Field(
        description="属于哪一类骗局（docs/scams/ 里的文件名）", examples=["shuadan"]
    )

    @property
    def scam_id(self) -> str:
        """The type of fraud that it belongs to."""
        return self.scam


class Case(OfScam, Texted):
    """A composite story of how it goes, and where it can be stopped."""

    age_band: AgeBand = Field(description="年龄段，不写具体年龄")
    loss_band: LossBand = Field(description="损失档，不写具体金额")
    story: tuple[Moment, ...] = Field(min_length=3, max_length=7, description="经过，一步一条")
    turning_point: TurningPoint = Field(description="在哪一步可以停下")
    lesson: Line60 = Field(description="一句话的教训", examples=["要先垫钱的活，不接。"])

    @model_validator(mode="after")
    def _step_exists(self) -> Self:
        if self.turning_point.step > len(self.story):
            raise PydanticCustomError(
                "no_such_step",
                "story 只有 {count} 步，没有第 {step} 步",
                {
                    "count": len(self.story),
                    "step": self.turning_point.step,
                    "field": "turning_point",
                },
            )
        return self


def _month_end(year: int, month: int) -> datetime.date:
    return datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)


class Season(Model):
    """The part of the year, recurring, in which an alert is shown."""

    start: MonthDay = Field(description="从几月几日起，写成 01-10", examples=["01-10"])
    end: MonthDay = Field(description="到几月几日，写成 03-01；可以跨年", examples=["03-01"])

    def holds(self, day: datetime.date) -> bool:
        """Whether the day lies in the season; a season may pass the turn of the year."""
        at = f"{day:%m-%d}"
        if self.start <= self.end:
            return self.start <= at <= self.end
        return at >= self.start or at <= self.end

    def last(self, day: datetime.date) -> datetime.date:
        """The last day of the season that is running or comes next."""
        month, number = map(int, self.end.split("-"))
        year = day.year + (f"{day:%m-%d}" > self.end)
        # Of a season that ends on 29 February there is not one every year.
        end = datetime.date(year, month, 1) + datetime.timedelta(days=number - 1)
        return min(end, _month_end(year, month))


class Alert(OfScam, Texted):
    """A warning that holds for a time: what is new, since when, where, until when.

    `status: withdrawn` calls it off; another alert that `replaces` it takes its place.
    """

    severity: Severity = Field(description="级别：notice 提醒，warning 预警，urgent 紧急")
    scope: Scope = Field(description="范围：national 全国，local 本地")
    regions: tuple[Annotated[str, Region()], ...] = Field(
        (),
        description="本地预警写给哪些地区（地区档案的文件名）；别的地区不出这一条",
        examples=[["shifan"]],
    )
    topic: Line10 | None = Field(
        None, description="小屏幕上叫它什么；不写就用那类骗局的名字", examples=["假催缴短信"]
    )
    since: Date | None = Field(None, description="从哪天起出现的", examples=["2026-11-18"])
    seen: Line24 | None = Field(
        None, description="在哪里碰到的：什么群、什么短信、哪一带", examples=["家长群、手机短信"]
    )
    news: Line40 | None = Field(
        None, description="这一回新在哪里，一句话", examples=["短信里不放链接，改叫您加好友。"]
    )
    lines: tuple[Line40, ...] = Field(
        (),
        max_length=4,
        description="这一回对方怎么说，给短视频用；不写就用那类骗局的",
        examples=[["下载这个会议软件，我教您关"]],
    )
    expires: Date = Field(
        description="过了这一天就不再用；没有写 season 的，最多到发布后60天",
        examples=["2027-01-19"],
    )
    season: Season | None = Field(None, description="每年只在这段日子显示；不写就一直显示")
    replaces: Annotated[str, Ref("alerts")] | None = Field(
        None, description="代替哪一条旧预警（文件名）；旧的不再印、不再播，网页上指到这一条"
    )
    ended: Line60 | None = Field(
        None, description="解除的原因，和 status: withdrawn 一起写", examples=["这批短信已经拦下。"]
    )

    @model_validator(mode="after")
    def _scope_and_regions(self) -> Self:
        if self.scope is Scope.LOCAL and not self.regions:
            raise PydanticCustomError(
                "local_without_regions",
                "写了 local（本地），就要用 regions 写明是哪些地区，如 regions: [shifan]",
                {"field": "scope"},
            )
        if self.scope is Scope.NATIONAL and self.regions:
            raise PydanticCustomError(
                "regions_without_local",
                "只给几个地区的，scope 要写 local；全国都要看的，删去 regions",
                {"field": "regions"},
            )
        return self

    @model_validator(mode="after")
    def _ends_when_withdrawn(self) -> Self:
        if self.ended and self.status is not Status.WITHDRAWN:
            raise PydanticCustomError(
                "ended_but_out",
                "写了解除的原因，status 就要写 withdrawn",
                {"field": "ended"},
            )
        return self


class Layout(Labelled):
    """What fills the middle of a poster."""

    SCENE = "scene", "图"
    CHAT = "chat", "对方的话"
    WORDS = "words", "只有字"


class Poster(OfScam):
    """A few large words for a wall."""

    headline: tuple[Line10, ...] = Field(
        min_length=1, max_length=3, description="大字，1～3 行", examples=[["先垫钱的", "都是骗"]]
    )
    short_headline: tuple[Line4, ...] = Field(
        (),
        max_length=2,
        description="A4 海报用的大字，最多 2 行，每行最多 4 个字，八米外看得清；不写就用上面的大字",
        examples=[["先垫钱的", "都是骗"]],
    )
    points: tuple[Line16, ...] = Field(
        (), max_length=3, description="小字要点，最多 3 条", examples=[["不垫钱", "不扫码"]]
    )
    layout: Layout = Field(
        Layout.SCENE,
        description="版面：scene 中间是图，chat 中间是对方的话，words 只有字；没有图时自动只排字",
    )
    scan: Flag = Field(True, description="印不印二维码；叫人别扫码的海报写 false")
