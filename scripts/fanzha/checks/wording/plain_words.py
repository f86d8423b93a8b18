"""Family W, third part: plain words and short sentences.

Residents read on a phone, in a hurry, many of them old. docs/data/words/official.yml gives the
plain word for the official one; a slogan has no plain word, and the editor must say what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fanzha.checks.engine import voice, words
from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context, Line, Prose
from fanzha.content.kinds.meta import Language
from fanzha.findings import Finding, Severity


@rule(
    "W010",
    "公文用语换成平常话",
    why="公文里的词，老人要想一想才懂。平常怎么说，就怎么写。",
    bad="请前往{派出所}说明。",
    good="请去{派出所}说明。",
    severity=Severity.WARNING,
)
def official_word(context: Context) -> Iterator[Finding]:
    """The plain word is known for each."""
    return words.findings(context, "W010")


@rule(
    "W011",
    "口号换成做法",
    why="口号谁都会念，念完不知道该做什么。",
    bad="营造全民反诈的浓厚氛围。",
    good="每天晚饭前，村里的喇叭讲一种骗法。",
    severity=Severity.WARNING,
)
def slogan(context: Context) -> Iterator[Finding]:
    """A slogan names no deed; only the editor knows which one is meant."""
    return words.findings(context, "W011")


LONG, TOO_LONG = 40, 60  # characters; the limits are those of the wording policy
_SENTENCE = re.compile(r"[^。！？；\n]+")
_MARKS = re.compile(r"!?\[(?P<text>[^\]\n]*)\]\([^)\n]*\)|^\s*(?:[-*+>]|\d+[.)])\s+|[*_`{}\\]|\s+")
_NO_SENTENCE = re.compile(r"#|\s*\||.*\s\|\s|\[[^\]]+\]:")
# A front matter field that is no longer than this is limited by its model.
_FIELD = 60


@rule(
    "W012",
    "句子偏长",
    why="一句话超过40个字，念一遍记不住。",
    bad="骗子先弄到您的姓名和买过的东西，再冒充网店的客服打来电话，说东西有毛病要赔您钱，叫您照着做。",
    good="骗子先弄到您的姓名，再冒充客服打来。他说要赔您钱，叫您照着做。",
    severity=Severity.WARNING,
)
def long_sentence(context: Context) -> Iterator[Finding]:
    """Over 40 characters."""
    return _long(context, LONG, TOO_LONG)


@rule(
    "W013",
    "句子太长",
    why="一句话超过60个字，念到后面就忘了前面。",
    bad="骗子先弄到您的姓名和买过的东西，再冒充网店的客服打来电话，说东西有毛病要多赔您一些钱，"
    "然后叫您加他的好友，装上开会用的软件，照着他说的做。",
    good="骗子先弄到您的姓名，再冒充客服打来。他说要赔您钱，叫您照着做。",
)
def too_long_sentence(context: Context) -> Iterator[Finding]:
    """Over 60 characters."""
    return _long(context, TOO_LONG, 10**6)


def _long(context: Context, over: int, up_to: int) -> Iterator[Finding]:
    for prose in context.residents:
        for line in _long_lines(prose, over):
            for match in _SENTENCE.finditer(line.text):
                size = _length(match[0])
                if over < size <= up_to:
                    start, end = match.span()
                    message = f"这一句有{size}个字，最多{LONG}个字"
                    hint = "在说完一件事的地方断开，改成句号"
                    yield line.finding(start, end, message, hint=hint)


def _long_lines(prose: Prose, over: int) -> Iterator[Line]:
    """Lines that may hold such a sentence; no tables and headings, no limited fields."""
    text = prose.text
    for stop in "。！？；":
        text = text.replace(stop, "\n")
    if max(map(len, text.split("\n"))) <= over:
        return
    for line in prose.lines:
        if len(line.text) <= over:
            continue
        if line.field is None:
            if prose.lang is Language.ENGLISH:  # its characters are letters
                continue
            if not _NO_SENTENCE.match(line.text):
                yield line
        elif len(line.text) > _FIELD and voice.in_our_field(line):
            yield line


def _length(sentence: str) -> int:
    """Characters that are read: no Markdown marks, link targets or spaces."""
    return len(_MARKS.sub(lambda match: match["text"] or "", sentence))
