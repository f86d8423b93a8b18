"""Family W, fourth part: Chinese punctuation.

It applies to quoted speech as well: how a sentence is set is ours, whoever says it. Only marks
that carry a tone (！！ and ？？) are left to the speaker. Markdown's own marks, link targets, code,
numbers and Latin text stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fanzha.checks.engine import voice
from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context, Hit
from fanzha.findings import Finding, Severity

_HAN = r"\u3400-\u9fff\uf900-\ufaff"
# What a Chinese sentence consists of, beside digits and Latin letters.
_WIDE = rf"{_HAN}\uff00-\uffef\u3001\u3002\u3008-\u3011“”‘’…—"
_FULL = {",": "，", ".": "。", ":": "：", ";": "；", "!": "！", "?": "？", "(": "（", ")": "）"}

# A mark after Chinese text, or between a word or number and Chinese text; with the space behind it.
_END = rf"{_HAN}”’》）」}}"
_MARK = re.compile(
    rf"[,:;!?.](?:"
    rf"(?<=[{_END}][,:;])(?!//)|(?<=[{_END}][!?])(?![!?\[])|"
    rf"(?<=[{_END}]\.)(?=\s|\Z|[{_WIDE}*])|(?<=[A-Za-z0-9%*]\.)(?=[ \t]*(?:\n|\Z))|"
    rf"(?<=[A-Za-z0-9%*)][,:!?])(?= ?[{_HAN}“《（])|(?<=[*][,:;!?.])(?= ?\*\*)"
    rf")(?: +(?=\S))?"
)
_PAIR = re.compile(
    r"\((?<!\]\()[^()（）\n]*\)|\((?<!\]\()[^()（）\n]*）|（[^()（）\n]*\)|"
    rf"\"[^\"\n]*[{_HAN}][^\"\n]*\"|'(?<![A-Za-z0-9]')[^'\n]*[{_HAN}][^'\n]*'(?![A-Za-z])|"
    rf"-(?<=[{_HAN}]-)--?(?=[{_HAN}])"
)
_MARKUP = re.compile(r"(`+)[^`\n]*\1|\]\([^)\n]*\)|<https?://[^>\n]*>|https?://[!-~]+")
_KEY = re.compile(r"(?:^|[{,-] *)[a-z_]+$")  # a field that was read as a text: its own finding
_ORDINAL = re.compile(r"[#>*\s-]*[一二三四五六七八九十]{1,3}$")
_IS_HAN = re.compile(f"[{_HAN}]")


@rule(
    "W020",
    "中文里用了半角标点",
    why="半角标点挤在汉字中间，印出来高低不齐，老人看不清停顿。",
    bad="先挂断,再打110。",
    good="先挂断，再打110。",
)
def half_width(context: Context) -> Iterator[Finding]:
    """Marks between Chinese characters are full-width ones."""
    for prose in context.residents:
        for hit in prose.search(_MARK):
            if not _in_markup(hit) and _IS_HAN.search(hit.line.text):
                mark = hit.match[0][0]
                if mark == ":" and hit.line.field and _KEY.search(_head(hit)):
                    continue
                better = "、" if mark == "." and _ORDINAL.match(_head(hit)) else _FULL[mark]
                yield _half(hit, mark, better)
        for hit in prose.search(_PAIR):
            if (better := _paired(hit)) and not _in_markup(hit):
                yield _half(hit, hit.match[0], better)


def _half(hit: Hit, found: str, better: str) -> Finding:
    message = f"中文里用了半角标点 {found[:20]}"
    return hit.finding(message, hint=f"写成 {better[:20]}", mended=voice.mended(hit, better))


def _head(hit: Hit) -> str:
    return hit.line.text[: hit.start]


def _paired(hit: Hit) -> str:
    """The right marks round what the match holds; nothing where they are right."""
    text, inner = hit.match[0], hit.match[0][1:-1]
    if text[0] == "-":
        return "——"
    if text[0] in "\"'":
        return f"‘{inner}’" if voice.quotation(hit) else f"“{inner}”"
    chinese = _IS_HAN.search(inner) or _IS_HAN.match(_head(hit)[-1:])
    return f"（{inner}）" if chinese or text[0] == "（" or text[-1] == "）" else ""


def _in_markup(hit: Hit) -> bool:
    return any(m.start() <= hit.start < m.end() for m in _MARKUP.finditer(hit.line.text))


EXCLAMATIONS = 2  # in one item; more is shouting
_SHOUT = re.compile(r"[！!](?!\[)[！!]*")


@rule(
    "W021",
    "感叹号太多",
    why="到处是感叹号，就没有一处要紧了，看着还像骗子催人。",
    bad="马上打110！！",
    good="马上打110。",
    severity=Severity.WARNING,
)
def exclamations(context: Context) -> Iterator[Finding]:
    """One at a time, and no more than two in an item; fraudsters may shout."""
    for prose in context.residents:
        if prose.text.count("！") + prose.text.count("!") < 2:
            continue
        count = 0
        for hit in prose.search(_SHOUT):
            if not voice.ours(hit):
                continue
            before, count = count, count + len(hit.match[0])
            if len(hit.match[0]) > 1:
                yield hit.finding("一个感叹号就够了", mended=voice.mended(hit, "！"))
            elif before == EXCLAMATIONS:
                hint = f"一篇最多{EXCLAMATIONS}个，其余改成句号"
                yield hit.finding("感叹号太多", hint=hint)


_DOTS = re.compile(
    rf"\.(?<=[{_WIDE}]\.)\.+(?![./\\A-Za-z])|\.\.\.+(?=[{_HAN}])|。。。+|···*(?<=[{_WIDE}]··)·*|…(?<!……)(?!…)|……(?<!………)…+"
)


@rule(
    "W022",
    "省略号写成“……”",
    why="三个点在有的字体里会贴在底线上，看着像脏点。",
    bad="他说自己是客服...",
    good="他说自己是客服……",
    severity=Severity.WARNING,
)
def dots(context: Context) -> Iterator[Finding]:
    """A Chinese ellipsis is two characters of three dots."""
    for prose in context.residents:
        for hit in prose.search(_DOTS):
            if not _in_markup(hit):
                better = voice.mended(hit, "……")
                yield hit.finding(f"省略号写成了 {hit.match[0]}", mended=better)


_REPEATED = re.compile(r"[，。、；：？](?:[，。、；：？！,;:?]|!(?!\[))+")


@rule(
    "W023",
    "标点重复",
    why="多出来的标点，多半是删改时留下的。",
    bad="先挂断，，再打110。",
    good="先挂断，再打110。",
    severity=Severity.WARNING,
)
def repeated(context: Context) -> Iterator[Finding]:
    """Two marks where one belongs; ？！ is a mark of its own, and fraudsters may ask ？？."""
    for prose in context.residents:
        for hit in prose.search(_REPEATED):
            marks = {_FULL.get(mark, mark) for mark in hit.match[0]}
            if marks == {"？", "！"} or (marks == {"。"} and len(hit.match[0]) > 2):
                continue
            if marks == {"？"} and not voice.ours(hit):
                continue
            stops = marks & {"。", "？", "！"}
            left = stops or marks
            better = voice.mended(hit, left.pop()) if len(left) == 1 else None
            yield hit.finding(f"标点重复：{hit.match[0]}", hint="只留一个", mended=better)


_SPACE = re.compile(
    rf" (?<=[{_WIDE}] ) *(?=[{_WIDE}0-9])| (?<=[0-9%] ) *(?=[{_HAN}])|"
    rf"\u3000(?<=[{_WIDE}]\u3000)[ \u3000]*(?=[{_WIDE}0-9])"
)


@rule(
    "W024",
    "汉字和数字之间不空格",
    why="空格会让一行字散开，排在窄屏幕上还会从空格处断行。",
    bad="请打 110 报警。",
    good="请打110报警。",
    severity=Severity.WARNING,
)
def space(context: Context) -> Iterator[Finding]:
    """No space inside Chinese text; between two words the editor may want a comma instead."""
    for prose in context.residents:
        for hit in prose.search(_SPACE):
            if hit.line.field == "keywords" or _in_markup(hit):
                continue
            between = _IS_HAN.match(_head(hit)[-1:]) and _IS_HAN.match(hit.line.text, hit.end)
            hint = "删去空格，要停顿就用逗号" if between else ""
            better = None if between else voice.mended(hit, "")
            yield hit.finding("这里不用空格", hint=hint, mended=better)
