"""What a run of digits means where it stands: a phone, a date, an amount, an ordinal, a name.

A number is explained by what stands round it. What remains unexplained is for the rule to name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from fanzha.checks.facts.numeral_runs import Group, Run, Style
from fanzha.content.data.measures import Measures

_NUMBER = re.compile(r"\d+(?:\.\d+){2,}|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_DATE = re.compile(
    r"(?<!\d)(?:^(?:19|20)\d\d$|^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$|(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])(?:[-/.](?:0?[1-9]|[12]\d|3[01]))?|"
    r"(?:0?[1-9]|1[0-2])[/.](?:0?[1-9]|[12]\d|3[01])(?=日|号)|"
    r"(?:[01]?\d|2[0-4])[:：][0-5]\d(?:[:：][0-5]\d)?|"
    r"\d{1,2}\.[0-5]\d[ ]?[到至~～—-][ ]?\d{1,2}\.[0-5]\d|(?<=[上下中]午|早上|晚上)\d{1,2}\.[0-5]\d|"
    r"(?:19|20)\d\d(?=[级届版款，])|(?<=价格是)\d{1,4}\.\d{1,2}|(?<=价格)\d{1,4}\.\d{1,2}|"
    r"(?:0?[1-9]|1[0-2])\.(?:[12]\d|3[01]|0?[1-9])(?=[\u4e00-\u9fff]{0,6}(?:日|晚会|前[^面]))"
    r")(?!\d)"
)
_LIST = re.compile(r"^\s*(?:[-*+>|#]\s*)*[(（]?\d{1,2}(?:[.、)）．]|\s*[|])")
_STEP = re.compile(r"[(（]\d{1,2}[)）]")
_RATIO = re.compile(
    r"(?<![\d.])\d{1,4}(?:\.\d{1,2})? ?[:：∶/×xX*比] ?\d{1,4}(?:\.\d{1,2})?(?: ?[×xX*] ?\d{1,4})?(?![\d.])"
)
# 1.先挂断 2.再核实: steps in one line.
_STEPS = re.compile(r"(?<=[ \u3000。；;])[1-9]\d?[.、．](?=[\u4e00-\u9fff])")
_RANGE = re.compile(r"(?<=从)\d{1,4}[到至]\d{1,4}(?![\d-])")
_LINK = re.compile(r"\]\([^)\s]*\)?|https?://\S+|<[^>\s]+>|\{[^}]*\}|`[^`]*`|(?<=#)[A-Za-z0-9-]+")
_SPAN = re.compile(r"\d+[ ]?[到至～~—–-][ ]?[A-Z]?$")
# Said just before a number that is to be dialled.
_CALLED = re.compile(
    r"(?:拨打?|[打问]|致电|热线|专线|电话|报警)(?:号码?|到|给|：|:|[“\"*（( ]){0,3}$"
)
# A key of a telephone, a digit said how often, the code of a country, a number and more.
_SINGLE = re.compile(
    r"(?<![\dA-Za-z])\d(?=[和跟与][A-Za-z](?![A-Za-z]))|按\d(?!\d)|个\d(?![\d个])|(?<![A-Za-z0-9+])\+\d{1,3}(?!\d)|(?<!\d)[1-9]\d{0,4}\+(?![\d+])"
)
_NUMERALS = tuple("〇零一二三四五六七八九幺")
_DIGITS = "〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖"
_APART = r"[ 、，\-·・•.．_/～~—–]"
_BUNDLES = re.compile(
    rf"[{_DIGITS}]{{2,5}}(?: [{_DIGITS}]{{2,5}}){{1,4}}"
    rf"|(?<![{_DIGITS}])(?!一[ 、.·]二[ 、.·]三)[{_DIGITS}](?:{_APART}[{_DIGITS}]){{4,11}}(?![{_DIGITS}])"
)
_PAUSE = re.compile(r"[，。、；：,;:！？|]")
_JOINS = re.compile(r"[ \u3000多]*(?:[-－~～—–至到和或、，,/／]|或者|以及)[ \u3000第]*[A-Z]?")


@dataclass(frozen=True)
class Surroundings:
    """What explains a number, compiled from docs/data/measures.yml and the table of numbers."""

    phones: frozenset[str]
    after: re.Pattern[str]
    ahead: re.Pattern[str]
    named: re.Pattern[str]


def surroundings(measures: Measures, phones: Iterable[str]) -> Surroundings:
    """The patterns of a table; units and names match longest first."""
    phones = frozenset(phones)
    units = _any(unit for row in measures.units for unit in row)
    names = [*measures.names, *(phone for phone in phones if not phone.isdecimal())]
    about = r"(?:[多余来几]|左右)?"
    return Surroundings(
        phones,
        re.compile(
            rf"[ \u3000]*(?:\*\*)?{about}[万千百亿十]{{0,2}}{about}"
            rf"(?!成[功员为立都绩本年])(?:{units}|(?<=[万千百亿]))"
        ),
        re.compile(
            rf"(?:{_any(measures.before)})[ \u3000]*$|"
            rf"(?:{_any(word for word in measures.before if len(word) > 1)})(?:是|为|：|:)[ \u3000]*$|"
            rf"(?:{_any(measures.announced)})(?:是|为|：|:)?[ \u3000“]*[A-Z]{{0,3}}$"
        ),
        re.compile(rf"(?<![A-Za-z0-9])(?:{_any(names)})(?![A-Za-z0-9])"),
    )


MOST_GROUPS = 60  # digits in more bundles than this are no number and no list of numbers
NEAR = 60  # characters in front of a number that can say what it is


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"


def unexplained(text: str, found: Sequence[Run], about: Surroundings) -> dict[Run, list[Group]]:
    """The groups of each run that nothing explains; runs that are clear are left out.

    A number that is joined to an explained one (3、4天, 26～40岁) is explained by it.
    """
    skipped = [match.span() for match in _LINK.finditer(text)]
    left: dict[Run, list[Group]] = {}
    after: Group | None = None  # the next number to the right, where it is explained
    for run in reversed(found):
        if len(run.groups) > MOST_GROUPS:
            left[run], after = list(run.groups), None
            continue
        if _disguised(text, run, about.phones) and not any(
            start <= run.start < end for start, end in skipped
        ):
            left[run], after = list(run.groups), None
            continue
        for group in reversed(run.groups):
            inside = any(start <= group.start and group.end <= end for start, end in skipped)
            joined = after is not None and _joined(text, group, after)
            if inside or joined or _explained(text, group, about):
                if group.style is Style.PLAIN:
                    after = None if inside or group.value in about.phones else group
            else:
                left.setdefault(run, []).insert(0, group)
                after = None
    return left


def _disguised(text: str, run: Run, phones: Collection[str]) -> bool:
    """Whether what is to be dialled is cut into bundles that make nearly a hotline: 打96-1-1-00."""
    if len(run.groups) < 2 or any(
        len(group.value) > 3 or group.style is not Style.PLAIN for group in run.groups
    ):
        return False
    if _PAUSE.search(text, run.start, run.end):
        return False  # 打110，一分钟也别等
    called = _CALLED.search(text, max(0, run.start - NEAR), run.start)
    return called is not None and resembles(run.value, phones) is not None


def _joined(text: str, group: Group, after: Group) -> bool:
    """Whether a word or mark joins two numbers, or a space two that have two digits each."""
    if _JOINS.fullmatch(text, group.end, after.start):
        return True
    long = min(len(group.value), len(after.value)) >= 2
    return long and text[group.end : after.start] == " "


def _explained(text: str, group: Group, about: Surroundings) -> bool:
    if group.style is Style.CHINESE:
        size = max(len(group.value), _spaced(text, group))
        close = group.value in about.phones or (size > 3 and resembles(group.value, about.phones))
        if size > 2 and _CALLED.search(text, max(0, group.start - NEAR), group.start):
            close = close or bool(resembles(group.value, about.phones))
        few = size < 5 and not close
        return few or _year(text, group) or _covers(about.named, text, group)
    if group.style is Style.LETTER:
        return False
    if _marks(text, group):
        return True
    if group.end - group.start != len(group.value):
        return False  # something without width stands in it
    if group.value in about.phones and _whole(text, group):
        return group.style is Style.PLAIN
    if _CALLED.search(text, max(0, group.start - NEAR), group.start) and resembles(
        group.value, about.phones
    ):
        return False  # a unit behind it changes nothing: 打99110问
    start, end = _number_at(text, group)
    if about.after.match(text, end) or about.ahead.search(text, max(0, start - NEAR), start):
        return True
    if len(group.value) == 1 and text[start - 1 : start] in ("万", "千", "百", "米", "块"):
        return True  # 1万2, 1米7
    span = _SPAN.search(text, max(0, start - NEAR), start)
    if span is not None and about.ahead.search(text, max(0, span.start() - NEAR), span.start()):
        return True  # 编号P001到P015
    patterns = (_DATE, _STEP, _STEPS, _RATIO, _RANGE, _SINGLE, about.named)
    if any(_covers(pattern, text, group) for pattern in patterns):
        return True
    listed = _LIST.match(text)
    return listed is not None and group.end <= listed.end()


def _covers(pattern: re.Pattern[str], text: str, group: Group) -> bool:
    low = max(0, group.start - 24)
    return any(
        match.start() <= group.start and group.end <= match.end()
        for match in pattern.finditer(text, low, min(len(text), group.end + 24))
    )


def _whole(text: str, group: Group) -> bool:
    """Whether no digit, point or letter touches it, so that a reader sees just this number."""
    before, after = text[max(0, group.start - 1) : group.start], text[group.end : group.end + 2]
    if before in _NUMERALS or before == "+" or re.match(r"[#＃*]\d", after):
        return False
    return not any(char.isascii() and char.isalnum() for char in (before, after[:1]))


def _number_at(text: str, group: Group) -> tuple[int, int]:
    """Where the whole number stands of which the group is a part: 18,530 or 3.5."""
    low = max(0, group.start - 16)
    for match in _NUMBER.finditer(text, low, min(len(text), group.end + 16)):
        if match.start() <= group.start < match.end():
            return match.span()
    return group.start, group.end


def _spaced(text: str, group: Group) -> int:
    """How many Chinese digits stand in a row with the group, in bundles that spaces part."""
    start, end = max(0, group.start - NEAR), group.end + NEAR
    row = next((m for m in _BUNDLES.finditer(text, start, end) if m.end() >= group.end), None)
    return len(re.sub(_APART, "", row[0])) if row is not None and row.start() <= group.start else 0


def _year(text: str, group: Group) -> bool:
    return len(group.value) == 4 and text[group.end : group.end + 1] in "年级届"


def _marks(text: str, group: Group) -> bool:
    """A circled number marks a step or a choice: it stands alone."""
    return text[group.start] in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳" and group.end - group.start == 1


def resembles(value: str, phones: Collection[str]) -> str | None:
    """The hotline that `value` is, but for one digit more, less, other, or two exchanged.

    The nearest in length comes first, then the one in which most digits stand in their places.
    """
    short = [phone for phone in phones if len(phone) <= 6]
    if value in short:
        return value
    near = [phone for phone in short if _one_slip(value, phone)]
    return min(near, key=lambda phone: (_distance(value, phone), phone), default=None)


def _distance(one: str, other: str) -> tuple[int, int]:
    same = sum(a == b for a, b in zip(one, other, strict=False))
    return sorted(one) != sorted(other), abs(len(one) - len(other)) * 10 - same


def _one_slip(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        places = [at for at in range(len(one)) if one[at] != other[at]]
        if len(places) == 2 and places[1] == places[0] + 1:
            low, high = places
            return one[low] == other[high] and one[high] == other[low]
        return len(places) == 1
    short, long = sorted((one, other), key=len)
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
