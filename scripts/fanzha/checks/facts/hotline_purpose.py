"""Family F, the hotlines: what a number is for must not be turned around.

12381 only sends SMS; 96110 warns, advises and takes leads, and never asks for codes. What to do
after a theft is in thefts.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fanzha.checks.engine import words
from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context
from fanzha.checks.facts.hotline_places import (
    NUMBER,
    SAID_BY_FRAUDSTERS,
    name_beside,
    place_of,
    places,
)
from fanzha.checks.facts.numbers import is_counted
from fanzha.findings import Finding

# Words to search by, and titles of others, advise nobody.
_NO_ADVICE = frozenset({"keywords", "sources"})
_DIALS = re.compile(
    r"(?:回拨|拨打|拨通|拨|致电|呼叫|打电话[给到问]|打(?![开来印字扰听工算消中]))"
    r"(?:(?!收到|接到|看到|来自|发来|发的|[，。；！？、：]|\d).){0,8}$"
    r"|(?:电话|热线|专线|客服|联系|咨询|求助)[是为：:“\"（(\s]{0,2}$"
)
_IS_SMS = re.compile(
    r"[”\"」）)]?(?:的|发来的|发出的|发送的|发的)?(?:预警|提醒|劝阻|官方|涉诈|反诈)*(?:短信|信息|消息)"
)
_CALLS_YOU = re.compile(r"[”\"]?[^，。；不没]{0,4}?(?:打来|来电|打电话|打给|的电话|热线|专线)")


@rule(
    "F003",
    "12381 不是用来打的",
    why="12381 只发预警短信。叫人回拨，正好给了假客服机会。",
    bad="看到预警短信，回拨12381问清楚。",
    good="看到12381的短信，不用回拨，打96110问清楚。",
)
def dialled_sms(context: Context) -> Iterator[Finding]:
    """12381 sends SMS; it neither calls nor is called."""
    for place in places(context):
        if place.number != "12381":
            continue
        if place.quoted or _IS_SMS.match(place.after):
            continue
        if name_beside(place.before, place.after):
            continue  # F006 speaks about the name
        hint = "写成“12381只发短信，不用回拨；拿不准打96110”"
        dial = _DIALS.search(place.before)
        if dial and not place.denied(place.before[: dial.start()]):
            if not re.match(r"[^，。]{0,4}(?:不|没|是空号|无效)", place.after):
                yield place.finding("12381 只发预警短信，不能拨打", hint)
        elif not dial and _CALLS_YOU.match(place.after):
            yield place.finding("12381 只发预警短信，不打电话，也不接电话", hint)


@rule(
    "F006",
    "号码和名称对不上",
    why="反诈专线是 96110，报警电话是 110，预警短信的号码是 12381。名称错了，人就会打错。",
    bad="反诈专线110，有疑问就打。",
    good="反诈专线96110，有疑问就打。",
)
def misnamed(context: Context) -> Iterator[Finding]:
    """The name beside a number must be its own."""
    for prose in context.prose:
        for hit in prose.search(NUMBER):
            text = hit.line.text
            named = name_beside(text[: hit.start], text[hit.end :])
            if named is None or named[1] == hit.match[0] or hit.line.field in SAID_BY_FRAUDSTERS:
                continue
            if not place_of(hit, context).quoted:
                message = f"{named[0]}是 {named[1]}，不是 {hit.match[0]}"
                yield hit.finding(message, mended=named[1])


@rule(
    "F007",
    "官方号码不会这样做",
    why="12381 的短信没有链接；96110 不问密码和验证码，打来要接。写反了，居民就分不清真假。",
    bad="打开12381短信里的链接看一看。",
    good="12381短信里没有链接。",
)
def never_done(context: Context) -> Iterator[Finding]:
    """12381's SMS carry no link; 96110 never asks for codes, and its calls are to be answered."""
    return words.findings(context, "F007", context.prose)


@rule(
    "F018",
    "这个号码不管这件事",
    why="120管急救，12356管心里过不去，都拦不住钱。打错了，最要紧的几分钟就没了。",
    bad="钱已经转走，马上打120。",
    good="钱已经转走，马上打110。",
)
def out_of_place(context: Context) -> Iterator[Finding]:
    """A number for those in danger or despair stands beside the words that say so."""
    numbers = context.edition.tables.numbers
    kept = {digits: row.beside for digits, row in numbers.items() if row.beside}
    if not kept:
        return
    pattern = re.compile(rf"(?<![\d.,-])(?:{'|'.join(map(re.escape, kept))})(?![\d.,%])")
    for prose in context.residents:
        for hit in prose.search(pattern):
            text, digits = hit.line.text, hit.match[0]
            listed = sum(number in text for number in numbers) > 3
            counted = is_counted(digits, text, hit.end)
            if hit.line.field in _NO_ADVICE or listed or counted or text.strip() == digits:
                continue
            if not any(word in text for word in kept[digits]):
                message = f"{digits}是{numbers[digits].label}，这里说的不是这件事"
                hint = "钱转走了打110，拿不准问96110"
                yield hit.finding(message, hint=hint)
