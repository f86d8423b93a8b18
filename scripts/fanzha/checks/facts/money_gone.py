"""Family F, thefts: money that has gone is a matter for 110, at once, and for no other hotline.

96110 warns, advises and takes leads; 12321 and 12377 take reports of spam and of illegal content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fanzha.checks.engine import words
from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context
from fanzha.checks.facts.hotline_places import EMERGENCY, END, Place, places
from fanzha.findings import Finding

_REPORT_BEFORE = re.compile(
    r"(?:报警|报案)(?:求助)?[是为请您可以就都要应去找]{0,4}[：:“\"（(]?(?:拨打|致电|拨|打)?[“\"]?$"
)
_REPORT_BEFORE_COMMA = re.compile(
    r"(?:报警|报案)(?:求助)?，[请您就]{0,2}(?:拨打|致电|拨|打)[“\"]?$"
)
_REPORT_AFTER = re.compile(
    r"[”\"]?(?:反诈)?(?:专线|热线|电话)?"
    r"(?:立即|立刻|马上|及时|尽快|赶紧|第一时间|就能|可以|直接|来|去|进行|求助)*(?:报警|报案)(?!电话|热线|专线|号码)"
)
_OR_110_AFTER = re.compile(
    r"[”\"]?(?:或者?|、|和|及|/)[“\"]?110[”\"]?(?:立即|马上|及时)?(?:报警|报案)(?!电话|热线)"
)
_OR_110_BEFORE = re.compile(r"(?:报警|报案)[^，。]{0,4}110[”\"]?(?:或者?|、|和|及|/)[“\"]?$")
_CALLS = re.compile(
    r"(?:拨打|拨通|拨|致电|打(?![开来印字扰听])|联系|求助|找|问|咨询|告诉|报给|报警|报案)"
    r"(?:(?!来电|[，。；！？、：]|\d).){0,8}[：:]?[“\"]?$"
)


def _misdirected(place: Place) -> bool | None:
    """Whether this number is given for a finished theft; None where 110 stands beside it."""
    before, after = place.before, place.after
    if place.quoted:
        return False
    report = _REPORT_BEFORE.search(before)
    if report and not place.denied(before[: report.end()]):
        return True
    if _denied_call(place):
        return False
    if _OR_110_AFTER.match(after) or _OR_110_BEFORE.search(before):
        return None
    match = _REPORT_AFTER.match(after)
    if match and not re.match(r"[^，。]{0,6}(?:不|没用|无效|耽误|晚)", after[match.end() :]):
        return True
    context = _with_previous(place)
    if (
        EMERGENCY.search(context)
        or EMERGENCY.search(after)
        or words.holds(place.words, "lead", place.sentence)
    ):
        return False
    comma = _REPORT_BEFORE_COMMA.search(before)
    if comma and not place.denied(before[: comma.start()]):
        return True
    call = _CALLS.search(before)
    if call is None:
        return False
    gone = words.told(place.words, "money_gone", context)
    near = (match for match in gone if len(context) - match.end() <= 30)
    return any(not words.holds(place.words, "not_gone", context[: match.start()]) for match in near)


def _mended(place: Place) -> str | None:
    """110, where the number alone is wrong: not its name, and 110 not there already."""
    named = place.before.rstrip('“"是：').endswith(("专线", "热线", "电话"))
    return None if named or EMERGENCY.search(place.sentence) else "110"


def _denied_call(place: Place) -> bool:
    before = place.before
    call = _CALLS.search(before)
    at = call.start() if call else len(before)
    return bool(place.denied(before[:at]))


def _with_previous(place: Place) -> str:
    """What stands before the number; with the sentence before where this one only says: ring."""
    before = place.before
    if len(before) > 8:
        return before
    text = place.line.text[: place.start - len(before)]
    ends = [match.end() for match in END.finditer(text)]
    previous = text[ends[-2] if len(ends) > 1 else 0 :]
    return previous + before


@rule(
    "F004",
    "钱已转出，要打 110",
    why="96110 是劝阻、咨询和收线索的。钱已经转走，晚打一分钟 110，就少一分拦住的机会。",
    bad="已经转账，拨打96110报警。",
    good="已经转账，马上打110。拿不准，打96110。",
)
def theft_to_96110(context: Context) -> Iterator[Finding]:
    """96110 is no emergency line: a finished theft is reported to 110."""
    for place in places(context):
        if place.number != "96110":
            continue
        wrong = _misdirected(place)
        if wrong is not False:
            message = "96110 不是报案电话；钱已经转走，要马上打 110"
            hint = "报警、报案、已经转账，都写 110；96110 用来问真假、提供线索"
            yield place.finding(message, hint, _mended(place) if wrong else None)


_CRIME = re.compile(
    r"(?:遭遇|遇到|碰到|遭到)[^，。；]{0,8}诈骗(?!短信|电话|网站|信息|网页|软件|广告|内容|链接)"
)
_SPAM = re.compile(r"(?:骚扰电话|垃圾短信|骚扰短信)[^。；，\d]{0,8}，?[^。；，\d]{0,6}$")


@rule(
    "F005",
    "12321、12377 不受理报案",
    why="12321 收骚扰电话和垃圾短信的举报，12377 收网上违法信息的举报，都不能止付、不能立案。",
    bad="被骗了，拨打12321报案。",
    good="骚扰电话，打12321举报。",
)
def theft_to_others(context: Context) -> Iterator[Finding]:
    """Reports of spam and of illegal content; a crime goes to 110."""
    for place in places(context):
        if place.number not in ("12321", "12377"):
            continue
        wrong = _misdirected(place)
        if wrong is False and _CRIME.search(place.before) and not EMERGENCY.search(place.sentence):
            wrong = not place.quoted and not _denied_call(place)
        if wrong is not False:
            message = f"{place.number} 不受理报案；被骗了要马上打 110"
            hint = "报警、报案、已经转账，都写 110"
            yield place.finding(message, hint, _mended(place) if wrong else None)
        elif (
            place.number == "12377"
            and _SPAM.search(place.before)
            and "12321" not in place.before
            and not place.quoted
            and not _denied_call(place)
        ):
            message = "12377 收网上违法信息的举报；骚扰电话、垃圾短信向 12321 举报"
            yield place.finding(message, "写成 12321", "12321")
