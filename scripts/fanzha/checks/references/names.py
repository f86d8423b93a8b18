"""Family R: words and items that fields name must be there; no HTML, no unknown braces.

Links, web addresses, pictures and published ids are in files of their own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, get_origin

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context
from fanzha.content.kinds.fields import Asset, Model, Ref, Region, Vocab
from fanzha.content.kinds.registry import KINDS, kind_name
from fanzha.content.markup import PLACEHOLDER, placeholders
from fanzha.content.reading.choices import did_you_mean, listed, meant
from fanzha.content.reading.nodes import Node
from fanzha.content.reading.source import Source
from fanzha.content.reading.validate import replace_value
from fanzha.edition import Edition
from fanzha.findings import Finding

_HTML = re.compile(r"<(?=[A-Za-z/!?])(?!(?:https?://|[\w.+-]+@))[^<\n]*>?")
_CODE = re.compile(r"(`+)[^`\n]*\1")


def marked(context: Context, marker: type[Any]) -> Iterator[tuple[Finding, Any, Node, str]]:
    """(a bare finding at the place, marker, node, value) for all marked texts that are looked at."""
    for model, source, fields in _models(context.edition):
        if context.only is not None and source.path not in context.only:
            continue
        if not isinstance(fields.value, dict):
            continue
        for name, mark, of_keys in _marks(model):
            if isinstance(mark, marker) and name in fields.value:
                field = fields.value[name]
                for node in field.keys.values() if of_keys else field.scalars():
                    end = node.end_column
                    bare = source.finding("", node.line, node.column, "", end_column=end)
                    yield bare, mark, node, str(node.value)


@cache
def _marks(model: type[Model]) -> list[tuple[str, Any, bool]]:
    """(field, marker, whether it is the keys that are marked) of all marked fields."""
    return [
        (name, mark, of_keys)
        for name, info in model.model_fields.items()
        for mark, of_keys in _metadata(info.annotation, info.metadata)
        if isinstance(mark, Vocab | Ref | Region | Asset)
    ]


def types_in(annotation: Any) -> Iterator[Any]:
    """A type and all types inside it."""
    yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from types_in(part)


def _metadata(
    annotation: Any, found: Sequence[Any], *, of_keys: bool = False
) -> Iterator[tuple[Any, bool]]:
    """The metadata of a type and of the types inside it; the first of a mapping's are its keys'."""
    for mark in (*found, *getattr(annotation, "__metadata__", ())):
        yield mark, of_keys
    for place, part in enumerate(getattr(annotation, "__args__", ())):
        keys = of_keys or (get_origin(annotation) is dict and place == 0)
        yield from _metadata(part, [], of_keys=keys)


def _models(edition: Edition) -> Iterator[tuple[type[Model], Source, Node]]:
    """Every item, and every row of the tables that hold prose, with its model, and what rows these hold."""
    for page, document in edition.library.documents.items():
        kind = KINDS.get(kind_name(page))
        if kind is not None:
            yield kind.model, document.source, document.fields
            yield from _inner(kind.model, document.source, document.fields)
    for model, document in edition.tables.texts.values():
        if isinstance(document.fields.value, dict):
            for row in document.fields.value.values():
                yield model, document.source, row
                yield from _inner(model, document.source, row)


def _inner(
    model: type[Model], source: Source, row: Node
) -> Iterator[tuple[type[Model], Source, Node]]:
    """The rows inside an item or a row of a table: slides of a lesson, what a pack takes."""
    for name, inner in _models_in(model):
        place = row.value.get(name) if isinstance(row.value, dict) else None
        if place is not None and isinstance(place.value, tuple):
            for node in place.value:
                yield inner, source, node


@cache
def _models_in(model: type[Model]) -> list[tuple[str, type[Model]]]:
    """(field, model) of all fields that hold rows."""
    found = []
    for name, info in model.model_fields.items():
        types = (t for t in types_in(info.annotation) if isinstance(t, type))
        inner = [t for t in types if issubclass(t, Model)]
        found += [(name, one) for one in inner[:1]]
    return found


@rule(
    "R001",
    "词表里没有的词",
    why="词写错了，网页和资料包里就找不到这一条。",
    bad="audiences: [student]",
    good="audiences: [students]",
)
def unknown_word(context: Context) -> Iterator[Finding]:
    """Audiences, venues, channels and articles must stand in docs/data/."""
    edition = context.edition
    for bare, mark, node, value in marked(context, Vocab):
        known = edition.tables.vocabulary(mark.table)
        if value in known or not known:  # an unreadable table is its own finding
            continue
        if re.search(r"[，、；]", value):
            parts = ", ".join(part for part in re.split(r"[，、；\s]+", value) if part)
            message = "列表里要用半角逗号加空格隔开"
            yield replace(bare, message=message, fix=replace_value(node, parts))
            continue
        labels = {key: str(getattr(term, "label", "")) for key, term in known.items()}
        near = meant(value, labels)
        message = f"词表 docs/data/{mark.table}.yml 里没有 {value!r}"
        hint = f"能写的有：{listed(value, labels, f'docs/data/{mark.table}.yml')}"
        fix = replace_value(node, near) if near else None
        yield replace(bare, message=message, hint=hint, fix=fix)


@rule(
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
    ids: dict[str, list[str]] = defaultdict(list)
    for page in sorted(edition.library.pages):
        kind, _, name = page.rpartition("/")
        ids[kind].append(name.removesuffix(".md"))
    sets = {kind: frozenset(names) for kind, names in ids.items()}
    for bare, mark, node, value in marked(context, Ref):
        kinds = (mark.kind, *mark.also)
        if any(value in sets.get(kind, ()) for kind in kinds):
            continue
        titles = edition.library.by_id
        known = {
            name: titles[name].meta.title if name in titles else ""
            for kind in kinds
            for name in ids[kind]
        }
        near = meant(value, known)
        message = f"{'、'.join(KINDS[kind].label for kind in kinds)}里没有 {value!r}"
        folders = "、".join(f"docs/{kind}/" for kind in kinds)
        hint = f"{folders} 里有：{listed(value, known, folders)}"
        fix = replace_value(node, near) if near else None
        yield replace(bare, message=message, hint=hint, fix=fix)


@rule(
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


@rule(
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
