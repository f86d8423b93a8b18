"""Family R: everything that content points to must be there and must be allowed."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from fanzha.checks.rule import Context, Family, Hit
from fanzha.content.fields import Asset, Model, Ref, Vocab
from fanzha.content.kinds import KINDS, LABELS
from fanzha.content.markup import PLACEHOLDER, placeholders
from fanzha.content.nodes import Node
from fanzha.content.source import Source
from fanzha.content.validate import did_you_mean, replace_value
from fanzha.edition import Edition
from fanzha.findings import Finding

_family = Family()
_LINK = re.compile(r"(?P<image>!?)\[(?P<text>[^\]\n]*)\]\(\s*<?(?P<target>[^)>\s]*)>?[^)\n]*\)")
_REFERENCE = re.compile(r"^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?(?P<target>[^\s>]+)", re.MULTILINE)
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
    for model, source, fields in _models(edition):
        for mark, node in _references(model, fields, marker):
            bare = source.finding("", node.line, node.column, "", end_column=node.end_column)
            yield bare, mark, node, str(node.value)


def _models(edition: Edition) -> Iterator[tuple[type[Model], Source, Node]]:
    """Every item, and every row of the tables that hold prose, with its model."""
    for page, document in edition.library.documents.items():
        kind = page.rpartition("/")[0] or "pages"
        if kind in KINDS:
            yield KINDS[kind], document.source, document.fields
    for model, document in edition.tables.texts.values():
        if isinstance(document.fields.value, dict):
            for row in document.fields.value.values():
                yield model, document.source, row


def _with(bare: Finding, message: str, hint: str = "", fix: Any = None) -> Finding:
    return Finding(**{**bare.__dict__, "message": message, "hint": hint, "fix": fix})


@_family.rule(
    "R001",
    "词表里没有的词",
    why="词写错了，网页和资料包里就找不到这一条。",
    bad="audiences: [student]",
    good="audiences: [students]",
)
def unknown_word(context: Context) -> Iterator[Finding]:
    """Audiences, venues, channels and articles must stand in docs/data/."""
    edition = context.edition
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


@_family.rule(
    "R002",
    "指向不存在的内容",
    why="指向的内容不存在，页面之间就连不起来。",
    bad="scam: shuadann",
    good="scam: shuadan",
    kind="cases",
)
def unknown_item(context: Context) -> Iterator[Finding]:
    """A reference such as `scam: shuadan` must name an item of that kind."""
    edition = context.edition
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


@_family.rule(
    "R003",
    "图片不存在",
    why="图片不在，网页上会是一个空框。",
    bad="image: assets/meiyou.svg",
    good="image: assets/pictures/shuadan.svg",
)
def missing_image(context: Context) -> Iterator[Finding]:
    """The picture in `image` must lie below docs/."""
    edition = context.edition
    for bare, _, _, value in _fields(edition, Asset):
        path = (edition.project.docs / value).resolve()
        if not path.is_file() or edition.project.docs.resolve() not in path.parents:
            hint = "把图片放到 docs/assets/ 下，路径从 docs/ 起写，注意大小写"
            yield _with(bare, f"找不到图片 docs/{value}", hint)


@_family.rule(
    "R009",
    "地区标志不存在",
    why="每一张印刷品上都有标志，缺了就印不出来。",
    bad="logo: assets/meiyou.svg",
    good="logo: assets/biaozhi.svg",
    kind="region",
)
def missing_logo(context: Context) -> Iterator[Finding]:
    """The region's logo must lie below docs/, or sheets could not be made."""
    edition = context.edition
    logo = edition.region.logo
    if logo and not (edition.project.docs / logo).is_file():
        path = f"docs/data/regions/{edition.region.id}.yml"
        hint = "把标志放到 docs/assets/ 下，路径从 docs/ 起写"
        yield Finding(path, 1, 1, "", f"找不到标志图片 docs/{logo}", hint=hint)


@_family.rule(
    "R004",
    "不能用 HTML 标签",
    why="内容来自很多人的手，HTML 会原样送到每个人的手机上。",
    bad="<b>不要转账</b>",
    good="**不要转账**",
)
def raw_html(context: Context) -> Iterator[Finding]:
    """Contributions come from many hands; HTML would reach every phone."""
    for prose in context.prose:
        if "<" not in prose.text:
            continue
        for line in prose.lines:
            bare = _CODE.sub(lambda match: " " * len(match[0]), line.text)
            for match in _HTML.finditer(bare):
                hint = "删去标签；要加粗写 **字**，要显示小于号就写“小于”"
                message = f"不能用 HTML：{match[0][:20]}"
                yield line.finding(match.start(), match.end(), message, hint=hint)


