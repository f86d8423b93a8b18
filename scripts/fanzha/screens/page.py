"""A page: one message as it stands on one screen, before it has a number and a file name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fanzha.product import Maker

# Reading speed of a passer-by, from the legibility rules for screens: four characters a second,
# and two seconds to notice.
CHARACTERS_PER_SECOND = 4
NOTICE_SECONDS = 2


@dataclass(frozen=True)
class Page:
    """Words, how long they stand, and how the picture is made."""

    headline: tuple[str, ...]
    points: tuple[str, ...]
    phone: str
    seconds: int
    make: Maker
    args: Mapping[str, Any]
    local: bool = False  # it names the town


def reading_time(*texts: str) -> int:
    """Whole seconds that a passer-by needs for the texts."""
    characters = sum(len(text) for text in texts)
    return NOTICE_SECONDS + -(-characters // CHARACTERS_PER_SECOND)
