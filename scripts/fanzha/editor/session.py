"""What one form does: take what was typed, say what is wrong, keep it, save it.

Plain functions of a desk and what the browser sent; the answers are JSON data. Nothing of HTTP.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from fanzha.content.data import published_ids
from fanzha.content.kinds.meta import Meta, Reader, Status
from fanzha.content.kinds.registry import KINDS, Kind
from fanzha.content.library import Item
from fanzha.content.markup import fill
from fanzha.content.writing.edits import changes
from fanzha.content.writing.rewrite import Form, rewritten
from fanzha.editor import remarks
from fanzha.editor.desk import Desk, Paper, Read
from fanzha.editor.form import Field, Section, sections
from fanzha.editor.plain import Words
from fanzha.editor.values import body_edits, body_parts, merged, shown
from fanzha.errors import ContentError, UsageError
from fanzha.findings import Finding
from fanzha.product import BODY

Sent = Mapping[str, Any]
HINTS = {
    "是什么": "两三句话，说清是怎么回事",
    "怎么认": "一条一行，前面写“- ”",
    "怎么办": "一步一行，前面写“1. 2. 3.”",
}
STATES = {
    "errors": "有错误",
    "expired": "已过期",
    "stale": "很久没有核对",
    "due": "该核对了",
    "unsaved": "没保存的草稿",
}


def asked(desk: Desk, kind: Kind[Meta]) -> tuple[Section, ...]:
    """The form of a kind."""
    return sections(kind.model, desk.edition)


def all_fields(desk: Desk, kind: Kind[Meta]) -> list[Field]:
    """Its fields, whatever section they stand in."""
    return [field for section in asked(desk, kind) for field in section.fields]


def opened(desk: Desk, paper: Paper) -> dict[str, Any]:
    """What the form shows of a paper."""
    read = desk.read(paper)
    return {
        "fields": shown(all_fields(desk, paper.kind), read.document.fields.plain()),
        "body": [
            {**row, "hint": HINTS.get(row["heading"], "")}
            for row in body_parts(paper.kind, read.document.body)
        ],
        "base": paper.base,
    }


def written(desk: Desk, kind: Kind[Meta], id: str, sent: Sent) -> Paper:
    """The paper with what was sent; only the lines of the fields that differ are new.

    What it is made from is the file as it was opened, or, where the file has changed since or is not
    there yet, the paper as it was kept last.
    """
    base = str(sent.get("base", ""))
    paper = _origin(desk, kind, id, base)
    read = desk.read(paper)
    given, parts = sent.get("fields"), sent.get("body")
    if not isinstance(given, Mapping) or not isinstance(parts, list):
        raise UsageError("表单没有传完整，请再试一次")
    before = read.document.fields.plain()
    after = merged(all_fields(desk, kind), before, given)
    after |= _state(desk, sent, after)
    rows = [row for row in parts if isinstance(row, Mapping)]
    edits = [*changes(before, after), *body_edits(kind, read.document.body, rows)]
    form = Form(read.document.source.path, kind.model, kind.parts)
    try:
        return replace(paper, text=rewritten(paper.text, edits, form))
    except ContentError as error:
        first = error.findings[0]
        place = f"{first.path} 第 {first.line} 行"
        raise UsageError(f"这个文件本身读不通，先用记事本改好：{place}，{first.message}") from None


def looked(desk: Desk, paper: Paper) -> tuple[Read, list[Finding], dict[str, Any]]:
    """Keep the paper, and say what there is to say of it."""
    unsaved = not _is_saved(desk, paper)
    if unsaved:
        desk.keep(paper)
    else:
        desk.drop(paper.kind, paper.id)
    read = desk.read(paper)
    found = remarks.findings(desk, paper, read)
    labels = {field.name: field.label for field in all_fields(desk, paper.kind)}
    words = Words.of(paper.kind.model)
    places = {name: place for place, name in enumerate((*labels, BODY))}
    rows = [
        _remark(one.as_dict(), found, labels)
        for one in remarks.remarks(found, read.document, words)
    ]
    rows.sort(key=lambda row: places.get(row["field"].split(".")[0], -1))
    return read, found, {"remarks": rows, "unsaved": unsaved}


def save(desk: Desk, paper: Paper) -> dict[str, Any]:
    """Save a paper, unless that would put an error into a library that has none there.

    What has errors stays in the drawer, and the answer says so. Raises ConflictError.
    """
    read, found, answer = looked(desk, paper)
    answer |= {"base": paper.base, "saved": False}
    if remarks.stops(found) and not _was_wrong(desk, paper):
        number = len([one for one in found if one.severity == "error"])
        answer["message"] = f"还有 {number} 处要改，改好才能保存；写的字已经存成草稿，不会丢"
        return answer
    saved = desk.save(paper)
    if read.item is not None and published_ids.out(read.item):
        desk.register(read.item)
    return answer | {"saved": True, "base": saved.base, "message": "已保存"}


def conflict(desk: Desk, paper: Paper) -> dict[str, Any]:
    """What differs between a paper and the file that somebody else has changed."""
    theirs = desk.saved(paper.kind, paper.id)
    mine, other = opened(desk, paper), opened(desk, theirs)
    rows: list[dict[str, Any]] = []
    for field in all_fields(desk, paper.kind):
        one, two = mine["fields"][field.name], other["fields"][field.name]
        if one != two:
            said = {"mine": remarks.spoken(one), "theirs": remarks.spoken(two), "value": two}
            rows.append({"field": field.name, "label": field.label, **said})
    sections_there = {row["heading"]: row["text"] for row in other["body"]}
    for row in mine["body"]:
        there = sections_there.get(row["heading"], "")
        if there != row["text"]:
            said = {"mine": row["text"], "theirs": there, "heading": row["heading"]}
            rows.append({"body": True, "label": row["heading"] or "正文", **said})
    return {"rows": rows, "base": theirs.base}


def fixed(desk: Desk, paper: Paper, number: int, code: str) -> dict[str, Any]:
    """The form after the exact repair of one finding."""
    found = remarks.findings(desk, paper, desk.read(paper))
    if not 0 <= number < len(found) or found[number].code != code or found[number].fix is None:
        raise UsageError("这一处已经变了，请看新的提示")
    return opened(desk, replace(paper, text=remarks.mended(paper, found, number)))


def state(item: Item[Meta], today: datetime.date) -> list[tuple[str, str]]:
    """How an item stands, as words for the list: the status, then what needs doing."""
    found = [(item.meta.status.value, item.meta.status.label)]
    if item.expired(today):
        found.append(("expired", STATES["expired"]))
    elif item.stale(today):
        found.append(("stale", STATES["stale"]))
    elif item.due < today:
        found.append(("due", STATES["due"]))
    return found


def links(desk: Desk, kind: Kind[Meta]) -> list[dict[str, str]]:
    """Every item as a target of a link in a body of this kind."""
    up = "" if kind.folder == "pages" else "../"
    return [
        {
            "id": item.id,
            "title": str(fill(item.meta.title, desk.edition.region)),
            "label": KINDS[item.kind].label,
            "link": f"{up}{item.page}",
        }
        for item in desk.edition.library.items
        if not KINDS[item.kind].for_editors
    ]


def _origin(desk: Desk, kind: Kind[Meta], id: str, base: str) -> Paper:
    if base and desk.stamp(kind, id) == base:
        return desk.saved(kind, id)
    paper = desk.open(kind, id)
    return replace(paper, base=base)


def _is_saved(desk: Desk, paper: Paper) -> bool:
    path = desk.path(paper.kind, paper.id)
    return path.is_file() and path.read_bytes() == paper.text.encode("utf-8")


def _was_wrong(desk: Desk, paper: Paper) -> bool:
    """Whether the file has errors already: then a better one is welcome."""
    if not paper.base or not desk.path(paper.kind, paper.id).is_file():
        return False
    before = desk.saved(paper.kind, paper.id)
    return remarks.stops(remarks.findings(desk, before, desk.read(before)))


def _state(desk: Desk, sent: Sent, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The status that a button asks for, and who has read it; what goes out first is of today."""
    wanted, role = str(sent.get("status") or ""), str(sent.get("checked") or "")
    if wanted not in [status.value for status in Status]:
        return {}
    found: dict[str, Any] = {"status": wanted}
    today = desk.project.today.isoformat()
    if wanted == Status.PUBLISHED.value:
        if fields.get("status") != wanted:
            found["reviewed"] = today
        if fields.get("status") in (Status.DRAFT.value, Status.REVIEW.value):
            found["published"] = max(str(fields.get("published") or today), today)
        if role in [reader.value for reader in Reader]:
            found["checked"] = {"by": role, "on": today}
    return found


def _remark(row: dict[str, Any], found: list[Finding], labels: Mapping[str, str]) -> dict[str, Any]:
    top = str(row["field"]).split(".")
    label = labels.get(top[0], top[1] if len(top) > 1 and top[0] == BODY else "")
    return {**row, "label": label, "fixable": found[row["number"]].fix is not None}
