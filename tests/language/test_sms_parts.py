"""How long a message is, held against another way of counting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanzha.language.sms_parts import count


def as_a_phone(text: str) -> tuple[int, int]:
    """Another implementation: the bytes that a phone sends, cut as it cuts them.

    A message of one part holds 140 bytes; with the header of a longer one, 134. A pair of
    surrogates is kept together, so a part may end one unit early.
    """
    data = text.encode("utf-16-be")
    if len(data) <= 140:
        return len(data) // 2, int(bool(data))
    parts = 0
    rest = data
    while rest:
        end = 134
        if len(rest) > end and 0xD8 <= rest[end - 2] <= 0xDB:
            end -= 2
        rest, parts = rest[end:], parts + 1
    return len(data) // 2, parts


@pytest.mark.parametrize(
    "text, expected",
    [
        ("", (0, 0)),
        ("字" * 70, (70, 1)),
        ("字" * 71, (71, 2)),
        ("字" * 134, (134, 2)),
        ("字" * 135, (135, 3)),
        ("😀" * 35, (70, 1)),
        ("字" * 66 + "😀" + "字" * 66, (134, 3)),  # the face is not cut, so a part stays short
    ],
)
def test_length(text: str, expected: tuple[int, int]) -> None:
    assert count(text) == expected == as_a_phone(text)


@given(st.text(alphabet="字，。a1【】😀𠮷", max_size=300))
def test_any_text_is_counted_as_a_phone_counts(text: str) -> None:
    """A carrier bills by its own count; ours must not be lower."""
    assert count(text) == as_a_phone(text)
