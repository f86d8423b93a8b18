"""New papers: empty ones, copies, other ids; and the id that a title suggests."""

from __future__ import annotations

from dataclasses import replace

from fanzha.content.kinds.items import Alert
from fanzha.content.kinds.meta import Meta, Status
from fanzha.content.kinds.registry import Kind
from fanzha.content.made_paths import LAYERS
from fanzha.content.reading.ids import wrong_id
from fanzha.editor import layers
from fanzha.editor.desk import Desk, Paper
from fanzha.errors import UsageError
from fanzha.handbook.new_item import EXPIRES_AFTER, scalar, suggested_id
from fanzha.handbook.snippets import BEGINNINGS

LONGEST = 24


def suggestion(desk: Desk, title: str) -> str:
    """The sound of the title as an id that nobody has; "" where it has none."""
    id = sound(title)
    if not id:
        return ""
    taken, free, number = _taken(desk), id, 2
    while free in taken:
        free, number = f"{id}-{number}", number + 1
    return free


def sound(text: str) -> str:
    """The sound of the first words of a text; "" where it has none."""
    try:
        return suggested_id(text)
    except UsageError:
        return ""


def new(desk: Desk, kind: Kind[Meta], title: str, id: str, layer: str = "") -> Paper:
    """An empty paper of a kind with what can be known already; it lies in the drawer, not in docs/."""
    title = title.strip()
    if not kind.listed:
        raise UsageError("这一种内容不在这里写")
    if not title or len(title) > LONGEST:
        raise UsageError(f"题目要写 1～{LONGEST} 个字，现在有 {len(title)} 个")
    id = free(desk, id.strip() or suggestion(desk, title))
    today = desk.project.today
    rows = ["---", f"title: {scalar(title)}"]
    rows += [f"published: {today}", f"reviewed: {today}", "status: draft", "basis: composite"]
    if "expires" in kind.model.model_fields and kind.model.model_fields["expires"].is_required():
        rows.append(f"expires: {today + EXPIRES_AFTER}")
    if kind.model is Alert:
        rows += ["scope: local", f"regions: [{desk.project.region}]", f"since: {today}"]
    rows += ["---", ""]
    for part in kind.parts:
        beginning = BEGINNINGS.get(part, "")
        rows += [f"## {part}", "", *([beginning, ""] if beginning else [])]
    paper = Paper(kind, id, "\n".join(rows).rstrip("\n") + "\n", layer=layers.checked(desk, layer))
    desk.keep(paper)
    return paper


def copy(desk: Desk, kind: Kind[Meta], id: str, wanted: str) -> Paper:
    """The same again under another id, as a draft in the drawer."""
    paper = desk.open(kind, id)
    text = _as_draft(paper.text)
    made = Paper(kind, free(desk, wanted.strip()), text, layer=paper.layer)
    desk.keep(made)
    return made


def rename(desk: Desk, kind: Kind[Meta], id: str, wanted: str) -> Paper:
    """Another id for a draft. Raises UsageError for what has gone out: paper carries its id."""
    wanted = free(desk, wanted.strip())
    if id in desk.edition.tables.published:
        raise UsageError("发布过的编号不能改，印出去的二维码用它")
    item = desk.edition.library.by_id.get(id)
    if item is not None and item.meta.status is not Status.DRAFT:
        raise UsageError("只有草稿能改编号")
    paper = desk.open(kind, id)
    path = desk.path(kind, id)
    moved = replace(paper, id=wanted)
    if path.is_file():
        there = desk.project.docs / moved.file
        path.rename(there)
        desk.forget()
        desk.drop(kind, id)
        if paper.text.encode("utf-8") != there.read_bytes():
            desk.keep(moved)
    else:
        desk.keep(replace(moved, base=""))
        desk.drop(kind, id)
    return moved


def free(desk: Desk, id: str) -> str:
    """The id, if it is one and nobody has it; raises UsageError else."""
    if not id:
        raise UsageError("题目拼不出编号，请自己写一个，例如 shuadan-zhuanqian")
    if wrong_id(id):
        raise UsageError(f"编号 {id[:40]} {wrong_id(id)}，例如 shuadan-zhuanqian")
    if id in _taken(desk):
        raise UsageError(f"编号 {id} 已经用过，二维码会指错地方；请换一个")
    return id


def _taken(desk: Desk) -> set[str]:
    edition = desk.edition
    files = {page.rpartition("/")[2].removesuffix(".md").lower() for page in edition.library.pages}
    own = (desk.project.docs / LAYERS).rglob("*.md")  # also of towns that we do not see
    files |= {path.stem.lower() for path in own}
    kept = {id for _, id in desk.unsaved()}
    return files | kept | set(edition.tables.published) | {"index"}


def _as_draft(text: str) -> str:
    rows = text.split("\n")
    for index, row in enumerate(rows):
        if index and row.rstrip() == "---":
            break
        if row.startswith("status:"):
            rows[index] = "status: draft"
    return "\n".join(rows)
