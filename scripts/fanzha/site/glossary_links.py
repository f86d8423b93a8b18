"""Words of the glossary, linked where a page first uses them; and numbers that ring when touched.

A number that residents may dial leads to the call and not to its explanation: where it first stands
in the text, and in every cell of a table, for a table of numbers is there to be dialled from.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import quote

_TAG = re.compile(r"(<[^>]*>)")
# Inside these a link would be wrong (links, headings) or would disturb (code, buttons).
_CLOSED = frozenset(("a", "h1", "h2", "h3", "h4", "code", "pre", "summary", "button", "th"))
MOST = 8
# A number before one of these counts something: 120元 is no ambulance.
_COUNTS = r"[\d.\-%％×～元块万千百亿个人次天年月日岁分秒毫厘公里米克斤种条件张度]"


def pattern(words: Collection[str]) -> re.Pattern[str] | None:
    """One pattern for all words, the longest first; None where there are no words.

    A number is found whole, never as a part of another, and not where it counts something.
    """
    ordered = sorted(words, key=lambda word: (-len(word), word))
    parts = (
        rf"(?<![\d.\-]){word}(?!{_COUNTS})" if word.isdigit() else re.escape(word)
        for word in ordered
    )
    return re.compile("|".join(parts)) if ordered else None


def link_terms(
    page: str, words: re.Pattern[str], glossary: str, calls: Collection[str] = ()
) -> str:
    """The HTML of a page with the first use of up to eight words linked to `glossary`.

    `words` finds the numbers in `calls` too; these are linked to be dialled.
    """
    parts = _TAG.split(page)
    seen: set[str] = set()
    closed, cell = 0, False

    def link(match: re.Match[str]) -> str:
        word = match[0]
        if word in calls:
            if word in seen and not cell:
                return word
            seen.add(word)
            return f'<a href="tel:{word}">{word}</a>'
        if word in seen or len(seen.difference(calls)) >= MOST:
            return word
        seen.add(word)
        return f'<a class="fz-term" href="{glossary}#{quote(word)}">{word}</a>'

    for index, part in enumerate(parts):
        if part.startswith("<"):
            name = part.strip("</>").split()[0].lower() if part.strip("</>") else ""
            if name in _CLOSED:
                closed += -1 if part.startswith("</") else 1
            elif name == "td":
                cell = not part.startswith("</")
        elif part and not closed:
            parts[index] = words.sub(link, part)
    return "".join(parts)
