"""Family F: every run of digits is accounted for.

A list of wrong numbers never ends; so each number that residents may meet must explain itself: as
a phone of the tables, a date, an amount, an ordinal, or part of a listed name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context, Line
from fanzha.checks.facts.numbers import is_unknown_phone
from fanzha.checks.facts.numeral_meaning import Surroundings, resembles, surroundings, unexplained
from fanzha.checks.facts.numeral_runs import MAY_HOLD, Group, Run, runs
from fanzha.content.reading.numerals import number
from fanzha.findings import Finding

# Titles of sources and lists of ids are copied, not said.
_COPIED = frozenset({"sources", "slides", "items", "official"})
_ID = re.compile(r"(?![oil\d]+$)[a-z][a-z\d-]*")
_PLACES = re.compile(
    r"(?:拨打?|打|致电|热线|专线|电话|报警)(?:号码?|：|[“ ]){0,2}"
    r"(?P<number>[一二三四五六七八九两](?:[十百千万零〇一二三四五六七八九]| (?=[一二三四五六七八九十百]))*[十百千]"
    r"[一二三四五六七八九]?)(?![个次通块元多几万十百千零〇一二三四五六七八九])"
)
# 九十六一百一十 is said as two numbers, with a space between them or without.
_PARTS = re.compile(r" |(?<=[一二三四五六七八九两])(?=[一二三四五六七八九两])")
_FIGURE = "[0-9０-９〇零○一二三四五六七八九幺]"
_TAIL, _HEAD = (
    re.compile(f"{_FIGURE}{{2,4}}$"),
    re.compile(rf"{_FIGURE}{{2,4}}(?!{_FIGURE}|[.、．])"),
)
_DIAL = re.compile(r"\[(?P<shown>[^\]\n]*)\]\((?:tel|sms):(?P<dialled>[^)\s]*)\)", re.IGNORECASE)


@rule(
    "F015",
    "这串数字说不清是什么",
    why="错一位的电话、拆开的号码、换了字样的号码，人看得懂，机器认不出。每一串数字都要说得清是什么。",
    bad="拿不准，问9611O。",
    good="拿不准，问96110。",
    fallback=True,
)
def every_number(context: Context) -> Iterator[Finding]:
    """Whatever is no phone, date, amount, ordinal or name is an error."""
    edition = context.edition
    hotlines = edition.tables.numbers
    code = edition.region.area_code
    phones = {*hotlines, edition.region.police.phone, code and f"{code}-96110"} - {""}
    about = surroundings(edition.tables.measures, phones)
    for prose in context.residents:
        for line in prose.lines:
            if line.field in _COPIED or not MAY_HOLD.search(line.text) or _bare(line):
                continue
            found = unexplained(line.text, list(runs(line.text)), about)
            for run, groups in found.items():
                if not is_unknown_phone(line.text, run.start, phones):
                    yield _finding(line, run, groups, about)
            yield from _in_places(line, about)
            yield from _dialled(line, about)
        for line, following in pairwise(prose.lines):
            if (
                following.line == line.line + 1
                and following.field == line.field
                and not _bare(line)
            ):
                yield from _broken(line, following, about)


def _finding(line: Line, run: Run, groups: list[Group], about: Surroundings) -> Finding:
    shown = line.text[run.start : run.end]
    meant = resembles(run.value, about.phones)
    if meant is not None:
        message = f"“{shown}”像是{meant}，写错了"
        return line.finding(run.start, run.end, message, hint=f"是这个号码就照写：{meant}")
    start, end = groups[0].start, groups[-1].end
    return line.finding(
        start,
        end,
        f"“{line.text[start:end]}”：这串数字说不清是什么",
        hint="加上单位（元、天、个……）；是名称的一部分，写进 docs/data/measures.yml 的 names；"
        "确实要这样写，用 allow 写明理由",
    )


def _in_places(line: Line, about: Surroundings) -> Iterator[Finding]:
    """打一百一十: a hotline as if it were an amount."""
    for match in _PLACES.finditer(line.text):
        value = "".join(f"{number(part):g}" for part in _PARTS.split(match["number"]))
        meant = resembles(value, about.phones)
        if meant is not None:
            start, end = match.span("number")
            message = f"“{match['number']}”像是{meant}，写错了"
            yield line.finding(start, end, message, hint=f"电话用数字写：{meant}")


def _broken(line: Line, following: Line, about: Surroundings) -> Iterator[Finding]:
    """A number that begins at the end of a line and goes on in the next."""
    tail, head = _TAIL.search(line.text), _HEAD.match(following.text)
    if tail is None or head is None:
        return
    first, rest = (next(iter(runs(part)), None) for part in (tail[0], head[0]))
    if first is None or rest is None or {first.value, rest.value} & about.phones:
        return
    meant = resembles(first.value + rest.value, about.phones)
    if meant is not None:
        message = f"“{tail[0]}”和下一行的“{head[0]}”连起来像是{meant}"
        yield line.finding(*tail.span(), message, hint=f"一个号码不要拆成两行：{meant}")


def _dialled(line: Line, about: Surroundings) -> Iterator[Finding]:
    """What a link dials is what it shows."""
    for match in _DIAL.finditer(line.text):
        dialled = re.sub(r"\D", "", match["dialled"])
        shown = re.sub(r"\D", "", match["shown"])
        allowed = {re.sub(r"\D", "", phone) for phone in about.phones}
        if dialled not in allowed or (shown and shown != dialled):
            message = f"点这里会拨 {match['dialled']}，写的是“{match['shown']}”"
            yield line.finding(
                match.start(), match.end(), message, hint="不用写链接，网页会自己加上"
            )


def _bare(line: Line) -> bool:
    """A value that is a count of the model or an id: the field says what it means."""
    text = line.text.strip()
    if line.field is None or not ((text.isdecimal() and text.isascii()) or _ID.fullmatch(text)):
        return False
    return line.source.line(line.line)[max(0, line.column - 2) : line.column - 1] not in "\"'"
