"""docs/data/packs.yml: what one place is handed as one ZIP, and where each thing goes there.

The name of a pack is that of a venue (docs/data/venues.yml), or its own (`event`); then `label` says
what it is called. What a pack takes is a kind of sheets.yml, or one of `OTHERS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from fanzha.content.data.vocabularies import Term
from fanzha.content.kinds.fields import Flag, Line24, Line40, Line60, Model, Vocab, Whole

# What lies in packs and is no sheet, by the kind of product: how an editor calls it.
OTHERS: Mapping[str, Term] = {
    "text-group": Term(label="群里发的文字"),
    "text-sms": Term(label="短信文字"),
    "text-script": Term(label="广播稿"),
    "text-paper": Term(label="能改的文书（Word）"),
    "text-play": Term(label="演出本子（能改的）"),
    "share-square": Term(label="转发卡片"),
    "lesson-deck": Term(label="宣讲幻灯片"),
    "clip": Term(label="短视频"),
}
MEGABYTE = 1_000_000


class Take(Model):
    """A kind of product that a pack takes: how many of it at most, and where they go."""

    kind: Annotated[str, Vocab("sheets")] = Field(
        description="哪一种成品：sheets.yml 里的一种，或 lesson-deck、clip 等",
        examples=["poster-a3"],
    )
    where: Line40 = Field(description="放在哪里、怎么用", examples=["食堂、宿舍楼道、校门口"])
    most: Annotated[Whole, Field(ge=1, le=40)] = Field(
        1, description="整包里最多几个", examples=[6]
    )
    light: Annotated[Whole, Field(ge=0, le=6)] = Field(
        0, description="网站上的小包里放几个，不放就不写", examples=[2]
    )
    copies: Annotated[Whole, Field(ge=1, le=5000)] | None = Field(
        None, description="每个印几份，不写就照 sheets.yml 的建议"
    )

    @model_validator(mode="after")
    def _fewer_in_the_light_one(self) -> Self:
        if self.light > self.most:
            text = "light（小包里几个）不能比 most（整包里最多几个）多"
            raise PydanticCustomError("light_most", "{text}", {"text": text, "field": "light"})
        return self


class Pack(Model):
    """What a place is handed."""

    label: Line24 | None = Field(None, description="名称；场所的整包不用写")
    intro: Line60 | None = Field(None, description="开头一句；不写就用 venues.yml 里的")
    audiences: tuple[Annotated[str, Vocab("audiences")], ...] = Field(
        (), description="这里的人，最要紧的写在最前", examples=[["students", "parents"]]
    )
    who: Line24 = Field(description="这里归谁张贴、播放、发放", examples=["保卫处、班主任"])
    products: tuple[Take, ...] = Field(min_length=1, description="放哪些成品")
    screens: tuple[Annotated[str, Vocab("profiles")], ...] = Field(
        (), description="这里有哪几种屏幕（见 screens.yml）", examples=[["1920x1080"]]
    )
    all_items: Flag = Field(
        False, description="成品不看场所和人，种类对就放：写 true；场所的整包不用写"
    )
    megabytes: Annotated[Whole, Field(ge=1, le=60)] = Field(
        60, description="整包最多多少 MB，装不下时后面的先不放"
    )
