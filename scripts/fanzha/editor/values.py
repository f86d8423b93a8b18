"""What stands in the form ↔ what stands in the file.

The form holds texts, lists and groups as they are written; an empty answer is no field. Only what
differs is handed on, so that all other lines of the file stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fanzha.content.kinds.registry import Kind
from fanzha.editor.form import Field


def shown(fields: Sequence[Field], plain: Mapping[str, Any]) -> dict[str, Any]:
    """What the form shows of the fields of a file."""
    return {field.name: _clean(field, plain.get(field.name)) for field in fields}


def merged(
    fields: Sequence[Field], before: Mapping[str, Any], after: Mapping[str, Any]
) -> dict[str, Any]:
    """The fields of a file with those of the form in their place; None where one goes.

    `before` are the fields of the file, `after` those of the form, of which any may be missing.
    What the form does not ask for stays, and so does what is only written in another way.
    """
    found = dict(before)
    for field in fields:
        if field.name not in after:
            continue
        old, new = _clean(field, before.get(field.name)), _clean(field, after[field.name])
        same = old == new or (old is None and new == field.default)
        if field.type == "checks" and old and new:
            same = set(old) == set(new)
        if not same:
            found[field.name] = new
    return found


def _clean(field: Field, value: Any) -> Any:
    """The value without what is empty; None where nothing is left."""
    if field.type in ("list", "checks"):
        rows = value if isinstance(value, list) else []
        inner = field.row or Field("", "text")
        cleaned = [_clean(inner, row) for row in rows]
        return [row for row in cleaned if row is not None] or None
    if field.type == "group":
        given = value if isinstance(value, Mapping) else {}
        pairs = ((part.name, _clean(part, given.get(part.name))) for part in field.fields)
        return {name: one for name, one in pairs if one is not None} or None
    if field.type == "pairs":
        given = value if isinstance(value, Mapping) else {}
        return {str(k).strip(): str(v).strip() for k, v in given.items() if str(k).strip()} or None
    if value is None or isinstance(value, list | Mapping):
        return None
    text = " ".join(str(value).split("\n")).strip()
    return text or None


def body_parts(kind: Kind[Any], body: str) -> list[dict[str, str]]:
    """The body as its sections: heading ("" before the first) and text, those of the kind always."""
    chunks = _chunks(body)
    known = {heading: text.strip("\n") for heading, text in chunks}
    rows = [(heading, text.strip("\n")) for heading, text in chunks]
    if kind.parts:
        extra = [(h, t) for h, t in rows if h not in kind.parts and (h or t.strip())]
        first = [(h, t) for h, t in extra if not h]
        rows = [*first, *((h, known.get(h, "")) for h in kind.parts), *(r for r in extra if r[0])]
        return [{"heading": heading, "text": text} for heading, text in rows]
    return [{"heading": "", "text": body.strip("\n")}]


def body_text(kind: Kind[Any], body: str, parts: Sequence[Mapping[str, Any]]) -> str:
    """The body with these sections; one that has not changed stays as it stands."""
    shown_before = {row["heading"]: row["text"] for row in body_parts(kind, body)}
    wanted = {str(row.get("heading", "")): _lines(row.get("text", "")) for row in parts}
    if all(wanted.get(heading, text) == text for heading, text in shown_before.items()) and set(
        wanted
    ) <= set(shown_before):
        return body
    rows = []
    for heading, text in wanted.items():
        if heading:
            rows.append(f"## {heading}\n\n{text}".rstrip("\n") + "\n")
        elif text.strip():
            rows.append(text.rstrip("\n") + "\n")
    return "\n" + "\n".join(rows)


def _lines(value: Any) -> str:
    rows = str(value).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(row.rstrip() for row in rows).strip("\n")


def _chunks(body: str) -> list[tuple[str, str]]:
    found: list[tuple[str, list[str]]] = [("", [])]
    for line in body.split("\n"):
        if line.startswith("## "):
            found.append((line[3:].strip(), []))
        else:
            found[-1][1].append(line)
    return [(heading, "\n".join(rows)) for heading, rows in found]
