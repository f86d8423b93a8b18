"""Texts for templates: MkDocs' templates do not escape, so every text is escaped here, once."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape
from pydantic import BaseModel

from fanzha.content.markup import fill
from fanzha.content.region import Region


def safe(value: Any) -> Any:
    """Escape every text in lists and dicts."""
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, list | tuple):
        return [safe(part) for part in value]
    if isinstance(value, dict):
        return {name: safe(part) for name, part in value.items()}
    return value


def filled(text: str, region: Region) -> Markup:
    """A text of content with the names of the region, escaped."""
    return escape(fill(text, region))


def row_view(row: BaseModel, region: Region) -> dict[str, Any]:
    """The fields of a table's row by name, with the names of the region, escaped."""
    fields: dict[str, Any] = safe(fill(row.model_dump(mode="json"), region))
    return fields
