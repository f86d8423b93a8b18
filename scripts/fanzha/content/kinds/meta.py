"""What all kinds of items share: who reads them, since when, on what they stand.

The models are one truth for messages, JSON Schema and the field reference; which folder holds
which model stands in registry.py. Lengths are characters. Sources of the limits: the density rules
of the visual guide (poster ≤ 60 characters, slide ≤ 45, front of a leaflet ≤ 260).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from fanzha.content.kinds.fields import (
    Asset,
    Date,
    Line12,
    Line24,
    Line60,
    Model,
    Ref,
    Text,
    Vocab,
    Whole,
    Word,
)

Rule = Line12
Audience = Annotated[str, Vocab("audiences")]
Venue = Annotated[str, Vocab("venues")]
Channel = Annotated[str, Vocab("channels")]
Article = Annotated[Whole, Vocab("law")]
General = Annotated[str, Vocab("rules")]
ScamId = Annotated[str, Ref("scams")]


class Labelled(StrEnum):
    """A closed choice; `label` is what readers see."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """A member with its Chinese label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Status(Labelled):
    """Where an item stands in its life."""

    DRAFT = "draft", "草稿"
    REVIEW = "review", "待核对"
    PUBLISHED = "published", "已发布"
    WITHDRAWN = "withdrawn", "已撤下"

    @property
    def out(self) -> bool:
        """Whether it is out, or has been: paper may carry its id."""
        return self in (Status.PUBLISHED, Status.WITHDRAWN)


class Reader(Labelled):
    """Who reads an item before it goes out: a role, never a name."""

    POLICE = "派出所", "派出所"
    CENTRE = "反诈中心", "反诈中心"
    LEADER = "分管领导", "分管领导"
    PUBLICITY = "宣传部门", "宣传部门"
    JUSTICE = "司法所", "司法所"
    COLLEAGUE = "另一位同事", "另一位同事"


class Basis(Labelled):
    """What an item rests on."""

    COMPOSITE = "composite", "综合改编"
    OFFICIAL = "official", "官方内容"
    LOCAL = "local", "本地警情"


class Severity(Labelled):
    """How urgent an alert is."""

    NOTICE = "notice", "提醒"
    WARNING = "warning", "预警"
    URGENT = "urgent", "紧急预警"

    @property
    def rank(self) -> int:
        """0 for the most urgent: the order of lists, feeds and playlists."""
        return [*type(self)][::-1].index(self)


class Scope(Labelled):
    """Where an alert applies."""

    NATIONAL = "national", "全国"
    LOCAL = "local", "本地"


class AgeBand(Labelled):
    """Age as a band: an exact age helps to identify a person."""

    UNDER_18 = "under-18", "未成年人"
    FROM_18 = "18-25", "18～25岁"
    FROM_26 = "26-40", "26～40岁"
    FROM_41 = "41-60", "41～60岁"
    OVER_60 = "over-60", "60岁以上"


class LossBand(Labelled):
    """Loss as a band: an exact amount helps to identify a person."""

    NONE = "none", "及时止住，没有损失"
    UNDER_1K = "under-1k", "1千元以下"
    FROM_1K = "1k-10k", "1千～1万元"
    FROM_10K = "10k-50k", "1万～5万元"
    FROM_50K = "50k-200k", "5万～20万元"
    OVER_200K = "over-200k", "20万元以上"


class Cited(Model):
    """Where a fact comes from."""

    publisher: Text = Field(description="发布单位", examples=["公安部"])
    title: Text = Field(description="标题", examples=["十大高发电信网络诈骗类型"])
    date: Annotated[str, Field(pattern=r"^\d{4}(-\d{2}){0,2}$")] = Field(
        description="发布日期，写到年、月或日", examples=["2025-06"]
    )
    url: Text | None = Field(None, description="网址（只能是允许的域名）")
    figures: tuple[Text, ...] = Field(
        (), description="这一条出处里的数字，正文里用到的写在这里", examples=[["六成"]]
    )


class Checked(Model):
    """That a second person has read an item."""

    by: Reader = Field(description="谁读过，只写岗位，不写姓名", examples=["派出所"])
    on: Date = Field(description="哪一天读的", examples=["2026-11-20"])


