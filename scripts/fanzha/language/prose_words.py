"""The words of prose on paper, so that no line tears one: 孩/子 over two lines is read twice.

Short texts have lines of their own (`line_ways`). A paragraph is broken by whoever sets it, who gets its
words here, once for each text. A space between Chinese and Latin is the setter's, so a word that meets
Latin is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from typing import Any

from fanzha.language import line_ways
from fanzha.language.segmenting import units

# Fields whose texts stand in a paragraph, short as they may be.
PROSE = frozenset({"text", "summary"})
MARKS = "，。、！？"  # ： and ； may begin a line behind a run
LONGEST = 6  # characters: what is longer is no word, and leaves a hole at the end of a line
_WORD = re.compile(r"[\u3400-\u9fff〇]+")
# A quotation mark at a word would part from it at the end of a line, or be cut to half its width in a run.
_HELD = re.compile(rf"(?P<word>[\u3400-\u9fff〇]{{2,{LONGEST}}})(?P<closes>[{MARKS}]*)")
_LATIN = re.compile("[\x00-\u1fff]")
_ARTICLE = re.compile("(第[0-9]+[条款页])")  # no line ends in it
_BETWEEN_TAGS = re.compile(r">([^<]{8,})<")
_ITEM = re.compile(r"<li>([^<]+)</li>")  # of XHTML, an entry of a list without any marks


def words_of_data(data: Any) -> dict[str, list[str]]:
    """The texts of paragraphs, of XHTML and plain, each as runs between which a line may end: plain JSON data.

    Only words that a template must hold together are runs of their own: Chinese ones that meet no Latin,
    beside which the template's own space would be lost. What stands between two of them is one run.
    """
    return {text: _runs(text) for text in _paragraphs(data)}


def _paragraphs(data: Any) -> list[str]:
    """The texts between two tags of XHTML, without those that are lines of their own, and plain ones that are set
    as prose; each once, in order."""
    found: dict[str, None] = {}

    def walk(value: Any, name: str = "") -> None:
        if isinstance(value, str):
            texts: Iterable[str] = ()
            if value[:1] == "<":
                prose = value if name in line_ways.NOT_IN_LINES else _ITEM.sub("", value)
                texts = map(unescape, _BETWEEN_TAGS.findall(prose))
            elif name in PROSE or len(value) > line_ways.LONGEST:
                texts = (value,)
            for text in texts:
                if _WORD.search(text):
                    found[text] = None
        elif isinstance(value, Mapping):
            for key, part in value.items():
                walk(part, key)
        elif isinstance(value, list | tuple):
            for part in value:
                walk(part, name)

    walk(data)
    return list(found)


def _pieces(part: str) -> Sequence[str]:
    return [part] if _ARTICLE.fullmatch(part) else units(part) if part else []


def _runs(text: str) -> list[str]:
    """At even places what may be broken anywhere, at odd places words."""
    pieces = [unit for part in _ARTICLE.split(text) for unit in _pieces(part)]
    found, loose = [], ""
    for before, piece, behind in zip(("", *pieces), pieces, (*pieces[1:], ""), strict=False):
        if _ARTICLE.fullmatch(piece):
            found += [loose, piece]
            loose = ""
            continue
        held = _HELD.fullmatch(piece)
        # The template's own space stands between Chinese and Latin: a word that meets it is left.
        meets = _LATIN.match(before[-1:]) or (piece[-1:] not in MARKS and _LATIN.match(behind[:1]))
        if held and not meets:
            found += [loose, held["word"]]
            loose = held["closes"]
        else:
            loose += piece
    return [*found, loose]
