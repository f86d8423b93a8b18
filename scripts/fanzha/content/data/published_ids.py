"""docs/data/published.yml: the ids that have gone out, one a line.

Paper carries them as QR codes, so an id stays valid for ever. The file is written by `update` and
only ever grows. It is YAML, but it is read line by line: a town has thousands of lines after some
years, and a YAML reader would take longer than all checks.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fanzha.content.kinds.meta import Meta
from fanzha.content.kinds.registry import KINDS
from fanzha.content.library import Item, Library
from fanzha.content.reading.source import decode
from fanzha.files import save
from fanzha.findings import Finding
from fanzha.invocation import how_to_run

NAME = "data/published.yml"
HEAD = (
    "# 已经发布过的编号。印出去的二维码用它，所以只增不减，也不改名。\n"
    "# 由 make.py reference 补上新的；不再用的内容写 status: withdrawn，文件留着。\n"
)
_ROW = re.compile(
    r"(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*): \{kind: (?P<kind>[a-z]+), day: (?P<day>\d{4}-\d\d-\d\d)\}\s*"
)


@dataclass(frozen=True)
class Published:
    """An id that has gone out: its kind, the day, and the line of the file."""

    kind: str
    day: datetime.date
    line: int


def read(root: Path, docs: Path) -> tuple[dict[str, Published], list[Finding]]:
    """Id → row; empty without the file. `root` is what paths in findings are relative to."""
    path = docs / NAME
    rows: dict[str, Published] = {}
    if not path.is_file():
        return rows, []
    source, findings = decode(path.relative_to(root).as_posix(), path.read_bytes())
    for number, line in enumerate(source.lines, 1):
        if not line.strip() or line.startswith("#") or line.strip() == "{}":
            continue
        match = _ROW.fullmatch(line)
        day = _day(match["day"]) if match else None
        if match is None or day is None:
            again = how_to_run("reference")
            hint = f"写成 shuadan: {{kind: scams, day: 2026-11-20}}；或者删去这一行，运行 {again}"
            message = "这一行读不懂"
            findings.append(source.finding("S023", number, 1, message, hint=hint))
        elif match["id"] in rows:
            message = f"编号 {match['id']} 写了两次"
            hint = "留下一个，删去另一个"
            findings.append(source.finding("S012", number, 1, message, hint=hint))
        else:
            rows[match["id"]] = Published(match["kind"], day, number)
    return rows, findings


def out(item: Item[Meta]) -> bool:
    """Whether paper may carry the id of this item: it is no draft and no page for editors."""
    return item.meta.status.out and not KINDS[item.kind].for_editors


def row(item: Item[Meta]) -> str:
    """The line of an item."""
    return f"{item.id}: {{kind: {item.kind}, day: {item.meta.published}}}"


def update(
    docs: Path, library: Library, known: Mapping[str, Published], *, only_check: bool = False
) -> list[str]:
    """Append the ids that are missing; the path below docs/ if the file was out of date."""
    new = [item for item in library.items if out(item) and item.id not in known]
    if not new:
        return []
    if not only_check:
        path = docs / NAME
        text = path.read_text(encoding="utf-8-sig") if path.is_file() else HEAD
        if not text.endswith("\n"):
            text += "\n"
        new.sort(key=lambda item: (item.meta.published, item.kind, item.id))
        text += "".join(f"{row(item)}\n" for item in new)
        save(path, text.encode("utf-8"))
    return [NAME]


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
