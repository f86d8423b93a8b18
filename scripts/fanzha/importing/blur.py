"""Sums and ages as bands, days as no day: what a story may keep of what it was."""

from __future__ import annotations

import re
from collections.abc import Container

from fanzha.content.kinds.meta import AgeBand, LossBand

_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_NUMBER = r"(?:\d[\d,，]*(?:\.\d+)?|[〇零一二两三四五六七八九十百千万]+)"
_SUM = re.compile(
    rf"(?:人民币|共计?|约|近)?({_NUMBER})\s*(多|余|来)?\s*(亿|万|千|百)?\s*(?:余|多)?\s*(?:元|块钱?)(?:人民币|整)?"
)
_AGE = re.compile(rf"(?:今年|现年|年仅|时年)?({_NUMBER})\s*(?:多|余)?\s*周?岁")
_BORN = re.compile(r"(?:，|、)?(?:19|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:出)?生")
_DAY = re.compile(
    r"(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}[日号]|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}"
)
# What stands in brackets behind a name; a village or an estate with its name; any long number.
_WHO = re.compile(r"[（(][^（）()]*(?:男|女|岁|电话|手机|身份证|住)[^（）()]*[）)]")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2}(村|社区|小区|花园|家园)(?=村民|居民|住户|的|，|一|里)")
_LONG = re.compile(r"(?<![\d.])\d[\d -]{3,}\d(?![\d.])")
_UNITS = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100}
LOSSES = ((0, LossBand.NONE), (1_000, LossBand.UNDER_1K), (10_000, LossBand.FROM_1K),
          (50_000, LossBand.FROM_10K), (200_000, LossBand.FROM_50K))  # fmt: skip
AGES = ((18, AgeBand.UNDER_18), (26, AgeBand.FROM_18), (41, AgeBand.FROM_26),
        (61, AgeBand.FROM_41))  # fmt: skip


def sums(text: str) -> list[float]:
    """All sums of money, in yuan."""
    return [_value(match[1]) * _UNITS.get(match[3] or "", 1) for match in _SUM.finditer(text)]


def ages(text: str) -> list[int]:
    """All ages, in years."""
    return [int(_value(match[1])) for match in _AGE.finditer(text)]


def loss_band(yuan: float) -> LossBand:
    """The band of a loss."""
    return next(
        (band for bound, band in LOSSES if yuan < bound or yuan == bound == 0), LossBand.OVER_200K
    )


def age_band(years: int) -> AgeBand:
    """The band of an age."""
    return next((band for bound, band in AGES if years < bound), AgeBand.OVER_60)


def blurred(text: str, kept: Container[str] = ()) -> str:
    """The text with sums in orders of magnitude, and without ages, days, villages and numbers.

    `kept` are the hotlines, which stay.
    """
    text = _BORN.sub("", _WHO.sub("", text))
    text = _SUM.sub(_about, text)
    text = re.sub(rf"{_AGE.pattern}的?", "", text)
    text = _PLACE.sub(r"某\1", _DAY.sub("有一天", text))
    text = _LONG.sub(lambda match: match[0] if match[0] in kept else "（略）", text)
    return re.sub(r"([，、])[，、]+", r"\1", text)


def _about(match: re.Match[str]) -> str:
    yuan = _value(match[1]) * _UNITS.get(match[3] or "", 1)
    words = ((1_000, "几百元"), (10_000, "几千元"), (100_000, "几万元"), (1_000_000, "几十万元"))
    return next((word for bound, word in words if yuan < bound), "上百万元")


def _value(text: str) -> float:
    plain = text.replace(",", "").replace("，", "")
    if plain[0].isascii():
        return float(plain)
    total, section, digit = 0, 0, 0
    for sign in plain:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign == "万":
            total, section, digit = (section + digit or 1) * 10_000, 0, 0
        else:
            section += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[sign]
            digit = 0
    return float(total + section + digit)
