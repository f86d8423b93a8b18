"""Whose an item is: shared by all regions, or of one region and all below it (docs/local/<region>/).

A town's clerk writes new items into the town's own folder. Shared ones change for everybody, so the
form says so and offers a copy of the town's own, which takes the place of the shared one.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from fanzha.content.kinds.meta import Meta
from fanzha.content.kinds.registry import Kind
from fanzha.content.library import Item
from fanzha.content.local import Choice
from fanzha.content.made_paths import CHOICE, LAYERS
from fanzha.content.writing.edits import Set
from fanzha.content.writing.rewrite import Form, rewritten, values
from fanzha.content.writing.saving import open_text, save_text
from fanzha.edition import Edition
from fanzha.errors import UsageError

if TYPE_CHECKING:
    from fanzha.editor.desk import Desk, Paper


def layer_at(item: Item[Meta]) -> str:
    """The region in whose folder an item's file lies; "" where all share it."""
    steps = item.document.source.path.split("/")
    at = -3 if item.kind != "pages" else -2
    folder = steps[at - 1 : at]
    return steps[at] if folder == [LAYERS] else ""


def several(edition: Edition) -> bool:
    """Whether there is anybody to share with: one town alone is asked nothing of this."""
    return len(edition.regions) > 1


def label(edition: Edition, layer: str) -> str:
    """Whose a layer is, as people say it."""
    region = edition.regions.get(layer)
    return region.name if region is not None else layer or "公共"


def places(edition: Edition) -> list[tuple[str, str]]:
    """Where a new item can lie, the usual first: with the town, with all; nothing to choose for one."""
    if not several(edition):
        return []
    own = (edition.region.id, f"只给{edition.region.name}和它下面的地方")
    shared = ("", "公共：所有地方都有")
    return [own, shared] if edition.region.parent else [shared, own]


def checked(desk: Desk, wanted: str) -> str:
    """The place that was chosen. Raises UsageError for what was none to choose."""
    if wanted and wanted not in dict(places(desk.edition)):
        raise UsageError("没有这个地方可以放，请重新选")
    return wanted


def warning(desk: Desk, paper: Paper) -> str:
    """What to say where others see a change, too; "" where nobody else does."""
    edition = desk.edition
    if not several(edition) or paper.layer == edition.region.id:
        return ""
    if paper.layer:
        return f"这一篇是{label(edition, paper.layer)}的，改了，它下面的地方都跟着变。"
    return f"这一篇是公共的，改了，{len(edition.regions)}个地方都跟着变。"


def own_copy(desk: Desk, kind: Kind[Meta], id: str) -> Paper:
    """A shared item, with what was typed, as the town's own in the drawer; the shared one stays."""
    paper = desk.open(kind, id)
    edition = desk.edition
    if paper.layer or not several(edition) or not desk.path(kind, id).is_file():
        raise UsageError("这一篇不是公共的，直接改就行")
    mine = replace(paper, base="", layer=edition.region.id)
    desk.keep(mine)
    return mine


def note_replaced(docs: Path, layer: str, id: str) -> None:
    """Write into local.yml of a layer that its item takes the place of the shared one."""
    path = docs / LAYERS / layer / CHOICE
    shown = Form(path.name, Choice)
    if not path.is_file():
        path.write_text(f"replace: [{id}]\n", encoding="utf-8", newline="\n")
        return
    found = open_text(path)
    before = values(found.text, shown)
    names = [str(name) for name in before.get("replace") or []]
    if id not in names:
        save_text(path, rewritten(found.text, [Set(("replace",), [*names, id])], shown), found.hash)
