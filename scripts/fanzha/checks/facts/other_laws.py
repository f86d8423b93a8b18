"""Family F, other laws: only articles that somebody has held against the text may be cited.

Which they are, and of what they speak, is `known` of docs/data/law-facts.yml; by which words a text
cites an article, or counts something else, are its `claims`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from fanzha.checks.engine import voice
from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context, Hit, Prose
from fanzha.checks.engine.words import any_of
from fanzha.checks.facts.law_roles import END
from fanzha.content.data.law_facts import Claims
from fanzha.content.data.tables import Article
from fanzha.content.reading.numerals import number
from fanzha.findings import Finding

_BEHIND = r"[》”]?(?:（[^（）]*）)?的?"  # a name
_NUMERAL = r"(?P<number>[0-9]+|[〇零一二两三四五六七八九十百千]+)"
_CITED = rf"{_BEHIND}第[ \t]*{_NUMERAL}[ \t]*条(?P<sub>之[一二三四五六七八九十])?"
_ALONE = re.compile(
    rf"(?:(?<=[，。；：、（(\s是按照据依])|^){_CITED.removeprefix(_BEHIND)}", re.MULTILINE
)
_HAN = re.compile("[\u4e00-\u9fff]")
_LEAST = 4  # characters beside an article that make a claim
OWN = 4  # “第三条讲怎么办” is still of our own list
FEW = 10  # articles of a list that a page makes itself: 第一条，不点链接
MOST = 60  # articles: a rule of a village or a contract has no more


@rule(
    "F021",
    "别的法律的条文没有核对过",
    why="刑法、未成年人保护法这些法律，docs/data/law-facts.yml 里只有核对过的几条。条号写错，全张单子都没人信。",
    bad="未成年人保护法第130条护着孩子。",
    good="未成年人保护法第103条护着孩子。",
)
def unknown_article(context: Context) -> Iterator[Finding]:
    """第N条 of a law whose articles are listed, but not this one, or one that is about something else."""
    for statute in context.edition.tables.law_facts.statutes.values():
        if statute.known is None:
            continue
        for prose in context.residents:
            for hit in prose.search(_cited(statute.names)):
                article = f"{number(hit.match['number']):g}{hit.match['sub'] or ''}"
                if article not in statute.known:
                    known = "、".join(f"第{one}条" for one in statute.known) or "没有一条"
                    yield hit.finding(
                        f"{hit.match[0]}没有核对过",
                        hint=f"核对过的有：{known}；对照原文以后加进 docs/data/law-facts.yml 的 known，"
                        "或者只写法律的名字",
                    )
                elif not voice.spoken(hit) and _of_something_else(
                    statute.known[article], _around(hit)
                ):
                    yield hit.finding(
                        f"{hit.match[0]}讲的不是这件事",
                        hint=f"它讲的是：{'、'.join(statute.known[article])}；核对条号，或者只写法律的名字",
                    )
    yield from _of_no_law(context)


def _of_something_else(subject: tuple[str, ...], text: str) -> bool:
    """Whether a sentence claims something, and in none of the words of the article."""
    if not subject or len(_HAN.findall(text)) < _LEAST:
        return False
    return not any(word in text for word in subject)


def _of_no_law(context: Context) -> Iterator[Finding]:
    """第二百八十七条之三 stands alone: whoever reads it takes it for an article of some law."""
    yield from _unnamed(context)
    statutes = context.edition.tables.law_facts.statutes.values()
    known = {article for statute in statutes for article in statute.known or ()}
    for prose in context.residents:
        for hit in prose.search(_ALONE):
            of = number(hit.match["number"])
            article = f"{of:g}{hit.match['sub'] or ''}"
            if article not in known and (hit.match["sub"] or of > MOST):
                yield hit.finding(
                    f"{hit.match[0]}没有写是哪部法，也没有核对过",
                    hint="写出法律的名字，照原文核对；不用条号，就删去",
                )


class _Words:
    """The words of `claims` that tell of which text an article is, compiled."""

    def __init__(self, claims: Claims) -> None:
        laws = f"{_any(claims.laws)}(?!{_any(claims.not_laws)})"
        self.speaks = re.compile(_any(claims.alone))
        self.a_law = re.compile(laws)
        texts = _any((*claims.laws, *claims.papers))
        self.before = re.compile(rf"{texts}[》”]?(?:（[^（）]*）)?的?$")
        self.lays_down = re.compile(_any(claims.lays_down))
        self.by = re.compile(f"{_any(claims.by)}$")
        self.punished = re.compile(_any(claims.punished))
        self.article = re.compile(
            rf"第[ \t]*{_NUMERAL}[ \t]*条(?P<sub>之[一二三四五六七八九十])?"
            rf"(?P<clause>第[0-9一二三四五六七八九十]+款)?(?!{_any(claims.not_articles)})"
        )

    @staticmethod
    def of(claims: Claims) -> _Words:
        """Compiled once for a table."""
        return _compiled(claims.model_dump_json())


@lru_cache(maxsize=4)
def _compiled(claims: str) -> _Words:
    return _Words(Claims.model_validate_json(claims))


def _any(words: tuple[str, ...]) -> str:
    return any_of(words) if words else "(?!)"


def _unnamed(context: Context) -> Iterator[Finding]:
    """第三十一条第二款 where no law has been named: of which law?

    Only where the sentence speaks plainly of what this article of the anti-fraud law is about, or
    gives its figures, which F010 compares, everybody knows which.
    """
    law = context.edition.tables.law
    words = _Words.of(context.edition.tables.law_facts.claims)
    for prose in context.residents:
        if "条" not in prose.text:
            continue
        for hit in prose.search(words.article):
            of = number(hit.match["number"])
            before = hit.line.text[: hit.start]
            if hit.match["sub"] or of > MOST or words.before.search(before):
                continue
            around = _around(hit)
            listed = of <= FEW and not hit.match["clause"]
            cited = words.by.search(before) is not None
            told = of > OWN and words.lays_down.match(hit.line.text, hit.end) is not None
            of_law = cited or "罚" in around or (told and words.speaks.search(around))
            if listed and not of_law:
                continue
            if not hit.match["clause"] and _agrees(law.get(f"{of:g}"), around, words):
                continue
            if voice.quotation(hit) or voice.spoken(hit):
                continue
            if (cited or hit.match["clause"] or words.speaks.search(around)) and not _names_a_law(
                prose, hit, words
            ):
                yield hit.finding(
                    f"{hit.match[0]}没有写是哪部法",
                    hint="写成“反电信网络诈骗法第…条”；说的是别的法，写出它的名字；不是法律，换个说法",
                )


def _agrees(row: Article | None, text: str, words: _Words) -> bool:
    """Whether a text speaks of the subject of an article, or of its figures."""
    if row is None:
        return False
    punished = bool(row.figures or row.penalty) and words.punished.search(text) is not None
    return punished or any(word in text for word in row.about)


def _around(hit: Hit) -> str:
    """The sentence of a hit without the article itself."""
    text = hit.line.text
    begin = max((m.end() for m in END.finditer(text, 0, hit.start)), default=0)
    stop = END.search(text, hit.end)
    return text[begin : hit.start] + text[hit.end : stop.start() if stop else len(text)]


def _names_a_law(prose: Prose, hit: Hit, words: _Words) -> bool:
    """Whether a law, or another text with articles, is named before the sentence ends."""
    if prose.kind in ("law", "data") or (prose.item and getattr(prose.item.meta, "law", None)):
        return True
    stop = END.search(hit.line.text, hit.end)
    end = hit.match.end() + (stop.start() if stop else len(hit.line.text)) - hit.end
    text = prose.text[: hit.match.start()] + "，" + prose.text[hit.match.end() : end]
    return words.a_law.search(text) is not None


@cache
def _cited(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(names)}){_CITED}")
