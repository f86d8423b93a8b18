"""Family S, the characters: what cannot be seen, was decoded wrongly, or is not simplified."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fanzha.characters import ODD_SPACES, named
from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context, Line
from fanzha.checks.structure.mojibake import SUSPECT, mojibake
from fanzha.checks.structure.traditional import SIMPLIFIED, TRADITIONAL
from fanzha.content.kinds.meta import Language
from fanzha.findings import Finding, Severity

_TO_SIMPLE = dict(zip(TRADITIONAL, SIMPLIFIED, strict=True))
_TRADITIONAL = re.compile(f"[{TRADITIONAL}]+")
# Soft hyphen, fillers, zero-width spaces and joiners, invisible operators, variation selectors,
# interlinear marks, tags.
_ZERO_WIDTH = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d\u2060-\u2064"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e01ef]+"
)
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u206a-\u206f]+")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]+")
_REPORTED = re.compile("|".join(p.pattern for p in (_ZERO_WIDTH, _BIDI, _PRIVATE, _TRADITIONAL)))


@rule(
    "S040",
    "有看不见的零宽字符",
    why="从网页、聊天里复制来的文字常带着它。看不见，却会让搜索和排版出错。",
    bad="先返小钱\u200b，再要您垫大钱。",
    good="先返小钱，再要您垫大钱。",
)
def zero_width(context: Context) -> Iterator[Finding]:
    """Nobody can see them, but search, line breaks and the fonts stumble over them."""
    yield from _hidden(context, _ZERO_WIDTH, "看不见的零宽字符")


@rule(
    "S041",
    "有改变文字方向的控制字符",
    why="它能把号码、网址倒着显示，看到的和实际的不一样。",
    bad="请打\u202e01169\u202c问一问。",
    good="请打96110问一问。",
)
def bidi(context: Context) -> Iterator[Finding]:
    """A number or an address may read otherwise than it is."""
    yield from _hidden(context, _BIDI, "改变文字方向的控制字符")


def _hidden(context: Context, pattern: re.Pattern[str], what: str) -> Iterator[Finding]:
    for prose in context.prose:
        for hit in prose.search(pattern):
            names = "、".join(named(char) for char in dict.fromkeys(hit.match[0][:3]))
            yield hit.finding(f"有{what}：{names}", hint="删去它", mended="")


_SPACES = re.compile(f"[{ODD_SPACES}]+|^\u3000+", re.MULTILINE)
_LATIN = re.compile(r"[!-~]")


@rule(
    "S045",
    "有不常见的空格",
    why="从网页、Word里复制来的空格，看着一样，换行和搜索却不一样；段首空两格由排版来做。",
    bad="先挂断，\xa0再打110。",
    good="先挂断，再打110。",
    severity=Severity.WARNING,
)
def odd_spaces(context: Context) -> Iterator[Finding]:
    """Spaces of other widths, and Word's indent at the beginning of a paragraph."""
    for prose in context.residents:
        if prose.lang is not None:
            continue
        for hit in prose.search(_SPACES):
            text, at = hit.line.text, hit.start
            between = _LATIN.match(text[at - 1 : at]) and _LATIN.match(text, hit.end)
            if re.fullmatch(r"\s*(?:[-*+]|[0-9]+\.)", text[:at]) and hit.line.field is None:
                continue  # S063 speaks of the entry of a list
            if hit.match[0][0] == "\u3000" and hit.line.field is not None:
                continue
            message = f"有{named(hit.match[0][0])}"
            hint = "换成普通的空格" if between else "删去它"
            yield hit.finding(message, hint=hint, mended=" " if between else "")


@rule(
    "S042",
    "有专用区字符",
    why="这种字符只有某一台电脑认得，别处显示成空框。",
    bad="转账前打电话核实\ue123。",
    good="转账前打电话核实。",
)
def private_use(context: Context) -> Iterator[Finding]:
    """Only one machine's font knows what they mean."""
    for prose in context.prose:
        for hit in prose.search(_PRIVATE):
            if not _garbled(hit.line):
                message = f"有{named(hit.match[0][0])}，别人的设备显示不出来"
                yield hit.finding(message, hint="看看原文，改成普通的字；不需要就删去")


@rule(
    "S043",
    "简体字里夹了繁体字",
    why="同一个词有简有繁，居民搜不到；印刷用的字体里也没有繁体字。",
    bad="不要轉账。",
    good="不要转账。",
)
def traditional(context: Context) -> Iterator[Finding]:
    """Found by the table made from Unihan; characters of GB 2312 are left alone.

    A body that says to be in traditional characters may have them; its title may not.
    """
    for prose in context.prose:
        for hit in prose.search(_TRADITIONAL):
            if prose.lang is Language.TRADITIONAL and hit.line.field is None:
                continue
            if not _garbled(hit.line):
                simple = "".join(_TO_SIMPLE[char] for char in hit.match[0])
                yield hit.finding(f"“{hit.match[0]}”是繁体字，写成“{simple}”", mended=simple)


@rule(
    "S044",
    "有乱码",
    why="文字在某一步用错了编码，读的人看不懂。",
    bad="锟斤拷先返小钱。",
    good="先返小钱。",
)
def garbled(context: Context) -> Iterator[Finding]:
    """What wrong decoding leaves; mended only where the whole line becomes clean again."""
    for prose in context.prose:
        if not SUSPECT.search(prose.text):
            continue
        for line in prose.lines:
            broken = mojibake(line.text)
            if not broken:
                continue
            start, end = broken[0].start, broken[-1].end
            mended: str | None = line.text
            for one in reversed(broken):
                if mended is not None and one.mended is not None:
                    mended = mended[: one.start] + one.mended + mended[one.end :]
                else:
                    mended = None
            if mended is not None and _plain(mended):
                mended = mended[start : len(mended) - (len(line.text) - end)]
                yield line.finding(start, end, f"有乱码，原文应是“{mended}”", mended=mended)
            else:
                hint = "找到原文重新输入；保存时编码选 UTF-8"
                yield line.finding(start, end, f"有乱码：{line.text[start:end][:12]}", hint=hint)


def _plain(text: str) -> bool:
    """Whether the text holds nothing but GB 2312."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _garbled(line: Line) -> bool:
    """Whether S044 speaks about this line; then the other rules keep quiet."""
    return bool(mojibake(line.text))


def reported(line: Line, char: str) -> bool:
    """Whether a rule of this file speaks about the character, so that others keep quiet."""
    return _REPORTED.match(char) is not None or _garbled(line)
