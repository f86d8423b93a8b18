"""The tables as files: their rows as plain values, and the drawer for what is not saved yet."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fanzha.content.reading.front_matter import read_yaml
from fanzha.content.reading.nodes import Document
from fanzha.content.reading.source import decode
from fanzha.content.writing.rewrite import Form, values
from fanzha.content.writing.saving import open_text
from fanzha.editor.data_tables import NEW, Table
from fanzha.editor.desk import DRAFTS, Desk
from fanzha.errors import UsageError
from fanzha.files import save


def rows_of(desk: Desk, table: Table) -> dict[str, Any]:
    """All rows of a table, as plain values."""
    form = Form(shown_path(desk, table), table.shape)
    found: Any = values(open_text(path_of(desk, table)).text, form)
    for step in table.rows or ():
        found = found.get(step) if isinstance(found, Mapping) else None
    return dict(found) if isinstance(found, Mapping) else {}


def row_of(desk: Desk, table: Table, key: str) -> dict[str, Any]:
    """The row as it stands in the file; empty for a new one. Raises UsageError where it is not."""
    rows = rows_of(desk, table)
    if table.rows is None:
        return rows
    if key == NEW:
        return {}
    found = rows.get(key)
    if not isinstance(found, Mapping):
        raise UsageError("没有这一条")
    return dict(found)


def drop(desk: Desk, table: Table, key: str) -> None:
    """Forget what was not saved."""
    _drawer(desk, table, key).unlink(missing_ok=True)


def document_of(path: str, text: str) -> Document:
    """A data file as it is read."""
    return read_yaml(decode(path, text.encode("utf-8"))[0])[0]


def path_of(desk: Desk, table: Table) -> Path:
    """Where a table lies."""
    return desk.project.docs / "data" / table.path


def shown_path(desk: Desk, table: Table) -> str:
    """The same, as findings name it."""
    return path_of(desk, table).relative_to(desk.project.root).as_posix()


def stamp_of(row: Mapping[str, Any]) -> str:
    """Tells one state of a row from another."""
    text = json.dumps(row, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _drawer(desk: Desk, table: Table, key: str) -> Path:
    name = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:16]
    return desk.project.root / DRAFTS / "data" / f"{table.name}-{name}.json"


def keep(desk: Desk, table: Table, key: str, base: str, fields: Mapping[str, Any]) -> None:
    """Put what was typed where a crash does not reach it."""
    path = _drawer(desk, table, key)
    note = {"base": base, "fields": dict(fields)}
    path.parent.mkdir(parents=True, exist_ok=True)
    save(path, json.dumps(note, ensure_ascii=False).encode("utf-8", "replace"))


def kept(desk: Desk, table: Table, key: str) -> dict[str, Any] | None:
    """What was kept of a row, with the stamp of what it began from."""
    try:
        note = json.loads(_drawer(desk, table, key).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    known = isinstance(note, dict) and isinstance(note.get("fields"), dict)
    return {"base": str(note.get("base", "")), "fields": note["fields"]} if known else None
