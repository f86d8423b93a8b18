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
from fanzha.checks.facts.sources import vouched
from fanzha.content.kinds.items import Scam
from fanzha.findings import Finding

_END = re.compile(r"[。！？!?]")
# 一 of 一定 counts nothing.
_NUMERAL = re.compile("(?<!统)(?<!唯)(?!一[定律样直起般下旦些])[0-9０-９一二三四五六七八九十百两]+")
# “第八条要求……”: what stands behind it is said to be written there.
_LAYS_DOWN = re.compile("(?:里|中|就|也|还|明确|都)?(?:规定|要求|写|讲|说)(?![了得过])")
_ARTICLE = re.compile(
    "第[0-9０-９一二三四五六七八九十百]+条(?:之[一二三四五六七八九十])?|[0-9]+条(?:之[一二三四])?"
)
_PUNISHED = re.compile(
    r"按照?[^，。]{0,12}条(?:的规定)?(?:来|进行|予以)?(?:处罚|追究|拘|罚)|倍[^，。]{0,6}罚|罚款[^，。]{0,8}[倍元万]|[日天][^，。]{0,4}拘留|拘留[^，。]{0,6}[日天]"
)


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
    for prose in context.residents:
        if _of_the_law(prose) or prose.kind in ("data", "region"):
            continue
        compared = _compared(context, prose)
        for table in tables.words.of_rule(code):
            for hit in words.find(tables.words, table, prose):
                text = _sentence(hit.line, hit.start, hit.end)
                place = (hit.line.line, hit.line.column + hit.start)
                end = hit.line.column + hit.end
                known = any(line == place[0] and place[1] <= at <= end for line, at in compared)
                known = known or vouched(prose, hit.line, hit.match[0])
                known = known or _is_article(hit)
                if not known and not (terms.search(text) and "年" in hit.match[0]):
                    message = table.say.replace("{word}", hit.match[0])
                    yield hit.finding(message, hint=hit.row.instead or table.instead)


def _is_article(hit: Hit) -> bool:
    """Whether the only numbers are those of articles, which F009 and F021 look at."""
    text = hit.line.text
    articles = [match.span() for match in _ARTICLE.finditer(text)]
    numbers = [match.span() for match in _NUMERAL.finditer(text, hit.start, hit.end)]
    inside = (any(a <= start and end <= b for a, b in articles) for start, end in numbers)
    return bool(numbers) and bool(articles) and all(inside)


def _of_the_law(prose: Prose) -> bool:
    """Whether the item says in `law` on which articles it rests."""
    return bool(
        prose.kind == "law"
        or (prose.item and isinstance(prose.item.meta, Scam) and prose.item.meta.law)
    )


def _compared(context: Context, prose: Prose) -> list[tuple[int, int]]:
    """(line, column) of the figures that F010 holds against an article that punishes."""
    if not law_articles.speaks_of_law(prose):
        return []
    law = context.edition.tables.law
    found = []
    for figure in law_articles.read(prose)[1]:
        rows = [law.get(str(n)) for n in figure.articles]
        if any(row is not None and (row.figures or row.penalty) for row in rows):
            found.append((figure.line.line, figure.line.column + figure.start))
    return found


def _sentence(line: Line, start: int, end: int) -> str:
    begin = max((m.end() for m in _END.finditer(line.text, 0, start)), default=0)
    stop = _END.search(line.text, end)
    return line.text[begin : stop.start() if stop else len(line.text)]


@lru_cache(maxsize=4)
def _terms(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(any_of(names))


@rule(
    "F020",
    "这一条说的不是这件事",
    why="条文张冠李戴，懂法的人一看就不信了。每一条讲什么，docs/data/law.yml 里有。",
    bad="反电信网络诈骗法第8条不许买卖电话卡。",
    good="反电信网络诈骗法第31条不许买卖电话卡。",
)
def wrong_article(context: Context) -> Iterator[Finding]:
    """A sentence names one article, and speaks in the words of another."""
    law = context.edition.tables.law
    for prose in context.residents:
        if not law_articles.speaks_of_law(prose):
            continue
        bare = not law_articles.names_law(prose)
        for mention in law_articles.read(prose)[0]:
            row = law.get(str(mention.numbers[0])) if len(mention.numbers) == 1 else None
            if row is None or not row.about or not (mention.named or bare):
                continue
            hit = mention.hit
            text = _sentence(hit.line, hit.start, hit.end)
            if text.count("条") > 1:
                continue
            if row.penalty and _PUNISHED.search(text) and "违反" not in text:
                message = f"第{mention.numbers[0]}条没有写怎么罚"
                yield hit.finding(
                    message, hint=f"怎么罚写在第{row.penalty}条：{law[str(row.penalty)].subject}"
                )
                continue
            if any(word in text for word in row.about):
                continue
            text = text.replace(hit.match[0], "")  # 三十一 in it is not a word of another
            if "违反" in text and row.penalty:
                continue
            others = {n: [word for word in other.about if word in text] for n, other in law.items()}
            best = max(others, key=lambda n: len(others[n]), default="")
            if best and others[best]:
                message = f"第{mention.numbers[0]}条讲的是{row.subject}，不是“{others[best][0]}”"
                yield hit.finding(
                    message, hint=f"讲“{others[best][0]}”的是第{best}条：{law[best].subject}"
                )
            elif _LAYS_DOWN.match(hit.line.text, hit.end):
                message = f"第{mention.numbers[0]}条讲的是{row.subject}，没有这样写"
                yield hit.finding(message, hint="照它的原意写；别的规定，写明是哪部法第几条")
