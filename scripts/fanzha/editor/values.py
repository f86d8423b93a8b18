"""What stands in the form ↔ what stands in the file.

The form holds texts, lists and groups as they are written; an empty answer is no field. Only what
differs is handed on, so that all other lines of the file stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from fanzha.content.kinds.registry import Kind
from fanzha.content.writing.body import sections
from fanzha.content.writing.edits import BODY, Edit, Set
from fanzha.editor.form import Field

# What no file of ours may hold; a paste brings it along unseen.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
# A heading of the second level would begin a section of its own.
_HEADING = re.compile(r"^( {0,3})##(?!#)", re.MULTILINE)


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
    text = _CONTROL.sub("", " ".join(str(value).splitlines())).strip()
    return text or None


def body_parts(kind: Kind[Any], body: str) -> list[dict[str, str]]:
    """The body as its sections: heading ("" before the first) and text, those of the kind always."""
    if not kind.parts:
        return [{"heading": "", "text": body.strip("\n")}]
    there = sections(body)
    opening = there.pop("", "").strip("\n")
    names = dict.fromkeys((*kind.parts, *there))
    first = [{"heading": "", "text": opening}] if opening else []
    return [*first, *({"heading": name, "text": there.get(name, "")} for name in names)]


def body_edits(kind: Kind[Any], body: str, parts: Sequence[Mapping[str, Any]]) -> list[Edit]:
    """What was changed in the body: the whole of it, or the sections that differ."""
    before = {row["heading"]: row["text"] for row in body_parts(kind, body)}
    edits: list[Edit] = []
    for row in parts:
        heading, text = str(row.get("heading", "")), _lines(row.get("text", ""))
        if heading in before and text != before[heading]:
            if kind.parts:
                edits.append(Set((BODY, heading), _HEADING.sub(r"\1###", text)))
            else:
                edits.append(Set((BODY,), text))
    return edits


def _lines(value: Any) -> str:
    rows = _CONTROL.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return "\n".join(row.rstrip() for row in rows).strip("\n")
