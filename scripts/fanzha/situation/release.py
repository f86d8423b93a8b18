"""Which numbers may be shown. A number under five is never shown, nor can it be worked out.

`parts` decides for the parts of one whole (the months of a quarter, its types, its groups of people),
whose sum is shown. Hiding the small parts is not enough: whoever takes the others from the sum gets the
one that is missing, or what several small ones are together. So, while anything could be worked out,
the smallest part that is still shown is withheld, too; where that does not help, none of the parts is
shown. Whoever knows this rule is thought of: what is withheld is known to be the smallest.

The parts of a quarter are decided from that quarter alone, so that the report of the next quarter,
which shows them again, hides the same ones; and a part that is 0 hides no other, because another report
may not name it. Parts of one whole are never crossed with parts of another
(types by month): one sum is all that they share, and it tells nothing of single parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

LEAST = 5
FEW_MOST = LEAST - 1


class Kind(StrEnum):
    """How a number appears."""

    SHOWN = "shown"
    FEW = "few"  # under five; nobody learns whether it is 0 or 4
    WITHHELD = "withheld"  # five or more, but small ones could be worked out from it


@dataclass(frozen=True)
class Count:
    """A number as it may appear: with its value only where it is shown."""

    kind: Kind
    value: int | None = None

    @property
    def shown(self) -> int:
        """The value; for shown ones only."""
        assert self.value is not None
        return self.value

    @property
    def place(self) -> int:
        """For ordering: the value, and nothing of what is not shown."""
        return self.value if self.value is not None else -1

    @property
    def open(self) -> bool:
        """Whether the value is shown."""
        return self.kind is Kind.SHOWN


FEW = Count(Kind.FEW)
WITHHELD = Count(Kind.WITHHELD)


def whole(count: int) -> Count:
    """A sum that stands by itself."""
    return Count(Kind.SHOWN, count) if count >= LEAST else FEW


def parts(counts: Mapping[str, int]) -> dict[str, Count] | None:
    """What to show of the parts of one whole, by their names; None where none may be shown."""
    if sum(counts.values()) < LEAST:
        return dict.fromkeys(counts, FEW)
    few = {name for name, count in counts.items() if count < LEAST}
    small = [counts[name] for name in few if counts[name]] or [0]
    ordered = sorted((count, name) for name, count in counts.items() if name not in few)
    withheld: list[int] = []
    while few and not _hidden(small, withheld, ordered):
        if not ordered:
            return None
        withheld.append(ordered.pop(0)[0])
    left = {name for _, name in ordered}
    return {
        name: FEW if name in few else Count(Kind.SHOWN, count) if name in left else WITHHELD
        for name, count in counts.items()
    }


def _hidden(few: list[int], withheld: list[int], shown: list[tuple[int, str]]) -> bool:
    """Whether each of the small parts may still be anything from 0 to 4 for who knows the rest."""
    together = sum(few) + sum(withheld)
    if together < LEAST:
        return False  # together they are a number under five
    # What one small part can be: all the others at their least, and at their most.
    least_of_others = LEAST * len(withheld)
    if together - least_of_others < FEW_MOST:
        return False
    most_of_others = FEW_MOST * (len(few) - 1)
    if withheld:
        if not shown:
            return True  # nothing bounds what is withheld
        most_of_others += shown[0][0] * len(withheld)
    return together - most_of_others <= 0
