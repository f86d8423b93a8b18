"""An index of all pairs of characters, in small files: every substring of two or more is found.

In: documents, the best first. Out: for each pair of neighbouring characters the numbers of the
documents that have it, in shards by the first character, so that one character needs one shard
too. A query loads a few shards and then the texts of what it shows, where it looks whether the
whole substring is really there. A word list would miss 客服, 横幅 or 止付 (see architecture); pairs
of characters cannot.

Numbers are told as differences, doubled, plus 1 where the pair stands in the head of the document
(title, keywords, rule), in groups of five bits, the least first, one character each.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
SHARD_BYTES = 5000  # before compression, on average
SPREAD = 0x9E3779B1  # an odd number that scatters neighbours (Knuth's multiplicative hashing)


@dataclass(frozen=True)
class Text:
    """One document: where it is, its title, other names, a summary, and its lines."""

    kind: str
    url: str
    title: str
    names: tuple[str, ...] = ()
    summary: str = ""
    lines: tuple[str, ...] = ()
    more: tuple[str, str] = ("", "")  # address and title of a page to read next

    def record(self) -> dict[str, object]:
        """As the browser gets it; what is empty is left out."""
        row = {
            "u": self.url,
            "t": self.title,
            "n": "\n".join(self.names),
            "s": self.summary,
            "x": "\n".join(self.lines),
            "m": list(self.more) if self.more[0] else "",
        }
        return {name: value for name, value in row.items() if value}


@dataclass(frozen=True)
class Index:
    """Files below search/ with their text; `shards` is how many of them hold pairs.

    `heavy` are the characters that begin so many pairs that a query does without them if it can.
    """

    version: str
    shards: int
    heavy: str
    files: dict[str, str]


def build_index(texts: Sequence[Text]) -> Index:
    """Index documents in this order; the version changes with any of them."""
    found: dict[str, dict[str, list[int]]] = {}
    for number, text in enumerate(texts):
        head = _pairs((text.title, *text.names))
        rest = _pairs((text.summary, *text.lines))
        for pair in head | rest:
            rows = found.setdefault(pair[0], {}).setdefault(pair[1], [])
            rows.append(number * 2 + (pair in head))
    lists = {
        first: {second: _told(rows) for second, rows in sorted(seconds.items())}
        for first, seconds in sorted(found.items())
    }
    sizes = {first: sum(len(told) + 8 for told in lists[first].values()) for first in lists}
    size = sum(sizes.values())
    shards = 1
    while size / shards > SHARD_BYTES:
        shards *= 2
    tables: list[dict[str, dict[str, str]]] = [{} for _ in range(shards)]
    for first, seconds in lists.items():
        tables[shard(first, shards)][first] = seconds
    data = {f"p{number}": _json(table) for number, table in enumerate(tables)}
    data |= {f"t{number}": _json(text.record()) for number, text in enumerate(texts)}
    version = hashlib.sha256("".join(data.values()).encode()).hexdigest()[:10]
    # Scripts, not JSON: a page that is opened from a stick may load no other kind of file.
    files = {
        f"search/{name}.js": f'fanzhaSearch.take("{name}","{version}",{value})\n'
        for name, value in data.items()
    }
    heavy = "".join(first for first, size in sizes.items() if size > SHARD_BYTES // 2)
    return Index(version, shards, heavy, files)


def shard(first: str, shards: int) -> int:
    """The shard of a pair with this first character."""
    return (ord(first) * SPREAD & 0xFFFFFFFF) % shards


def normal(text: str) -> str:
    """How texts and queries are compared: full-width as half-width, lower case, no spaces."""
    whole = "".join(unicodedata.normalize("NFKC", character) for character in text)
    return "".join(character for character in whole.lower() if not character.isspace())


def _pairs(lines: Iterable[str]) -> set[tuple[str, str]]:
    """Neighbours in a line; the last character of a line has none and stands alone."""
    found: set[tuple[str, str]] = set()
    for line in map(normal, lines):
        found.update(pairwise(line))
        if line:
            found.add((line[-1], ""))
    return found


def _told(rows: list[int]) -> str:
    digits = []
    before = -1
    for row in rows:
        number, head = divmod(row, 2)
        value = (number - before) * 2 + head
        before = number
        while value > 31:
            digits.append(ALPHABET[32 + value % 32])
            value //= 32
        digits.append(ALPHABET[value])
    return "".join(digits)


def _json(value: object) -> str:
    """Compact, and safe inside a script of any age."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
