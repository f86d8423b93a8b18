"""Kinds of few words that stay where people are: plates for doors, cards and stickers."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from fanzha.content.kinds.fields import Flag, Line8, Line10, Line16, Line24, Model
from fanzha.content.kinds.meta import Labelled, Meta


class PlateLine(Model):
    """One line of a plate: what one meets, and in strong type what to do."""

    text: Line24 = Field(description="一句话，最多 24 个字", examples=["短信叫您点链接"])
    tail: Line8 | None = Field(None, description="句尾的重点，印成大红字", examples=["一律不点"])


class Plate(Meta):
    """A set of slogans under one name, for doors and stairwells."""

    headline: Line10 = Field(description="牌子上的大字，最多 10 个字", examples=["六个一律"])
    lines: tuple[PlateLine, ...] = Field(
        min_length=2,
        max_length=8,
        description="一句一行，2～8 行",
        examples=[[{"text": "短信叫您点链接", "tail": "一律不点"}]],
    )
    year: Annotated[str, Field(pattern=r"^\d{4}$")] | None = Field(
        None, description="流传的口诀，写最早见到的年份", examples=["2017"]
    )


class CardForm(Labelled):
    """What a card or sticker is for; its size stands in printing/cards.py."""

    WALLET = "wallet", "钱包卡"
    BAG = "bag", "书包卡"
    VISOR = "visor", "遮阳板卡"
    PARCEL = "parcel", "快递夹页"
    STAND = "stand", "桌面立牌"
    PHONE = "phone", "电话机贴"
    TABLE = "table", "餐桌贴"
    MACHINE = "machine", "取款机贴"


class Card(Meta):
    """A few words for a pocket, a table or a telephone; several are cut from one sheet."""

    form: CardForm = Field(
        description="样式：wallet 钱包卡，bag 书包卡，visor 遮阳板卡，parcel 快递夹页，"
        "stand 桌面立牌，phone 电话机贴，table 餐桌贴，machine 取款机贴",
        examples=["wallet"],
    )
    headline: tuple[Line10, ...] = Field(
        min_length=1, max_length=3, description="大字，1～3 行", examples=[["先挂断", "再核实"]]
    )
    points: tuple[Line16, ...] = Field(
        (), max_length=4, description="小字要点，最多 4 条", examples=[["不垫钱", "不扫码"]]
    )
    scan: Flag = Field(
        True, description="印不印二维码；叫人别扫码的卡片写 false；电话、手机上的贴纸都不印"
    )
