"""A number under five is neither shown nor to be worked out, by whoever knows how it was hidden."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping

import pytest

from fanzha.situation.release import FEW, LEAST, WITHHELD, Count, Kind, parts, whole

Numbers = Mapping[str, int]


def view(counts: Numbers) -> tuple[Count, tuple[Count, ...] | None]:
    """All that a reader gets of one whole: its sum, and its parts."""
    shown = parts(counts)
    return whole(sum(counts.values())), shown and tuple(shown[name] for name in sorted(shown))


def two_reports(counts: Numbers) -> Hashable:
    """The same quarter in the next report, whose table has a type that did not occur before."""
    return view(counts), view({**counts, "z": 0})


@pytest.mark.parametrize(("size", "most"), [(1, 20), (2, 24), (3, 18), (4, 11)])
@pytest.mark.parametrize("seen", [view, two_reports])
def test_no_small_number_can_be_worked_out(
    size: int, most: int, seen: Callable[[Numbers], Hashable]
) -> None:
    """Every table there can be is published; tables that look the same must leave a choice."""
    alike: dict[Hashable, list[tuple[int, ...]]] = defaultdict(list)
    for counts in itertools.product(range(most + 1), repeat=size):
        if sum(counts) <= most:  # so that all tables of this sum are there
            alike[seen(dict(zip("abcd", counts, strict=False)))].append(counts)
    for tables in alike.values():
        for part in zip(*tables, strict=True):
            values = {*part}
            assert (
                len(values) > 1 or min(values) >= LEAST or (seen is two_reports and values == {0})
            ), tables[:3]


@pytest.mark.parametrize(("size", "most"), [(2, 24), (3, 18), (4, 11)])
def test_what_is_hidden_is_together_no_small_number(size: int, most: int) -> None:
    """Two types of one case each would else be "two cases of these two types"."""
    for numbers in itertools.product(range(most + 1), repeat=size):
        counts = dict(zip("abcd", numbers, strict=False))
        shown = parts(counts)
        if shown is None or sum(numbers) < LEAST:
            continue
        hidden = [counts[name] for name, count in shown.items() if not count.open]
        assert not hidden or sum(hidden) >= LEAST, counts


def test_what_is_large_enough_is_shown() -> None:
    assert parts({"a": 27, "b": 9, "c": 7}) == {
        name: Count(Kind.SHOWN, count) for name, count in {"a": 27, "b": 9, "c": 7}.items()
    }


def test_the_only_small_one_takes_another_with_it() -> None:
    assert parts({"a": 27, "b": 9, "c": 2}) == {"a": Count(Kind.SHOWN, 27), "b": WITHHELD, "c": FEW}
