"""Text for the ear: numbers as one says them, syllables, and the seconds they take.

`spoken` turns digits into the characters that are read aloud: a phone number digit by digit with 幺
for 1 (九六幺幺零), a year digit by digit, everything else as a number (2万 → 两万). Words that are
written in Latin letters are in docs/data/spoken.yml with the words that are said instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

# For older listeners an announcer says 200 to 220 syllables a minute, pauses included.
PER_MINUTE = 210
_SAID_ONE_BY_ONE = dict(zip("0123456789", "零幺二三四五六七八九", strict=True))
_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_TENTHOUSANDS = ("", "万", "亿")
_ANY = re.compile(r"\d")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)[%％]")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?=年)")
_NUMBER = re.compile(r"(?<![\d-])(\d{1,9})(?:\.(\d+))?(?![\d-])")
_SUM = "元块万人个名天条"  # what follows a number that is none to dial
_PHONE = re.compile(
    rf"(?<!\d)(?:0\d{{2,3}}-)?\d{{5,8}}(?!\d)(?![{_SUM}])|(?<!\d)1[0-2]\d(?!\d)(?![{_SUM}])"
)
_ORDINAL = re.compile(r"第$")
# Behind these 2 is 两, as in 两万元 and 两个人; 二十 and 第二天 stay.
_COUNTED = "万千百亿个名张天次元块笔条件份位年周岁头只家台部遍样步"
_SYLLABLE = re.compile(r"[\u3400-\u9fff〇A-Za-z0-9]")
_SLOW_LETTERS = "Ww"  # double-u


def spoken(text: str, words: Mapping[str, str] | None = None) -> str:
    """The text as one says it; `words` is how each written word is said (ETC → E T C)."""
    for word, said in (words or {}).items():
        text = text.replace(word, said)
    if not _ANY.search(text):
        return text
    text = _PERCENT.sub(lambda m: f"百分之{_decimal(m[1])}", text)
    text = _YEAR.sub(lambda m: "".join(_DIGITS[int(digit)] for digit in m[1]), text)
    text = _PHONE.sub(lambda m: digits(m[0]), text)
    return _NUMBER.sub(_amount, text)


def digits(number: str) -> str:
    """A phone number digit by digit: 96110 → 九六幺幺零."""
    return "".join(_SAID_ONE_BY_ONE.get(character, "") for character in number)


@lru_cache(maxsize=4096)  # scripts of several lengths are made of the same sentences
def syllables(text: str) -> int:
    """How many syllables an announcer says; marks are silent, a letter is one (W is three)."""
    said = spoken(text)
    return len(_SYLLABLE.findall(said)) + 2 * sum(map(said.count, _SLOW_LETTERS))


def seconds(text: str, per_minute: int = PER_MINUTE) -> int:
    """How long it takes to say it, rounded up; pauses at marks are in the pace."""
    return -(-syllables(text) * 60 // per_minute)


def _decimal(number: str) -> str:
    whole, _, rest = number.partition(".")
    tail = "点" + "".join(_DIGITS[int(digit)] for digit in rest) if rest else ""
    return _number(int(whole)) + tail


def _amount(match: re.Match[str]) -> str:
    """A number that counts something, or says which one."""
    number, rest = int(match[1]), match[2]
    said = _decimal(match[0]) if rest else _number(number)
    before, after = match.string[: match.start()], match.string[match.end() :]
    ordinal = _ORDINAL.search(before)
    if number == 2 and not rest and not ordinal and after[:1] and after[0] in _COUNTED:
        return "两"
    if said.startswith(("二千", "二万", "二亿")) and not ordinal:
        return "两" + said[1:]
    return said


def _number(number: int) -> str:
    """A whole number below a thousand millions in characters: 12500 → 一万二千五百."""
    if number == 0:
        return "零"
    groups = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    said = ""
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            continue
        if said and group < 1000:
            said += "零"
        said += _group(group) + _TENTHOUSANDS[place]
    return said[1:] if said.startswith("一十") else said


def _group(group: int) -> str:
    """One to four digits."""
    said, gap = "", False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if digit:
            said += ("零" if gap and said else "") + _DIGITS[digit] + _UNITS[place]
            gap = False
        else:
            gap = True
    return said
