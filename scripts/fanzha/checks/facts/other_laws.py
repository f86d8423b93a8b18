"""Family F, other laws: only articles that somebody has held against the text may be cited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fanzha.checks.engine import voice
from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context, Hit, Prose
from fanzha.checks.engine.words import any_of
from fanzha.checks.facts.law_roles import END
from fanzha.content.data.tables import Article
from fanzha.content.reading.numerals import number
from fanzha.findings import Finding

_BEHIND = r"[》”]?(?:（[^（）]*）)?的?"  # a name
_CITED = (
    rf"{_BEHIND}第[ \t]*(?P<number>[0-9]+|[〇零一二两三四五六七八九十百千]+)[ \t]*条"
    r"(?P<sub>之[一二三四五六七八九十])?"
)
_ALONE = re.compile(
    rf"(?:(?<=[，。；：、（(\s是按照据依])|^){_CITED.removeprefix(_BEHIND)}", re.MULTILINE
)
_ARTICLE = re.compile(
    r"第[ \t]*(?P<number>[0-9]+|[〇零一二两三四五六七八九十百千]+)[ \t]*条(?P<sub>之[一二三四五六七八九十])?"
    r"(?P<clause>第[0-9一二三四五六七八九十]+款)?(?!短信|消息|信息|评论|视频|弹幕|微博|提醒|新闻|记录|线索|建议|留言|街|路|道|语音|朋友圈)"
)
_BEFORE = re.compile(
    r"(?:法|典|条例|办法|规定|规约|民约|公约|章程|合同|协议|守则|须知|意见|决定|制度|规则)[》”]?(?:（[^（）]*）)?的?$"
)
_BY = re.compile(r"(?:按照?|依照?|依据|根据|违反|触犯)$")
_A_LAW = re.compile(
    "[法典](?![院官律人子庭师制治医学语术]|[一-鿿]?法)|条例|办法|规定》|规约|民约|公约|章程|合同|协议|守则"
)
_PENALTY = re.compile("罚款|拘留|[倍日天元]")
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
    """第N条 of a law whose articles are listed, but not this one."""
    for statute in context.edition.tables.law_facts.statutes.values():
        if statute.known is None:
            continue
        for prose in context.residents:
            for hit in prose.search(_cited(statute.names)):
                article = f"{number(hit.match['number']):g}"
                if sub := hit.match["sub"]:
                    article = f"{article}{sub}"
                if article not in statute.known:
                    known = "、".join(f"第{one}条" for one in statute.known) or "没有一条"
                    yield hit.finding(
                        f"{hit.match[0]}没有核对过",
                        hint=f"核对过的有：{known}；对照原文以后加进 docs/data/law-facts.yml 的 known，"
                        "或者只写法律的名字",
                    )
    yield from _of_no_law(context)


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


def _unnamed(context: Context) -> Iterator[Finding]:
    """第三十一条第二款 where no law has been named: of which law?

    Only where the sentence speaks plainly of what this article of the anti-fraud law is about, or
    gives its figures, which F010 compares, everybody knows which.
    """
    tables = context.edition.tables
    alone = context.edition.tables.law_facts.claims.alone
    if not alone:
        return
    speaks = re.compile(any_of(alone))
    for prose in context.residents:
        if "条" not in prose.text:
            continue
        for hit in prose.search(_ARTICLE):
            of = number(hit.match["number"])
            if hit.match["sub"] or of > MOST or _BEFORE.search(hit.line.text[: hit.start]):
                continue
            around = _around(hit)
            listed = of <= FEW and not hit.match["clause"]
            cited = _BY.search(hit.line.text[: hit.start]) is not None
            if listed and not (cited or "罚" in around):
                continue
            if not hit.match["clause"] and _agrees(tables.law.get(f"{of:g}"), around):
                continue
            if voice.quotation(hit) or voice.spoken(hit):
                continue
            if (cited or hit.match["clause"] or speaks.search(around)) and not _names_a_law(
                prose, hit
            ):
                yield hit.finding(
                    f"{hit.match[0]}没有写是哪部法",
                    hint="写成“反电信网络诈骗法第…条”；说的是别的法，写出它的名字；不是法律，换个说法",
                )


def _agrees(row: Article | None, text: str) -> bool:
    """Whether a text speaks of the subject of an article, or of its figures."""
    if row is None:
        return False
    punished = bool(row.figures or row.penalty) and _PENALTY.search(text) is not None
    return punished or any(word in text for word in row.about)


def _around(hit: Hit) -> str:
    """The sentence of a hit without the article itself."""
    text = hit.line.text
    begin = max((m.end() for m in END.finditer(text, 0, hit.start)), default=0)
    stop = END.search(text, hit.end)
    return text[begin : hit.start] + text[hit.end : stop.start() if stop else len(text)]


def _names_a_law(prose: Prose, hit: Hit) -> bool:
    """Whether a law, or another text with articles, is named before the sentence ends."""
    if prose.kind in ("law", "data") or (prose.item and getattr(prose.item.meta, "law", None)):
        return True
    stop = END.search(hit.line.text, hit.end)
    end = hit.match.end() + (stop.start() if stop else len(hit.line.text)) - hit.end
    return (
        _A_LAW.search(prose.text[: hit.match.start()] + "，" + prose.text[hit.match.end() : end])
        is not None
    )


@cache
def _cited(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(names)}){_CITED}")
