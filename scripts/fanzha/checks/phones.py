"""Family F, the hotlines: what a number is for must not be turned around.

12381 only sends SMS; 96110 warns, advises and takes leads; 12321 and 12377 take reports of spam and
of illegal content; a finished theft goes to 110 at once. A sentence is judged as a whole: one that
denies ("12381不用回拨"), asks, quotes a fraudster or names 110 beside it is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fanzha.checks.once import once
from fanzha.checks.rule import Context, Family, Hit, Line, Prose
from fanzha.findings import Finding

_family = Family()
# Front matter that quotes fraudsters.
SAID_BY_FRAUDSTERS = frozenset({"lines"})

_END = re.compile(r"[。！？!?；;|]")
# A fraudster speaks, or the sentence says itself that it is wrong.
_QUOTED = re.compile(
    r"(?:骗子|对方|诈骗分子|不法分子|他们|他|她|有人|“?客服”?|来电|假短信)[^，。]{0,4}?"
    r"(?:说|称|让|叫|要求|催|谎|骗您|哄)"
    r"|冒充|自称|假冒|谎称|仿冒|伪造|叫您|让您|凡是.{0,16}骗|[都就也才]是(?:骗|诈骗|假)|是骗局|是假|假的|是不对|说法不对|不是它|"
    r"错误|误传|谣言|网传|传言|以为|误以为"
)
_DENIED = re.compile(
    r"(?:不要|别(?!人|处|家|的)|不用|不必|不能|不可以?|不得|不会|不是|不该|不应|不需要?|无需|无须|勿|切莫|"
    r"而非|并非|没法|无法|不受理|不靠|不去)[^，。、：；]{0,6}$"
)
# Written so that the search can leap to the first digit; it is six times as fast.
_ANY = re.compile(r"[19](?<!\d[19])(?:6110|2381|2321|2377)(?!\d)")
_110 = re.compile(r"(?<!\d)110(?!\d)")


@dataclass(frozen=True)
class _Place:
    """A number in its sentence: `before` and `after` are the rest of the sentence."""

    line: Line
    start: int
    number: str
    before: str
    after: str

    @property
    def sentence(self) -> str:
        return self.before + self.number + self.after

    def finding(self, message: str, hint: str, mended: str | None = None) -> Finding:
        end = self.start + len(self.number)
        return self.line.finding(self.start, end, message, hint=hint, mended=mended)


@once
def _places(context: Context) -> Iterator[_Place]:
    """Every mention of a hotline but 110 that somebody means as advice."""
    for prose in context.prose:
        for hit in prose.search(_ANY):
            if hit.line.field in SAID_BY_FRAUDSTERS:
                continue
            place = _place(hit)
            if not place.after.endswith(("？", "?")) and not _in_message(prose, hit.line):
                yield place


def _place(hit: Hit) -> _Place:
    text = hit.line.text
    start = max((match.end() for match in _END.finditer(text, 0, hit.start)), default=0)
    match = _END.search(text, hit.end)
    end = match.end() if match else len(text)
    return _Place(hit.line, hit.start, hit.match[0], text[start : hit.start], text[hit.end : end])


def _in_message(prose: Prose, line: Line) -> bool:
    """Whether the line is a message of a quiz, which may well be a fraudster's."""
    if prose.kind != "quizzes" or line.field != "questions":
        return False
    row = line.source.line(line.line)
    return bool(re.match(r"\s*(?:- )?message:", row))


# 12381.

_DIALS = re.compile(
    r"(?:回拨|拨打|拨通|拨|致电|呼叫|打电话[给到问]|打(?![开来印字扰听工算消中]))"
    r"(?:(?!收到|接到|看到|来自|发来|发的|[，。；！？、：]|\d).){0,8}$"
    r"|(?:电话|热线|专线|客服|联系|咨询|求助)[是为：:“\"（(\s]{0,2}$"
)
_IS_SMS = re.compile(
    r"[”\"」）)]?(?:的|发来的|发出的|发送的|发的)?(?:预警|提醒|劝阻|官方|涉诈|反诈)*(?:短信|信息|消息)"
)
_CALLS_YOU = re.compile(r"[”\"]?[^，。；不没]{0,4}?(?:打来|来电|打电话|打给|的电话|热线|专线)")


@_family.rule(
    "F003",
    "12381 不是用来打的",
    why="12381 只发预警短信。叫人回拨，正好给了假客服机会。",
    bad="看到预警短信，回拨12381问清楚。",
    good="看到12381的短信，不用回拨，打96110问清楚。",
)
def dialled_sms(context: Context) -> Iterator[Finding]:
    """12381 sends SMS; it neither calls nor is called."""
    for place in _places(context):
        if place.number != "12381":
            continue
        if _QUOTED.search(place.sentence) or _IS_SMS.match(place.after):
            continue
        if _named(place.before, place.after):
            continue  # F006 speaks about the name
        hint = "写成“12381只发短信，不用回拨；拿不准打96110”"
        dial = _DIALS.search(place.before)
        if dial and not _DENIED.search(place.before[: dial.start()]):
            if not re.match(r"[^，。]{0,4}(?:不|没|是空号|无效)", place.after):
                yield place.finding("12381 只发预警短信，不能拨打", hint)
        elif not dial and _CALLS_YOU.match(place.after):
            yield place.finding("12381 只发预警短信，不打电话，也不接电话", hint)


