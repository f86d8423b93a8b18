"""Edits of a file's values, what they make of plain values, and which edits lead from old to new.

A path is that of `Node.at`: ("story", 2, "when"). Front matter has two paths of its own: BODY alone
is the whole text below it, and (BODY, "怎么认") the section under that heading; (BODY, "") is what
stands before the first heading.
"""

from __future__ import annotations

import datetime
import difflib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from fanzha.errors import UsageError

FieldPath = tuple[str | int, ...]
BODY = "body"


@dataclass(frozen=True)
class Set:
    """Give the field at `path` a value; a field that is not there yet is added."""

    path: FieldPath
    value: Any


@dataclass(frozen=True)
class Insert:
    """Put a value into the list at `path`, before the entry that stands at `index` now."""

    path: FieldPath
    index: int
    value: Any


@dataclass(frozen=True)
class Remove:
    """Take away a field, a row or an entry of a list."""

    path: FieldPath


@dataclass(frozen=True)
class Move:
    """In the list at `path`, take the entry at `index` out and put it back at `to`."""

    path: FieldPath
    index: int
    to: int


Edit = Set | Insert | Remove | Move


def as_read(value: Any) -> Any:
    """A Python value as our reader gives it: text, lists, mappings, None."""
    if isinstance(value, Mapping):
        return {str(name): as_read(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [as_read(part) for part in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value if value is None else str(value)


def applied(values: Any, edits: Sequence[Edit]) -> Any:
    """What plain values become; the argument stays as it is. Raises UsageError for a wrong path."""
    values = as_read(values)
    for edit in edits:
        try:
            _apply(values, edit)
        except (KeyError, IndexError, TypeError, AttributeError):
            raise UsageError(f"要改的地方不在文件里：{spoken(edit.path)}") from None
    return values


def spoken(path: FieldPath) -> str:
    """A path for people: story 第3条 when."""
    return " ".join(f"第{step + 1}条" if isinstance(step, int) else step for step in path)


def _apply(values: Any, edit: Edit) -> None:
    at = values
    steps = edit.path if isinstance(edit, Insert | Move) else edit.path[:-1]
    for step in steps:
        if isinstance(edit, Set) and isinstance(at, dict) and isinstance(step, str):
            at[step] = at.get(step) or {}
        at = at[step]
    if isinstance(edit, Set):
        if isinstance(at, list):
            at[int(edit.path[-1])] = as_read(edit.value)
        else:
            at[edit.path[-1]] = as_read(edit.value)
    elif isinstance(edit, Insert):
        _inside(edit.index, len(at) + 1)
        at.insert(edit.index, as_read(edit.value))
    elif isinstance(edit, Remove):
        del at[edit.path[-1]]
    else:
        _inside(edit.index, len(at))
        _inside(edit.to, len(at))
        at.insert(edit.to, at.pop(edit.index))


def _inside(index: int, count: int) -> None:
    if not 0 <= index < count:
        raise IndexError(index)


def changes(old: Any, new: Any, path: FieldPath = ()) -> Iterator[Edit]:
    """The edits that make `new` of `old`, as few and as small as can be.

    Both are plain values. A field that is None in `new` is taken away.
    """
    old, new = as_read(old), as_read(new)
    if isinstance(old, dict) and isinstance(new, dict):
        for name in [name for name in old if new.get(name) is None]:
            if not (name in new and old[name] is None):
                yield Remove((*path, name))
        for name, value in new.items():
            if value is None:
                continue
            if old.get(name) is None:
                yield Set((*path, name), value)
            else:
                yield from changes(old[name], value, (*path, name))
    elif isinstance(old, list) and isinstance(new, list):
        yield from _list_changes(old, new, path)
    elif old != new:
        yield Set(path, new)


def _list_changes(old: list[Any], new: list[Any], path: FieldPath) -> Iterator[Edit]:
    before, after = [_key(value) for value in old], [_key(value) for value in new]
    if sorted(before) == sorted(after):
        for to, key in enumerate(after):
            at = before.index(key, to)
            if at != to:
                yield Move(path, at, to)
                before.insert(to, before.pop(at))
        return
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    # From the end, so that the positions before it stay what they are.
    for _, start, stop, first, last in reversed(matcher.get_opcodes()):
        if before[start:stop] == after[first:last]:
            continue
        both = min(stop - start, last - first)
        for index in reversed(range(start + both, stop)):
            yield Remove((*path, index))
        for index in reversed(range(first + both, last)):
            yield Insert(path, start + both, new[index])
        for offset in reversed(range(both)):
            yield from changes(old[start + offset], new[first + offset], (*path, start + offset))


def _key(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
