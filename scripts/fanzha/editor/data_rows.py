"""One row of a table in the form: shown, checked, saved. Nothing of HTTP.

What is wrong is said as `fanzha check` would say it of the file with the row in it; an error that
the change brings into the library, wherever it stands, keeps the file as it was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from fanzha.content.writing.edits import Remove, Set, changes
from fanzha.content.writing.rewrite import Form, rewritten
from fanzha.content.writing.saving import open_text, save_text
from fanzha.editor import remarks, starting
from fanzha.editor.data_checks import Change, field_of, findings
from fanzha.editor.data_files import (
    document_of,
    drop,
    keep,
    kept,
    path_of,
    row_of,
    rows_of,
    shown_path,
    stamp_of,
)
from fanzha.editor.data_tables import NEW, Table, next_key
from fanzha.editor.desk import Desk
from fanzha.editor.form import Field, fields
from fanzha.editor.plain import Words
from fanzha.editor.values import merged, shown
from fanzha.errors import UsageError
from fanzha.findings import Finding, Severity

Sent = Mapping[str, Any]
KEY = "key"  # the question for the name of a new row


def form_fields(desk: Desk, table: Table, key: str) -> list[Field]:
    """What is asked."""
    asked = list(fields(table.row, desk.edition))
    if key == NEW and table.key:
        first = Field(KEY, "text", table.key, table.key_hint, required=True, most=24)
        asked.insert(0, first)
    return asked


def listed(desk: Desk, table: Table) -> list[tuple[str, str]]:
    """Key and name of every row."""
    return [(key, _named(table, key, row)) for key, row in rows_of(desk, table).items()]


def opened(desk: Desk, table: Table, key: str) -> dict[str, Any]:
    """What the form shows: the row as it was left, or as it stands in the file."""
    row = row_of(desk, table, key)
    left = kept(desk, table, key)
    found = shown(form_fields(desk, table, key), row)
    if left is not None:
        return {"fields": found | left["fields"], "body": [], "base": left["base"]}
    return {"fields": found, "body": [], "base": stamp_of(row)}


def look(desk: Desk, table: Table, key: str, sent: Sent) -> dict[str, Any]:
    """Keep what was typed, and say what is wrong with it."""
    given = _given(sent)
    before = row_of(desk, table, key)
    unsaved = merged(form_fields(desk, table, key), before, given) != before
    if unsaved:
        keep(desk, table, key, str(sent.get("base", "")), given)
    else:
        drop(desk, table, key)
    if key == NEW and not unsaved:
        return {"remarks": [], "unsaved": False, "sights": []}
    change = written(desk, table, key, sent)
    own, _ = findings(desk, change, whole=False)
    rows = [*_of_key(table, key, given), *_remarks(desk, change, own)]
    return {"remarks": rows, "unsaved": unsaved, "sights": []}


def written(desk: Desk, table: Table, key: str, sent: Sent) -> Change:
    """The file with the row as it was sent; all other lines stay."""
    given = dict(_given(sent))
    asked = form_fields(desk, table, key)
    path = path_of(desk, table)
    file = open_text(path)
    before = row_of(desk, table, key)
    row = {name: value for name, value in merged(asked, before, given).items() if value is not None}
    form = Form(shown_path(desk, table), table.shape)
    if key == NEW:
        key = str(row.pop(KEY, "") or "").strip()
        key = key or _fresh(desk, table, row)
        if key in rows_of(desk, table):
            raise UsageError(f"{table.key or '这个名字'} {key} 已经有了；回到列表里改那一条")
        edits: list[Any] = [Set(table.place(key), row)]
    else:
        edits = list(changes(before, merged(asked, before, given), table.place(key)))
    return Change(table, key, rewritten(file.text, edits, form), file.hash, row)


def save(desk: Desk, table: Table, key: str, sent: Sent) -> dict[str, Any]:
    """Save the row, or say why not: `saved`, `conflict`, `message`, and the key that it has now."""
    before = row_of(desk, table, key)
    base = stamp_of(before)
    if str(sent.get("base", "")) != base:
        return _conflict(desk, table, key, sent) | {"base": base, "conflict": True}
    change = written(desk, table, key, sent)
    own, others = findings(desk, change, whole=True)
    rows = [*_of_key(table, key, _given(sent)), *_remarks(desk, change, own)]
    answer = {"remarks": rows, "base": base, "saved": False}
    wrong = [row for row in rows if row["severity"] == "error"]
    if wrong:
        return answer | {"message": f"还有 {len(wrong)} 处要改，改好才能保存；写的字不会丢"}
    if others:
        names = "、".join(dict.fromkeys(_title(desk, one) for one in others[:5]))
        more = f"等 {len(others)} 处" if len(others) > 5 else ""
        return answer | {"message": f"没有保存：这样一改，别处会出错：{names}{more}。先改那里"}
    _write(desk, change)
    drop(desk, table, key)
    return answer | {"saved": True, "message": "已保存", "key": change.key}


def remove(desk: Desk, table: Table, key: str) -> str:
    """Take a row away; what was wrong with that, or "" """
    file = open_text(path_of(desk, table))
    row_of(desk, table, key)
    form = Form(shown_path(desk, table), table.shape)
    text = rewritten(file.text, [Remove(table.place(key))], form)
    change = Change(table, key, text, file.hash, {})
    own, others = findings(desk, change, whole=True)
    wrong = [*(one for one in own if one.severity is Severity.ERROR), *others]
    if wrong:
        names = "、".join(dict.fromkeys(_title(desk, one) for one in wrong[:5]))
        return f"删不了，还有地方用着它：{names}"
    _write(desk, change)
    drop(desk, table, key)
    return ""


def _of_key(table: Table, key: str, given: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What is wrong with the name of a new row."""
    said = str(given.get(KEY) or "").strip()
    if key != NEW or not table.key:
        return []
    if not said:
        message, code = "还没有写", "S020"
    elif table.key_like and not re.fullmatch(table.key_like, said):
        message, code = "格式不对", "S023"
    else:
        return []
    remark = remarks.Remark(KEY, "error", code, message, table.key_hint, "", -1)
    return [remark.as_dict() | {"label": table.key, "fixable": False}]


