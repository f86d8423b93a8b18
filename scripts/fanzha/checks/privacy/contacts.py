"""Family P, contacts: plates, mailboxes, chat accounts, and addresses down to the door."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context, Hit, Line, Prose
from fanzha.checks.engine.words import one_of
from fanzha.checks.privacy.digits import N
from fanzha.content.data.word_tables import WordTables
from fanzha.findings import Finding, Severity

_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]\s?[A-Za-zＡ-Ｚａ-ｚ]"
    r"[·•・．.\- \u3000]?[0-9A-Za-z０-９Ａ-Ｚａ-ｚ*＊×]{4,6}[挂学警港澳]?"
)
# Ordinary, with a last character for trailers and the like, and the two new-energy forms.
_PLATE_FORM = re.compile(
    r"[A-HJ-NP-Z](?:(?=(?:[A-Z]*\d){2})[A-HJ-NP-Z\d]{5}|(?=(?:[A-Z]*\d){2})[A-HJ-NP-Z\d]{4}[挂学警港澳]"
    r"|[A-HJK][A-HJ-NP-Z\d]\d{4}|\d{5}[A-HJK]|[A-Z\d]{1,3}\*{2,5}|\*{2,4}[A-Z\d]{2,3})"
)
# 全新A…, 阿里云A… are no plates.
_NOT_PLATE = re.compile("[全最更里讯]$")
_MAIL = re.compile(
    r"[A-Za-z0-9][\w.+%-]{0,63}\s?(?:[@＠]|[(（\[]at[)）\]])\s?(?P<host>[A-Za-z0-9-]+(?:[.．][A-Za-z0-9-]+)+)",
    re.ASCII,
)
_ACCOUNT = r"(?P<id>[A-Za-z][-_A-Za-z0-9]{5,19}|[1-9][0-9]{5,11})"
# These patterns begin with one set of characters, which a search finds quickly.
_CHAT = re.compile(
    r"[微薇威vVwW](?:(?<=[微薇威])信|(?<=加微)|(?<=[vV])(?:[xX信]|(?=[:：]))|(?<=[wW])(?:[xX]|ei[xX]in|e[cC]hat))"
    rf"(?P<named>号码?|ID|id|账号|帐号)?(?:[:：=是为\s“‘「]|加|搜){{0,3}}{_ACCOUNT}(?![A-Za-z0-9@.])"
)
_QQ = re.compile(
    r"[qQＱ扣企](?:(?<=[qQＱ])(?:[qQＱ]|(?=[群号]))|(?<=扣)扣|(?<=企)鹅)群?(?:号码?|群号|账号)?"
    r"(?:[:：=是为\s“]|加){0,3}[1-9１-９][0-9０-９*]{4,10}(?![0-9０-９*@])"
)
_OTHER_CHAT = re.compile(
    r"[抖快小支陌探钉飞TS](?:音|手|红书|付宝|陌|探|钉|机|G|elegram|kype)"
    r"(?:号|账号|ID|id)[:：=是为\s“]{0,3}(?=[-_.A-Za-z]*[0-9])[-_.A-Za-z0-9]{5,20}"
)
# A channel by its name, unless it is an office's; a name in letters.
_LETTERS = re.compile(r"(?:全拼|拼音|字母)(?:是|为|：)?\s?[A-Za-z]{5,}")
_UNIT = re.compile(r"\s*[多余]?[万亿千百元块角分个名人次条天年月日岁户张份页位度]")
_MOBILE = re.compile(r"1[3-9]\d{9}")

_NO = f"[{N}十百]{{1,4}}"
_ROOM = f"(?:[{N}]{{2,4}}(?:室|房(?![价租东子源产]))|[{N}]{{3,4}}户(?!型|外))"
_BARE_ROOM = f"[{N}]{{3,4}}(?=$|[，。、；：！？）)”\\s的住])"
_FLOOR = rf"(?:{_NO}[层楼]\s?)?"
# What stands behind the number of a house: the rest of the way to the door.
_DOOR = re.compile(
    rf"[号#栋幢座弄单组社队屯楼](?:"
    rf"(?:(?<=[号#])楼|(?<=号)院|(?<=[栋幢座弄]))\s?(?:{_NO}(?:单元|门)\s?)?{_FLOOR}"
    rf"(?:{_ROOM}|{_BARE_ROOM}|(?<=单元))"
    rf"|(?<=单)元\s?{_FLOOR}(?:{_ROOM}|{_BARE_ROOM}|{_NO}号(?!楼|门|窗))"
    rf"|(?<=楼){_ROOM}|(?<=号)\s?(?:附{_NO}号\s?)?{_ROOM}|(?<=号)附{_NO}号"
    rf"|(?<=[组社队屯])\s?{_NO}号(?![线机车楼桥井田地台题座桌球样选柜窗桩门文床厅])(?:附{_NO}号)?)"
)
_NUMBER_BEFORE = re.compile(rf"(?:第?{_NO}(?:村民小)?|(?<![A-Za-z])[A-Z])$")
_ESTATE = re.compile(
    rf"[区园村寓苑府湾庭城里厦]\s?[{N}]{{1,3}}[-－—–][{N}]{{1,2}}[-－—–][{N}]{{2,4}}(?![{N}年月])"
)
_LIVES = re.compile(
    r"[家住户居](?:(?<=家)(?:住|在|庭住址)|(?<=住)[在址处于]|(?<=户)(?:籍地?|口在)|(?<=居)住[在于地])"
    r"[是为：:]?[^，。；！？\n]{0,24}?"
    rf"(?:[路街巷弄村组社里湾坝屯沟寨坪队]|胡同|大道)(?:门牌)?{_NO}号(?!线|楼|桥|[上下]午|[来去回到晚早])"
)
_STREET = re.compile(
    rf"[路街巷弄胡大](?:(?<=胡)同|(?<=大)道|(?<=[路街巷弄]))[东西南北中]?段?{_NO}号"
    r"(?!线|桥|口|门|车|机|柜|桩|文|台|窗|楼)"
)
_MEETING = re.compile(
    "(?:讲座|会议|培训|上课|报名|领取|办公|开会|演出|活动|领表|大厅)[^，。住]{0,8}$"
)
_ON_THE_WAY = re.compile("[公铁马上半一走赶出思网电线销门套退活绝后顺]$|^$")


@rule(
    "P005",
    "车牌号",
    why="车牌连着车主，镇上的人一看就知道是谁家的车。",
    bad="来的是一辆渝Z·8K6Q9的货车。",
    good="来的是一辆外地牌照的货车。",
)
def number_plate(context: Context) -> Iterator[Finding]:
    """Plates of five characters, of new-energy cars (six), and half-hidden ones."""
    for prose in context.prose:
        for hit in prose.search(_PLATE):
            text = hit.line.text
            if _NOT_PLATE.search(text[max(0, hit.start - 1) : hit.start]) or re.match(
                "[A-Za-z0-9]", text[hit.end :]
            ):
                continue
            plate = unicodedata.normalize("NFKC", hit.match[0]).upper().replace("×", "*")
            if _PLATE_FORM.fullmatch(re.sub(r"[^A-Z0-9*挂学警港澳]", "", plate[1:])):
                yield hit.finding("这里有车牌号", hint="删去车牌，写“一辆外地牌照的货车”这样就够了")


@rule(
    "P006",
    "电子邮箱",
    why="邮箱连着一个人；骗子的邮箱印出去，也会有人真的写信去。",
    bad="请把材料发到zhangsan88@youxiang.example。",
    good="不要把材料发到陌生人的邮箱。",
)
def mailbox(context: Context) -> Iterator[Finding]:
    """Any mailbox but those of allowed domains, which are offices."""
    domains = context.edition.tables.domains
    own = urlsplit(context.edition.region.site_url).hostname
    for prose in context.prose:
        if not any(sign in prose.text for sign in ("@", "＠", "at)", "at]", "at）")):
            continue
        for hit in prose.search(_MAIL):
            host = hit.match["host"].lower().replace("．", ".")
            office = any(host == s or host.endswith(f".{s}") for s in domains.suffixes)
            if not (office or host in domains.hosts or host == own):
                hint = "删去邮箱；单位的邮箱要用 docs/data/domains.yml 里的域名"
                yield hit.finding("这里有电子邮箱", hint=hint)


@rule(
    "P007",
    "微信号、QQ号一类的账号",
    why="账号连着一个人；骗子的账号印出去，也会有人真的去加。",
    bad="他加了微信号：zhuanqian_668。",
    good="他加了一个陌生的微信号。",
)
def chat_account(context: Context) -> Iterator[Finding]:
    """Accounts of WeChat, QQ and the like; a mobile number as account is F001's."""
    hint = "删去账号，写“一个陌生的微信号”“一个QQ群”就够了"
    channel, office = _channels(context.edition.tables.words)
    for prose in context.prose:
        for hit in prose.search(_CHAT):
            if _is_account(hit):
                yield hit.finding("这里有微信号", hint=hint)
        for hit in prose.search(_QQ):
            if not _UNIT.match(hit.line.text, hit.end):
                yield hit.finding("这里有QQ号或群号", hint=hint)
        for hit in prose.search(channel):
            if not office.search(hit.match["name"]):
                yield hit.finding("这里写了账号的名字", hint=hint)
        for hit in prose.search(_LETTERS):
            yield hit.finding("这里有用拼音写的名字或账号", hint=hint)
        for hit in prose.search(_OTHER_CHAT):
            yield hit.finding("这里有聊天或支付软件的账号", hint=hint)


