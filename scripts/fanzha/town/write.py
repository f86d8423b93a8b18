"""The answers into files: the region's file, and one line of mkdocs.yml that chooses it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from fanzha.content.regions import region_ids
from fanzha.content.writing.edits import FieldPath, Set
from fanzha.content.writing.rewrite import Form, rewritten, values
from fanzha.content.writing.saving import open_text, save_text
from fanzha.edition import Project
from fanzha.errors import FanzhaError, UsageError
from fanzha.handbook.new_item import suggested_id
from fanzha.town.answers import region_text


def suggested(project: Project, name: str) -> str:
    """A file name for the town that nobody has: 新桥镇 → xin-qiao-zhen."""
    taken = set(region_ids(project.docs))
    id = free = suggested_id(name)
    number = 2
    while free in taken:
        free, number = f"{id}-{number}", number + 1
    return free


def set_up(project: Project, config: Path, answers: Mapping[str, str], id: str) -> Project:
    """Write docs/data/regions/<id>.yml and choose it in mkdocs.yml; gives the project with it.

    Raises UsageError where an answer is wrong or the file is there already; then nothing is written.
    """
    path = project.docs / "data" / "regions" / f"{id}.yml"
    text = region_text(answers, id)
    if path.exists():
        raise UsageError(f"{path.name} 已经有了，没有改动它；换一个文件名，或者直接改那个文件")
    chosen = _choosing(config, id)
    path.parent.mkdir(parents=True, exist_ok=True)
    save_text(path, text, None)
    if chosen is not None:
        save_text(config, *chosen)
    return replace(project, region=id)


def _choosing(config: Path, id: str) -> tuple[str, str] | None:
    """mkdocs.yml with this region, and the hash of what it was; None where it is chosen already."""
    opened = open_text(config)
    form = Form(config.name)
    by_hand = f"{config.name} 要手工改：把 region 写成 {id}，再运行一次"
    try:
        fields = values(opened.text, form)
    except FanzhaError:
        raise UsageError(by_hand) from None
    plugins = fields.get("plugins")
    entries = plugins if isinstance(plugins, list) else [plugins]
    for index, entry in enumerate(entries):
        start: FieldPath = ("plugins", index) if isinstance(plugins, list) else ("plugins",)
        if entry == "fanzha":
            edit = Set(start, {"fanzha": {"region": id}})
        elif isinstance(entry, dict) and "fanzha" in entry:
            edit = Set((*start, "fanzha", "region"), id)
        else:
            continue
        text = rewritten(opened.text, [edit], form)
        return None if text == opened.text else (text, opened.hash)
    raise UsageError(by_hand)
