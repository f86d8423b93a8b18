"""Snippets for VS Code: type `fanzha-` in an empty Markdown file and get a whole item.

The YAML extension reads schemas for `.yml` files only, not for front matter in Markdown, so a
filled-in pattern of every kind is what helps an editor today.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic.fields import FieldInfo

from fanzha.content.kinds.meta import Labelled, Meta
from fanzha.content.kinds.registry import KINDS, Kind
from fanzha.content.reading.validate import model_of

BEGINNINGS = {"怎么认": "- ", "怎么办": "1. "}  # of a part: a list, numbered steps
USEFUL = ("audiences", "venues", "keywords", "rule")
# What an alert is without, is no news: what is new about it, since when, where, and the message.
USEFUL_ALERT = ("sms", "topic", "since", "seen", "news")


def offered(kind: Kind[Meta]) -> tuple[str, ...]:
    """The fields that a new item of a kind has though it could do without."""
    return (*USEFUL, *USEFUL_ALERT) if kind.folder == "alerts" else USEFUL


def snippets() -> str:
    """The text of .vscode/fanzha.code-snippets."""
    rows = {
        f"{kind.label}（docs/{name}/）": {
            "scope": "markdown",
            "prefix": f"fanzha-{name}",
            "description": f"一篇{kind.label}：字段都在，改内容就行",
            "body": ["---", *_fields(kind), "---", "", *_body(kind)],
        }
        for name, kind in KINDS.items()
        if kind.listed
    }
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _body(kind: Kind[Meta]) -> list[str]:
    rows: list[str] = []
    for part in kind.parts:
        rows += [f"## {part}", "", BEGINNINGS.get(part, ""), ""]
    return rows[:-1] or [""]


def _fields(kind: Kind[Meta]) -> list[str]:
    rows = []
    for name, info in kind.model.model_fields.items():
        if info.is_required() or name in offered(kind):
            rows += _field(name, info)
    return rows


def _field(name: str, info: FieldInfo) -> list[str]:
    inner = model_of(info)
    if inner is not None:
        rows = [f"  {key}: {_example(part)}" for key, part in inner.model_fields.items()]
        if str(info.annotation).startswith("tuple"):
            rows = [f"  - {rows[0].strip()}", *(f"  {row}" for row in rows[1:])]
        return [f"{name}:", *rows]
    return [f"{name}: {_example(info)}"]


def _example(info: FieldInfo) -> str:
    kind = info.annotation
    if isinstance(kind, type) and issubclass(kind, Labelled):
        return next(iter(kind)).value
    value: Any = info.examples[0] if info.examples else ""
    if isinstance(value, list):
        return "[" + ", ".join(str(part) for part in value) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)
