"""What a clip shows, scene by scene, and for how long: no faster than four characters a second.

A question, what they say bubble by bubble, stop, what to do, whom to ring. Words come from the item's
own fields; of an alert what they say and what to do is that of its type. As much is told as there is
time to read: one bubble, a step, then more of both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fanzha.content.kinds.items import Alert, Scam
from fanzha.content.markup import fill
from fanzha.language.phrases import calls, topic
from fanzha.screens import drawings
from fanzha.screens.colour_planes import RATE
from fanzha.screens.page import CHARACTERS_PER_SECOND

if TYPE_CHECKING:
    from fanzha.content.library import Item
    from fanzha.edition import Edition

ASK = "怎么办？"
STOP = "停"
LEAST = 1.6  # seconds of a scene: no change comes faster
NOTICE = 0.2  # seconds to see that something has changed
LONGEST = 26  # characters of a bubble or a step
ORDERS = ((0, 0), (1, 0), (1, 1), (2, 1), (2, 2), (3, 2), (3, 3))  # bubbles and steps


@dataclass(frozen=True)
class Scene:
    """What is drawn, what of it was not there before, and for how many pictures it stands."""

    args: Mapping[str, Any]
    new: tuple[str, ...]
    pictures: int = field(default=0)

    @property
    def least(self) -> float:
        """Seconds that it takes to read."""
        characters = sum(map(len, self.new))
        return max(LEAST, NOTICE + characters / CHARACTERS_PER_SECOND)


def scenes(edition: Edition, item: Item[Any], seconds: int) -> list[Scene]:
    """The scenes of a type or an alert; together they stand exactly so long."""
    about = edition.library.scam(item.scam_id)
    lines, steps = _told(edition, about)

    def fits(count: int, told: int, said: list[str], steps: list[str]) -> bool:
        drawn = _drawn(edition, item, about, said[:count], steps[:told])
        return sum(scene.least for scene in drawn) <= seconds

    # The first of what they say that there is time for, then one thing more at a time.
    while len(lines) > 1 and not fits(1, 0, lines, steps):
        lines = lines[1:]
    # Likewise the first step, where one can be told with it.
    later = next((at for at in range(len(steps)) if fits(1, 1, lines, steps[at:])), 0)
    steps = steps[later:]
    most = max((order for order in ORDERS if fits(*order, lines, steps)), default=ORDERS[0])
    return _timed(_drawn(edition, item, about, lines[: most[0]], steps[: most[1]]), seconds)


def _told(edition: Edition, about: Item[Scam] | None) -> tuple[list[str], list[str]]:
    """What they say and what to do, what is short enough, in the order of the fields."""
    if about is None:
        return [], []
    lines = [line for line in about.meta.lines if len(line) <= LONGEST]
    steps = [step for step in about.meta.steps if len(step) <= LONGEST]
    return [*fill(lines, edition.region)], [*fill(steps, edition.region)]


def _drawn(
    edition: Edition, item: Item[Any], about: Item[Scam] | None, lines: list[str], steps: list[str]
) -> list[Scene]:
    """The scenes with so many bubbles and steps."""
    meta = item.meta
    alert = isinstance(meta, Alert)
    name = topic(meta, about) if alert else (meta.call or meta.title.split("：")[0])
    name = str(fill(name, edition.region))
    rule = str(fill(meta.rule, edition.region))
    label = meta.severity.label if alert else ""
    common = {"topic": name, "label": label, "title": str(fill(meta.title, edition.region))}
    svg = drawings.of(edition, about)
    found = [
        Scene(
            common | {"kind": "ask", "ask": ASK, "picture": svg},
            tuple(part for part in (label, name, ASK) if part),
        )
    ]
    found += [
        Scene(common | {"kind": "say", "lines": lines, "shown": at + 1, "picture": svg}, (line,))
        for at, line in enumerate(lines)
    ]
    found.append(Scene(common | {"kind": "stop", "stop": STOP, "rule": rule}, (STOP, rule)))
    found += [
        Scene(common | {"kind": "do", "steps": steps, "shown": at + 1, "picture": svg}, (step,))
        for at, step in enumerate(steps)
    ]
    phones = [list(call.pair) for call in calls(edition.tables)]
    found.append(
        Scene(
            common | {"kind": "call", "rule": rule, "phones": phones},
            tuple(words + number for words, number in phones),
        )
    )
    return found


def _timed(shown: list[Scene], seconds: int) -> list[Scene]:
    """The scenes with what time is left given to each in proportion; whole pictures."""
    total = sum(scene.least for scene in shown)
    ends, at = [], 0.0
    for scene in shown:
        at += scene.least * seconds / total
        ends.append(round(at * RATE))
    starts = [0, *ends[:-1]]
    return [
        Scene(scene.args, scene.new, end - start)
        for scene, start, end in zip(shown, starts, ends, strict=True)
    ]
