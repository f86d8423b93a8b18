"""What the rules about hotlines share: a number in its sentence, and the name beside it.

A sentence is judged as a whole: one that denies ("12381不用回拨"), asks, or quotes a fraudster gives
no advice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fanzha.checks.engine import words
from fanzha.checks.engine.rule import Context, Hit, Line, Prose
from fanzha.checks.engine.shared_work import shared
from fanzha.content.data.word_tables import WordTables
from fanzha.findings import Finding

# Front matter that quotes fraudsters.
SAID_BY_FRAUDSTERS = frozenset({"lines", "next_line"})

END = re.compile(r"[。！？!?；;|]")
# Written so that the search can leap to the first digit.
_ANY = re.compile(r"[19](?<!\d[19])(?:6110|2381|2321|2377)(?!\d)")
EMERGENCY = re.compile(r"(?<!\d)110(?!\d)")


@dataclass(frozen=True)
class Place:
    """A number in its sentence: `before` and `after` are the rest of the sentence."""

    line: Line
    start: int
    number: str
    before: str
    after: str
    words: WordTables

    @property
    def quoted(self) -> bool:
        """Whether a fraudster speaks, or the sentence says itself that it is wrong."""
        return words.holds(self.words, "said_by_fraudster", self.sentence)

    def denied(self, before: str) -> bool:
        """Whether words up to here say: do not."""
        return words.holds(self.words, "denied", before)

    @property
    def sentence(self) -> str:
        """All of it."""
        return self.before + self.number + self.after

    def finding(self, message: str, hint: str, mended: str | None = None) -> Finding:
        """A finding on the number."""
        end = self.start + len(self.number)
        return self.line.finding(self.start, end, message, hint=hint, mended=mended)


@shared
def places(context: Context) -> Iterator[Place]:
    """Every mention of a hotline but 110 that somebody means as advice."""
    for prose in context.prose:
        for hit in prose.search(_ANY):
            if hit.line.field in SAID_BY_FRAUDSTERS:
                continue
            place = place_of(hit, context)
            if not place.after.endswith(("？", "?")) and not _in_message(prose, hit.line):
                yield place


def place_of(hit: Hit, context: Context) -> Place:
    """The sentence of a number."""
    text = hit.line.text
    start = max((match.end() for match in END.finditer(text, 0, hit.start)), default=0)
    match = END.search(text, hit.end)
    end = match.end() if match else len(text)
    before, after = text[start : hit.start], text[hit.end : end]
    tables = context.edition.tables.words
    return Place(hit.line, hit.start, hit.match[0], before, after, tables)


def _in_message(prose: Prose, line: Line) -> bool:
    """Whether the line is a message of a quiz, which may well be a fraudster's."""
    if prose.kind != "quizzes" or line.field != "questions":
        return False
    row = line.source.line(line.line)
    return bool(re.match(r"\s*(?:- )?message:", row))


_NAMES = {
    "96110": r"(?:反诈|防诈|反诈骗|反电诈|预警劝阻|劝阻)(?:中心)?(?:咨询)?(?:专线|热线|电话)",
    "110": r"报[警案](?:电话|热线|号码)",
    "12381": r"预警短信(?:号码|专号|端口|号)",
}
_NAME = "|".join(f"(?P<n{number}>{name})" for number, name in _NAMES.items())
NUMBER = re.compile(r"[19](?<!\d[19])(?:10|6110|2381|2321|2377)(?!\d)")
_BEFORE = re.compile(rf"(?:{_NAME})(?:号码)?(?:就?是|为)?[：:“\"（(「\s]{{0,2}}$")
_AFTER = re.compile(
    rf"[”\"]?(?:就?是)?(?:全国|国家|公安|警方|统一|反诈|的|这个|：)*(?:{_NAME})"
    r"(?!(?:号码)?(?:就?是|为|不是)?[：:“\"（(「\s]{0,2}\d)"
)


def name_beside(before: str, after: str) -> tuple[str, str] | None:
    """(the name beside a number, the number that it belongs to)."""
    match = _BEFORE.search(before[-24:]) or _AFTER.match(after)
    if match is None:
        return None
    right = next(number for number in _NAMES if match[f"n{number}"])
    return match[f"n{right}"], right
