"""What a model says of a path: the order of its fields, and whether a value is a text.

A shape is a type as it stands in a model: `Scam`, `dict[str, Number]`, `tuple[Stage, ...]`.
"""

from __future__ import annotations

import datetime
import re
import types
from collections.abc import Mapping
from enum import Enum
from typing import Annotated, Any, Union, get_args, get_origin

from fanzha.content.kinds.fields import Model
from fanzha.content.writing.edits import FieldPath, as_read
from fanzha.content.writing.render import Bare


def names_at(shape: Any, path: FieldPath) -> tuple[str, ...]:
    """The fields of the model at a path, in its order, as they are called in a file."""
    at = _at(shape, path)
    if not _is_model(at):
        return ()
    return tuple(info.alias or name for name, info in at.model_fields.items())


def label_at(shape: Any, path: FieldPath) -> str:
    """A path in the words of the model: ("story", 2, "text") → 经过 第3条 发生了什么."""
    parts: list[str] = []
    for depth, step in enumerate(path):
        if isinstance(step, int):
            parts.append(f"第{step + 1}条")
            continue
        at = _at(shape, path[:depth])
        known = {i.alias or n: i for n, i in at.model_fields.items()} if _is_model(at) else {}
        said = known[step].description if step in known else None
        parts.append(re.split("[：，；（]", said)[0] if said else step)
    return " ".join(parts)


def bare(value: Any, shape: Any, path: FieldPath) -> Any:
    """The value as text, lists and mappings; what the model takes for no text is `Bare`."""
    if isinstance(value, Bare):
        return value
    if isinstance(value, Mapping):
        return {str(name): bare(part, shape, (*path, name)) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [bare(part, shape, (*path, index)) for index, part in enumerate(value)]
    if value is None:
        return None
    at = _at(shape, path)
    said = at is not None and not _is_text(at)
    if said or isinstance(value, bool | int | float | datetime.date):
        return Bare(as_read(value))
    return str(as_read(value))


def _at(shape: Any, path: FieldPath) -> Any:
    """The type at a path; None where the model does not know."""
    at = _plain(shape)
    for step in path:
        origin = get_origin(at)
        if _is_model(at):
            known = {info.alias or name: info for name, info in at.model_fields.items()}
            at = known[str(step)].annotation if step in known else None
        elif origin in (tuple, list):
            at = get_args(at)[0]
        elif origin is dict:
            at = get_args(at)[1]
        else:
            return None
        at = _plain(at)
    return at


def _plain(kind: Any) -> Any:
    """The type without its marks, and without None beside it."""
    while True:
        origin = get_origin(kind)
        if origin is Annotated:
            kind = get_args(kind)[0]
        elif origin in (Union, types.UnionType):
            arms = [arm for arm in get_args(kind) if arm is not type(None)]
            if len(arms) != 1:
                return kind
            kind = arms[0]
        else:
            return kind


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Model)


def _is_text(kind: Any) -> bool:
    if get_origin(kind) in (Union, types.UnionType):
        return any(_is_text(_plain(arm)) for arm in get_args(kind))
    return not (
        isinstance(kind, type) and issubclass(kind, bool | int | float | datetime.date)
    ) or (issubclass(kind, Enum))
