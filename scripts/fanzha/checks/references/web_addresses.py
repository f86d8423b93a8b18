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
from fanzha.checks.references.address_shapes import STRANGE, Shape, reader
from fanzha.findings import Finding

_AS_LATIN = str.maketrans("01", "ol")


@dataclass(frozen=True)
class _Address:
    """A web address in a line."""

    line: Line
    shape: Shape

    @property
    def host(self) -> str:
        return self.shape.host

    @property
    def shown(self) -> str:
        """As the file writes it."""
        return self.line.text[self.shape.start : self.shape.end]

    def finding(self, message: str, hint: str, mended: str | None = None) -> Finding:
        return self.line.finding(
            self.shape.start, self.shape.end, message, hint=hint, mended=mended
        )


@shared
def _addresses(context: Context) -> Iterator[_Address]:
    shapes = reader(context.edition.tables.domains).shapes
    for prose in context.prose:
        if prose.document.source.path.endswith("data/domains.yml"):
            continue  # the list itself
        for line in prose.lines:
            for shape in shapes(line.text):
                yield _Address(line, shape)


def _allowed(context: Context) -> tuple[frozenset[str], tuple[str, ...]]:
    """(exact hosts, suffixes) that content may name."""
    domains = context.edition.tables.domains
    site = urlsplit(context.edition.region.site_url).hostname or ""
    return frozenset({*domains.hosts, site}), domains.suffixes


def _is_allowed(host: str, hosts: frozenset[str], suffixes: tuple[str, ...]) -> bool:
    return host in hosts or any(host == s or host.endswith(f".{s}") for s in suffixes)


def _as_it_is(address: _Address, hosts: frozenset[str], suffixes: tuple[str, ...]) -> bool:
    """Whether it is an allowed address, written as one writes it, or only such an ending: gov点cn."""
    if address.host in suffixes and address.shape.what == "网址":
        return not address.shape.user
    plain = address.host in address.shown.lower() and not address.shape.user
    return plain and address.shape.what == "网址" and _is_allowed(address.host, hosts, suffixes)


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
        if _as_it_is(address, hosts, suffixes) or _trick(address, hosts, suffixes):
            continue
        what = address.shape.what
        if what == "网址":
            hint = "不写网址，改用文字说明；确实要用，先加进 docs/data/domains.yml"
            shown = f"，写成了“{address.shown}”" if address.host not in address.shown else ""
            yield address.finding(f"网址 {address.host} 不在允许的名单里{shown}", hint)
        else:
            hint = f"不写{what}，改用文字说明，例如“在手机自带的应用商店里搜”"
            yield address.finding(f"“{address.shown}”是{what}", hint)


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
        if _as_it_is(address, hosts, suffixes):
            continue
        trick = _trick(address, hosts, suffixes)
        if trick is not None:
            plain = unicodedata.normalize("NFKC", address.shown).lower()
            mended = plain if _is_allowed(plain, hosts, suffixes) else None
            hint = "删去它；要举例，就用文字说明这种网址长什么样"
            yield address.finding(f"网址 {address.host} {trick}", hint, mended)


def _trick(address: _Address, hosts: frozenset[str], suffixes: tuple[str, ...]) -> str | None:
    """How the address deceives, or None."""
    host = address.host
    if address.shape.user:
        return "前面有 @，真正打开的是 @ 后面的网址"
    if re.search("[Ａ-Ｚａ-ｚ]", address.shown):
        return "用了全角字母"
    if re.search(f"[{STRANGE}]", host):
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
