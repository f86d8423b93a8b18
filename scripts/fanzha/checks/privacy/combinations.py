"""Family P, facts together: in a small town age, village, job, exact amount and day make a person.

An item is judged as a whole: each kind of fact is counted once, wherever in the item it stands, and
divides the people of a town by how many of them it leaves. One age in eighty, one village in
twenty-five, one trade in a hundred: what is left is how many people all of it fits. Law, help and
pages for editors tell of nobody. Parts that stand in one sentence are a matter of `portraits`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context, Line, Prose
from fanzha.checks.engine.words import one_of
from fanzha.checks.privacy.how_many import DOUBTFUL, KNOWN, ONE_IN, enough, fitting
from fanzha.checks.privacy.portraits import NOT_TOLD, TELL_OF_NOBODY, portrait_reader
from fanzha.content.data.word_tables import WordTables
from fanzha.findings import Finding, Severity

_HAN = "\u4e00-\u9fff"
_NO = "0-9０-９一二三四五六七八九十"
# For three of them: an anchor that a search finds quickly, and what stands before it.
_AGE = re.compile("岁(?!以[上下内前后]|左右|上下|起|多|前|至|到|[－～~—-])")
_AGE_BACK = re.compile(
    rf"(?<![满近约过到至前超每—～~.,，{_NO}-])(?<!未满|大约|不到|不满|超过|年满)[{_NO}]{{1,3}}$"
)
_DAY = re.compile(
    rf"月[{_NO}]{{1,3}}[日号](?!起|前|以前|之前|后|至|到|[－～~—-]|实施|施行|公布|发布|印发|是|为)"
)
_DAY_BACK = re.compile(rf"[{_NO}]{{1,2}}$")
_AMOUNT = re.compile("[元块](?!左右|上下|以)")
_AMOUNT_BACK = re.compile(
    r"(?<![0-9.,约近])(?:(?P<number>[0-9]{1,3}(?:[,，][0-9]{3})+|[0-9]{4,8})(?P<part>\.[0-9]{1,2})?"
    r"|[一二三四五六七八九]万[一二三四五六七八九]千[一二三四五六七八九零][一二三四五六七八九百十零]+"
    r"|[0-9]+万[0-9]{4}|[0-9]+\.[0-9]{3,4}万)\s?$"
)
_PLACE = re.compile(
    rf"(?:^|[^{_HAN}]|[在到住是县市区镇乡州省自回])[在到住是县市区镇乡州省自回]*"
    rf"(?P<name>[{_HAN}]{{2,3}}?(?:村|镇|乡|屯|寨|社区|街道|小区))"
)
_NO_PLACE = re.compile(
    "[几多各个全本该某这那我你他她们同邻农进到在的是家近每和与或及有走村镇乡]|[示美]范|城[中乡]|老旧|新建|"
    "物业|无诈|反诈|文明|平安|整[个座]|隔壁|贫困|特色|行政|自然|中心|深入|宣传|相关|基层|当地"
)


@lru_cache(maxsize=4)
def _jobs(words: WordTables) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Where somebody works, and an employer of no name: 一家公司, 电子厂, 本地超市."""
    workplace, trade = one_of(words, "单位"), one_of(words, "行业")
    job = re.compile(
        rf"(?:[，。、是]?在|(?:就职|供职|任职|上班)于|[，。、是])"
        rf"(?P<name>[{_HAN}]{{2,10}}?{workplace})的?{one_of(words, '岗位')}"
    )
    no_job = re.compile(
        "[某家这那个所各该同]|[本当外]地|附近|镇上|县里|县城|城里|市里|村里|"
        f"^在?{trade}*{workplace}$"
    )
    return job, no_job


_PRETENDED = re.compile("骗子|冒充|自称|假|谎称|对方")
_OF_PORTRAITS = {
    "who": "称呼",
    "kin": "家里的人",
    "life": "身世",
    "class": "年级、班级",
    "rare": "别人没有的事",
}


@dataclass(frozen=True)
class Fact:
    """Characters [start, end) of a line tell something of this kind."""

    kind: str
    line: Line
    start: int
    end: int

    @property
    def shown(self) -> str:
        """The words."""
        return self.line.text[self.start : self.end].strip("，（(、。")


