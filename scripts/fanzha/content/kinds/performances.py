"""A kind to be performed: who speaks what, with what in their hands, in how many minutes (R29)."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from fanzha.content.kinds.fields import Line6, Line16, Line36, Line60, Model, Whole
from fanzha.content.kinds.meta import Labelled, Meta

ALL = "合"  # who speaks where everybody does


class Genre(Labelled):
    """What kind of performance it is."""

    THREE_AND_A_HALF = "three-and-a-half", "三句半"
    CLAPPERS = "clappers", "快板"
    SKETCH = "sketch", "小品"
    RHYME = "rhyme", "顺口溜"
    STORY = "story", "小故事"
    CHEER = "cheer", "广场舞口号"


class Role(Model):
    """One of those on the stage."""

    name: Line6 = Field(description="角色，台词前面写的就是它", examples=["甲", "大妈"])
    about: Line36 = Field(description="是谁，拿什么，怎么站", examples=["敲鼓，起头"])


class Spoken(Model):
    """One line of the script: what somebody says, or what happens."""

    # First, because it is the one that can stand alone: drafts begin with it.
    act: Line36 | None = Field(None, description="做什么动作", examples=["手机响，看一眼"])
    who: Line6 | None = Field(None, description="谁说；一起说写“合”；没人说，只写 act")
    say: Line60 | None = Field(None, description="说什么", examples=["锣鼓一敲响当当"])

    @model_validator(mode="after")
    def _says_or_does(self) -> Self:
        if (self.who is None) != (self.say is None):
            raise PydanticCustomError(
                "who_says", "who（谁说）和 say（说什么）要一起写", {"field": "who"}
            )
        if self.say is None and self.act is None:
            raise PydanticCustomError("nothing_said", "一行里写 say 或 act", {"field": "say"})
        return self


class Performance(Meta):
    """A script to read from on a stage, in a yard, or while dancing in the square."""

    genre: Genre = Field(
        description="形式：three-and-a-half 三句半，clappers 快板，sketch 小品，rhyme 顺口溜，"
        "story 小故事，cheer 广场舞口号",
        examples=["clappers"],
    )
    minutes: Annotated[Whole, Field(ge=1, le=15)] = Field(description="演几分钟", examples=[4])
    cast: tuple[Role, ...] = Field(min_length=1, max_length=8, description="角色，一人一条")
    props: tuple[Line16, ...] = Field(
        (), max_length=10, description="道具", examples=[["一面鼓", "两部手机"]]
    )
    beat: Line60 | None = Field(None, description="怎么打拍子，怎么念")
    script: tuple[Spoken, ...] = Field(
        min_length=4, max_length=120, description="台词，一行一条：who 谁，say 说什么，act 做什么"
    )

    @model_validator(mode="after")
    def _everybody_is_cast(self) -> Self:
        known = [role.name for role in self.cast]
        for line in self.script:
            if line.who is not None and line.who not in (*known, ALL):
                raise PydanticCustomError(
                    "not_cast",
                    "台词里的“{who}”不在角色里；有的是：{known}，一起说写“{all}”",
                    {"who": line.who, "known": "、".join(known), "all": ALL, "field": "script"},
                )
        return self
