"""What a clip shows, scene by scene, and for how long: no faster than four characters a second.

A question, what they say as a chat, stop, what to do, whom to ring: each breath of what they say is a
bubble of its own, and the numbers come one after the other, so something happens every two seconds.
Words come from the item's own fields; of an alert what to do is that of its type, and what they say where
it has no lines of its own.
As much is told as there is time to read: one thing said, a step, then more of both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from fanzha.content.kinds.items import Alert, Scam
from fanzha.content.markup import fill
from fanzha.language.phrases import calls, topic
from fanzha.screens import clip_lines, drawings
from fanzha.screens.colour_planes import RATE
from fanzha.screens.page import CHARACTERS_PER_SECOND

if TYPE_CHECKING:
    from fanzha.content.library import Item
    from fanzha.edition import Edition

ASK = "怎么办？"
STOP = "停"
LEAST = 1.4  # seconds of a scene: no change comes faster
NOTICE = 0.1  # seconds to see that something has changed
LONGEST = 26  # characters of a bubble or a step
MOST_BUBBLES = 4  # nobody follows more
# Bubbles and steps.
ORDERS = ((0, 0), (1, 0), (1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3), (3, 2), (3, 3))


@dataclass(frozen=True)
class Scene:
    """What is drawn, what of it was not there before, for how many pictures it stands; and what comes
    with it for those who do not see it."""

    args: Mapping[str, Any]
    new: tuple[str, ...]
    told: str
    pictures: int = field(default=0)

    @property
    def least(self) -> float:
        """Seconds that it takes to read."""
        characters = sum(map(len, self.new))
        return max(LEAST, NOTICE + characters / CHARACTERS_PER_SECOND)


def scenes(edition: Edition, item: Item[Any], seconds: int) -> list[Scene]:
    """The scenes of a type or an alert; together they stand exactly so long."""
    about = edition.library.scam(item.scam_id)
    lines, steps = _told(edition, item, about)

    def fits(count: int, told: int, said: list[str], steps: list[str]) -> bool:
        drawn = _drawn(edition, item, about, said[:count], steps[:told])
        return sum(scene.least for scene in drawn) <= seconds

    # The first of what they say and the first step that there is time for together; else what they
    # say alone. Then one thing more at a time.
    pairs = [(line, step) for step in range(len(steps)) for line in range(len(lines))]
    pairs.sort(key=lambda pair: (sum(pair), pair))
    at = next((p for p in pairs if fits(1, 1, lines[p[0] :], steps[p[1] :])), None)
    while at is None and len(lines) > 1 and not fits(1, 0, lines, steps):
        lines = lines[1:]
    if at is not None:
        lines, steps = lines[at[0] :], steps[at[1] :]
    few = [order for order in ORDERS if sum(map(_bubbles, lines[: order[0]])) <= MOST_BUBBLES]
    most = max((order for order in few if fits(*order, lines, steps)), default=ORDERS[0])
    return _timed(_drawn(edition, item, about, lines[: most[0]], steps[: most[1]]), seconds)


def _bubbles(line: str) -> int:
    return len(clip_lines.breaths(line))


def _told(
    edition: Edition, item: Item[Any], about: Item[Scam] | None
) -> tuple[list[str], list[str]]:
    """What they say, of an alert what they say this time, and what to do; what is short enough, in the
    order of the fields."""
    said = getattr(item.meta, "lines", ()) or (about.meta.lines if about else ())
    lines = [line for line in said if len(line) <= LONGEST]
    steps = [step for step in (about.meta.steps if about else ()) if len(step) <= LONGEST]
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
    phones = [list(call.pair) for call in calls(edition.tables)]
    common = {"topic": name, "label": label, "title": str(fill(meta.title, edition.region))}
    common |= {"phones": phones}
    svg = drawings.of(edition, item, about)
    asked = tuple(part for part in (label, name, ASK) if part)
    found = [Scene(common | {"kind": "ask", "ask": ASK, "picture": svg}, asked, "，".join(asked))]
    bubbles = [(line, bubble) for line in lines for bubble in clip_lines.breaths(line)]
    bubbles = [(line, bubble.rstrip("，；、。")) for line, bubble in bubbles]
    shown = [bubble for _, bubble in bubbles]
    for at, (line, bubble) in enumerate(bubbles):
        told = f"对方说：“{line}”" if at == 0 or bubbles[at - 1][0] != line else ""
        chat = {"kind": "say", "lines": shown, "shown": at + 1, "picture": svg}
        found.append(Scene(common | chat, (bubble,), told))
    found.append(
        Scene(
            common | {"kind": "stop", "stop": STOP, "rule": rule}, (STOP, rule), f"{STOP}，{rule}"
        )
    )
    found += [
        Scene(common | {"kind": "do", "steps": steps, "shown": at + 1}, (step,), f"怎么做：{step}")
        for at, step in enumerate(steps)
    ]
    for at, (words, number) in enumerate(phones, start=1):
        end = {"kind": "call", "rule": rule, "shown": at}
        found.append(Scene(common | end, (words + number,), words + number))
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
        replace(scene, pictures=end - start)
        for scene, start, end in zip(shown, starts, ends, strict=True)
    ]
