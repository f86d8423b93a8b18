"""Family P, numbers told instead of written: 幺三九，后面四个零，四个一."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context
from fanzha.findings import Finding

_DIGIT = "0-9０-９零〇一二两三四五六七八九幺壹贰叁肆伍陆柒捌玖"
_TIMES = dict(zip("二两三四五六七八九23456789", (2, *range(2, 10), *range(2, 10)), strict=True))
_MANY = rf"[二两三四五六七八九2-9]个(?P<one>[{_DIGIT}])(?![{_DIGIT}个只条块元月人号])"
_TOLD = re.compile(
    rf"(?P<head>(?<![{_DIGIT}])[{_DIGIT}]{{2,7}}[，,、 ]?)?(?:(?:[前后]面?|最后|末尾|尾数|中间|再加?)"
    rf"(?:[{_DIGIT}]位|全?[是为])*[，,：: ]?)?{_MANY.replace('?P<one>', '?:')}"
    rf"(?:[，,、和加再是 ]{{0,3}}{_MANY.replace('?P<one>', '?:')})*"
)
# 幺 is said in numbers that one dials, and nowhere else; others when the sentence says what they are.
_CALLED = re.compile("电话|号码|手机|微信|QQ|扣扣|账号|卡号|联系")
_READ_OUT = re.compile(
    rf"(?<![{_DIGIT}])[{_DIGIT}]{{2,5}}(?:[，,、 ][{_DIGIT}]{{2,5}}){{1,4}}(?![{_DIGIT}])"
)
_GROUP = re.compile(_MANY)
HINT = "删去号码，写“一个陌生的手机号”这样就够了"
NEAR = 12  # characters in which a sentence says what the digits are
LEAST = 7  # digits of the shortest land line


@rule(
    "P017",
    "号码拆开来说",
    why="“一三九，四个零，四个一”，谁都拨得出来，跟写了号码一样。",
    bad="她的手机是幺三九，四个零，四个一。",
    good="她用的是本地的手机号。",
)
def spelled_number(context: Context) -> Iterator[Finding]:
    """Digits with how often they come: seven in all make a number that one can dial."""
    for prose in context.residents:
        for hit in prose.search(_READ_OUT) if _CALLED.search(prose.text) else ():
            near = hit.line.text[max(0, hit.start - NEAR) : hit.end + NEAR]
            told = "幺" in hit.match[0] or _CALLED.search(near)
            if told and len(re.sub(r"\W", "", hit.match[0])) >= LEAST:
                yield hit.finding("这里把一个号码念出来了", hint=HINT)
        if "个" not in prose.text:
            continue
        for hit in prose.search(_TOLD):
            groups = list(_GROUP.finditer(hit.match[0]))
            head = re.sub(r"\W", "", hit.match["head"] or "")
            digits = len(head) + sum(_TIMES.get(one[0][0], 0) for one in groups)
            if digits >= LEAST and (head or len(groups) > 1):
                yield hit.finding("这里把一个号码拆开来说了", hint=HINT)
