"""What the browser ranks pages by: one file with short texts of the pages that may be the answer.

The index of pairs (search_index.py) finds every substring exactly; this file finds what was meant:
by pairs of characters, by their sounds, by other names, and by answers that come first. Scams bring
what fraudsters say, other pages a few lines, so that all of it stays below 40 KB when packed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from fanzha.checks.structure.traditional import SIMPLIFIED, TRADITIONAL
from fanzha.content.kinds.items import Scam
from fanzha.content.library import Item
from fanzha.content.markup import fill
from fanzha.site.pinyin import EXTRA, RUNS
from fanzha.site.search_index import Text
from fanzha.site.views import Views

RANK = "rank"
READ = "read"
FOLD = "fold"
PHONES = "help/dianhua-biao/"
# Scams bring what fraudsters say, the next their summary, others only names; the last are not ranked,
# they are found by their words.
FULL = "scams"
SHORT = ("help", "alerts", "law")
WORDS = ("cases", "posters", "cards")
# Of the special pages, those for who prints and plays are found by their words.
PRINT = ("at/", "print/", "downloads/")


def rank_data(views: Views, texts: Sequence[Text]) -> dict[str, Any]:
    """Documents by their number in the index, and the words of search.yml."""
    tables = views.edition.tables
    items = {views.url(item): item for item in views.edition.library.items}
    words = {f"says/{key}/": row.words for key, row in tables.sayings.items()}
    pages = {text.url for text in texts}
    return {
        "runs": RUNS,
        "extra": EXTRA,
        "docs": [
            _row(views, number, text, items.get(text.url), words.get(text.url, ()))
            for number, text in enumerate(texts)
            if text.kind not in WORDS and not text.url.startswith(PRINT)
        ],
        "same": [[list(row.say), list(row.mean)] for row in tables.search.same],
        "first": [
            [[list(words) for words in row.when], list(row.unless), row.page, int(row.short)]
            for row in tables.search.first
            if row.page in pages
        ],
        "idle": list(tables.search.idle),
    }


def read_data(views: Views, texts: Sequence[Text]) -> dict[str, Any]:
    """Signs, and what numbers and addresses tell; loaded for a message or a number only."""
    tables = views.edition.tables
    pages = {text.url for text in texts}
    return {
        "signs": [
            [
                row.label,
                list(row.words),
                f"says/{row.saying}/" if row.saying in tables.sayings else "",
            ]
            for row in tables.signs.values()
        ],
        "senders": {
            key: {
                "label": row.label,
                "say": row.say,
                "starts": list(row.starts),
                "digits": list(row.digits or ()),
                "page": row.page if row.page in pages else "",
            }
            for key, row in tables.senders.items()
        },
        "numbers": {key: [row.label, row.say] for key, row in tables.numbers.items()},
        "phones": PHONES if PHONES in pages else "",
        "short": list(tables.domains.short),
    }


def fold_data() -> dict[str, str]:
    """Traditional characters and, in the same order, their simplified forms."""
    return {"from": TRADITIONAL, "to": SIMPLIFIED}


def files(views: Views, texts: Sequence[Text]) -> dict[str, Any]:
    """Names below search/ → data, for build_index."""
    return {RANK: rank_data(views, texts), READ: read_data(views, texts), FOLD: fold_data()}


def _row(
    views: Views, number: int, text: Text, item: Item[Any] | None, words: Sequence[str]
) -> list[Any]:
    """[number, address, title, note, names, lines, kind]; names and lines joined by line breaks."""
    names, note, lines = [*text.names, *words], "", []
    rule = str(fill(item.meta.rule or "", views.edition.region)) if item is not None else ""
    names = [name for name in names if name != rule]
    if item is not None and isinstance(item.meta, Scam):
        names += [item.meta.call] if item.meta.call else []
        note, lines = rule, [text.summary, *_told(item.meta, views)]
    elif text.kind in SHORT:
        note, lines = text.summary, [rule]
    return [number, text.url, text.title, note, "\n".join(names), "\n".join(lines), text.kind]


def _told(meta: Scam, views: Views) -> Iterator[str]:
    """What a fraudster says, without what the page says against it."""
    for line in (*meta.lines, *meta.next_line):
        yield str(fill(line, views.edition.region))
