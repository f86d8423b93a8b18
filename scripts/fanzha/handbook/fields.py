"""The fields for editors: the page docs/editors/fields.md and a JSON Schema per kind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic.fields import FieldInfo

from fanzha.content.data.tables import Tables
from fanzha.content.data.word_tables import Situations, WordTable
from fanzha.content.kinds.fields import Model, Ref, Vocab
from fanzha.content.kinds.meta import Labelled, Meta, Page
from fanzha.content.kinds.registry import KINDS
from fanzha.content.reading.validate import model_of
from fanzha.content.region import Region

HEAD = """---
title: 字段说明
summary: 每种内容能写哪些字段、写多长、怎么写。由程序生成，不要手改。
published: 2026-11-20
reviewed: 2026-11-20
review_in: 365
status: published
basis: composite
---

每个内容文件分两段：两行 `---` 之间写字段，下面写正文。
文件夹说明种类，文件名就是编号，全库不能重复。
发布后不要改名，因为印出去的二维码用它。

- 字段名后面用半角冒号加一个空格。内容里有半角冒号时，整句加引号。
- 列表可以写成 `[甲, 乙]`，用半角逗号；也可以每项一行，以 `- ` 开头。
- 字数按字符算，标点也算。
- 正文用 `## 是什么`、`## 怎么认`、`## 怎么办` 三段。不能用 HTML。
- 可以写 `{地区}`、`{派出所}`、`{发布单位}`，会换成地区档案里的名字。
- 正文里的电话，只有 docs/data/numbers.yml 里的号码可以写。
"""


def schemas(tables: Tables) -> dict[str, str]:
    """Path below docs/ → JSON Schema of each kind, of a region, and of the word lists."""
    result = {
        f"data/schema/{name}.json": _schema(kind.model, kind.label, tables)
        for name, kind in KINDS.items()
    }
    others: dict[str, tuple[type[Model], str]] = {
        "region": (Region, "地区档案"),
        "words": (WordTable, "词表"),
        "situations": (Situations, "情形"),
    }
    for name, (model, title) in others.items():
        result[f"data/schema/{name}.json"] = _schema(model, title, tables)
    return result


def _schema(model: type[Model], title: str, tables: Tables) -> str:
    schema = model.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = title
    schema.get("properties", {}).pop("id", None)
    for name, info in model.model_fields.items():
        words = _vocabulary(info, tables)
        if words and name in schema.get("properties", {}):
            place = schema["properties"][name]
            place = place.get("items", place)
            place["enum"] = [int(w) if place.get("type") == "integer" else w for w in words]
    _without_code(schema)
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _without_code(schema: Any) -> None:
    """Drop what pydantic derives from Python: class names as titles, docstrings of enums."""
    if isinstance(schema, dict):
        if "properties" in schema or "enum" in schema:
            schema.pop("description", None) if "enum" in schema and "title" in schema else None
        for name, part in schema.items():
            if name in ("properties", "$defs"):
                for inner in part.values():
                    inner.pop("title", None)
                    if name == "$defs":
                        inner.pop("description", None)
            _without_code(part)
    elif isinstance(schema, list):
        for part in schema:
            _without_code(part)


def fields_page(tables: Tables) -> str:
    """The Markdown page with every field of every kind."""
    parts = [HEAD, "\n## 所有内容都有的字段\n\n", table(Meta, Meta.model_fields, tables)]
    for kind in [kind for kind in KINDS.values() if kind.model is not Page]:
        own = {
            name: info
            for name, info in kind.model.model_fields.items()
            if name not in Meta.model_fields
            or info.is_required() != Meta.model_fields[name].is_required()
        }
        parts += [
            f"\n## {kind.label}（docs/{kind.folder}/）\n\n",
            table(kind.model, own, tables),
        ]
    plain = [kind for kind in KINDS.values() if kind.model is Page and kind.listed]
    names = "、".join(f"{kind.label}（docs/{kind.folder}/）" for kind in plain)
    own = {name: row for name, row in Page.model_fields.items() if name not in Meta.model_fields}
    parts.append(f"\n{names}和直接放在 docs/ 里的页面，除了共同字段，还可以写：\n\n")
    parts.append(table(Page, own, tables))
    fields = {name: info for name, info in Region.model_fields.items() if name != "id"}
    parts += ["\n## 地区档案（docs/data/regions/）\n\n", table(Region, fields, tables)]
    return "".join(parts)


def table(model: type[Model], fields: dict[str, FieldInfo], tables: Tables) -> str:
    """A Markdown table of fields: name, whether it must be, what to write, limits."""
    rows = ["| 字段 | 要不要写 | 写什么 | 限制 |\n|---|---|---|---|\n"]
    for name, info in _flat(fields):
        need = "必须" if info.is_required() else "可以不写"
        bounds = "；".join(limits(info, tables)) or "—"
        rows.append(f"| `{name}` | {need} | {info.description or ''} | {bounds} |\n")
    return "".join(rows)


def _flat(fields: dict[str, FieldInfo], prefix: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Fields, and those of models inside them with a dotted name."""
    for name, info in fields.items():
        yield f"{prefix}{name}", info
        inner = model_of(info)
        if inner is not None:
            yield from _flat(dict(inner.model_fields), f"{prefix}{name}.")


def limits(info: FieldInfo, tables: Tables) -> Iterator[str]:
    """What the type says, in Chinese."""
    several = str(info.annotation).startswith("tuple")
    for mark in info.metadata:
        low, high = getattr(mark, "min_length", None), getattr(mark, "max_length", None)
        if low and high:
            yield f"{low}～{high} {'条' if several else '个字'}"
        elif high:
            yield f"最多 {high} {'条' if several else '个字'}"
        elif low and several:
            yield f"至少 {low} 条"
    for mark in _inner_metadata(info.annotation):
        if getattr(mark, "max_length", None) and several:
            yield f"每条最多 {mark.max_length} 个字"
    for mark in marks(info):
        least, most = getattr(mark, "ge", None), getattr(mark, "le", None)
        if least is not None and most is not None:
            yield f"{least}～{most}"
    words = _vocabulary(info, tables)
    if words:
        yield "、".join(f"`{word}`{' ' + label if label else ''}" for word, label in words.items())
    for kind in types_in(info.annotation):
        if isinstance(kind, type) and issubclass(kind, Labelled):
            said = info.description or ""
            if not all(member.value in said for member in kind):
                yield "、".join(f"`{member.value}` {member.label}" for member in kind)


def _vocabulary(info: FieldInfo, tables: Tables) -> dict[str, str]:
    """Key → Chinese name, of the words that a field may hold."""
    for mark in marks(info):
        if isinstance(mark, Vocab):
            rows = tables.vocabulary(mark.table)
            return {str(key): getattr(row, "label", "") for key, row in rows.items()}
        if isinstance(mark, Ref):
            return {}
    return {}


def marks(info: FieldInfo) -> list[Any]:
    """What a field's type says beside its class: limits, vocabularies, references."""
    return [*info.metadata, *_inner_metadata(info.annotation)]


def _inner_metadata(annotation: Any) -> list[Any]:
    found: list[Any] = []
    for part in getattr(annotation, "__args__", ()):
        found += [m for meta in getattr(part, "__metadata__", ()) for m in _spread(meta)]
        found += _inner_metadata(part)
    return found


def _spread(mark: Any) -> list[Any]:
    """A pydantic `Field(...)` inside Annotated carries its limits in its own metadata."""
    return list(mark.metadata) if isinstance(mark, FieldInfo) else [mark]


def types_in(annotation: Any) -> Iterator[Any]:
    """A type and all types inside it."""
    yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from types_in(part)