# A finished theft.

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
    r"(?:(?!来电|[，。；！？、：]|\d).){0,8}$"
)
_DONE = re.compile(
    r"(?:已经?|刚刚?|都|不慎|不幸|一旦|万一|如果|发现|若|要是|确认)(?:自己|您|家人|钱)?(?:被骗|受骗|上当)"
    r"|(?:被骗|受骗|上当)(?:了?后|了|之后|以后|的人|的群众|的居民)"
    r"|(?:已经?|刚刚?|都)(?:经)?(?:给对方|给骗子|把钱)?"
    r"(?:转账|转了账|转钱|转了钱|转出|转走|转过去|汇款|汇了款|汇出|付款|付了钱|打款|打了钱|交了钱|给了钱|垫了钱|投了钱)"
    r"|[钱款](?:已经?|都|刚刚?|被|让骗子|给骗子){0,3}(?:转走|转出|转了|汇出|汇走|没了|骗走|刷走|扣走|划走|付了|少了)"
    r"|(?:转了?账|转完账|汇了?款|付了?款|损失)(?:以后|之后|后)"
    r"|(?:转出去|转走|骗走)的?[钱款]?(?:，|了|的)"
)
_NOT_DONE = re.compile(
    r"(?:怀疑|担心|害怕|怕|疑似|防止?|避免|以免|免得|正在|差点|险些|会不会|是不是|是否|可能|觉得|没有?|别等|不要等|等到|如何|"
    r"怎样|还没|未|才|别让|不让|帮助|预防)[^，。；：]{0,6}$"
)
_LEADS = re.compile(r"线索|举报|进展|进度|回访|宣传|来电|打来|打进来|的电话|劝")


def _misdirected(place: _Place) -> bool | None:
    """Whether this number is given for a finished theft; None where 110 stands beside it."""
    before, after = place.before, place.after
    if _QUOTED.search(place.sentence):
        return False
    report = _REPORT_BEFORE.search(before)
    if report and not _DENIED.search(before[: report.end()]):
        return True
    if _denied_call(before):
        return False
    if _OR_110_AFTER.match(after) or re.search(
        r"(?:报警|报案)[^，。]{0,4}110[”\"]?(?:或者?|、|和|及|/)[“\"]?$", before
    ):
        return None
    match = _REPORT_AFTER.match(after)
    if match and not re.match(r"[^，。]{0,6}(?:不|没用|无效|耽误|晚)", after[match.end() :]):
        return True
    context = _with_previous(place)
    if _110.search(context) or _110.search(after) or _LEADS.search(place.sentence):
        return False
    comma = _REPORT_BEFORE_COMMA.search(before)
    if comma and not _DENIED.search(before[: comma.start()]):
        return True
    call = _CALLS.search(before)
    if call is None:
        return False
    done = [match for match in _DONE.finditer(context) if len(context) - match.end() <= 30]
    return any(not _NOT_DONE.search(context[: match.start()]) for match in done)


def _mended(place: _Place) -> str | None:
    """110, where the number alone is wrong: not its name, and 110 not there already."""
    named = place.before.rstrip('“"是：').endswith(("专线", "热线", "电话"))
    return None if named or _110.search(place.sentence) else "110"


def _denied_call(before: str) -> bool:
    call = _CALLS.search(before)
    at = call.start() if call else len(before)
    return bool(_DENIED.search(before[:at]))


def _with_previous(place: _Place) -> str:
    """What stands before the number; with the sentence before where this one only says: ring."""
    before = place.before
    if len(before) > 8:
        return before
    text = place.line.text[: place.start - len(before)]
    ends = [match.end() for match in _END.finditer(text)]
    previous = text[ends[-2] if len(ends) > 1 else 0 :]
    return previous + before


@_family.rule(
    "F004",
    "钱已转出，要打 110",
    why="96110 是劝阻、咨询和收线索的。钱已经转走，晚打一分钟 110，就少一分拦住的机会。",
    bad="已经转账，拨打96110报警。",
    good="已经转账，马上打110。拿不准，打96110。",
)
def theft_to_96110(context: Context) -> Iterator[Finding]:
    """96110 is no emergency line: a finished theft is reported to 110."""
    for place in _places(context):
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


