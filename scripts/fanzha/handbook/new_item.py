"""`fanzha new`: a draft of any kind, with every field that it must have and what each is for.

The draft is complete: it passes the checks as it is, so that a site with a half-written item can
still be made. What is to be replaced says 待写.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic.fields import FieldInfo

from fanzha.content.data import published_ids
from fanzha.content.data.tables import Tables, load_tables
from fanzha.content.kinds.fields import Ref
from fanzha.content.kinds.meta import Labelled, Meta
from fanzha.content.kinds.registry import KINDS, Kind
from fanzha.content.reading.ids import ID
from fanzha.content.reading.validate import model_of
from fanzha.edition import Project
from fanzha.errors import UsageError
from fanzha.handbook.fields import limits, marks, types_in
from fanzha.handbook.snippets import BEGINNINGS, offered
from fanzha.invocation import how_to_run

TO_WRITE = "待写"
ALERTS = "alerts"
EXPIRES_AFTER = datetime.timedelta(days=60)
SYLLABLES = 6
PLAIN = re.compile(r"[\w“（《][\w，。、；？！：“”（）《》—…·～%+ -]*")


@dataclass(frozen=True)
class Draft:
    """What is to be written where; `path` is relative to the project."""

    id: str
    path: str
    text: str


def draft(project: Project, name: str, title: str, wanted: str | None) -> Draft:
    """A draft of the kind `name` (folder or Chinese); raises UsageError where there can be none."""
    kind = _kind(name)
    title = title.strip()
    if not title or len(title) > 24:
        raise UsageError(f"题目要写 1～24 个字，现在有 {len(title)} 个")
    taken = {path.stem.lower() for path in project.docs.rglob("*.md")}
    taken |= set(published_ids.read(project.root, project.docs)[0])
    if wanted is None:
        id = _free(suggested_id(title), taken)
    elif not ID.fullmatch(wanted):
        raise UsageError(f"编号 {wanted} 只能用小写字母、数字和减号，例如 shuadan-zhuanqian")
    elif wanted in taken:
        raise UsageError(f"编号 {wanted} 已经用过，二维码会指错地方；请换一个 --id")
    else:
        id = wanted
    tables, _ = load_tables(project.root, project.docs)
    path = (project.docs / kind.folder / f"{id}.md").relative_to(project.root)
    return Draft(id, path.as_posix(), _Template(project, tables).text(kind, title))


def write(project: Project, new: Draft) -> None:
    """Put the draft in its place; a file that is there is never replaced."""
    path = project.root / new.path
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(new.text)
    except FileExistsError:
        raise UsageError(f"{new.path} 已经有了，没有改动它；请换一个 --id") from None


def next_steps(new: Draft) -> str:
    """What to tell the editor; an alert is out before the website is made."""
    made = [f"alert {new.id}"] if ALERTS in new.path.split("/") else []
    return "\n".join(
        [
            f"已建草稿 {new.path}",
            f"编号是 {new.id}，会印进二维码，发布以后不能改；想换一个，现在就改文件名。",
            "",
            f"1. 用记事本打开它，把“{TO_WRITE}”都换掉。# 开头的行是说明，可以删。",
            f"2. 检查：{how_to_run(f'check {new.path}')}",
            "3. 要发布时，把 status: draft 改成 status: published，再运行",
            *(f"   {how_to_run(command)}" for command in ("reference", *made, "build")),
        ]
    )


def suggested_id(title: str) -> str:
    """The sound of the first words of a title: 假客服退款：…… → jia-ke-fu-tui-kuan."""
    from pypinyin import lazy_pinyin

    parts = re.findall(r"[a-z0-9]+", " ".join(lazy_pinyin(_first_words(title))).lower())
    if not parts:
        raise UsageError(f"题目“{title}”拼不出编号，请用 --id 写一个，例如 --id shuadan-zhuanqian")
    return "-".join(parts[:SYLLABLES])


def _first_words(title: str) -> str:
    return next((part for part in re.split(r"[^\w]+", title) if part), "")


def _free(id: str, taken: set[str]) -> str:
    """The id, or with the first number behind it that nobody has."""
    number = 2
    free = id
    while free in taken:
        free, number = f"{id}-{number}", number + 1
    return free


def _kind(name: str) -> Kind[Meta]:
    known = [kind for kind in KINDS.values() if kind.listed]
    for kind in known:
        if name in (kind.folder, kind.label, f"docs/{kind.folder}"):
            return kind
    names = "、".join(f"{kind.folder}（{kind.label}）" for kind in known)
    raise UsageError(f"没有“{name}”这种内容，可以写：{names}")


@dataclass(frozen=True)
class _Template:
    """Fields with values that pass the checks, each below a comment on what to write."""

    project: Project
    tables: Tables

    def text(self, kind: Kind[Meta], title: str) -> str:
        rows = ["---"]
        for name, info in kind.model.model_fields.items():
            if name == "title":
                rows.append(f"title: {scalar(title)}")
            elif info.is_required() or name in offered(kind):
                rows += [f"# {self._help(info)}", *self._field(name, info)]
        return "\n".join([*rows, "---", "", *_body(kind), ""])

    def _help(self, info: FieldInfo) -> str:
        return "；".join([info.description or "", *limits(info, self.tables)]).replace("`", "")

    def _field(self, name: str, info: FieldInfo) -> Iterator[str]:
        inner = model_of(info)
        several = str(info.annotation).startswith("tuple")
        count = max([1, *(getattr(mark, "min_length", None) or 1 for mark in info.metadata)])
        if inner is None:
            values = self._values(name, info, count if several else 1)
            yield f"{name}: [{', '.join(values)}]" if several else f"{name}: {values[0]}"
            return
        rows = [
            f"{key}: {self._values(key, part, 1)[0]}"
            for key, part in (_required(inner.model_fields) or _first(inner.model_fields))
        ]
        yield f"{name}:"
        for _ in range(count if several else 1):
            yield f"  - {{{', '.join(rows)}}}" if several else "  " + "\n  ".join(rows)

    def _values(self, name: str, info: FieldInfo, count: int) -> list[str]:
        """`count` values for a field."""
        for mark in marks(info):
            if isinstance(mark, Ref):
                return self._ids(mark.kind, info, count)
        if name == "item":  # what a playlist shows; a scam always has a slide
            return self._ids("scams", info, count)
        example: Any = info.examples[0] if info.examples else None
        for kind in types_in(info.annotation):
            if isinstance(kind, type) and issubclass(kind, Labelled):
                return [next(iter(kind)).value]
            if kind is bool:
                return ["false"]
            if kind is int:
                return [str(example if isinstance(example, int) else 1)]
            if kind is datetime.date:
                today = self.project.today
                return [str(today + EXPIRES_AFTER if name == "expires" else today)]
        if isinstance(example, list) and any(str(part).isascii() for part in example):
            return [str(part) for part in example]  # words of a vocabulary
        if isinstance(example, str) and example.isascii():
            return [example]
        return [TO_WRITE] * count

    def _ids(self, kind: str, info: FieldInfo, count: int) -> list[str]:
        """Items that are there, the one of the example first."""
        ids = sorted(path.stem for path in (self.project.docs / kind).glob("*.md"))
        ids = [id for id in ids if id != "index"]
        examples = [str(example) for example in info.examples or []]
        ids.sort(key=lambda id: id not in examples)
        return (ids or examples or [TO_WRITE])[:count]


def _required(fields: dict[str, FieldInfo]) -> list[tuple[str, FieldInfo]]:
    return [(name, info) for name, info in fields.items() if info.is_required()]


def _first(fields: dict[str, FieldInfo]) -> list[tuple[str, FieldInfo]]:
    return list(fields.items())[:1]


def scalar(text: str) -> str:
    """Text as YAML reads it back, quoted where it must be."""
    if PLAIN.fullmatch(text):
        return text
    return "'" + text.replace("'", "''") + "'"


def _body(kind: Kind[Meta]) -> list[str]:
    rows: list[str] = []
    for part in kind.parts:
        rows += [f"## {part}", "", f"{BEGINNINGS.get(part, '')}{TO_WRITE}", ""]
    return rows[:-1] or [f"{TO_WRITE}。"]
