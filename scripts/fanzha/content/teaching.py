"""Kinds for teaching and for the print room: lessons, quizzes, notices."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from fanzha.content.fields import (
    Flag,
    Line16,
    Line24,
    Line40,
    Line60,
    Line120,
    Line240,
    Model,
    Ref,
    Text,
    Whole,
)
from fanzha.content.models import Audience, Labelled, Meta, Venue

Minutes = Annotated[Whole, Field(ge=1, le=60)]


class LessonSlide(Model):
    """One slide of a lesson and what the speaker says to it."""

    title: Line16 = Field(description="这一页的标题", examples=["先停一停"])
    points: tuple[Line24, ...] = Field((), max_length=3, description="这一页的要点，最多 3 条")
    say: Line240 = Field(description="讲的人说什么", examples=["先问大家，谁接到过这种电话？"])
    minutes: Minutes = Field(description="讲几分钟", examples=[3])


class Question(Model):
    """A question to ask at the end, with its answer."""

    ask: Line60 = Field(description="问题", examples=["对方要您共享屏幕，怎么办？"])
    answer: Line120 = Field(description="答案", examples=["马上挂断，自己去问。"])


class Lesson(Meta):
    """A talk for one audience, with slides, an activity and three questions."""

    minutes: Annotated[Whole, Field(ge=5, le=90)] = Field(description="总共几分钟", examples=[20])
    slides: tuple[LessonSlide, ...] = Field(min_length=3, max_length=20, description="一页一页讲")
    activity: Line240 = Field(description="一个动手或互动的环节")
    questions: tuple[Question, ...] = Field(min_length=3, max_length=3, description="三个问题")

    @model_validator(mode="after")
    def _minutes_add_up(self) -> Self:
        used = sum(slide.minutes for slide in self.slides)
        if used > self.minutes:
            raise PydanticCustomError(
                "minutes",
                "各页加起来 {used} 分钟，超过了总共的 {total} 分钟",
                {"used": used, "total": self.minutes, "field": "minutes"},
            )
        return self


class QuizQuestion(Model):
    """A message as it reaches people; the reader says whether it is genuine."""

    message: Line120 = Field(description="收到的话或看到的事")
    genuine: Flag = Field(description="true 是真的，false 是骗局", examples=[False])
    explain: Line120 = Field(description="两句话讲明白为什么")
    scam: Annotated[str, Ref("scams")] | None = Field(None, description="是骗局时，属于哪一类")

    @model_validator(mode="after")
    def _scam_is_not_genuine(self) -> Self:
        if self.genuine and self.scam:
            raise PydanticCustomError(
                "genuine_scam", "真消息不能写属于哪一类骗局", {"field": "scam"}
            )
        return self


class Quiz(Meta):
    """A set of questions; genuine messages are mixed in, because they look like scams too."""

    questions: tuple[QuizQuestion, ...] = Field(min_length=4, max_length=20, description="题目")


class Form(Labelled):
    """What kind of paper a notice is."""

    NOTICE = "notice", "告知书"
    LETTER = "letter", "公开信"
    PLEDGE = "pledge", "承诺书"
    SLIP = "slip", "转账提示单"
    RECORD = "record", "登记表"


class Notice(Meta):
    """A paper with an address, clauses and blanks: letter, notice, pledge, slip, form."""

    form: Form = Field(
        description="样式：notice 告知书，letter 公开信，pledge 承诺书，slip 转账提示单，record 登记表"
    )
    addressee: Line24 | None = Field(None, description="写给谁", examples=["各位家长："])
    opening: Line240 | None = Field(None, description="开头一段")
    clauses: tuple[Line60, ...] = Field((), max_length=12, description="一条一条的内容")
    closing: Line120 | None = Field(None, description="结尾一段")
    blanks: tuple[Line16, ...] = Field(
        (), max_length=16, description="留空让人填的栏目", examples=[["姓名", "日期"]]
    )
    receipt: Line60 | None = Field(None, description="回执上的一句话；不写就没有回执")


class Definition(Model):
    """A word that people meet, in plain words."""

    means: Line60 = Field(description="是什么意思")
    also: tuple[Text, ...] = Field((), description="别的叫法")
    scam: Annotated[str, Ref("scams")] | None = Field(None, description="多见于哪一类骗局")


class Slogan(Model):
    """A line for a banner or a strip."""

    text: Annotated[Text, Field(max_length=25)] = Field(description="标语，最多 25 个字")
    scam: Annotated[str, Ref("scams")] | None = Field(None, description="针对哪一类骗局")
    audiences: tuple[Audience, ...] = Field((), description="给谁看")
    venues: tuple[Venue, ...] = Field((), description="放在哪里")
    year: Text | None = Field(None, description="流传的标语写最早见到的年份")


class GeneralRule(Model):
    """One of the general rules that last when a single scam's warning fades."""

    text: Annotated[Text, Field(max_length=12)] = Field(description="规矩，最多 12 个字")
    why: Line40 = Field(description="为什么")
