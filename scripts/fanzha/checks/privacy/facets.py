"""What a sentence tells of one person, weighed: no facet is a name, but together they fit one neighbour.

Each facet is a list of docs/data/words/lists.yml, or a part that `portraits` finds by names. A facet
counts once. Where something happened to her, and what is told weighs `ENOUGH`, she is known: it does
not matter which facets these are. What “一位”, “有个” and “某地” leave open is told of nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from fanzha.checks.engine.words import one_of
from fanzha.content.data.word_tables import WordTables

ENOUGH = 4
# How much a facet tells; what names one person, one house or one account weighs double.
WEIGHTS = {
    **{"who": 2, "place": 2, "office": 2, "rare": 2, "one": 2, "life": 2, "account": 2, "class": 2},
    "shop": 2,
    **{"age": 1, "sex": 1, "job": 1, "kin": 1, "loss": 1, "day": 1, "that": 1, "crime": 1},
}
_TELLS_WHO = frozenset(WEIGHTS) - {"loss", "day", "crime", "that", "sex"}
# Facets by their list.
_LISTS = {
    **{"place": "近处", "shop": "店铺", "account": "号牌", "kin": "亲人"},
    **{"day": "哪天", "that": "那一个"},
}
_NO_OFFICE = re.compile(r"\{$")  # {派出所} is filled in from the region
_SAYS_HE_IS = re.compile("(?:骗子|对方)[^，。]{0,4}(?:说|称|扮|装)|自称|谎称")
_OPEN = re.compile(
    r"(?:[一有某几这每哪两三多][位名个些家对群户](?!月|星期|礼拜|小时)|不少|部分|[的是]?某[地镇村县市单校小])[^，。；！？：]{0,8}$"
)


@dataclass(frozen=True)
class Part:
    """Characters [start, end) of a line tell something of a person."""

    kind: str
    start: int
    end: int


class Facets:
    """Finds the facets that are lists, and weighs them with those that are names."""

    def __init__(self, words: WordTables) -> None:
        self.patterns = {kind: re.compile(one_of(words, name)) for kind, name in _LISTS.items()}
        self.event = re.compile(one_of(words, "出事"))

    def known(self, text: str, parts: list[Part]) -> list[Part]:
        """All that the sentence tells of her, where a neighbour knows who she is; else nothing."""
        told = {part.kind: part for part in parts if not _NO_OFFICE.search(text[: part.start])}
        ill = {"life", "place"} <= told.keys() and ("她" in text or "他" in text)
        if _SAYS_HE_IS.search(text) or not (ill or self.event.search(text)):
            return []
        for kind, pattern in self.patterns.items():
            for match in pattern.finditer(text):
                if kind not in told and not _OPEN.search(text[: match.start()]):
                    told[kind] = Part(kind, *match.span())
        who = told.keys() & _TELLS_WHO
        weight = sum(WEIGHTS[kind] for kind in told)
        strong = any(WEIGHTS[kind] > 1 for kind in who)
        enough = weight >= ENOUGH and strong and (len(who) > 1 or "that" in told)
        return sorted(told.values(), key=lambda part: part.start) if enough else []


@lru_cache(maxsize=4)
def facets(words: WordTables) -> Facets:
    """The facets of the lists of a library."""
    return Facets(words)
