"""How long a text message is: characters and parts, counted as phones count them.

A Chinese message travels as UTF-16 (3GPP TS 23.038, UCS2): 70 units in a message of one part. A
longer one is cut into parts of 67 units, because each part carries three units' worth of header
(TS 23.040). A character outside the basic plane (an emoji) is two units, and is never cut in two.
Carriers bill a message of Latin letters by the same count, so no other alphabet is looked at.
"""

from __future__ import annotations

from typing import NamedTuple

ONE_PART = 70
EACH_PART = 67
MOST_PARTS = 2
MOST = MOST_PARTS * EACH_PART


class Length(NamedTuple):
    """`characters` are UTF-16 units, what carriers call 字数; `parts` are what they bill."""

    characters: int
    parts: int


def count(text: str) -> Length:
    """The length of a whole message, its signature included; an empty one has no part."""
    units = [_units(character) for character in text]
    if sum(units) <= ONE_PART:
        return Length(sum(units), 1 if units else 0)
    parts, room = 1, EACH_PART
    for unit in units:
        if unit > room:
            parts, room = parts + 1, EACH_PART
        room -= unit
    return Length(sum(units), parts)


def _units(character: str) -> int:
    return 2 if ord(character) > 0xFFFF else 1
