"""Words of the glossary, linked where a page first uses them."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import quote

_TAG = re.compile(r"(<[^>]*>)")
# Inside these a link would be wrong (links, headings) or would disturb (code, buttons).
_CLOSED = frozenset(("a", "h1", "h2", "h3", "h4", "code", "pre", "summary", "button", "th"))
MOST = 8


def pattern(words: Collection[str]) -> re.Pattern[str] | None:
    """One pattern for all words, the longest first; None where there are no words."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, ordered))) if ordered else None


def link_terms(page: str, words: re.Pattern[str], glossary: str) -> str:
    """The HTML of a page with the first use of up to eight words linked to `glossary`."""
    parts = _TAG.split(page)
    seen: set[str] = set()
    closed = 0

    def link(match: re.Match[str]) -> str:
        word = match[0]
        if word in seen or len(seen) >= MOST:
            return word
        seen.add(word)
        return f'<a class="fz-term" href="{glossary}#{quote(word)}">{word}</a>'

    for index, part in enumerate(parts):
        if part.startswith("<"):
            name = part.strip("</>").split()[0].lower() if part.strip("</>") else ""
            if name in _CLOSED:
                closed += -1 if part.startswith("</") else 1
        elif part and not closed:
            parts[index] = words.sub(link, part)
    return "".join(parts)
