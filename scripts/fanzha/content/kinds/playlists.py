"""Kinds for screens: what a screen is (docs/data/screens.yml) and what loops on it (docs/screens/)."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from fanzha.content.kinds.fields import Date, Flag, Model, Text, Vocab, Whole
from fanzha.content.kinds.meta import Labelled, Meta

WEEK = "一二三四五六日"
STRIP_CELL = 16  # px: a bitmap glyph is a square of this size, and may be doubled or trebled


class Colour(Labelled):
    """What the lamps of a screen can show."""

    FULL = "full", "全彩"
    TWO = "two", "双色（红绿黄）"
    ONE = "one", "单色"


class Takes(Labelled):
    """What a player can be given."""

    JPG = "jpg", "JPG 图片"
    PNG = "png", "PNG 图片"
    BMP = "bmp", "BMP 图片"
    MP4 = "mp4", "MP4 视频"
    PPTX = "pptx", "幻灯片"
    TXT = "txt", "字幕文本"


PICTURES = (Takes.JPG, Takes.PNG, Takes.BMP)


class Shape(Labelled):
    """How a slide is laid out; it follows from the ratio and the lamps."""

    WIDE = "wide", "横屏"
    TALL = "tall", "竖屏"
    SQUARE = "square", "方屏"
    BAND = "band", "长条屏"
    STRIP = "strip", "字幕屏"


class Look(Labelled):
    """How a type of fraud stands on a television; small screens show its rule."""

    CHAT = "chat", "对方说什么，您记住什么"
    QUESTION = "question", "先问，再答"
    RULE = "rule", "规矩和危险信号"


class Profile(Model):
    """A screen; lengths are pixels."""

    label: Text = Field(description="名称", examples=["横屏高清"])
    width: Annotated[Whole, Field(ge=16, le=7680)] = Field(description="宽，像素")
    height: Annotated[Whole, Field(ge=16, le=7680)] = Field(description="高，像素")
    colour: Colour = Field(Colour.FULL, description="full 全彩，two 双色，one 单色")
    safe: Annotated[Whole, Field(ge=0, le=400)] = Field(0, description="四边留空，像素")
    glyph: Annotated[Whole, Field(ge=16, le=400)] = Field(description="最小的字高，像素")
    distance: Annotated[Whole, Field(ge=1, le=200)] = Field(description="看的距离，米")
    points: Annotated[Whole, Field(ge=0, le=3)] = Field(3, description="大字下面最多几条要点")
    dark: Flag = Field(False, description="true 深色底（户外屏晚上不刺眼）")
    night: Flag = Field(False, description="true 预警也用深色底（夜里用的屏幕）")
    on_demand: Flag = Field(
        False, description="true 平时不做预警的画面，用的时候再做（screens --profile）"
    )
    takes: tuple[Takes, ...] = Field(description="播放器能放什么")

    @property
    def picture(self) -> Takes:
        """The format of its pictures: the first that it takes."""
        return next(format for format in self.takes if format in PICTURES)

    @property
    def shape(self) -> Shape:
        """Its layout. The bounds lie half-way between common screens (16:9, 2:1 | 10:3, 4:1)."""
        if self.colour is not Colour.FULL:
            return Shape.STRIP
        ratio = self.width / self.height
        if ratio >= 2.6:
            return Shape.BAND
        if ratio >= 1.3:
            return Shape.WIDE
        return Shape.SQUARE if ratio > 0.8 else Shape.TALL

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if not any(format in PICTURES for format in self.takes):
            raise PydanticCustomError(
                "no_picture", "takes 里至少要有 jpg、png、bmp 中的一种", {"field": "takes"}
            )
        uneven = self.width % 2 or self.height % 2
        if uneven:
            raise PydanticCustomError("uneven", "宽和高要是双数，视频才能播放", {"field": "width"})
        if self.shape is Shape.STRIP and (self.width % STRIP_CELL or self.height % STRIP_CELL):
            raise PydanticCustomError(
                "strip_size", "单色、双色屏的宽和高要是 16 的倍数", {"field": "width"}
            )
        if self.shape is Shape.STRIP and Takes.MP4 in self.takes:
            raise PydanticCustomError(
                "strip_video", "单色、双色屏不放视频，takes 里去掉 mp4", {"field": "takes"}
            )
        return self


class Screens(Model):
    """All profiles."""

    profiles: dict[str, Profile]


class Entry(Model):
    """One entry of a playlist: an item, a slogan, or the alerts of the day."""

    item: Text | None = Field(
        None, description="一条内容的编号（文件名）", examples=["poster-dianfu"]
    )
    slogan: Text | None = Field(
        None, description="一条标语的编号（docs/data/slogans.yml）", examples=["s034"]
    )
    alerts: Annotated[str, Field(pattern="^current$")] | None = Field(
        None, description="现在有效的预警：写 current，全部放进来"
    )
    look: Look = Field(
        Look.CHAT, description="骗局怎么放：chat 两句对话，question 先问再答，rule 规矩和危险信号"
    )
    seconds: Annotated[Whole, Field(ge=3, le=60)] | None = Field(
        None, description="停几秒；不写就按字数算"
    )

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if sum(value is not None for value in (self.item, self.slogan, self.alerts)) != 1:
            raise PydanticCustomError(
                "one_thing", "item、slogan、alerts 三样里写一样，只写一样", {"field": "item"}
            )
        return self


class Window(Model):
    """When a playlist plays; what is left out does not limit it."""

    start: Date | None = Field(None, description="从哪天起", examples=["2026-12-01"])
    end: Date | None = Field(None, description="到哪天为止", examples=["2027-02-28"])
    days: tuple[Annotated[Whole, Field(ge=1, le=7)], ...] = Field(
        (), description="星期几播，1 是星期一，7 是星期日", examples=[[1, 2, 3, 4, 5]]
    )
    hours: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$")] | (
        None
    ) = Field(None, description="几点到几点播", examples=["07:30-21:00"])

    @property
    def clock(self) -> tuple[str, str] | None:
        """("07:30", "21:00"); the second may be the earlier one: then it passes midnight."""
        first, _, last = (self.hours or "").partition("-")
        return (first, last) if self.hours else None

    @property
    def words(self) -> str:
        """Days and hours as a person says them."""
        names = [f"星期{WEEK[day - 1]}" for day in sorted(set(self.days))]
        run = bool(names) and sorted(set(self.days)) == list(
            range(min(self.days), max(self.days) + 1)
        )
        days = "、".join(names) or "每天"
        if run and len(names) > 2:
            days = "每天" if len(names) == len(WEEK) else f"{names[0]}到{names[-1]}"
        hours = f"{self.clock[0]} 到 {self.clock[1]}" if self.clock else "全天"
        return f"{days}，{hours}"


class Playlist(Meta):
    """What loops on the screens of a place."""

    profiles: tuple[Annotated[str, Vocab("profiles")], ...] = Field(
        min_length=1,
        description="放在哪些屏幕上（见 docs/data/screens.yml）",
        examples=[["1920x1080"]],
    )
    entries: tuple[Entry, ...] = Field(
        min_length=1, max_length=40, description="按先后播什么，一条一张"
    )
    window: Window = Field(default_factory=Window, description="什么时候播；不写就一直播")
