"""Work that several rules share is done once per check."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable
from functools import wraps
from typing import TypeVar

from fanzha.checks.engine.rule import Context

T = TypeVar("T")


def shared(compute: Callable[[Context], Iterable[T]]) -> Callable[[Context], tuple[T, ...]]:
    """Remember what `compute` gave for the context that was asked about last.

    A context cannot be a key: its mappings have no hash.
    """
    last: list[tuple[weakref.ref[Context], tuple[T, ...]]] = []

    @wraps(compute)
    def remembered(context: Context) -> tuple[T, ...]:
        if not last or last[0][0]() is not context:
            last[:] = [(weakref.ref(context), tuple(compute(context)))]
        return last[0][1]

    return remembered