@_family.rule(
    "R005",
    "链接或图片指向不存在的文件",
    why="点了打不开，居民就走了。",
    bad="看[客服骗局](../scams/meiyou.md)。",
    good="看[客服骗局](../scams/kefu.md)。",
)
def broken_link(context: Context) -> Iterator[Finding]:
    """Links between items are relative paths to Markdown files, with an optional anchor."""
    edition = context.edition
    for page, hit in _targets(context):
        target = unquote(hit.match["target"])
        if urlsplit(target).scheme or target.startswith("#"):
            continue
        folder = posixpath.dirname(page)
        path = posixpath.normpath(posixpath.join(folder, re.split("[#?]", target)[0]))
        if path in edition.library.documents or _generated(edition, path):
            continue
        if not path.startswith("..") and (edition.project.docs / path).is_file():
            continue
        near = did_you_mean(path, list(edition.library.documents))
        hint = "写成相对路径，例如 ../scams/shuadan.md"
        if near:
            hint = f"是不是 {posixpath.relpath(near, folder or '.')}？"
        yield _at_target(hit, f"链接指向的文件不存在：{target}", hint)


def _targets(context: Context) -> Iterator[tuple[str, Hit]]:
    """(page, match) of every Markdown link, image and link definition in a body."""
    for page, prose in zip(context.edition.library.documents, context.prose, strict=False):
        if "](" not in prose.text and "]:" not in prose.text:
            continue
        for pattern in (_LINK, _REFERENCE):
            for hit in prose.search(pattern):
                if hit.line.field is None:
                    yield page, hit


def _at_target(hit: Hit, message: str, hint: str = "") -> Finding:
    start = hit.start + hit.match.start("target") - hit.match.start()
    end = start + len(hit.match["target"])
    return hit.line.finding(start, end, message, hint=hint)


def _generated(edition: Edition, path: str) -> bool:
    """Section indexes are made at build time."""
    return path.endswith("/index.md") and path.removesuffix("/index.md") in edition.tables.sections


@_family.rule(
    "R006",
    "网址不在允许的名单里",
    why="一个写错的网址，就可能把人送进假网站。",
    bad="请打开 www.example-bank.com 查询。",
    good="请到银行柜台查询。",
)
def foreign_domain(context: Context) -> Iterator[Finding]:
    """Residents follow only addresses of docs/data/domains.yml and of the region."""
    edition = context.edition
    domains = edition.tables.domains
    hosts = {*domains.hosts, urlsplit(edition.region.site_url).hostname}
    for prose in context.prose:
        for hit in prose.search(_HOST):
            host = hit.match["host"].lower()
            allowed = any(host == s or host.endswith(f".{s}") for s in domains.suffixes)
            if allowed or host in hosts:
                continue
            hint = "不写网址，改用文字说明；确实要用，先加进 docs/data/domains.yml"
            yield hit.finding(f"网址 {host} 不在允许的名单里", hint=hint)


@_family.rule(
    "R007",
    "不能用的链接",
    why="javascript: 一类的链接会在别人手机上运行代码。",
    bad="[点这里](javascript:alert)",
    good="[看这里](../scams/kefu.md)",
)
def link_scheme(context: Context) -> Iterator[Finding]:
    """Only http(s) and tel: may be linked; javascript: and data: run code."""
    for _, hit in _targets(context):
        scheme = urlsplit(unquote(hit.match["target"]).strip()).scheme.lower()
        if scheme and scheme not in ("http", "https", "tel"):
            yield _at_target(hit, f"不能用 {scheme}: 开头的链接", "删去链接，只留文字")


@_family.rule(
    "R008",
    "不认识的花括号词",
    why="花括号里只能是地区档案里有的词，别的会原样印出来。",
    bad="去{派出索}问一问。",
    good="去{派出所}问一问。",
)
def unknown_placeholder(context: Context) -> Iterator[Finding]:
    """Braces hold the region's words and nothing else."""
    known = list(placeholders(context.edition.region))
    for prose in context.residents:
        for hit in prose.search(PLACEHOLDER):
            word = hit.match[1]
            if word in known:
                continue
            near = did_you_mean(word, known)
            hint = "可以写：" + "、".join(f"{{{one}}}" for one in known)
            mended = f"{{{near}}}" if near else None
            yield hit.finding(f"不认识 {hit.match[0]}", hint=hint, mended=mended)


RULES = tuple(_family.rules)
