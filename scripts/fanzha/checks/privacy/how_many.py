"""How many people of a small town fit what an item tells, and what to blur until more do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import prod

PEOPLE = 30_000  # of a small town
DOUBTFUL = 3  # so few people fit that a neighbour guesses
KNOWN = 0.03  # nobody else can be meant
# One person in how many of a town is so. Rounded, from what a town office knows of its people: ages
# of a lifetime, villages and trades of a town; a day and a loss are those of one report in so many.
ONE_IN = {
    "岁数": 80,
    "地名": 25,
    "单位": 100,
    "金额": 100,
    "日子": 30,
    "称呼": 20,
    "家里的人": 4,
    "身世": 50,
    "年级、班级": 50,
    "别人没有的事": 3_000,
}
_BLUR = {
    "岁数": "岁数写“六十多岁”",
    "地名": "村名、小区名不写",
    "单位": "单位名不写",
    "金额": "金额写“近2万元”",
    "日子": "日子只写几月",
    "称呼": "称呼写“一位居民”",
    "家里的人": "家里的人写“一位家长”",
    "身世": "身世删去",
    "年级、班级": "年级、班级删去",
    "别人没有的事": "别人没有的事删去",
}


def fitting(kinds: Iterable[str]) -> float:
    """How many people of a small town all these kinds of facts fit together."""
    return PEOPLE / prod(ONE_IN[kind] for kind in kinds)


def enough(kinds: Sequence[str]) -> str:
    """What to blur, the most telling first, until more people fit."""
    left = sorted(kinds, key=lambda kind: -ONE_IN[kind])
    blurred = []
    while left and fitting(left) <= DOUBTFUL:
        blurred.append(_BLUR[left.pop(0)])
    return "，".join(blurred) + "，"
