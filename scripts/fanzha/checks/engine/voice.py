"""Whose words a match is: ours, or those of somebody whom we quote.

What fraudsters say is content. It stands in `lines`, in the messages of a quiz and between “ ”;
there it may promise, frighten and blame. Titles of sources and in 《 》, names of official lists
and the words that people search for are not ours either.
"""

from __future__ import annotations

import re

from fanzha.checks.engine.rule import Hit, Line

_NOT_OURS = frozenset({"lines", "next_line", "sources", "official", "keywords"})
# Inside a mapping: the message of a quiz, other names of a word in the glossary.
_NESTED = re.compile(r"\b(?:message:\s*[\"']?|also:\s*\[[^\]]*)$")
_STOP = "。！？；!?;"
_SAID = re.compile("[说骂讲笑叫喊问句：][您你他她人自己]{0,2}$")
_PAIRS = (("“", "”"), ("「", "」"), ("《", "》"), ('"', '"'))


def ours(hit: Hit) -> bool:
    """Whether the project says it itself."""
    return in_our_field(hit.line) and quotation(hit) is None


def in_our_field(line: Line) -> bool:
    """Whether this piece of text is in our voice, but for quotations inside it."""
    if line.field is None:
        return True
    if line.field in _NOT_OURS:
        return False
    return not _NESTED.search(line.source.line(line.line)[: line.column - 1])


def quotation(hit: Hit) -> str | None:
    """What stands between the quotation marks round the match; None where there are none."""
    text = hit.line.text
    for opening, closing in _PAIRS:
        start = text.rfind(opening, 0, hit.start)
        if start < 0 or (opening == closing and text.count(opening, 0, hit.start) % 2 == 0):
            continue
        end = text.find(closing, start + 1)
        if end >= hit.end:
            return text[start + 1 : end]
    return None


def spoken(hit: Hit) -> bool:
    """Whether somebody else says it: the word alone in quotation marks is our own irony."""
    quoted = quotation(hit)
    if quoted is None:
        return False
    head = hit.line.text[: max(hit.line.text.rfind("“", 0, hit.start), 0)]
    return len(quoted) > len(hit.match[0]) + 2 or bool(_SAID.search(head))


def before(hit: Hit) -> str:
    """The sentence up to the match."""
    text = hit.line.text
    start = max(text.rfind(stop, 0, hit.start) for stop in _STOP)
    return text[start + 1 : hit.start]


def sentence(hit: Hit) -> str:
    """The whole sentence round the match, with its stop."""
    text = hit.line.text
    ends = [end + 1 for stop in _STOP if (end := text.find(stop, hit.end)) >= 0]
    return before(hit) + text[hit.start : min(ends, default=len(text))]


def mended(hit: Hit, text: str) -> str | None:
    """`text` as the repair of a match, where the file holds the match as it was read.

    A value that YAML folds over lines or writes with escapes stands elsewhere in the file.
    """
    start = hit.line.column - 1 + hit.start
    raw = hit.line.source.line(hit.line.line)
    return text if raw[start : start + len(hit.match[0])] == hit.match[0] else None
