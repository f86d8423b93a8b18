"""Family F, penalties: who says how something is punished, says by which article.

What stands beside an article of the anti-fraud law is compared with docs/data/law.yml (F010), the
years of 帮信罪 and of 联合惩戒 with law-facts.yml (F011). All other penalties cannot be compared, so
they need a source, or are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from fanzha.checks.engine import words
from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context, Hit, Line, Prose
from fanzha.checks.engine.words import any_of
from fanzha.checks.facts import law_articles
from fanzha.checks.facts.law_roles import Roles
from fanzha.checks.facts.sources import vouched
from fanzha.findings import Finding

_END = re.compile(r"[。！？!?]")
_OWN_TABLES = ("/law.yml", "/law-facts.yml")  # what the others are held against
# 一 of 一定 counts nothing.
_NUMERAL = re.compile("(?<!统)(?<!唯)(?!一[定律样直起般下旦些])[0-9０-９一二三四五六七八九十百两]+")
_ARTICLE = re.compile(
    "第[0-9０-９一二三四五六七八九十百]+条(?:之[一二三四五六七八九十])?|[0-9]+条(?:之[一二三四])?"
)
_CITED = re.compile(rf"[》”]?(?:的|（[^（）]*）)?(?:{_ARTICLE.pattern})")


@rule(
    "F019",
    "写了怎么罚，没写是哪一条",
    why="罚多少、关几天、判几年，到处有人写错。写得出条文的，才核对得了。",
    bad="把卡借给别人，直接拘留一个月。",
    good="把卡借给别人，会受处罚。",
)
def penalty_without_article(context: Context) -> Iterator[Finding]:
    """Detention, fines and years in prison without an article that has such figures."""
    yield from _unknown(context, "F019")


@rule(
    "F023",
    "说是有规定，条文里没有",
    why="法律没有写的，不能说成法律规定。核对过的条文在 docs/data/law.yml，别的规定要写明出处。",
    bad="法律规定，银行要在三十分钟内把钱冻住。",
    good="法律规定，谁都可以举报。",
)
def claim_without_article(context: Context) -> Iterator[Finding]:
    """A duty, a deadline or a number that the law is said to lay down, and that no known article has."""
    yield from _unknown(context, "F023")


def _unknown(context: Context, code: str) -> Iterator[Finding]:
    """What the tables of a rule find, but for what is compared elsewhere or has a source."""
    tables = context.edition.tables
    terms = _terms(tuple(name for term in tables.law_facts.terms.values() for name in term.names))
    ours = tables.law_facts.statutes.get("fan-dianzha")
    statute = _terms(ours.names) if ours else None
    for prose in context.residents:
        if prose.document.source.path.endswith(_OWN_TABLES):
            continue
        compared = _compared(context, prose)
        said: list[tuple[Line, int, int]] = []  # what a table has found, the next need not repeat
        for table in tables.words.of_rule(code):
            for hit in words.find(tables.words, table, prose):
                text = _sentence(hit.line, hit.start, hit.end)
                place = (hit.line.line, hit.line.column + hit.start)
                end = hit.line.column + hit.end
                known = any(line == place[0] and place[1] <= at <= end for line, at in compared)
                known = known or vouched(prose, hit.line, hit.match[0], statute)
                known = known or _is_article(hit)
                years = "年" in hit.match[0] and "半年" not in hit.match[0]
                known = known or (terms.search(text) is not None and years)
                known = known or any(
                    at is hit.line and a < hit.end and hit.start < b for at, a, b in said
                )
                if not known:
                    said.append((hit.line, hit.start, hit.end))
                    message = table.say.replace("{word}", hit.match[0])
                    yield hit.finding(message, hint=hit.row.instead or table.instead)


def _is_article(hit: Hit) -> bool:
    """Whether the only numbers are those of articles, which F009 and F021 look at."""
    text = hit.line.text
    if _CITED.match(text, hit.end):  # “按反诈法第42条”: F020 holds it against its subject
        return True
    articles = [match.span() for match in _ARTICLE.finditer(text)]
    numbers = [match.span() for match in _NUMERAL.finditer(text, hit.start, hit.end)]
    inside = (any(a <= start and end <= b for a, b in articles) for start, end in numbers)
    return bool(numbers) and bool(articles) and all(inside)


def _compared(context: Context, prose: Prose) -> list[tuple[int, int]]:
    """(line, column) of the figures that F010 holds against an article that punishes."""
    if not law_articles.speaks_of_law(prose):
        return []
    law = context.edition.tables.law
    found = []
    for figure in law_articles.read(prose, Roles.of(context.edition.tables.law_facts.roles))[1]:
        rows = [law.get(str(n)) for n in figure.articles]
        shared = figure.what == "multiple" and not figure.articles  # all articles have the same
        if shared or any(row is not None and (row.figures or row.penalty) for row in rows):
            found.append((figure.line.line, figure.line.column + figure.start))
    return found


def _sentence(line: Line, start: int, end: int) -> str:
    begin = max((m.end() for m in _END.finditer(line.text, 0, start)), default=0)
    stop = _END.search(line.text, end)
    return line.text[begin : stop.start() if stop else len(line.text)]


@lru_cache(maxsize=4)
def _terms(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(any_of(names))
