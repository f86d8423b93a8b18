"""What a sentence tells of one person, weighed: no facet is a name, but together they fit one neighbour.

Each facet is a list of docs/data/words/lists.yml, or a part that `portraits` finds by names. A facet
counts once. Where something happened to her, and what is told weighs `ENOUGH`, she is known: it does
not matter which facets these are. What “一位”, “有个” and “某地” leave open is told of nobody.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache

from fanzha.checks.engine.words import one_of
from fanzha.content.data.word_tables import WordTables

ENOUGH = 4
TELLING = 3  # characters about somebody that are not said of anybody
_HAN = "\u4e00-\u9fff"
_HANS = re.compile(f"[{_HAN}]")
# How much a facet tells; what names one person, one house or one account weighs double.
WEIGHTS = {
    **{"who": 2, "place": 2, "office": 2, "rare": 2, "one": 2, "life": 2, "account": 2, "class": 2},
    "shop": 2,
    **{"definite": 3, "bare": 3, "did": 2, "human": 1},
    **{"age": 1, "sex": 1, "job": 1, "kin": 1, "loss": 1, "day": 1, "that": 1, "crime": 1},
}
_TELLS_WHO = frozenset(WEIGHTS) - {"loss", "day", "crime", "that", "sex", "bare", "did"}
_PERSONS = _TELLS_WHO - {"place"}
_HERS = frozenset({"definite", "account", "age", "life", "rare", "class"})
_EXACT = re.compile("[0-9A-Za-z“一二三四五六七八九十]")  # an account that is named, too
# Facets by their list.
_LISTS = {
    **{"place": "近处", "shop": "店铺", "account": "号牌", "kin": "亲人"},
    **{"day": "哪天", "that": "那一个", "human": "人的尾巴"},
}
_SENTENCE = re.compile("[。！？!?]")
_NO_OFFICE = re.compile(r"\{$")  # {派出所} is filled in from the region
_SAYS_HE_IS = re.compile("(?:骗子|对方)[^，。]{0,4}(?:说|称|扮|装)|^[^，。]{0,8}(?:自称|谎称)")
# Who else is in the sentence: what he says to be is nothing of hers.
_PRETENDER = re.compile("(?:[一有]?[个名位])?(?:自称|谎称)[^，。]{0,10}的[^，。骗卷转拿]{1,6}")
_OPEN = re.compile(
    r"(?:[一有某几这每哪两三多][位名个些家对群户](?!月|星期|礼拜|小时)|不少|部分|[的是]?某[地镇村县市单校小])[^，。；！？：（]{0,8}$"
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
        self.record = re.compile(one_of(words, "记录项"))
        somebody = one_of(words, "确指的人")
        self.definite = re.compile(
            rf"(?P<before>[{_HAN}“”、A-Za-z0-9]{{2,14}}?)(?:的|(?<=[里上边头口店院厂校村镇街组]))"
            rf"那(?:位|[家户对](?=[，的人老]|{somebody})|[个名](?={somebody}|，))"
        )
        self.nobody = re.compile(one_of(words, "不是确指"))
        self.befell = re.compile(rf"{one_of(words, '真的出了事')}(?![的者]|后|以后)")
        not_done = "".join(words.lists.get("不是了过", ()))
        behind = one_of(words, "了过之后")
        self.done = re.compile(
            rf"(?<![{re.escape(not_done) or '^'}])(?:[了过](?!{behind})|被|光(?=[了，积存]|$))"
        )
        self.topic = re.compile(one_of(words, "出事的东西"))
        self.open = re.compile(one_of(words, "不指哪一个"))
        self.harm = re.compile(f"{one_of(words, '受了害')}(?!的[人{_HAN}])")
        self.persons = re.compile(one_of(words, "人的名词"))
        self.vague = re.compile(one_of(words, "泛泛的修饰"))
        self.unique = re.compile(one_of(words, "唯一的"))
        self.said = re.compile("[“”：]")
        anybody, kin = one_of(words, "泛称"), one_of(words, "家里人")
        self.anybody = re.compile(
            rf"^(?:[^，]{{0,4}}，)?(?:[^，]{{1,4}}岁(?:左右|上下)?的)?(?:{anybody}(?![家的老大小里上])|[他她]们?(?![的是叫家]|{kin}))"
        )

    def _described(self, text: str) -> Part | None:
        """Who is told of without “一位” or “有人”, in more words than anybody's, and came to harm."""
        start = 0
        for sentence in _SENTENCE.split(text):
            befell = self.harm.search(sentence)
            before = self.unique.sub("", sentence[: befell.start()]) if befell else ""
            persons = [*self.persons.finditer(before)]
            if (
                befell
                and persons
                and not self.open.search(before)
                and not self.anybody.search(sentence)
                and not self.said.search(before)
            ):
                rest = before[: persons[-1].start()] + before[persons[-1].end() :]
                if len(_HANS.findall(self.vague.sub("", rest))) >= TELLING:
                    return Part("described", start, start + befell.end())
            start += len(sentence) + 1
        return None

    def known(self, text: str, parts: list[Part]) -> list[Part]:
        """All that the sentence tells of her, where a neighbour knows who she is; else nothing."""
        told = {part.kind: part for part in parts if not _NO_OFFICE.search(text[: part.start])}
        if record := self.record.search(text):
            return [Part("account", *record.span())]
        if _SAYS_HE_IS.search(text):
            return []
        text = _PRETENDER.sub(lambda match: " " * len(match[0]), text)
        ill = (
            "life" in told
            and bool(told.keys() & {"place", "office"})
            and ("她" in text or "他" in text)
        )
        self._add(text, told)
        account = told.get("account")
        if (
            account
            and _EXACT.search(text[account.start : account.end])
            and self.befell.search(text)
        ):
            return sorted(told.values(), key=lambda part: part.start)
        if described := self._described(text):
            return [described]
        bare = self._bare(text, [part for kind, part in told.items() if kind in _PERSONS])
        if bare:
            told[bare.kind] = bare
        else:  # “女教师” is anybody, unless something befell the one that is meant
            told.pop("human", None)
        who = told.keys() & _TELLS_WHO
        weight = sum(WEIGHTS[kind] for kind in told)
        did = bare is not None and bare.kind == "did"
        if did:  # what somebody did with money is no harm by itself
            weight, bare = weight - 1, None
        if not who or weight < ENOUGH:
            return []
        happened = ill or did or self.event.search(text) is not None
        if bare or (_fits(who, told) if happened else self._hers(text, who, told)):
            return sorted(told.values(), key=lambda part: part.start)
        return []

    def _add(self, text: str, told: dict[str, Part]) -> None:
        """What the lists know, beside what is told already."""
        for match in self.definite.finditer(text):
            # “捐过一个肾的那位”: the one is closed again.
            if not self.nobody.search(match["before"]):
                told["definite"] = Part("definite", *match.span())
                break
        for kind, pattern in self.patterns.items():
            for match in pattern.finditer(text):
                if kind == "human" and any(_overlap(match, part) for part in told.values()):
                    continue
                if kind not in told and not _OPEN.search(text[: match.start()]):
                    told[kind] = Part(kind, *match.span())

    def _hers(self, text: str, who: Set[str], told: dict[str, Part]) -> bool:
        """Nothing happened: a shop, a job and a place are anybody's; an account or a fate is hers."""
        own = who & _HERS
        account = told.get("account")
        if account and not _EXACT.search(text[account.start : account.end]):
            own -= {"account"}
        several = "account" in own or "place" in who or len(who) > 2
        return _fits(who, told) and bool(own) and len(who - {"kin"}) > 1 and several

    def _bare(self, text: str, persons: list[Part]) -> Part | None:
        """Who is spoken of as if all knew her: something befell her, and no word leaves her open.

        She stands before it in its sentence.
        """
        start = 0
        for sentence in _SENTENCE.split(text):
            befell = self.befell.search(sentence)
            kind = "bare" if befell else "did"
            if not befell and self.topic.search(sentence):
                befell = self.done.search(sentence)
            if (
                befell
                and not self.open.search(sentence[: befell.end()].replace("了自己", "了"))
                and not self.anybody.search(sentence)
                and any(start <= one.start < start + befell.end() for one in persons)
            ):
                return Part(kind, start + befell.start(), start + befell.end())
            start += len(sentence) + 1
        return None


def _overlap(match: re.Match[str], part: Part) -> bool:
    return match.start() < part.end and part.start < match.end()


def _fits(who: Set[str], told: dict[str, Part]) -> bool:
    """Whether what is told is more than one thing, and one of them weighs double."""
    return any(WEIGHTS[kind] > 1 for kind in who) and (len(who) > 1 or "that" in told)


@lru_cache(maxsize=4)
def facets(words: WordTables) -> Facets:
    """The facets of the lists of a library."""
    return Facets(words)
