"""Family R: everything that content points to must be there and must be allowed."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from fanzha.checks.rule import Family, body_lines, prose
from fanzha.content.fields import Asset, Model, Ref, Vocab
from fanzha.content.frontmatter import Node
from fanzha.content.markup import PLACEHOLDER, placeholders
from fanzha.content.models import KINDS, LABELS
from fanzha.content.validate import did_you_mean, replace_value
from fanzha.edition import Edition
from fanzha.findings import Finding

_family = Family()
_LINK = re.compile(r"(?P<image>!?)\[(?P<text>[^\]\n]*)\]\(\s*<?(?P<target>[^)>\s]*)>?[^)\n]*\)")
_REFERENCE = re.compile(r"^\s{0,3}\[[^\]\n]+\]:\s*<?(?P<target>[^\s>]+)")
_HTML = re.compile(r"<(?=[A-Za-z/!?])(?!(?:https?://|[\w.+-]+@))[^<\n]*>?")
_CODE = re.compile(r"(`+)[^`\n]*\1")
_HOST = re.compile(
    r"(?<![\w.@/-])(?:(?P<scheme>[a-z][a-z0-9+.-]*)://)?"
    r"(?P<host>(?:[a-z0-9\u4e00-\u9fff-]+\.)+(?:com|cn|net|org|top|xyz|vip|info|cc|gov|edu|app|"
    r"site|club|shop|online|me|io|tv|co|中国|公司|网络))(?![\w-])",
    re.IGNORECASE | re.ASCII,
)


def _references(model: type[Model], node: Node, marker: type[Any]) -> Iterator[tuple[Any, Node]]:
    """(marker, node of the text) for every text that a model marks."""
    for name, info in model.model_fields.items():
        if not isinstance(node.value, dict) or name not in node.value:
            continue
        marks = [m for m in _metadata(info.annotation, info.metadata) if isinstance(m, marker)]
        for mark in marks:
            for scalar in node.value[name].scalars():
                yield mark, scalar


def _metadata(annotation: Any, found: list[Any]) -> list[Any]:
    """The metadata of a type and of the types inside it."""
    marks = [*found, *getattr(annotation, "__metadata__", ())]
    for part in getattr(annotation, "__args__", ()):
        marks += _metadata(part, [])
    return marks


def _fields(edition: Edition, marker: type[Any]) -> Iterator[tuple[Finding, Any, Node, str]]:
    """(a bare finding at the place, marker, node, value) for all marked texts of the library."""
    for page, document in edition.library.documents.items():
        kind = page.rpartition("/")[0] or "pages"
        if kind not in KINDS:
            continue
        for mark, node in _references(KINDS[kind], document.fields, marker):
            bare = document.source.finding(
                "", node.line, node.column, "", end_column=node.end_column
            )
            yield bare, mark, node, str(node.value)


def _with(bare: Finding, message: str, hint: str = "", fix: Any = None) -> Finding:
    return Finding(**{**bare.__dict__, "message": message, "hint": hint, "fix": fix})


@_family.rule("R001", "词表里没有的词")
def unknown_word(edition: Edition) -> Iterator[Finding]:
    """Audiences, venues, channels and articles must stand in docs/data/."""
    for bare, mark, node, value in _fields(edition, Vocab):
        known = edition.tables.vocabulary(mark.table)
        if value in known:
            continue
        if re.search(r"[，、；]", value):
            parts = ", ".join(part for part in re.split(r"[，、；\s]+", value) if part)
            message = "列表里要用半角逗号加空格隔开"
            yield _with(bare, message, fix=replace_value(node, parts))
            continue
        labels = {getattr(term, "label", key): key for key, term in known.items()}
        near = labels.get(value) or did_you_mean(value, list(known))
        message = f"词表 docs/data/{mark.table}.yml 里没有 {value!r}"
        hint = f"可以写：{'、'.join(known)}"
        yield _with(bare, message, hint, replace_value(node, near) if near else None)


@_family.rule("R002", "指向不存在的内容")
def unknown_item(edition: Edition) -> Iterator[Finding]:
    """A reference such as `scam: shuadan` must name an item of that kind."""
    for bare, mark, node, value in _fields(edition, Ref):
        known = sorted(
            page.split("/")[-1].removesuffix(".md")
            for page in edition.library.documents
            if page.startswith(f"{mark.kind}/")
        )
        if value in known:
            continue
        near = did_you_mean(value, known)
        message = f"{LABELS[mark.kind]}里没有 {value!r}"
        hint = f"docs/{mark.kind}/ 里有：{'、'.join(known[:20])}"
        yield _with(bare, message, hint, replace_value(node, near) if near else None)


@_family.rule("R003", "图片不存在")
def missing_image(edition: Edition) -> Iterator[Finding]:
    """The picture in `image` must lie below docs/."""
    for bare, _, _, value in _fields(edition, Asset):
        path = (edition.project.docs / value).resolve()
        if not path.is_file() or edition.project.docs.resolve() not in path.parents:
            hint = "把图片放到 docs/assets/ 下，路径从 docs/ 起写，注意大小写"
            yield _with(bare, f"找不到图片 docs/{value}", hint)


@_family.rule("R004", "不能用 HTML 标签")
def raw_html(edition: Edition) -> Iterator[Finding]:
    """Contributions come from many hands; HTML would reach every phone."""
    for line in prose(edition):
        bare = _CODE.sub(lambda match: " " * len(match[0]), line.text)
        for match in _HTML.finditer(bare):
            hint = "删去标签；要加粗写 **字**，要显示小于号就写“小于”"
            yield line.finding(
                match.start(), match.end(), f"不能用 HTML：{match[0][:20]}", hint=hint
            )


@_family.rule("R005", "链接或图片指向不存在的文件")
def broken_link(edition: Edition) -> Iterator[Finding]:
    """Links between items are relative paths to Markdown files, with an optional anchor."""
    for page, document in edition.library.documents.items():
        for line in body_lines(document):
            for match in (*_LINK.finditer(line.text), *_REFERENCE.finditer(line.text)):
                target = unquote(match["target"])
                start, end = match.span("target")
                if urlsplit(target).scheme or target.startswith("#"):
                    continue
                path = posixpath.normpath(
                    posixpath.join(posixpath.dirname(page), target.split("#")[0].split("?")[0])
                )
                if path in edition.library.documents or _generated(edition, path):
                    continue
                if not path.startswith("..") and (edition.project.docs / path).is_file():
                    continue
                near = did_you_mean(path, list(edition.library.documents))
                hint = (
                    f"是不是 {posixpath.relpath(near, posixpath.dirname(page) or '.')}？"
                    if near
                    else ""
                )
                hint = hint or "写成相对路径，例如 ../scams/shuadan.md"
                yield line.finding(start, end, f"链接指向的文件不存在：{target}", hint=hint)


def _generated(edition: Edition, path: str) -> bool:
    """Section indexes are made at build time."""
    return path.endswith("/index.md") and path.removesuffix("/index.md") in edition.tables.sections


@_family.rule("R006", "网址不在允许的名单里")
def foreign_domain(edition: Edition) -> Iterator[Finding]:
    """Residents follow only addresses of docs/data/domains.yml and of the region."""
    domains = edition.tables.domains
    hosts = {*domains.hosts, urlsplit(edition.region.site_url).hostname}
    for line in prose(edition):
        for match in _HOST.finditer(line.text):
            host = match["host"].lower()
            allowed = any(host == s or host.endswith(f".{s}") for s in domains.suffixes)
            if allowed or host in hosts:
                continue
            hint = "不写网址，改用文字说明；确实要用，先加进 docs/data/domains.yml"
            yield line.finding(*match.span("host"), f"网址 {host} 不在允许的名单里", hint=hint)


@_family.rule("R007", "不能用的链接")
def link_scheme(edition: Edition) -> Iterator[Finding]:
    """Only http(s) and tel: may be linked; javascript: and data: run code."""
    for document in edition.library.documents.values():
        for line in body_lines(document):
            for match in (*_LINK.finditer(line.text), *_REFERENCE.finditer(line.text)):
                target = unquote(match["target"])
                scheme = urlsplit(target).scheme.lower()
                if scheme and scheme not in ("http", "https", "tel"):
                    yield line.finding(*match.span("target"), f"不能用 {scheme}: 开头的链接")


@_family.rule("R008", "不认识的花括号词")
def unknown_placeholder(edition: Edition) -> Iterator[Finding]:
    """Braces hold the region's words and nothing else."""
    known = list(placeholders(edition.region))
    for line in prose(edition):
        for match in PLACEHOLDER.finditer(line.text):
            if match[1] in known:
                continue
            near = did_you_mean(match[1], known)
            hint = "可以写：" + "、".join(f"{{{word}}}" for word in known)
            mended = f"{{{near}}}" if near else None
            yield line.finding(
                match.start(), match.end(), f"不认识 {match[0]}", hint=hint, mended=mended
            )


RULES = tuple(_family.rules)
