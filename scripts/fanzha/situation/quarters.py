"""What may be known of a quarter: its cases and losses, with small numbers gone for good.

Everything behind this module (words, charts, tables) is made from `Quarterly` and cannot say more. A
loss appears only beside a number of cases that does, and never with more than two digits that count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import floor, log10

from fanzha.situation.figures import Entry, Figures
from fanzha.situation.months import Quarter
from fanzha.situation.release import Count, parts, whole

DIGITS = 2  # of a loss; the others become 0


@dataclass(frozen=True)
class Line:
    """A number of cases, and the yuan lost, rounded; None where it is not shown."""

    cases: Count
    loss: int | None

    @property
    def loss_text(self) -> str:
        """The loss as a table says it."""
        return money(self.loss) if self.loss is not None else "不列"


@dataclass(frozen=True)
class Quarterly:
    """A quarter: the whole, and its parts by name; None where no part may be shown."""

    quarter: Quarter
    total: Line
    months: Mapping[str, Line] | None
    types: Mapping[str, Line] | None
    audiences: Mapping[str, Line] | None


def quarterly(figures: Figures, quarter: Quarter, *beside: Quarter) -> Quarterly:
    """What may be shown of a quarter of which there are all months; its types and groups of people are
    those of the quarters `beside` it, too, so that nobody sees which of them had none."""
    every = [entry for one in (quarter, *beside) for entry in figures.of(one)]
    entries = figures.of(quarter)
    cases = whole(sum(entry.cases for entry in entries))
    loss = sum(entry.loss for entry in entries)
    return Quarterly(
        quarter,
        Line(cases, rounded(loss) if cases.open else None),
        _parts(entries, entries, lambda entry: str(entry.month)),
        _parts(entries, every, lambda entry: entry.type),
        _parts(entries, every, lambda entry: entry.audience) if figures.has_audiences else None,
    )


def _parts(
    entries: list[Entry], every: list[Entry], name: Callable[[Entry], str]
) -> Mapping[str, Line] | None:
    cases = {name(entry): 0 for entry in every}
    losses: dict[str, int] = defaultdict(int)
    for entry in entries:
        cases[name(entry)] += entry.cases
        losses[name(entry)] += entry.loss
    counts = parts(cases)
    if counts is None:
        return None
    return {
        key: Line(count, rounded(losses[key]) if count.open else None)
        for key, count in counts.items()
    }


def rounded(yuan: int) -> int:
    """The first two digits, the others 0."""
    if yuan <= 0:
        return 0
    step: int = 10 ** max(2, floor(log10(yuan)) - DIGITS + 1)
    return (yuan + step // 2) // step * step


def money(yuan: int) -> str:
    """A rounded loss in words: 约1.2万元."""
    if yuan <= 0:
        return "不到100元"
    for size, unit in ((10**8, "亿元"), (10**4, "万元")):
        if yuan >= size:
            return f"约{yuan / size:.10g}{unit}"
    return f"约{yuan}元"
