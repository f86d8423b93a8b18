"""Family P, numbers: identity numbers, phones and bank cards never belong in what is handed out.

Each run of digits is put to one rule only. Phones in plain digits are F001's; P003 takes those
that F001 does not see: full-width, in words, masked, spaced oddly.
"""

from __future__ import annotations

import re
import weakref
from collections.abc import Iterator

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context, Line, Prose
from fanzha.checks.privacy.digits import (
    GAP,
    MASK,
    D,
    N,
    before,
    grouped,
    groups,
    identity_checked,
    identity_shape,
    luhn,
    plain,
    says_card,
    says_identity,
    says_other,
    says_phone,
    varied,
)
from fanzha.findings import Finding

# Patterns begin with a set of characters: a look-behind in front would make a search 4 times slower.
_LONG = re.compile(rf"[{D}](?:{GAP}{{0,3}}[{D}]){{11,}}(?:{GAP}?[XxＸｘ×](?![A-Za-z{MASK}]))?")
_PART = re.compile(rf"[{D}](?:[^ \u3000{D}]?[{D}])*[XxＸｘ]?")
_MASKED = re.compile(
    rf"[{D}](?:{GAP}?[{D}]){{0,13}}{GAP}?(?:[{MASK}]{GAP}?){{3,16}}(?:{GAP}?[{D}]){{0,8}}[XxＸｘ]?"
)
# A mobile number: the gaps are looked at afterwards. 86 or 0086 may stand before it.
_MOBILE = re.compile(
    rf"[1１一幺壹](?:(?<![{N}].)|(?<=86.)|(?<=８６.))"
    rf"{GAP}{{0,2}}[3-9３-９三四五六七八九叁肆伍陆柒捌玖](?:{GAP}{{0,2}}[{N}]){{9}}(?![{N}%％])"
)
_LANDLINE = re.compile(
    rf"[0０零〇](?<![{N}.．].)[{N}]{{2,3}}[)）]?{GAP}{{0,2}}[{N}]{{3,4}}{GAP}?[{N}]{{3,4}}(?![{N}%％])"
)
_LOCAL = re.compile(
    rf"(?:电话|座机|固话|联系方式|手机号?)(?:号码?|是|为|[:：\s]){{0,3}}(?P<number>[2-8２-８][{N}]{{6,7}})(?![{N}年])"
)
# What F001 matches of mobile numbers and landlines; the corpus holds lines of both rules.
_SEEN_BY_F001 = re.compile(
    r"(?<![\d.A-Za-z%¥￥$-])"
    r"(?:(?:\+?86[-\s]?)?1[3-9]\d(?:[-\s]?\d{4}){2}|\(?0\d{2,3}[)）]?[-\s—－]?\d{7,8})(?![\d%])"
)
_CHAT = re.compile(r"(?:微信|[vVwW][xX]|[qQ]{2}|[vV]信)(?:号码?)?[:：]?$")
_MONEY = re.compile(r"\s*(?:[多余]?[万亿千百]|多?[元块角分])")
_NO_NUMBER = "删去号码，只写“身份证号”“手机号”“银行卡号”这几个字就够了"

Place = tuple[Line, int, int]  # characters [start, end) of a line
_last: tuple[weakref.ref[Context], list[tuple[str, Place]]] | None = None


def _numbers(context: Context, code: str) -> Iterator[Place]:
    """Where numbers break the rule `code`; all four rules share one search."""
    global _last
    if _last is None or _last[0]() is not context:
        _last = weakref.ref(context), [hit for prose in context.prose for hit in _search(prose)]
    return (place for broken, place in _last[1] if broken == code)


def _search(prose: Prose) -> list[tuple[str, Place]]:
    found = [*_whole(prose), *_masked(prose)]
    for line, start, end in _phones(prose):
        inside = any(at is line and first < end and start < last for _, (at, first, last) in found)
        if not inside:
            found.append(("P003", (line, start, end)))
    return found


def _whole(prose: Prose) -> Iterator[tuple[str, Place]]:
    """Long numbers with the code of the rule that they break.

    Where a run makes no sense as a whole, its parts between blanks are looked at.
    """
    for hit in prose.search(_LONG):
        text = hit.line.text
        if re.match("[A-Za-z]", text[hit.end : hit.end + 1]):
            continue
        spans = [hit.match.span()]
        if len(plain(hit.match[0])) > 19:
            spans = [part.span() for part in _PART.finditer(prose.text, *hit.match.span())]
        for span in spans:
            start, end = (at - hit.match.start() + hit.start for at in span)
            if code := _kind(text, start, end):
                yield code, (hit.line, start, end)


def _kind(text: str, start: int, end: int) -> str:
    """The code of the rule that a run of digits breaks, or nothing."""
    run, words = plain(text[start:end]), before(text, start)
    size = len(run)
    if identity_checked(run):
        return "P001"
    if says_card(words) and 12 <= size <= 22 and run.isdigit():
        return "" if len(set(run)) == 1 else "P004"
    if says_identity(words) and size in (15, 17, 18, 19, 20):
        return "P002"
    if says_other(words) or _MONEY.match(text, end):
        return ""
    sizes = groups(text[start:end])[0]
    if identity_shape(run) and (len(sizes) == 1 or sizes[0] == 6):
        return "P002"
    card = 16 <= size <= 19 and run[0] in "34569" and run.isdigit()
    if card and min(sizes[:-1], default=4) >= 4 and luhn(run):
        return "P004"
    return ""


