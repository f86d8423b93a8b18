"""The tables of docs/data/ that a town may change in the form: which, and where their rows stand.

Regions are one form each. Of the other files every row is a form of its own, made from the model of
the row as those of items are made from theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import GenericAlias
from typing import Any

from fanzha.content.data.tables import Number, Spoken
from fanzha.content.data.word_tables import LISTS, NAMES, SITUATIONS, Row, WordTable
from fanzha.content.kinds.fields import Model
from fanzha.content.kinds.lessons import Definition, GeneralRule, Slogan
from fanzha.content.region import Region
from fanzha.content.writing.edits import FieldPath
from fanzha.edition import Edition, Project
from fanzha.errors import UsageError

REGIONS = "regions"
WORDS = "words"
NEW = "+"  # stands for a row that is not there yet; no row is called so


@dataclass(frozen=True)
class Table:
    """A file of docs/data/: `path` is below it, `shape` what the whole file is, `row` one row of it.

    `rows` is where the rows stand in the file; a region has none, it is one form. `named` is the
    field by which people know a row, `key` what they call its name; "" where they need not know.
    """

    name: str
    label: str
    hint: str
    path: str
    shape: Any
    row: type[Model]
    rows: FieldPath | None
    named: str = ""
    key: str = ""
    key_hint: str = ""
    key_like: str = ""  # what a name must look like

    def place(self, key: str) -> FieldPath:
        """Where a row stands."""
        return () if self.rows is None else (*self.rows, key)


def tables(project: Project, edition: Edition) -> list[Table]:
    """All of them, what is changed most often first."""
    found = [_region(id, region.name) for id, region in edition.regions.items()]
    found += [
        _mapping("slogans", "标语", "横幅和条屏上的话，最多25个字", Slogan, "text"),
        _mapping(
            *("numbers", "电话号码", "可以告诉居民的号码，别的号码正文里不能写", Number, "label"),
            key="号码",
            key_hint="只写数字，例如 12345",
            key_like=r"[0-9]{3,12}",
        ),
        _mapping("rules", "通用规矩", "骗术常换，规矩常在", GeneralRule, "text"),
        _mapping("glossary", "词语", "居民会碰到的词，用大白话解释", Definition, "", key="词"),
        _mapping(
            *("spoken", "念法", "广播稿里，外文字母的词怎么念", Spoken, "say"),
            key="词",
            key_hint="照文章里的写法，例如 ETC",
        ),
    ]
    return [*found, *_words(project)]


def table(project: Project, edition: Edition, name: str) -> Table:
    """One of them; raises UsageError where there is none."""
    for one in tables(project, edition):
        if one.name == name:
            return one
    raise UsageError("没有这张表")


def next_key(taken: Mapping[str, Any], wanted: str) -> str:
    """The key of a new row that people need not name: that of the last one counted on, or a sound."""
    last = re.fullmatch(r"([a-z]+)(\d+)", list(taken)[-1]) if taken else None
    if last is not None:
        number, width = int(last[2]) + 1, len(last[2])
        while (key := f"{last[1]}{number:0{width}d}") in taken:
            number += 1
        return key
    key, number = wanted, 2
    while key in taken:
        key, number = f"{wanted}-{number}", number + 1
    return key


def _region(id: str, name: str) -> Table:
    hint = "名称、电话、派出所、网站、短信签名"
    return Table(
        f"{REGIONS}-{id}", f"{name}的资料", hint, f"{REGIONS}/{id}.yml", Region, Region, None
    )


def _mapping(
    name: str,
    label: str,
    hint: str,
    row: type[Model],
    named: str,
    key: str = "",
    key_hint: str = "",
    key_like: str = "",
) -> Table:
    shape = GenericAlias(dict, (str, row))
    path = f"{name}.yml"
    return Table(name, label, hint, path, shape, row, (), named, key, key_hint, key_like)


def _words(project: Project) -> Iterator[Table]:
    """The lists of words that are not to be said; what each is for stands in its first line."""
    for path in sorted((project.docs / "data" / WORDS).glob("*.yml")):
        if path.stem in (SITUATIONS, NAMES, LISTS):
            continue
        first = path.read_text(encoding="utf-8", errors="replace").partition("\n")[0]
        label = re.split(r"[（。：]", first.lstrip("# ").strip())[0]
        yield Table(
            f"{WORDS}-{path.stem}",
            label or path.stem,
            "检查时要找的词，每一条都有错的和对的例句",
            f"{WORDS}/{path.name}",
            WordTable,
            Row,
            ("rows",),
            "words",
        )