def _facts(prose: Prose, words: WordTables) -> list[Fact]:
    """The first fact of each kind in a file; nothing where none is exact."""
    facts = [
        *_first("岁数", prose, _AGE, _AGE_BACK),
        *_first("日子", prose, _DAY, _DAY_BACK),
        *_first("金额", prose, _AMOUNT, _AMOUNT_BACK, _exact),
    ]
    if not facts:
        return []
    facts += _first(
        "地名", prose, _PLACE, None, lambda match: not _NO_PLACE.search(match["name"][:-1])
    )
    job, no_job = _jobs(words)
    facts += _first("单位", prose, job, None, lambda match: not no_job.search(match["name"]))
    return [*facts, *_of_somebody(prose, words)]


def _of_somebody(prose: Prose, words: WordTables) -> list[Fact]:
    """What the sentences tell of the person beside the five, each kind once."""
    reader = portrait_reader(words)
    found: dict[str, Fact] = {}
    for line in prose.lines:
        if line.field in NOT_TOLD or _PRETENDED.search(line.text):
            continue  # who the fraudster says he is, is nobody
        for part in reader.parts(line.text):
            kind = _OF_PORTRAITS.get(part.kind)
            if kind is not None and kind not in found:
                found[kind] = Fact(kind, line, part.start, part.end)
    return list(found.values())


def _first(
    kind: str,
    prose: Prose,
    anchor: re.Pattern[str],
    back: re.Pattern[str] | None,
    counts: Callable[[re.Match[str]], bool] = lambda _: True,
) -> list[Fact]:
    """The first anchor that has `back` before it and counts: a list of one or none.

    Without `back` the anchor has a group `name`, which is the fact.
    """
    for hit in prose.search(anchor):
        left = max(0, hit.start - 24)
        match = back.search(hit.line.text[left : hit.start]) if back else hit.match
        if match is None or hit.line.field == "sources" or not counts(match):
            continue
        if back:
            start, end = left + match.start(), hit.end
        else:
            start, end = (at - match.start() + hit.start for at in match.span("name"))
        return [Fact(kind, hit.line, start, end)]
    return []


def _exact(match: re.Match[str]) -> bool:
    """Whether an amount is exact: 18,532 is, 18,500 is not."""
    if not match["number"]:
        return True
    number = int(re.sub("[,，]", "", match["number"]))
    return number >= 1000 and (number % 100 != 0 or bool(match["part"]))


def _together(context: Context, most: float, least: float) -> Iterator[Finding]:
    """Items of which all facts together fit at most so many people, but more than `least`."""
    for prose in context.residents:
        if prose.kind in TELL_OF_NOBODY:
            continue
        facts = _facts(prose, context.edition.tables.words)
        people = fitting(fact.kind for fact in facts)
        if len(facts) < 3 or not least < people <= most:
            continue
        there = Counter(fact.line.line for fact in facts)  # where most of it stands, it is mended
        first = min(facts, key=lambda fact: (-there[fact.line.line], fact.line.line, fact.start))
        facts.sort(key=lambda fact: -ONE_IN[fact.kind])
        said = "、".join(f"{fact.shown}（{fact.kind}，第{fact.line.line}行）" for fact in facts)
        few = "只有一个人" if people < 1.5 else f"只有{people:.0f}个人"
        yield first.line.finding(
            first.start,
            first.end,
            f"几样合起来，三万人的镇上{few}对得上：{said}",
            hint=f"{enough([fact.kind for fact in facts])}就认不出了",
        )


@rule(
    "P012",
    "三样合起来认得出人",
    why="镇子小，年龄、村名、单位、准确的金额和日子，凑齐三样就知道是谁。",
    bad="3月12日，石桥村一位63岁的老人接到电话。",
    good="3月，一位六十多岁的老人接到电话。",
    severity=Severity.WARNING,
)
def three_facts(context: Context) -> Iterator[Finding]:
    """All that an item tells fits so few that a neighbour guesses: three of the five exact facts."""
    yield from _together(context, DOUBTFUL, KNOWN)


@rule(
    "P013",
    "四样以上合起来认得出人",
    why="年龄、村名、单位、准确的金额和日子凑齐四样，跟写了名字一样。",
    bad="3月12日，石桥村一位63岁的老人转走18532元。",
    good="3月，一位六十多岁的老人转走近2万元。",
)
def four_facts(context: Context) -> Iterator[Finding]:
    """All that an item tells fits one person alone: four of them, or three and what nobody else is."""
    yield from _together(context, KNOWN, 0)