@lru_cache(maxsize=4)
def _channels(words: WordTables) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """“抖音号叫……”, and what an office's own account has in its name."""
    named = (
        r"(?:(?:号|账号|名|昵称)?(?:名字?)?(?:叫|是|为|：)|(?:号|账号|昵称))“(?P<name>[^”]{2,14})”"
    )
    return re.compile(one_of(words, "账号的平台") + named), re.compile(one_of(words, "公家的账号"))


def _is_account(hit: Hit) -> bool:
    """Whether the word after 微信 is an account, not the name of an app or an amount."""
    word, text = hit.match["id"], hit.line.text
    if hit.start and re.match("[A-Za-z]", text[hit.start - 1]):
        return False
    if word.isdigit():
        plain_phone = bool(_MOBILE.fullmatch(word)) and not text[hit.end - len(word) - 1].isalpha()
        return not plain_phone and not _UNIT.match(text, hit.end)
    return bool(hit.match["named"]) or bool(re.search(r"[\d_]", word))


@rule(
    "P008",
    "住址写到门牌",
    why="写到几单元几号，等于把人家的门指给别人看。",
    bad="老人住在示范小区12号楼3单元502室。",
    good="有位老人住在小区里。",
)
def household(context: Context) -> Iterator[Finding]:
    """Room, unit, village group and number, or any number behind 住在."""
    public = _public(context.edition.tables.words)
    hint = "只写“小区里”“村里”，不写楼号、单元、门牌"
    for prose in context.prose:
        seen: list[tuple[Line, int, int]] = []
        for hit, start in _doors(prose, public):
            if not any(hit.line is at and a < hit.end and start < b for at, a, b in seen):
                seen.append((hit.line, start, hit.end))
                yield hit.line.finding(start, hit.end, "这里的住址写到了门牌", hint=hint)


