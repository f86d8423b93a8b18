"""What the rules about hotlines share: a number in its sentence, and the name beside it.

A sentence is judged as a whole: one that denies ("12381不用回拨"), asks, or quotes a fraudster gives
no advice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fanzha.checks.engine.rule import Context, Hit, Line, Prose
from fanzha.checks.engine.shared_work import shared
from fanzha.findings import Finding

# Front matter that quotes fraudsters.
SAID_BY_FRAUDSTERS = frozenset({"lines", "next_line"})

END = re.compile(r"[。！？!?；;|]")
# A fraudster speaks, or the sentence says itself that it is wrong.
QUOTED = re.compile(
    r"(?:骗子|对方|诈骗分子|不法分子|他们|他|她|有人|“?客服”?|来电|假短信)[^，。]{0,4}?"
    r"(?:说|称|让|叫|要求|催|谎|骗您|哄)"
    r"|冒充|自称|假冒|谎称|仿冒|伪造|叫您|让您|凡是.{0,16}骗|[都就也才]是(?:骗|诈骗|假)|是骗局|是假|假的|是不对|说法不对|不是它|"
    r"错误|误传|谣言|网传|传言|以为|误以为"
)
DENIED = re.compile(
    r"(?:不要|别(?!人|处|家|的)|不用|不必|不能|不可以?|不得|不会|不是|不该|不应|不需要?|无需|无须|勿|切莫|"
    r"而非|并非|没法|无法|不受理|不靠|不去)[^，。、：；]{0,6}$"
)
# Written so that the search can leap to the first digit; it is six times as fast.
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
            place = place_of(hit)
            if not place.after.endswith(("？", "?")) and not _in_message(prose, hit.line):
                yield place


def place_of(hit: Hit) -> Place:
    """The sentence of a number."""
    text = hit.line.text
    start = max((match.end() for match in END.finditer(text, 0, hit.start)), default=0)
    match = END.search(text, hit.end)
    end = match.end() if match else len(text)
    return Place(hit.line, hit.start, hit.match[0], text[start : hit.start], text[hit.end : end])


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