class Revised(Model):
    """What is new in an item, for whoever holds older paper."""

    on: Date = Field(description="哪一天改的；比它早的纸要换", examples=["2026-11-20"])
    what: Line60 = Field(
        description="改了什么，一句完整的话，居民看得懂",
        examples=["骗子现在不打电话了，改发短信。"],
    )


class Meta(Model):
    """Fields that all items have."""

    title: Line24 = Field(description="标题", examples=["刷单返利：先给甜头，再骗本金"])
    summary: Line60 = Field(description="一句话说清是什么", examples=["先返小钱，再要您垫大钱。"])
    rule: Rule | None = Field(None, description="要记住的一条通用规矩", examples=["先垫钱的都是骗"])
    audiences: tuple[Audience, ...] = Field(
        (), description="给谁看（见 docs/data/audiences.yml）", examples=[["everyone"]]
    )
    venues: tuple[Venue, ...] = Field(
        (), description="放在哪里（见 docs/data/venues.yml）", examples=[["communities"]]
    )
    published: Date = Field(description="首次发布日期", examples=["2026-11-20"])
    reviewed: Date = Field(description="最近一次核对内容的日期", examples=["2026-11-20"])
    review_in: Annotated[Whole, Field(ge=7, le=730)] = Field(
        180, description="多少天后要再核对一次", examples=[180]
    )
    expires: Date | None = Field(None, description="过了这一天就不再用", examples=["2027-05-31"])
    status: Status = Field(
        description="状态：draft 草稿，review 待核对，published 发布，withdrawn 撤下"
    )
    basis: Basis = Field(description="依据：composite 综合改编，official 官方内容，local 本地警情")
    sources: tuple[Cited, ...] = Field((), description="出处，写真实的发布单位、标题、日期")
    keywords: tuple[Word, ...] = Field(
        (), max_length=12, description="居民会搜索的词", examples=[["刷单", "兼职"]]
    )
    image: Annotated[str, Asset()] | None = Field(
        None, description="图片，写成从 docs/ 起的路径", examples=["assets/pictures/shuadan.svg"]
    )
    alt: Line60 | None = Field(None, description="图片说明，给看不见图的人")

    checked: Checked | None = Field(
        None, exclude=True, description="发布前第二个人读过：岗位和日期"
    )
    allow: dict[str, Annotated[Line60, Field(min_length=4)]] = Field(
        default_factory=dict,
        description="这一条里放过的规则和原因，如 {W010: 引用原话}",
        examples=[{"W010": "引用骗子原话"}],
    )

    revised: Revised | None = Field(
        None, exclude=True, description="内容有大改，早先印的纸要换：哪一天、改了什么"
    )

    @property
    def scam_id(self) -> str | None:
        """The one type of fraud that it is about; None where the kind names none."""
        return None

    @model_validator(mode="after")
    def _image_and_alt(self) -> Self:
        if self.image and not self.alt:
            raise PydanticCustomError(
                "image_alt", "有 image 就要有 alt（图片说明）", {"field": "image"}
            )
        return self

    @model_validator(mode="after")
    def _revised_when_read(self) -> Self:
        if self.revised and not self.published <= self.revised.on <= self.reviewed:
            raise PydanticCustomError(
                "revised_on",
                "revised 的 on（{on}）要在 published 和 reviewed 之间",
                {"field": "revised", "on": str(self.revised.on)},
            )
        return self


class Language(Labelled):
    """What a body is written in, where it is not simplified Chinese."""

    TRADITIONAL = "zh-Hant", "繁体字"
    ENGLISH = "en", "英语"


class Page(Meta):
    """A plain page: help, law, about."""

    lang: Language | None = Field(
        None,
        description="正文用的语言：zh-Hant 繁体字，en 英语；不写是简体。标题和字段还是写简体",
    )


class Texted(Meta):
    """What a town also sends as a text message; how long it may be, a rule says (L004)."""

    sms: Text | None = Field(
        None,
        description="发短信的话，不写签名；连签名70个字以内算一条，最多134个字",
        examples=["做任务先返小钱，再叫您垫大钱，就是刷单骗局。先垫钱的都是骗，拿不准打96110。"],
    )
    sms_for: dict[Audience, Text] = Field(
        default_factory=dict,
        description="给某一种人另写的短信，左边是 audiences 里的词",
        examples=[{"students": "兼职要先垫钱，就是刷单骗局，别做。拿不准打96110问一问。"}],
    )
