"""Family R, web addresses: residents follow only those of docs/data/domains.yml and the region's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context, Line
from fanzha.checks.engine.shared_work import shared
from fanzha.findings import Finding

# Letters that look like Latin ones: accents, Greek, Cyrillic, full width.
_STRANGE = "\u00c0-\u02af\u0370-\u052fＡ-Ｚａ-ｚ"
# The end of an address is found first: what stands before it may be a whole sentence.
_END = re.compile(
    r"\.(?:com|cn|net|org|top|xyz|vip|info|cc|gov|edu|app|site|club|shop|online|me|io|tv|co|ltd|link|fun|icu|"
    r"wang|store|tech|ink|pw|hk|tw|us|ru|biz|mobi|cloud|xin|con|cm|中国|公司|网络)(?![\w@-]|\.[a-z0-9])",
    re.IGNORECASE | re.ASCII,
)
_HEAD = re.compile(
    rf"(?<![\w.@/{_STRANGE}-])(?:[a-z0-9-]+\.)*(?:[a-z0-9-]+|[\u4e00-\u9fff]{{1,12}})$",
    re.IGNORECASE | re.ASCII,
)
_URL = re.compile(
    r"(?:(?:https?|ftp):)?//(?P<rest>[^\s<>()（）「」“”\"'，。；、】》|]+)", re.IGNORECASE
)
_ODD = re.compile(f"[{_STRANGE}]")
_STRANGE_HOST = re.compile(
    rf"(?<![0-9A-Za-z０-９{_STRANGE}.@/-])(?=[0-9A-Za-z０-９.．-]*[{_STRANGE}])"
    rf"[0-9A-Za-z０-９{_STRANGE}-]+(?:[.．][0-9A-Za-z０-９{_STRANGE}-]+)*[.．][A-Za-z{_STRANGE}]{{2,}}"
)
_AS_LATIN = str.maketrans("01", "ol")


@dataclass(frozen=True)
class _Address:
    """A web address in a text: characters [start, end) of the line; `user` stands before an @."""

    line: Line
    start: int
    end: int
    host: str
    user: bool = False

    def finding(self, message: str, hint: str, mended: str | None = None) -> Finding:
        return self.line.finding(self.start, self.end, message, hint=hint, mended=mended)


@shared
def _addresses(context: Context) -> Iterator[_Address]:
    for prose in context.prose:
        if "//" in prose.text:
            for hit in prose.search(_URL):
                rest = hit.match["rest"]
                ascii_part = re.match(r"[!-~]*", rest)
                if ascii_part and "." in ascii_part[0]:
                    rest = ascii_part[0]  # a sentence may go on right behind it
                try:
                    parts = urlsplit("//" + rest)
                    host = (parts.hostname or "").rstrip(".")
                except ValueError:
                    continue
                if host and ("." in host or hit.match[0][0] != "/"):
                    end = hit.end - len(hit.match["rest"]) + len(rest)
                    yield _Address(hit.line, hit.start, end, host, "@" in parts.netloc)
        for hit in prose.search(_END):
            text = hit.line.text
            head = _HEAD.search(text, max(0, hit.start - 100), hit.start)
            if head is not None:
                host = text[head.start() : hit.end].lower()
                yield _Address(hit.line, head.start(), hit.end, host)
        if _ODD.search(prose.text):
            for hit in prose.search(_STRANGE_HOST):
                yield _Address(hit.line, hit.start, hit.end, hit.match[0].lower())


def _allowed(context: Context) -> tuple[frozenset[str], tuple[str, ...]]:
    """(exact hosts, suffixes) that content may name."""
    domains = context.edition.tables.domains
    site = urlsplit(context.edition.region.site_url).hostname or ""
    return frozenset({*domains.hosts, site}), domains.suffixes


def _is_allowed(host: str, hosts: frozenset[str], suffixes: tuple[str, ...]) -> bool:
    return host in hosts or any(host == s or host.endswith(f".{s}") for s in suffixes)


@rule(
    "R006",
    "网址不在允许的名单里",
    why="一个写错的网址，就可能把人送进假网站。",
    bad="请打开 www.example-bank.com 查询。",
    good="请到银行柜台查询。",
)
def foreign_domain(context: Context) -> Iterator[Finding]:
    """Residents follow only addresses of docs/data/domains.yml and of the region."""
    hosts, suffixes = _allowed(context)
    for address in _addresses(context):
        if _is_allowed(address.host, hosts, suffixes) and not address.user:
            continue
        if _trick(address, hosts, suffixes) is None:
            hint = "不写网址，改用文字说明；确实要用，先加进 docs/data/domains.yml"
            yield address.finding(f"网址 {address.host} 不在允许的名单里", hint)


@rule(
    "R014",
    "网址像官方的，其实不是",
    why="骗子用的正是这种网址：gov.cn 后面又接别的，0 换成 o，混进别国的字母。",
    bad="请打开 www.gov.cn.chaxun.top 查询。",
    good="请打开 www.gov.cn 查询。",
)
def look_alike(context: Context) -> Iterator[Finding]:
    """An address made to be mistaken for an allowed one."""
    hosts, suffixes = _allowed(context)
    for address in _addresses(context):
        if _is_allowed(address.host, hosts, suffixes) and not address.user:
            continue
        trick = _trick(address, hosts, suffixes)
        if trick is not None:
            plain = unicodedata.normalize("NFKC", address.host)
            mended = plain if _is_allowed(plain, hosts, suffixes) else None
            hint = "删去它；要举例，就用文字说明这种网址长什么样"
            yield address.finding(f"网址 {address.host} {trick}", hint, mended)


def _trick(address: _Address, hosts: frozenset[str], suffixes: tuple[str, ...]) -> str | None:
    """How the address deceives, or None."""
    host = address.host
    if address.user:
        return "前面有 @，真正打开的是 @ 后面的网址"
    if unicodedata.normalize("NFKC", host) != host:
        return "用了全角字母"
    if re.search(f"[{_STRANGE}]", host):
        return "混进了别国的字母"
    if re.search(r"(?:^|\.)xn--", host):
        return "是 xn-- 开头的转写网址，看不出真正的名字"
    skeleton = host.translate(_AS_LATIN).replace("rn", "m").replace("vv", "w")
    for name in (*suffixes, *hosts):
        parts = re.escape(name).replace(r"\.", "[.-]?")
        alike = re.search(rf"(?:^|[.-]){parts}(?:[.-]|$)", skeleton)
        tail = ".".join(skeleton.split(".")[-1 - name.count(".") :])
        if alike or skeleton.endswith(name) or _one_apart(tail, name):
            return f"像 {name}，其实不是"
    return None


def _one_apart(one: str, other: str) -> bool:
    """Whether one letter was changed, added, left out, or two were swapped."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if at is None:
        return True
    rest, tail = one[at:], other[at:]
    swapped = rest[:2] == tail[1::-1] and len(tail) > 1 and rest[2:] == tail[2:]
    return rest[1:] == tail[1:] or rest[1:] == tail or rest == tail[1:] or swapped
