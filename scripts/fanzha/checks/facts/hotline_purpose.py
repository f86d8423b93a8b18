"""Family F, the hotlines: what a number is for must not be turned around.

12381 only sends SMS; 96110 warns, advises and takes leads, and never asks for codes. What to do
after a theft is in thefts.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context, Hit
from fanzha.checks.facts.hotline_places import (
    DENIED,
    NUMBER,
    QUOTED,
    SAID_BY_FRAUDSTERS,
    name_beside,
    place_of,
    places,
)
from fanzha.findings import Finding

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
        if QUOTED.search(place.sentence) or _IS_SMS.match(place.after):
            continue
        if name_beside(place.before, place.after):
            continue  # F006 speaks about the name
        hint = "写成“12381只发短信，不用回拨；拿不准打96110”"
        dial = _DIALS.search(place.before)
        if dial and not DENIED.search(place.before[: dial.start()]):
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
            if not QUOTED.search(place_of(hit).sentence):
                message = f"{named[0]}是 {named[1]}，不是 {hit.match[0]}"
                yield hit.finding(message, mended=named[1])


# What the numbers never do.

_OPEN_LINK = re.compile(
    r"(?:点开|点击|打开|点)[^\n，。；不没]{0,4}12381[^\n，。；不没]{0,8}链接"
    r"|12381[^\n。；不没别勿]{0,16}(?:点开|点击|打开|[请可要]点|附|带|里有|中有|含)[^\n。；不没]{0,6}(?:链接|回电号码)"
)
_ASKS_CODE = re.compile(
    r"96110[^\n。；！？不没从绝]{0,10}[会要将请让需][^\n，。；不]{0,6}(?:问|核对|索要|提供|告诉|报|输入|说)[^\n，。；不]{0,6}(?:密码|验证码)"
    r"|[把将][^\n，。；]{0,8}(?:密码|验证码)[^\n，。；]{0,6}(?:告诉|报给|发给|提供给|说给)[^\n，。；]{0,4}96110"
)
_HANG_UP = re.compile(
    r"96110[^\n。；，不当]{0,6}(?:来电|打来|打进来|电话)[^\n。；，不别勿]{0,4}，?(?:都|也|就|请|要|直接|马上|立刻)*"
    r"(?:不要接|不用接|不接|别接|不要理|别理|挂断|挂掉|拒接)(?!了)"
)


@rule(
    "F007",
    "官方号码不会这样做",
    why="12381 的短信没有链接；96110 不问密码和验证码，打来要接。写反了，居民就分不清真假。",
    bad="打开12381短信里的链接看一看。",
    good="12381短信里没有链接。",
)
def never_done(context: Context) -> Iterator[Finding]:
    """12381's SMS carry no link; 96110 never asks for codes, and its calls are to be answered."""
    checks = (
        (_OPEN_LINK, "12381", "12381 的短信里没有链接，也没有回电号码"),
        (_ASKS_CODE, "96110", "96110 不问密码和验证码"),
        (_HANG_UP, "96110", "96110 打来是劝阻，要接听"),
    )
    for prose in context.prose:
        for pattern, number, message in checks:
            if number not in prose.text:
                continue
            for hit in prose.search(pattern):
                at = hit.line.text.index(number, hit.start)
                place = place_of(Hit(hit.line, at, at + len(number), hit.match))
                start = at - len(place.before)
                quoted = QUOTED.search(place.sentence) or place.after.endswith(("？", "?"))
                denied = DENIED.search(hit.line.text[start : hit.start])
                again = re.search(r"再(?:打|拨)|回拨|自己", place.after)
                if quoted or denied or again or hit.line.field in SAID_BY_FRAUDSTERS:
                    continue
                yield hit.finding(message, hint="依据见 docs/data/numbers.yml")
