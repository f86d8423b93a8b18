"""Kinds for teaching: lessons and quizzes; and rows of slogans, rules and the glossary."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from fanzha.content.kinds.fields import (
    Asset,
    Flag,
    Line8,
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
from fanzha.content.kinds.meta import Audience, Meta, Venue

Minutes = Annotated[Whole, Field(ge=1, le=60)]


class RoleCard(Model):
    """What two people read to each other where those in the room are not the victim: they stand beside him."""

    who: Line8 = Field(description="甲扮谁", examples=["买卡的客人"])
    lines: tuple[Line40, ...] = Field(
        min_length=2,
        max_length=3,
        description="甲一句一句念的话",
        examples=[["给我拿五十张购物卡"]],
    )
    ours: Line8 = Field(description="乙扮谁：来听课的人自己", examples=["收银员"])
    signs: tuple[Line24, ...] = Field(
        min_length=2, max_length=3, description="乙听到、看到什么就喊停", examples=[["一买几十张"]]
    )
    say: Line16 = Field(description="乙说的那一句", examples=["卡卖了不能退"])
    act: Line60 = Field(description="乙再怎么做", examples=["请他坐下，当面打96110问。"])


class LessonSlide(Model):
    """One slide of a lesson and what the speaker says to it."""

    title: Line16 = Field(description="这一页的标题", examples=["先停一停"])
    points: tuple[Line24, ...] = Field((), max_length=3, description="这一页的要点，最多 3 条")
    act: Line24 | None = Field(
        None,
        description="碰上了怎么办，一句话；要点是骗人的样子时，写在它们下面的蓝条里",
        examples=["请登记，打给家里人"],
    )
    say: Line240 = Field(description="讲的人说什么", examples=["先问大家，谁接到过这种电话？"])
    minutes: Minutes = Field(description="讲几分钟", examples=[3])
    scam: Annotated[str, Ref("scams")] | None = Field(
        None, description="这一页讲哪一类骗局；幻灯片上放它的图", examples=["shuadan"]
    )
    picture: Annotated[str, Asset()] | None = Field(
        None,
        description="代替骗局的图，角色卡也用它；给学生的课每一页都写了，就放大，要点写在旁边；写成从 docs/ 起的路径",
        examples=["assets/pictures/pifu.svg"],
    )
    card: RoleCard | None = Field(
        None, description="角色卡；不写就用这一类骗局里的话，给上班的人听的课要写"
    )


class Question(Model):
    """A question to ask at the end, with its answer."""

    ask: Line60 = Field(description="问题", examples=["对方要您共享屏幕，怎么办？"])
    answer: Line120 = Field(description="答案", examples=["马上挂断，自己去问。"])


class Lesson(Meta):
    """A talk for one audience, with slides, an activity and three questions."""

    minutes: Annotated[Whole, Field(ge=5, le=90)] = Field(description="总共几分钟", examples=[20])
    slides: tuple[LessonSlide, ...] = Field(min_length=3, max_length=20, description="一页一页讲")
    activity: Line240 = Field(description="一个动手或互动的环节")
    activity_steps: tuple[Line24, ...] = Field(
        (),
        max_length=3,
        description="“一起做”那一页给大家看的，一步一行，不写答案；不写就只有名字",
        examples=[["真的，举左手", "假的，举右手"]],
    )
    questions: tuple[Question, ...] = Field(min_length=3, max_length=3, description="三个问题")
    quizzes: tuple[Annotated[str, Ref("quizzes")], ...] = Field(
        (),
        max_length=3,
        description="真假题从哪几套测一测里出，先用前面的；不写就按人群挑",
        examples=[["ceyice-xiaoxue"]],
    )

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
    genuine: Flag = Field(description="是不是真的：true 是真的，false 是骗局", examples=[False])
    explain: Line120 = Field(description="两句话讲明白为什么")
    hint: Line24 | None = Field(
        None,
        description="课件里答错了，请他再想的一问：问到该看的那一处，不说答案；不写就用通用的",
        examples=["退钱给您，为什么要您输密码？"],
    )
    scam: Annotated[str, Ref("scams")] | None = Field(None, description="是骗局时，属于哪一类")
    picture: Annotated[str, Asset()] | None = Field(
        None,
        description="题目旁边的图，画那件事怎么来的，不画答案；写成从 docs/ 起的路径",
        examples=["assets/pictures/ti-shoubiao.svg"],
    )

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

    @property
    def label(self) -> str:
        """What lists of the words that may be written say of it."""
        return self.text
