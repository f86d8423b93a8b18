"""The sheet for a second pair of eyes: all texts of an item on paper, with room to mark and to sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fanzha.content.markup import fill, to_xhtml
from fanzha.edition import Edition
from fanzha.editor.desk import Paper, Read
from fanzha.editor.form import Field
from fanzha.typeset import pdf

TEMPLATE = "editor/proof.typ"


def proof_sheet(edition: Edition, paper: Paper, read: Read, fields: Sequence[Field]) -> bytes:
    """The sheet as PDF; it shows what is written, right or wrong."""
    plain = read.document.fields.plain()
    rows = [
        [field.label, list(_texts(field, plain[field.name]))]
        for field in fields
        if plain.get(field.name) not in (None, "", [], {})
    ]
    day = edition.today.isoformat()
    data: dict[str, Any] = {
        "title": str(plain.get("title") or paper.id),
        "publisher": edition.region.publisher,
        "label": paper.kind.label,
        "id": paper.id,
        "day": day,
        "rows": [[label, fill(texts, edition.region)] for label, texts in rows],
        "body": to_xhtml(str(fill(read.document.body, edition.region))),
    }
    return pdf(edition.project.root / "overrides", TEMPLATE, data, day).data


def _texts(field: Field, value: Any) -> Iterator[str]:
    """What stands in a field, in words: choices by their names."""
    names = dict(field.choices)
    if isinstance(value, list):
        row = field.row or Field("", "text", choices=field.choices)
        for number, part in enumerate(value, 1):
            said = "　".join(_texts(row, part))
            yield said if field.type == "checks" else f"{number}. {said}"
    elif isinstance(value, Mapping):
        inner = {part.name: part for part in field.fields}
        for name, part in value.items():
            known = inner.get(name)
            said = "　".join(_texts(known or Field("", "text"), part))
            yield f"{known.label if known else name}：{said}" if field.fields else f"{name}：{said}"
    elif value is not None:
        yield names.get(str(value), {"true": "是", "false": "否"}.get(str(value), str(value)))
