"""Family P, facts together: in a small town age, village, job, exact amount and day make a person.

Each of the five is counted once for an item, wherever in the item it stands (rule: requirements,
“what good content does”). Law, help and pages for editors tell of nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context, Line, Prose
from fanzha.checks.engine.words import one_of
from fanzha.content.data.word_tables import WordTables
from fanzha.content.kinds.registry import KINDS
from fanzha.findings import Finding, Severity

_HAN = "\u4e00-\u9fff"
_NO = "0-9０-９一二三四五六七八九十"
TELL_OF_NOBODY = frozenset(
    {"data", *(name for name, kind in KINDS.items() if not kind.about_people)}
)

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


Fact = tuple[str, Line, int, int]  # the words, and where


def _facts(prose: Prose, words: WordTables) -> list[Fact]:
    """The first fact of each kind in a file; nothing where there cannot be three."""
    facts = [
        *_first(prose, _AGE, _AGE_BACK),
        *_first(prose, _DAY, _DAY_BACK),
        *_first(prose, _AMOUNT, _AMOUNT_BACK, _exact),
    ]
    if facts:
        facts += _first(prose, _PLACE, None, lambda match: not _NO_PLACE.search(match["name"][:-1]))
        job, no_job = _jobs(words)
        facts += _first(prose, job, None, lambda match: not no_job.search(match["name"]))
    return facts


def _first(
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
        return [(hit.line.text[start:end], hit.line, start, end)]
    return []


def _exact(match: re.Match[str]) -> bool:
    """Whether an amount is exact: 18,532 is, 18,500 is not."""
    if not match["number"]:
        return True
    number = int(re.sub("[,，]", "", match["number"]))
    return number >= 1000 and (number % 100 != 0 or bool(match["part"]))


def _together(context: Context, least: int, most: int) -> Iterator[Finding]:
    hint = "年龄写“六十多岁”，村名和单位名不写，金额写“近2万元”，日期只写“3月”；这几样最多留两样"
    for prose in context.residents:
        if prose.kind in TELL_OF_NOBODY:
            continue
        facts = _facts(prose, context.edition.tables.words)
        if least <= len(facts) <= most:
            _, line, start, end = min(facts, key=lambda fact: (fact[1].line, fact[2]))
            words = "、".join(fact[0] for fact in facts)
            yield line.finding(start, end, f"几样合起来认得出人：{words}", hint=hint)


@rule(
    "P012",
    "三样合起来认得出人",
    why="镇子小，年龄、村名、单位、准确的金额和日子，凑齐三样就知道是谁。",
    bad="3月12日，石桥村一位63岁的老人接到电话。",
    good="3月，一位六十多岁的老人接到电话。",
    severity=Severity.WARNING,
)
def three_facts(context: Context) -> Iterator[Finding]:
    """Three of exact age, village, employer, exact amount, day in one item."""
    yield from _together(context, 3, 3)


@rule(
    "P013",
    "四样以上合起来认得出人",
    why="年龄、村名、单位、准确的金额和日子凑齐四样，跟写了名字一样。",
    bad="3月12日，石桥村一位63岁的老人转走18532元。",
    good="3月，一位六十多岁的老人转走近2万元。",
)
def four_facts(context: Context) -> Iterator[Finding]:
    """Four or five of them in one item."""
    yield from _together(context, 4, 5)