def _masked(prose: Prose) -> Iterator[tuple[str, Place]]:
    """Half-hidden numbers with the code of the rule that they break."""
    for hit in prose.search(_MASKED):
        start, text = hit.start, hit.line.text
        run = plain(hit.match[0])
        shown = sum(character.isdigit() for character in run)
        after = text[hit.end : hit.end + 1]
        if (start and re.match(f"[{D}A-Za-z]", text[start - 1])) or re.match(f"[{D}]", after):
            continue
        words = before(text, start)
        least = 2 if says_identity(words) else 3
        if shown < least or len(run) < 8 or says_other(words) or _MONEY.match(text, hit.end):
            continue
        if code := _masked_kind(run, words):
            yield code, (hit.line, start, hit.end)


def _masked_kind(run: str, words: str) -> str:
    """The code of the rule that a half-hidden number breaks, or nothing."""
    size, card = len(run), says_card(words)
    if says_identity(words) or (size in (15, 18) and not card):
        return "P002"
    mobile = re.match(r"1[3-9*]", run) and (size == 11 or says_phone(words))
    if mobile or (run[0] == "0" and 10 <= size <= 12):
        return "P003"
    if re.match(r"\d{4}", run) and (card or size in (16, 17, 19)):
        return "P004"
    return ""


def _phones(prose: Prose) -> Iterator[Place]:
    """Phones in odd spellings, and numbers without area code that are called a phone."""
    for pattern, sensible in ((_MOBILE, grouped), (_LANDLINE, varied)):
        for hit in prose.search(pattern):
            text = hit.line.text
            if _money_or_seen(text, hit.start, hit.end) or not sensible(hit.match[0]):
                continue
            if not _CHAT.search(text[max(0, hit.start - 8) : hit.start]):
                yield hit.line, hit.start, hit.end
    if "电话" in prose.text or "座机" in prose.text or "手机" in prose.text or "联系" in prose.text:
        for hit in prose.search(_LOCAL):
            start, end = (at - hit.match.start() + hit.start for at in hit.match.span("number"))
            number = plain(hit.match["number"])
            date = re.fullmatch(r"20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])", number)
            if not date and not _MONEY.match(hit.line.text, end):
                yield hit.line, start, end


def _money_or_seen(text: str, start: int, end: int) -> bool:
    """An amount of money, or a number that F001 reports already."""
    if _MONEY.match(text, end):
        return True
    return any(
        seen.start() <= start < seen.end()
        for seen in _SEEN_BY_F001.finditer(text, max(0, start - 24), min(len(text), end + 1))
    )


@rule(
    "P001",
    "身份证号",
    why="身份证号印出去收不回来，别人能拿它办卡、贷款。",
    bad="对方报出他的身份证号509999199002121235。",
    good="对方报出他的身份证号，一位不差。",
    certain=True,
)
def identity_number(context: Context) -> Iterator[Finding]:
    """18 digits with a province, a day of birth and the right check digit."""
    for line, start, end in _numbers(context, "P001"):
        message = "这里有身份证号（校验码对得上，多半是真的）"
        yield line.finding(start, end, message, hint=_NO_NUMBER)


@rule(
    "P002",
    "像身份证号的号码",
    why="写错一位、遮住几位，在小地方还是猜得出是谁。",
    bad="他填了身份证号5099********1235。",
    good="他填了自己的身份证号。",
)
def identity_like(context: Context) -> Iterator[Finding]:
    """18 digits with a wrong check digit, 15 digits, or an identity number with a mask."""
    for line, start, end in _numbers(context, "P002"):
        yield line.finding(start, end, "这里像是身份证号，遮住几位也不行", hint=_NO_NUMBER)


@rule(
    "P003",
    "个人的手机号或座机号",
    why="换一种写法、遮住中间四位，熟人还是认得出。",
    bad="来电是199****0000。",
    good="来电是一个陌生的手机号。",
)
def personal_phone(context: Context) -> Iterator[Finding]:
    """Phones that F001 does not see: full-width, in words, masked, spaced oddly."""
    hint = "删去号码，写“一个陌生的手机号”；要给居民的电话，只用 docs/data/numbers.yml 里的"
    for line, start, end in _numbers(context, "P003"):
        yield line.finding(start, end, "这里有个人的电话号码，换写法、遮几位都不行", hint=hint)


@rule(
    "P004",
    "银行卡号或账号",
    why="卡号连着一个人和他的钱，骗子的卡号也会误伤别人。",
    bad="他把钱转到银行卡6222000000000009。",
    good="他把钱转到了一张陌生人的银行卡。",
)
def bank_card(context: Context) -> Iterator[Finding]:
    """16 to 19 digits with the right check digit, or any long number called a card or account."""
    hint = "删去号码，写“一张陌生人的银行卡”；要说明是哪张，写“尾号四位”也不写出来"
    for line, start, end in _numbers(context, "P004"):
        yield line.finding(start, end, "这里有银行卡号或账号", hint=hint)
