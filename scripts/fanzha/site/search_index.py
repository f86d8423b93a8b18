"""An index of all pairs of characters and where they stand: every substring is found, in small files.

In: documents, the best first. Out: for each pair of neighbouring characters the numbers of the
documents that have it and its places there, and for each single character the numbers alone, in
shards by pair. A query loads a few shards. Pairs of a query that stand in a document, but not at
the right distance, are no hit, and no text is loaded to find that out: frequent characters would
cost hundreds. A word list would miss 客服, 横幅 or 止付 (see architecture); pairs cannot.

Numbers are told as differences, doubled, plus 1 where the pair stands in the head of the document
(title, keywords, rule), in groups of five bits, the least first, one character each. The places
follow in the same way, one character each. Places are counted modulo 32, so that they fit into one
character here and into one number there; what agrees by chance falls out when its text is shown.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from operator import add

from fanzha.kept import Kept, digest

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
SHARD_BYTES = 2500  # before compression, on average
SPREAD = 0x9E3779B1  # an odd number that scatters neighbours (Knuth's multiplicative hashing)
PLACES = 32


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
    """Files below search/ with their text; `shards` is how many of them hold pairs."""

    version: str
    shards: int
    files: dict[str, str]


def build_index(
    texts: Sequence[Text],
    others: Mapping[str, object] | None = None,
    kept: Kept | None = None,
) -> Index:
    """Index documents in this order; `others` are further files. The version changes with any.

    What a text alone gives is taken from what was kept.
    """
    known = kept or Kept()
    rows: dict[str, bytearray] = defaultdict(bytearray)  # small, for millions of entries
    last: dict[str, int] = defaultdict(lambda: -1)
    for number, text in enumerate(texts):
        keys, heads, places = known.made(digest("pairs", text), partial(_pairs, text))
        for key, in_head, listed in zip(keys.split("\n"), heads, places.split(b"\n"), strict=False):
            row = rows[key]
            row += _told((number - last[key]) * 2 + in_head)
            row += listed
            last[key] = number
    told = {key: found.decode("ascii") for key, found in sorted(rows.items())}
    size = sum(len(key) + len(row) + 6 for key, row in told.items())
    shards = 1
    while size / shards > SHARD_BYTES:
        shards *= 2
    tables: list[dict[str, str]] = [{} for _ in range(shards)]
    for key, row_told in told.items():
        tables[shard(key, shards)][key] = row_told
    data = {f"p{number}": _json(table) for number, table in enumerate(tables)}
    data |= {f"t{number}": _json(text.record()) for number, text in enumerate(texts)}
    data |= {name: _json(value) for name, value in (others or {}).items()}
    version = hashlib.sha256("".join(data.values()).encode()).hexdigest()[:10]
    # Scripts, not JSON: a page that is opened from a stick may load no other kind of file.
    files = {}
    while data:  # each text once in memory
        name, value = data.popitem()
        files[f"search/{name}.js"] = f'fanzhaSearch.take("{name}","{version}",{value})\n'
    return Index(version, shards, files)


def _pairs(text: Text) -> tuple[str, bytes, bytes]:
    """Of one document: its pairs and characters, whether each stands in the head, and its places.

    Three values with a line for each: they are read back many times as fast as a list.
    """
    heads = (text.title, *text.names)
    head = _places(heads)
    found = _places((*heads, text.summary, *text.lines))
    in_head = bytes(key in head for key in found)
    return "\n".join(found), in_head, b"\n".join(map(_listed, found.values()))


def shard(key: str, shards: int) -> int:
    """The shard of a pair or of a character."""
    mixed = 0
    for character in key:
        mixed = (mixed ^ ord(character)) * SPREAD & 0xFFFFFFFF
    return (mixed >> 12) % shards


def normal(text: str) -> str:
    """How texts and queries are compared: full-width as half-width, lower case, no spaces."""
    return text.translate(_NORMAL)


class _Normal(dict[int, str]):
    """Code point → how it is compared; grows with the characters that are met."""

    def __missing__(self, code: int) -> str:
        whole = unicodedata.normalize("NFKC", chr(code)).lower()
        self[code] = "".join(letter for letter in whole if not letter.isspace())
        return self[code]


_NORMAL = _Normal()
_BITS = tuple(1 << place for place in range(PLACES))


def _places(lines: Iterable[str]) -> dict[str, int]:
    """Pairs of neighbours in a line with their places, a bit each; single characters with none."""
    found: dict[str, int] = {}
    place = 0
    for line in map(normal, lines):
        found.update(dict.fromkeys(line, 0))
        pairs = list(map(add, line, line[1:]))
        for at, pair in enumerate(pairs, place):
            found[pair] = found.get(pair, 0) | _BITS[at % PLACES]
        place += len(pairs) + 2  # what ends one line and begins the next is no hit
    return found


@cache
def _told(value: int) -> bytes:
    """A number, the least five bits first; all digits but the last are from the upper half."""
    digits = ""
    while value > 31:
        digits += ALPHABET[32 + value % 32]
        value //= 32
    return (digits + ALPHABET[value]).encode("ascii")


@cache
def _listed(places: int) -> bytes:
    """Places, a digit each: all but the last are from the upper half."""
    told = [place for place in range(PLACES) if places >> place & 1]
    digits = (ALPHABET[place + PLACES * (place != told[-1])] for place in told)
    return "".join(digits).encode("ascii")


def _json(value: object) -> str:
    """Compact, and safe inside a script of any age."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
