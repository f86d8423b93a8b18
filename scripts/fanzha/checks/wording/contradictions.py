"""Family W: one advice for one situation.

Whoever has paid and then reads “leave the group, delete the app” destroys his own proof. What to
do in which situation stands in docs/data/advice.yml; a sentence may not say the opposite.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fanzha.checks.engine import voice
from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context, Line
from fanzha.content.data.advice import Advice
from fanzha.findings import Finding

_SENTENCE = re.compile(r"[^。！？!?\n]+")
_DENIED = re.compile(r"(?:不|别|没|勿|莫|未)[^，、；：。]{0,5}$")


@rule(
    "W033",
    "跟处境该做的事说反了",
    why="钱已经转走的人，退了群、删了软件，证据就没了。同一种处境，处处说法要一样。",
    bad="已经垫了钱，马上退群，删软件。",
    good="已经垫了钱，马上打110。群不退，软件不删。",
)
def contradiction(context: Context) -> Iterator[Finding]:
    """A sentence of a situation that tells people to do what they must never do in it, or a later step before the
    one that comes first."""
    table = context.edition.tables.advice
    for prose in context.residents:
        if prose.kind == "data" and "advice.yml" in prose.document.source.path:
            continue
        for row in table.values():
            if any(word in prose.text for word in row.when):
                for line in prose.lines:
                    if voice.in_our_field(line):
                        yield from _contradictions(row, line)
                        yield from _out_of_order(row, line)


def _contradictions(row: Advice, line: Line) -> Iterator[Finding]:
    for sentence in _SENTENCE.finditer(line.text):
        if not any(word in sentence[0] for word in row.when):
            continue
        for word in row.against:
            for found in re.finditer(re.escape(word), sentence[0]):
                before = sentence[0][: found.start()]
                if _DENIED.search(before) or any(other in before for other in row.other):
                    continue
                start = sentence.start() + found.start()
                yield line.finding(
                    start,
                    start + len(word),
                    f"{row.label}，却写“{word}”",
                    hint=f"{row.label}，绝不：{'；'.join(row.never)}。见 docs/data/advice.yml",
                )


def _out_of_order(row: Advice, line: Line) -> Iterator[Finding]:
    """Two sheets that begin with different steps: whoever has read both begins with neither."""
    if not any(word in line.text for word in row.when):
        return
    must = [(later, first, True) for later, first in row.order.items()]
    may = [(later, first, False) for later, first in row.swapped.items()]
    for later, first, always in (*must, *may):
        at = line.text.find(later)
        if at < 0 or any(word in line.text[:at] for word in first):
            continue
        if always or any(word in line.text[at:] for word in first):
            yield line.finding(
                at,
                at + len(later),
                f"{row.label}，“{later}”前面要先说“{first[0]}”",
                hint=f"{row.label}，先后是：{'；'.join(row.do)}。见 docs/data/advice.yml",
            )
            return