@_family.rule(
    "F005",
    "12321、12377 不受理报案",
    why="12321 收骚扰电话和垃圾短信的举报，12377 收网上违法信息的举报，都不能止付、不能立案。",
    bad="被骗了，拨打12321报案。",
    good="骚扰电话，打12321举报。",
)
def theft_to_others(context: Context) -> Iterator[Finding]:
    """Reports of spam and of illegal content; a crime goes to 110."""
    for place in _places(context):
        if place.number not in ("12321", "12377"):
            continue
        wrong = _misdirected(place)
        if wrong is False and _CRIME.search(place.before) and not _110.search(place.sentence):
            wrong = not _QUOTED.search(place.sentence) and not _denied_call(place.before)
        if wrong is not False:
            message = f"{place.number} 不受理报案；被骗了要马上打 110"
            hint = "报警、报案、已经转账，都写 110"
            yield place.finding(message, hint, _mended(place) if wrong else None)
        elif (
            place.number == "12377"
            and _SPAM.search(place.before)
            and not _QUOTED.search(place.sentence)
            and not _denied_call(place.before)
        ):
            message = "12377 收网上违法信息的举报；骚扰电话、垃圾短信向 12321 举报"
            yield place.finding(message, "写成 12321", "12321")


# Names.

_NAMES = {
    "96110": r"(?:反诈|防诈|反诈骗|反电诈|预警劝阻|劝阻)(?:中心)?(?:咨询)?(?:专线|热线|电话)",
    "110": r"报警(?:电话|热线|号码)",
    "12381": r"预警短信(?:号码|专号|端口|号)",
}
_NAME = "|".join(f"(?P<n{number}>{name})" for number, name in _NAMES.items())
_NUMBER = re.compile(r"[19](?<!\d[19])(?:10|6110|2381|2321|2377)(?!\d)")
_BEFORE = re.compile(rf"(?:{_NAME})(?:号码)?(?:就?是|为)?[：:“\"（(「\s]{{0,2}}$")
_AFTER = re.compile(
    rf"[”\"]?(?:就?是)?(?:全国|国家|公安|警方|的|这个|：)*(?:{_NAME})"
    r"(?!(?:号码)?(?:就?是|为|不是)?[：:“\"（(「\s]{0,2}\d)"
)


def _named(before: str, after: str) -> tuple[str, str] | None:
    """(the name beside a number, the number that it belongs to)."""
    match = _BEFORE.search(before[-24:]) or _AFTER.match(after)
    if match is None:
        return None
    right = next(number for number in _NAMES if match[f"n{number}"])
    return match[f"n{right}"], right


@_family.rule(
    "F006",
    "号码和名称对不上",
    why="反诈专线是 96110，报警电话是 110，预警短信的号码是 12381。名称错了，人就会打错。",
    bad="反诈专线110，有疑问就打。",
    good="反诈专线96110，有疑问就打。",
)
def misnamed(context: Context) -> Iterator[Finding]:
    """The name beside a number must be its own."""
    for prose in context.prose:
        for hit in prose.search(_NUMBER):
            text = hit.line.text
            named = _named(text[: hit.start], text[hit.end :])
            if named is None or named[1] == hit.match[0] or hit.line.field in SAID_BY_FRAUDSTERS:
                continue
            if not _QUOTED.search(_place(hit).sentence):
                message = f"{named[0]}是 {named[1]}，不是 {hit.match[0]}"
                yield hit.finding(message, mended=named[1])


# What the numbers never do.

_OPEN_LINK = re.compile(
    r"(?:点开|点击|打开|点)[^，。；不没]{0,4}12381[^，。；不没]{0,8}链接"
    r"|12381[^。；不没别勿]{0,16}(?:点开|点击|打开|[请可要]点|附|带|里有|中有|含)[^。；不没]{0,6}(?:链接|回电号码)"
)
_ASKS_CODE = re.compile(
    r"96110[^。；！？不没从绝]{0,10}[会要将请让需][^，。；不]{0,6}(?:问|核对|索要|提供|告诉|报|输入|说)[^，。；不]{0,6}(?:密码|验证码)"
    r"|[把将][^，。；]{0,8}(?:密码|验证码)[^，。；]{0,6}(?:告诉|报给|发给|提供给|说给)[^，。；]{0,4}96110"
)
_HANG_UP = re.compile(
    r"96110[^。；，不]{0,6}(?:来电|打来|打进来|电话)[^。；，不别勿]{0,4}，?(?:都|也|就|请|要|直接|马上|立刻)*"
    r"(?:不要接|不用接|不接|别接|不要理|别理|挂断|挂掉|拒接)"
)


@_family.rule(
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
                place = _place(Hit(hit.line, at, at + len(number), hit.match))
                start = at - len(place.before)
                quoted = _QUOTED.search(place.sentence) or place.after.endswith(("？", "?"))
                denied = _DENIED.search(hit.line.text[start : hit.start])
                again = re.search(r"再(?:打|拨)|回拨|自己", place.after)
                if quoted or denied or again or hit.line.field in SAID_BY_FRAUDSTERS:
                    continue
                yield hit.finding(message, hint="依据见 docs/data/numbers.yml")


RULES = tuple(_family.rules)
