"""A model → the fields of a form: what to ask, how, with which choices and limits.

The models are the ones that make messages, schemas and the field reference, so a field that is
added there has its place in the form at once. All texts are Chinese: editors see them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from fanzha.content.kinds.fields import Asset, Model, MonthDay, Ref, Region, Vocab
from fanzha.content.kinds.meta import Labelled, Meta
from fanzha.content.kinds.playlists import Entry
from fanzha.content.kinds.registry import KINDS
from fanzha.content.markup import fill
from fanzha.edition import Edition
from fanzha.editor import plain

_MONTH_DAY = get_args(MonthDay)[1]
_ONE = re.compile(r"\^(\w+)\$$")  # a text that can only be one word: it is chosen, or not
LONG = 37  # characters from which on a text gets several lines: it is seen whole
# Not asked for in the form: buttons change the state, and nobody makes a sample of his town.
NOT_ASKED = frozenset({"id", "status", "checked", "sample"})
# Of an entry of a playlist, what is chosen from what there is.
ENTRY = {"item": "一篇内容", "slogan": "或者一条标语"}
# Types that need no hint: what can be chosen says it.
SPEAKING = frozenset({"choice", "ref", "checks", "flag", "picture"})
# Fields that all kinds have, by the part of the form in which they are asked for.
FIRST = ("title", "summary", "rule")
NEWS = ("regions", "since", "seen", "news")  # what an alert is about, though it may go without
READERS = ("audiences", "venues", "keywords")


@dataclass(frozen=True)
class Field:
    """One question of the form.

    `type`: text, long, date, monthday, number, flag, choice, ref, picture, checks (several of a closed
    list), list (of `row`s), group (of `fields`), pairs (a word and a text each).
    `least` and `most` count characters, or rows of a list.
    """

    name: str
    type: str
    label: str = ""
    hint: str = ""
    required: bool = False
    least: int = 0
    most: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    fields: tuple[Field, ...] = ()
    row: Field | None = None
    default: str = ""

    def as_dict(self) -> dict[str, Any]:
        """What the script in the browser needs to know of it."""
        return {
            "name": self.name,
            "type": self.type,
            "fields": [field.as_dict() for field in self.fields],
            "row": self.row.as_dict() if self.row else None,
        }


@dataclass(frozen=True)
class Section:
    """A part of the form under one heading; `closed` ones are opened when they are needed."""

    title: str
    fields: tuple[Field, ...]
    closed: bool = False


def sections(model: type[Model], edition: Edition) -> tuple[Section, ...]:
    """The fields of a model in the order in which one writes: what it says, for whom, on what it rests."""
    asked = {field.name: field for field in fields(model, edition)}
    if not issubclass(model, Meta):
        return (Section("内容", tuple(asked.values())),)
    common = set(Meta.model_fields)
    own = [name for name in asked if name not in common or name == "rule"]
    needed = [name for name in own if asked[name].required and name not in FIRST]
    dates = ("expires",) if "expires" in asked and asked["expires"].required else ()
    said = [name for name in (*FIRST, *dates, *needed, *NEWS) if name in asked]
    optional = [name for name in own if name not in said]
    rest = [name for name in asked if name not in {*said, *optional, *READERS}]
    parts = (
        Section("要说什么", _of(asked, said)),
        Section("还可以写", _of(asked, optional), closed=True),
        Section("给谁看，放在哪里", _of(asked, READERS)),
        Section("日期、依据、图片", _of(asked, rest), closed=True),
    )
    return tuple(part for part in parts if part.fields)


def fields(
    model: type[Model], edition: Edition, words: plain.Words | None = None
) -> Iterator[Field]:
    """The fields of a model that an editor fills in; `words` are those of the form as a whole."""
    words = words or plain.Words.of(model)
    for name, info in model.model_fields.items():
        if name in NOT_ASKED:
            continue
        field = _field(words, info.alias or name, info, edition)
        if model is Entry and name in ENTRY:
            field = replace(field, type="vocab", label=ENTRY[name], hint="")
            field = replace(field, choices=tuple(_entries(name, edition)))
        yield field


def _entries(name: str, edition: Edition) -> Iterator[tuple[str, str]]:
    """What a playlist may show, by its title: nobody knows ids by heart."""
    if name == "slogan":
        yield from ((id, row.text) for id, row in edition.tables.slogans.items())
        return
    for item in edition.library.items:
        if KINDS[item.kind].playable:
            title = fill(item.meta.title, edition.region)
            yield item.id, f"{KINDS[item.kind].label}：{title}"


def _of(asked: Mapping[str, Field], names: Any) -> tuple[Field, ...]:
    return tuple(asked[name] for name in names if name in asked)


def _field(words: plain.Words, name: str, info: FieldInfo, edition: Edition) -> Field:
    shape = _Shape(edition, words)
    found = shape.of(info.annotation, tuple(info.metadata))
    hint = "" if found.type in SPEAKING else plain.hint(words, info)
    default = "" if info.is_required() or info.default is None else info.default
    shown = default.value if isinstance(default, Labelled) else str(default)
    if found.type in ("list", "checks", "group", "pairs"):
        shown = ""
    if found.type == "flag":
        shown = shown.lower()
    label = words.said(plain.label(name, info))
    return replace(
        found, name=name, label=label, hint=hint, required=info.is_required(), default=shown
    )


class _Shape:
    """Types → the way in which they are asked for."""

    def __init__(self, edition: Edition, words: plain.Words) -> None:
        self.edition = edition
        self.words = words

    def of(self, annotation: Any, marks: tuple[Any, ...]) -> Field:
        """The field for a type with what `Annotated` says of it."""
        if get_origin(annotation) is Annotated:
            inner, *more = get_args(annotation)
            return self.of(inner, (*marks, *(m for one in more for m in _spread(one))))
        if get_origin(annotation) in (Union, UnionType):
            some = [part for part in get_args(annotation) if part is not type(None)]
            return self.of(some[0], marks)
        least, most = _limits(marks)
        if get_origin(annotation) is tuple:
            row = self.of(get_args(annotation)[0], ())
            several = row.type == "choice" or (row.type == "vocab")
            if several:
                return Field("", "checks", least=least, most=most, choices=row.choices)
            return Field("", "list", least=least, most=most, row=replace(row, label="第"))
        if get_origin(annotation) in (dict, Mapping):
            key, value = get_args(annotation)
            words = self.of(key, ()).choices
            return Field("", "pairs", choices=words, row=self.of(value, ()))
        if isinstance(annotation, type) and issubclass(annotation, Model):
            inner = tuple(fields(annotation, self.edition, self.words))
            return Field("", "group", fields=inner)
        if isinstance(annotation, type) and issubclass(annotation, Labelled):
            return Field("", "choice", choices=tuple((m.value, m.label) for m in annotation))
        return self._scalar(annotation, marks, least, most)

    def _scalar(self, annotation: Any, marks: tuple[Any, ...], least: int, most: int) -> Field:
        for mark in marks:
            if isinstance(mark, Vocab):
                return Field("", "vocab", choices=self._vocabulary(mark.table))
            if isinstance(mark, Ref):
                return Field("", "ref", choices=self._items(mark))
            if isinstance(mark, Region):
                towns = ((id, row.name) for id, row in self.edition.regions.items())
                return Field("", "vocab", choices=tuple(towns))
            if isinstance(mark, Asset):
                return Field("", "picture")
            if mark is _MONTH_DAY:
                return Field("", "monthday")
        only = next((found[1] for mark in marks if (found := _ONE.match(_pattern(mark)))), "")
        if only:
            return Field("", "choice", choices=((only, "要"),))
        simple = {bool: "flag", int: "number", datetime.date: "date"}
        kind = simple.get(annotation, "long" if most >= LONG else "text")
        return Field("", kind, least=least, most=most)

    def _vocabulary(self, table: str) -> tuple[tuple[str, str], ...]:
        rows = self.edition.tables.vocabulary(table)
        return tuple(
            (str(key), str(getattr(row, "label", "") or _article(key, row)))
            for key, row in rows.items()
        )

    def _items(self, mark: Ref) -> tuple[tuple[str, str], ...]:
        kinds = (mark.kind, *mark.also)
        return tuple(
            (item.id, str(fill(item.meta.title, self.edition.region)))
            for item in self.edition.library.items
            if item.kind in kinds
        )


def _article(key: str, row: Any) -> str:
    return f"第{key}条　{getattr(row, 'subject', '')}"


def _spread(mark: Any) -> list[Any]:
    """A pydantic `Field(...)` inside Annotated carries its limits in its own metadata."""
    return list(mark.metadata) if isinstance(mark, FieldInfo) else [mark]


def _pattern(mark: Any) -> str:
    return getattr(mark, "pattern", None) or ""


def _limits(marks: tuple[Any, ...]) -> tuple[int, int]:
    least = max((getattr(mark, "min_length", None) or 0 for mark in marks), default=0)
    most = min((m for mark in marks if (m := getattr(mark, "max_length", None))), default=0)
    return least, most
