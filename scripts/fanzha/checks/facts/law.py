"""Family F, the law: articles must exist, and figures must be those of docs/data/law.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context, Prose
from fanzha.checks.engine.shared_work import shared
from fanzha.checks.engine.words import any_of
from fanzha.checks.facts import law_articles
from fanzha.checks.facts.law_articles import Figure, Mention
from fanzha.checks.facts.law_dates import NUMBER, dates, named
from fanzha.checks.facts.law_roles import Roles
from fanzha.content.data.law_facts import Case, Term
from fanzha.content.data.tables import Article
from fanzha.content.reading.numerals import number, written
from fanzha.findings import Finding

LIFETIME = 100  # more is a year of the calendar


def _articles(context: Context) -> int:
    """How many articles the law has; without its row no number is wrong, and the row is missed."""
    statute = context.edition.tables.law_facts.statutes.get(LAW)
    return (statute.articles if statute else None) or 10**6


@shared
def _read(context: Context) -> Iterator[tuple[list[Mention], list[Figure]]]:
    roles = Roles.of(context.edition.tables.law_facts.roles)
    for prose in context.prose:
        if law_articles.speaks_of_law(prose):
            yield law_articles.read(prose, roles)


@rule(
    "F008",
    "法律没有这一条",
    why="《反电信网络诈骗法》一共 50 条。编造的条文会让人不信，也可能被骗子拿去用。",
    bad="反电信网络诈骗法第52条写明了怎么罚。",
    good="反电信网络诈骗法第44条写明了怎么罚。",
)
def no_such_article(context: Context) -> Iterator[Finding]:
    """The law has so many articles, and none with 之二."""
    articles = _articles(context)
    for mentions, _ in _read(context):
        for mention in mentions:
            if mention.sub or any(not 1 <= n <= articles for n in mention.numbers):
                message = f"反电信网络诈骗法没有{mention.hit.match[0]}，它一共 {articles} 条"
                yield mention.hit.finding(
                    message, hint="核对条号；说的是别的法律，就写出那部法的全名"
                )


@rule(
    "F009",
    "条文不在资料表里",
    why="docs/data/law.yml 里只有核对过的条文。表里没有的，程序没法替您核对。",
    bad="见反电信网络诈骗法第21条。",
    good="见反电信网络诈骗法第20条。",
)
def unlisted_article(context: Context) -> Iterator[Finding]:
    """It exists, but nobody has entered it, so that nothing about it can be compared."""
    known, articles = context.edition.tables.law, _articles(context)
    for mentions, _ in _read(context):
        for mention in mentions:
            for n in mention.numbers:
                if mention.named and 1 <= n <= articles and str(n) not in known:
                    hint = f"表里有：第 {'、'.join(known)} 条。确实要用，先对照原文加进表里"
                    yield mention.hit.finding(f"docs/data/law.yml 里没有第 {n} 条", hint=hint)


@rule(
    "F010",
    "数字和法律条文不一致",
    why="罚多少、拘留几天，一个字都不能错。",
    bad="反电信网络诈骗法第38条：拘留5天到15天。",
    good="反电信网络诈骗法第38条：拘留10天到15天。",
)
def wrong_figure(context: Context) -> Iterator[Finding]:
    """Days, multiples and amounts near an article must be that article's."""
    for _, figures in _read(context):
        for figure in figures:
            allowed = _allowed(context.edition.tables.law, figure)
            if not allowed:
                continue
            expected = _expected(figure, allowed)
            upside_down = figure.role == "low" and set(allowed) == {figure.value}
            if figure.value in (allowed if expected is None else (expected,)) and not upside_down:
                continue
            names = "、".join(f"第{n}条" for n in dict.fromkeys(figure.articles)) or "各条"
            mended = None
            if expected is not None and expected % figure.worth == 0:
                mended = written(expected // figure.worth, figure.text)
            yield figure.line.finding(
                figure.start,
                figure.end,
                f"“{figure.shown}”和{names}不一致",
                hint=_texts(context.edition.tables.law, figure),
                mended=mended,
            )


def _penalties(law: Mapping[str, Article], figure: Figure) -> dict[int, Article]:
    """The articles whose figures count: those near, or those that punish a breach of them."""
    found = {}
    for n in figure.articles or map(int, law):
        row = law.get(str(n))
        if row is not None and not row.figures and row.penalty:
            n, row = row.penalty, law.get(str(row.penalty))
        if row is not None:
            found[n] = row
    return found


def _allowed(law: Mapping[str, Article], figure: Figure) -> list[int]:
    values: list[int] = []
    for row in _penalties(law, figure).values():
        for one in row.figures:
            if figure.what == "days":
                values += one.days
            elif figure.what == "multiple":
                values += one.multiple
            elif figure.role == "low":  # no fine has a least amount, but gains may be above one
                values += [one.below] if one.below is not None else []
            else:
                both = {"below": (one.below,), "fine": (one.fine,)}
                amounts = both.get(figure.role, (one.below, one.fine))
                values += [amount for amount in amounts if amount is not None]
    return values


def _expected(figure: Figure, allowed: list[int]) -> int | None:
    """The one value that is right at this place, where that is certain."""
    if len(set(figure.articles)) > 1 or not figure.role:
        return None
    if figure.what == "amount" and figure.role == "low":
        return None
    if figure.role == "low":
        return min(allowed) if len(allowed) > 1 else None
    return max(allowed)


def _texts(law: Mapping[str, Article], figure: Figure) -> str:
    rows = (
        f"第{n}条：{'；'.join(one.text for one in row.figures)}"
        for n, row in _penalties(law, figure).items()
    )
    return "。".join(rows)


# Terms and dates: docs/data/law-facts.yml.

LAW = "fan-dianzha"  # the row of the law itself
_ANOTHER_CRIME = re.compile(r"(?<!帮信)(?<!活动)(?<![这此本该个])罪(?!名|犯|行|活动)|诈骗罪|洗钱罪")
_COUNTED = rf"(?P<years>{NUMBER})"
_YEARS = r"年(?!\d|[一二三四五六七八九十]*月|前|后|来|修)"
_AND_MONTHS = re.compile(rf"零?{NUMBER}个月")
_END = re.compile(r"[。！？!?；;|]")


@rule(
    "F011",
    "刑期、惩戒期限或施行日期不对",
    why="帮信罪最高 3 年，联合惩戒 2 年或 3 年、连续最多 5 年；这些数字到处有人写错。",
    bad="帮信罪最高判7年。",
    good="帮信罪最高判3年。",
)
def wrong_term(context: Context) -> Iterator[Finding]:
    """A term of years, a day or a number of articles that is not that of law-facts.yml."""
    facts = context.edition.tables.law_facts
    for prose in context.prose:
        for term in facts.terms.values():
            yield from _terms(prose, term)
        yield from dates(prose, facts)


def _terms(prose: Prose, term: Term) -> Iterator[Finding]:
    """Years in the sentences that name what lasts so long."""
    seen: set[tuple[int, int]] = set()
    for hit in prose.search(named(term.names)):
        text = hit.line.text
        match = _END.search(text, hit.end)
        start, end = hit.end, match.end() if match else len(text)
        start = max((m.end() for m in _END.finditer(text, 0, hit.start)), default=0)
        if not term.whole:
            if other := _ANOTHER_CRIME.search(text, hit.end, end):
                end = other.start()
            if _ANOTHER_CRIME.search(text, start, hit.start):
                start = hit.end
        for found in _lasting(term.unit).finditer(text, start, end):
            place = (hit.line.line, hit.line.column + found.start())
            case = _case(term, text, found)
            years = number(found["years"]) + bool(_AND_MONTHS.match(text, found.end())) / 2
            if case is None or case.right(years) or place in seen:
                continue
            seen.add(place)
            sure = len(case.years) == 1
            mended = written(case.years[0], found["years"]) if sure else None
            yield hit.line.finding(*found.span("years"), term.say, mended=mended)


@cache
def _lasting(unit: str) -> re.Pattern[str]:
    """A number with the unit of a term: years, where none is named."""
    ends = any_of((unit,)) if unit else _YEARS
    return re.compile(rf"(?<![\d年月第]){_COUNTED}{ends}")


def _case(term: Term, text: str, found: re.Match[str]) -> Case | None:
    """The case that decides about a number of years; None where it is none of the term's."""
    before, after = text[: found.start()], text[found.end() :]
    if number(found["years"]) > LIFETIME or after.startswith(term.ignore):
        return None
    for case in term.cases:
        announced = f"(?:{'|'.join(case.before)})[^，。；\\d]{{0,{case.within}}}$"
        if case.before and not re.search(announced, before):
            continue
        if not case.after or after.startswith(case.after):
            return case
    return None
