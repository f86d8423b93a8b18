"""Web addresses as a text holds them, in whatever disguise.

What a telephone or a messenger turns into a link is an address, and so is what a reader can be told
to type: bare hosts, numbers of machines, 点com, full-width letters and dots, dots in brackets,
spaces round the dot. The text is folded first (entities, full width, characters without width), and
each folded character remembers its place.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from fanzha.content.data.tables import Domains

# Letters that look like Latin ones: accents, Greek, Cyrillic.
STRANGE = "\u00c0-\u02af\u0370-\u052f"
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,12});")
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_BREAK = r"\s<>()（）「」“”\"'，。；、】》|"
# One cheap search tells whether a line can hold an address at all.
_MAY = re.compile(
    r"[A-Za-zＡ-Ｚａ-ｚ\u00c0-\u052f][\s\u200b-\u200f\[({（【]{0,3}(?:[.．。｡·•‧∙・点:：]|[Dd][Oo][Tt])|[.．][A-Za-zＡ-Ｚａ-ｚ]"
    r"|\d[.．]\d{1,3}[.．]\d|[\dA-Za-z\u4e00-\u9fff][”’」》]?[ ]?点[ ]?[a-zA-Z]|[:：/／\\][/／\\]|www|&#"
    r"|[.．][中公网网在集我商手移娱信政机组餐香新]"
)
_BYTES = r"(?:25[0-5]|2[0-4]\d|1?\d?\d|0x[0-9a-f]{1,2})"
_IP = re.compile(rf"(?<![\w.]){_BYTES}(?:\.{_BYTES}){{3}}(?![\w]|\.\d)")
_SCHEME = re.compile(
    r"(?<![a-z0-9])(?P<scheme>[a-z][a-z0-9+.-]{1,20}):[ ]?(?P<slashes>[/\\]{1,3})"
    rf"(?P<rest>[^{_BREAK}]+)"
)
_SLASHES = re.compile(rf"(?<![:/\w\\])//(?P<rest>[a-z0-9][^{_BREAK}]+)")
_MINI = re.compile(rf"小程序://[^{_BREAK}]+")
_WWW = re.compile(
    r"(?<![a-z0-9])www[ .,，。．·]{1,2}[a-z0-9-]{2,40}[ .,，。．·]{1,2}[a-z]{2,6}(?![a-z0-9])"
)
_STRANGE_HOST = re.compile(
    rf"(?<![0-9a-z{STRANGE}.@/-])(?=[0-9a-z.-]*[{STRANGE}])"
    rf"[0-9a-z{STRANGE}-]+(?:\.[0-9a-z{STRANGE}-]+)*\.[a-z{STRANGE}]{{2,}}"
)


@dataclass(frozen=True)
class Shape:
    """Characters [start, end) of a text are an address; `user` stands before an @ in it."""

    start: int
    end: int
    host: str
    user: bool = False
    what: str = "网址"


@dataclass(frozen=True)
class _Folded:
    text: str
    places: tuple[int, ...]  # one more than characters: where each began, and the end

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.places[start], self.places[end - 1] + 1 if end < len(self.places) - 1 else (
            self.places[end]
        )


class Reader:
    """Finds addresses by the endings of docs/data/domains.yml."""

    def __init__(self, domains: Domains) -> None:
        endings, spoken = _any(domains.endings), _any(domains.spoken)
        self.plain = re.compile(
            rf"(?<![\w.@/{STRANGE}-])(?:{_LABEL}\.)*(?:{_LABEL}|[\u4e00-\u9fff]{{1,12}}(?<![像以是带有叫写成尾缀用和]))\.(?:{endings})"
            r"(?![a-z0-9_@-]|\.[a-z0-9])"
        )
        dot = (
            r"(?:[.。｡·•‧∙・]|[ ]?[\[({（【][ ]?(?:\.|dot|点)[ ]?[\])}）】][ ]?|[ ]?(?:斜杠|小数)?点[ ]?"
            r"|[ ]dot[ ]|[ ]\.[ ]?|\.[ ])"
        )
        self.disguised = re.compile(
            rf"(?<![a-z0-9.@-])(?<![^/]/)(?:{_LABEL}{dot})*(?P<name>[a-z0-9][a-z0-9-]{{1,40}}){dot}"
            rf"(?:{spoken})(?![a-z0-9@-]|\.[a-z0-9])"
        )
        # 社保点net, and letters that spaces part: s h e b a o . c o m
        self.told = re.compile(
            rf"[\u4e00-\u9fff]{{2,8}}[”’」》]?[ ]?点[ ]?(?:{spoken})(?![a-z0-9@.-])"
        )
        apart = "|".join("[ ]?".join(map(re.escape, word)) for word in domains.spoken) or "(?!)"
        self.spaced = re.compile(
            rf"(?<![a-z0-9])(?:[a-z0-9][ ]){{3,24}}[.点·][ ]?(?:{apart})(?![a-z0-9])"
        )
        self.package = re.compile(
            rf"(?<![a-z0-9.])[a-z0-9][a-z0-9_.-]{{1,60}}\.(?:{_any(domains.packages)})(?![a-z0-9])"
        )
        self.scheme = re.compile(
            rf"(?<![a-z0-9])(?:{_any(domains.schemes)}):(?=[^\s{_BREAK}])[^{_BREAK}]+"
        )

    def shapes(self, text: str) -> Iterator[Shape]:
        """The addresses of a line, none inside another, from left to right."""
        if not _MAY.search(text):
            return
        found = sorted(self._all(_fold(text)), key=lambda one: (one.start, -one.end))
        end = -1
        for shape in found:
            if shape.start >= end:
                end = shape.end
                yield shape

    def _all(self, folded: _Folded) -> Iterator[Shape]:
        text = folded.text
        for match in (*_SCHEME.finditer(text), *_SLASHES.finditer(text)):
            yield from _linked(folded, match)
        for match in self.plain.finditer(text):
            yield Shape(*folded.span(*match.span()), match[0])
        for pattern in (_IP, _STRANGE_HOST):
            for match in pattern.finditer(text):
                yield Shape(*folded.span(*match.span()), match[0])
        for match in (*self.disguised.finditer(text), *_WWW.finditer(text)):
            host = re.sub(r"[^a-z0-9-]+", ".", re.sub(r"dot(?=[^a-z])|点", ".", match[0]))
            yield Shape(*folded.span(*match.span()), host.strip("."))
        for match in self.told.finditer(text):
            yield Shape(*folded.span(*match.span()), match[0].replace("点", "."))
        for match in self.spaced.finditer(text):
            yield Shape(*folded.span(*match.span()), match[0].replace(" ", "").replace("点", "."))
        for match in self.package.finditer(text):
            yield Shape(*folded.span(*match.span()), match[0], what="安装包")
        for match in (*_MINI.finditer(text), *self.scheme.finditer(text)):
            if not match[0].startswith("mailto") or "@" not in match[0]:
                yield Shape(*folded.span(*match.span()), match[0].partition(":")[0], what="链接")


def _linked(folded: _Folded, match: re.Match[str]) -> Iterator[Shape]:
    """An address with a scheme, or with // alone."""
    rest = match["rest"]
    ascii_part = re.match(r"[!-~]*", rest)
    if ascii_part and ("." in ascii_part[0] or not rest[:1].isascii()):
        rest = ascii_part[0] or rest  # a sentence may go on right behind it
    start, end = folded.span(match.start(), match.end() - len(match["rest"]) + len(rest))
    scheme = match.groupdict().get("scheme")
    try:
        parts = urlsplit("//" + unquote(rest).replace("\\", "/"))
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        host, parts = "", urlsplit("")
    if scheme in ("http", "https", "ftp", "hxxp", "hxxps", None):
        if host and ("." in host or scheme):
            yield Shape(start, end, host, "@" in parts.netloc)
    elif len(match["slashes"]) > 1:
        yield Shape(start, end, f"{scheme}:", what="链接")


def _fold(text: str) -> _Folded:
    signs: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(text):
        entity = _ENTITY.match(text, at) if text[at] == "&" else None
        meant, size = text[at], 1
        if entity is not None and len(html.unescape(entity[0])) == 1:
            meant, size = html.unescape(entity[0]), len(entity[0])
        if unicodedata.category(meant) not in ("Cf", "Mn", "Me"):
            plain = meant if meant in "·，。；：（）" else unicodedata.normalize("NFKC", meant)
            plain = ":" if plain == "：" else plain
            plain = "".join(one for one in plain if unicodedata.category(one) != "Mn")
            for one in plain.lower() if len(plain.lower()) == len(plain) else plain:
                signs.append(one)
                places.append(at)
        at += size
    return _Folded("".join(signs), (*places, len(text)))


def _any(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"


@lru_cache(maxsize=4)
def reader(domains: Domains) -> Reader:
    """The reader of a table."""
    return Reader(domains)