@lru_cache(maxsize=4)
def _public(words: WordTables) -> re.Pattern[str]:
    """Places that are no secret."""
    return re.compile(one_of(words, "公开的地方"))


def _doors(prose: Prose, public: re.Pattern[str]) -> Iterator[tuple[Hit, int]]:
    """Addresses down to the door, and where each begins in its line."""
    for hit in prose.search(_DOOR):
        left = max(0, hit.start - 24)
        before = hit.line.text[left : hit.start]
        number = _NUMBER_BEFORE.search(before)
        if number and not public.search(before[: number.start()]) and not _MEETING.search(before):
            yield hit, left + number.start()
    for pattern in (_ESTATE, _LIVES):
        yield from ((hit, hit.start) for hit in prose.search(pattern))


@rule(
    "P009",
    "写到街道的门牌号",
    why="街道加门牌号能找到一家店、一户人。公开的办事地点可以写，写上单位名就不再提醒。",
    bad="他在示范路88号开了一家小店。",
    good="他在街上开了一家小店。",
    severity=Severity.WARNING,
)
def street_number(context: Context) -> Iterator[Finding]:
    """A street with a number; that of a public office is no secret."""
    public = _public(context.edition.tables.words)
    for prose in context.residents:
        for hit in prose.search(_STREET):
            text = hit.line.text
            around = text[max(0, hit.start - 16) : hit.start] + text[hit.end : hit.end + 16]
            if public.search(around) or _ON_THE_WAY.search(text[max(0, hit.start - 1) : hit.start]):
                continue
            if not any(door.line is hit.line for door, _ in _doors(prose, public)):
                yield hit.finding(
                    "这里写了门牌号", hint="不写门牌号；是公开的办事地点，就写上单位名"
                )
