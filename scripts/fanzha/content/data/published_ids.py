"""docs/data/published.yml: the ids that have gone out, one a line, each with its short code.

Paper carries them as QR codes, so id and code stay valid for ever. The file is written by `update`
and only ever grows. It is YAML, but it is read line by line: a town has thousands of lines after some
years, and a YAML reader would take longer than all checks.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fanzha.content.data.short_codes import code_for
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
    r"(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*): \{kind: (?P<kind>[a-z]+), day: (?P<day>\d{4}-\d\d-\d\d)"
    r"(?:, code: (?P<code>[2-8]\d{5}))?\}\s*"
)


@dataclass(frozen=True)
class Published:
    """An id that has gone out: its kind, the day, the line of the file, and its short code.

    A row that somebody wrote by hand has no code until `update` has seen it.
    """

    kind: str
    day: datetime.date
    line: int
    code: str = ""


def read(root: Path, docs: Path) -> tuple[dict[str, Published], list[Finding]]:
    """Id → row; empty without the file. `root` is what paths in findings are relative to."""
    path = docs / NAME
    rows: dict[str, Published] = {}
    codes: dict[str, str] = {}
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
            hint = (
                "写成 shuadan: {kind: scams, day: 2026-11-20, code: 332866}；"
                f"或者删去这一行，运行 {again}"
            )
            message = "这一行读不懂"
            findings.append(source.finding("S023", number, 1, message, hint=hint))
        elif match["id"] in rows:
            message = f"编号 {match['id']} 写了两次"
            hint = "留下一个，删去另一个"
            findings.append(source.finding("S012", number, 1, message, hint=hint))
        elif match["code"] in codes:
            message = f"短网址 {match['code']} 和 {codes[match['code']]} 的一样"
            hint = f"后发布的那一行删去 code，运行 {how_to_run('reference')} 补一个"
            findings.append(source.finding("S012", number, 1, message, hint=hint))
        else:
            rows[match["id"]] = Published(match["kind"], day, number, match["code"] or "")
            if match["code"]:
                codes[match["code"]] = match["id"]
    return rows, findings


def out(item: Item[Meta]) -> bool:
    """Whether paper may carry the id of this item: it is no draft and no page for editors."""
    return item.meta.status.out and not KINDS[item.kind].for_editors


def row(item: Item[Meta], known: Mapping[str, Published]) -> str:
    """The line of an item that is to be entered; `known` are the rows there are."""
    return _row(item.id, item.kind, item.meta.published, code_for(item.id, _taken(known)))


def update(
    docs: Path, library: Library, known: Mapping[str, Published], *, only_check: bool = False
) -> list[str]:
    """Append the ids that are missing, and give codes to those without one.

    Returns the path below docs/ if the file was out of date.
    """
    new = [item for item in library.items if out(item) and item.id not in known]
    bare = [id for id, entry in known.items() if not entry.code]
    if not new and not bare:
        return []
    if not only_check:
        path = docs / NAME
        lines = path.read_text(encoding="utf-8-sig").splitlines() if path.is_file() else []
        lines = lines or HEAD.splitlines()
        taken = _taken(known) | {item.id for item in new}
        for id in bare:
            entry = known[id]
            code = code_for(id, taken)
            taken.add(code)
            lines[entry.line - 1] = _row(id, entry.kind, entry.day, code)
        for item in sorted(new, key=lambda item: (item.meta.published, item.kind, item.id)):
            code = code_for(item.id, taken)
            taken.add(code)
            lines.append(_row(item.id, item.kind, item.meta.published, code))
        save(path, "".join(f"{line}\n" for line in lines).encode("utf-8"))
    return [NAME]


def _row(id: str, kind: str, day: datetime.date, code: str) -> str:
    return f"{id}: {{kind: {kind}, day: {day}, code: {code}}}"


def _taken(known: Mapping[str, Published]) -> set[str]:
    """Codes that are given; and ids, because a code must not be one."""
    return {*known, *(entry.code for entry in known.values())}


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