def _remarks(desk: Desk, change: Change, found: list[Finding]) -> list[dict[str, Any]]:
    document = document_of(shown_path(desk, change.table), change.text)
    words = Words.of(change.table.row)
    labels = {field.name: field.label for field in form_fields(desk, change.table, NEW)}
    rows = []
    for one in found:
        remark = remarks.remark(-1, one, document, words)
        field = field_of(document, change, one) or ""
        label = labels.get(field.split(".")[0], "")
        row = remark.as_dict() | {"field": field, "label": label, "fixable": False, "mended": ""}
        if row not in rows:
            rows.append(row)
    return rows


def _conflict(desk: Desk, table: Table, key: str, sent: Sent) -> dict[str, Any]:
    """What differs between what was typed and what somebody else has saved."""
    theirs = shown(form_fields(desk, table, key), row_of(desk, table, key))
    given = _given(sent)
    mine = shown(form_fields(desk, table, key), given)
    return {
        "rows": [
            {
                "field": field.name,
                "label": field.label,
                "mine": remarks.spoken(mine[field.name]),
                "theirs": remarks.spoken(theirs[field.name]),
                "value": theirs[field.name],
            }
            for field in form_fields(desk, table, key)
            if mine[field.name] != theirs[field.name]
        ]
    }


def _write(desk: Desk, change: Change) -> None:
    with desk.lock:
        save_text(path_of(desk, change.table), change.text, change.hash)
        desk.forget()


def _given(sent: Sent) -> Mapping[str, Any]:
    given = sent.get("fields")
    if not isinstance(given, Mapping):
        raise UsageError("表单没有传完整，请再试一次")
    return given


def _fresh(desk: Desk, table: Table, row: Mapping[str, Any]) -> str:
    said = row.get(table.named)
    said = said[0] if isinstance(said, list) and said else said
    return next_key(rows_of(desk, table), starting.sound(str(said or "")) or "xin")


def _named(table: Table, key: str, row: Any) -> str:
    said = row.get(table.named) if isinstance(row, Mapping) else None
    text = "、".join(map(str, said)) if isinstance(said, list) else str(said or "")
    return f"{key}　{text}".strip("　") if table.key else text or key


def _title(desk: Desk, finding: Finding) -> str:
    """Where an error stands, as people call it."""
    docs = desk.project.docs.relative_to(desk.project.root).as_posix()
    item = desk.edition.library.by_page.get(finding.path.removeprefix(f"{docs}/"))
    return f"“{item.meta.title}”" if item is not None else finding.path
