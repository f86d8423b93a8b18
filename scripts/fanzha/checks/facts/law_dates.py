"""From which day a statute is in force, and how many articles it has, as docs/data/law-facts.yml says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from fanzha.checks.engine import voice
from fanzha.checks.engine.rule import Hit, Prose
from fanzha.checks.engine.words import any_of
from fanzha.checks.facts.sources import vouched
from fanzha.content.data.law_facts import LawFacts, Statute
from fanzha.content.reading.numerals import number, written
from fanzha.findings import Finding
from fanzha.language.days import day_text

NUMBER = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十]+)"
_CN = "〇零○一二三四五六七八九"
_DAY = (
    rf"(?P<day>(?:(?P<year>\d{{4}}|[{_CN}]{{4}})[年.／/-])?"
    rf"(?P<month>\d{{1,2}}|[{_CN}十]{{1,3}})[月.／/-](?:(?P<date>\d{{1,2}}|[{_CN}十]{{1,3}})日?)?)"
)
_COMES = r"(?:施行|实施|生效|实行|执行)"
# A day before its verb, the name of the statute between them or not; or behind it.
_FORCE = re.compile(
    rf"(?<![\d.〇零]){_DAY}(?![\d.])(?:(?:起|开始|正式)*(?:{_COMES}|算)"
    rf"|起?，?(?:我国|中华人民共和国)?的?《?(?P<law>[^\d，。；：、《》]{{2,20}})》?(?:开始|正式)*{_COMES})"
)
_IN_FORCE = re.compile(rf"{_COMES}(?:日期)?(?:于|[是：:]){{1,2}}{_DAY}(?![\d.])")
_IN_YEAR = re.compile(
    rf"(?<![\d.])(?P<of>\d{{4}}|[{_CN}]{{4}})年(?!\d|[一二三四五六七八九十]+月)[^\d，。；：、]{{0,6}}{_COMES}"
)
# A year or a day that is said of a statute: when it was made, or from when it holds.
_MADE = r"(?:通过|公布|颁布|发布|出台|制定|修订|修正|推出|问世)"
_SAID = (
    rf"(?P<day>(?P<year>\d{{4}}|[{_CN}]{{4}})年(?:(?P<month>\d{{1,2}}|[{_CN}十]{{1,3}})月"
    rf"(?:(?P<date>\d{{1,2}}|[{_CN}十]{{1,3}})[日号])?)?(?P<other>元旦|年初|年底|春节|[春夏秋冬]天)?|去年|前年|大前年)"
)
_SAID_OF = re.compile(
    rf"(?<![\d.{_CN}]){_SAID}(?P<gap>[^。！？；\n]{{0,24}}?)(?P<verb>{_COMES}|{_MADE})(?![前后以])"
)
_NOT_SAID = re.compile("[，,][^，,]*[我你他她它们您镇村社区学校][^，,]*$|周年|以来|之后|以后|之前")
_DIGITS = {ord(sign): str(max(at - 2, 0)) for at, sign in enumerate(_CN)}
_TOTAL = re.compile(
    rf"(?:[共总][共有计]?|全文|分[为成]?|由|[有是到满了])(?:{NUMBER}章[、，]?)?(?P<total>{NUMBER})条"
)
SOME = 10  # articles: “有三条和您有关” counts some of them, “有五十五条” all
_BACK = 60  # characters in which the name of a statute stands before its date


def dates(prose: Prose, facts: LawFacts) -> Iterator[Finding]:
    """The days from which the statutes are in force, and how many articles they have."""
    seen: set[tuple[int, int]] = set()
    for finding in _in_force(prose, facts):
        seen.add((finding.line, finding.column))
        yield finding
    for finding in _said(prose, facts):
        if (finding.line, finding.column) not in seen:  # those have their repair
            yield finding
    yield from _totals(prose, facts)


def _in_force(prose: Prose, facts: LawFacts) -> Iterator[Finding]:
    """Days and years right beside 施行 and its like."""
    for hit in (*prose.search(_FORCE), *prose.search(_IN_FORCE)):
        statute = _before(hit, facts)
        if statute is not None and (day := statute.force) is not None:
            right = day_text(day)
            if not _same_day(hit.match, day):
                start = hit.start + hit.match.start("day") - hit.match.start()
                end = start + len(hit.match["day"])
                yield hit.line.finding(start, end, f"施行日期是 {right}", mended=right)
    for hit in prose.search(_IN_YEAR):
        statute = _before(hit, facts)
        if statute is not None and statute.force is not None:
            start = hit.start + hit.match.start("of") - hit.match.start()
            year = int(hit.match["of"].translate(_DIGITS))
            if year != statute.force.year:
                end = start + len(hit.match["of"])
                right = written(statute.force.year, hit.match["of"])
                say = f"施行日期是 {day_text(statute.force)}"
                yield hit.line.finding(start, end, say, mended=right)


def _totals(prose: Prose, facts: LawFacts) -> Iterator[Finding]:
    """How many articles a statute has."""
    for hit in prose.search(_TOTAL):
        statute = _before(hit, facts)
        total = statute.articles if statute else None
        of_all = hit.match[0][0] not in "有是到满了" or number(hit.match["total"]) > SOME
        if total is not None and of_all and number(hit.match["total"]) != total:
            start = hit.start + hit.match.start("total") - hit.match.start()
            end = start + len(hit.match["total"])
            mended = written(total, hit.match["total"])
            yield hit.line.finding(start, end, f"它一共 {total} 条", mended=mended)


def _said(prose: Prose, facts: LawFacts) -> Iterator[Finding]:
    """Years and days in a sentence about a statute that are not those from which it is in force.

    On which day it was passed or published nobody has checked, so that is no fact either.
    """
    for hit in prose.search(_SAID_OF):
        statutes = _of_sentence(hit, facts)
        if not statutes or _NOT_SAID.search(hit.match["gap"]):
            continue
        made = re.fullmatch(_MADE, hit.match["verb"]) is not None
        days = [one.passed if made else one.force for one in statutes]
        if any(_part_of(hit.match, day) for day in days if day):
            continue
        if vouched(prose, hit.line, hit.match["day"]):
            continue
        right = "、".join(day_text(one.force) for one in statutes if one.force)
        yield hit.line.finding(
            hit.start,
            hit.start + len(hit.match["day"]),
            f"核对过的只有施行日期：{right}",
            hint="写施行日期；哪天通过、哪天公布，要在这一段里写明出处",
        )


def _part_of(match: re.Match[str], day: date) -> bool:
    """Whether a year, a month or a day is that of a date."""
    if not match["year"] or match["other"]:
        return False
    said = [int(match["year"].translate(_DIGITS))]
    said += [int(number(match[name])) for name in ("month", "date") if match[name]]
    return said == [day.year, day.month, day.day][: len(said)]


def _of_sentence(hit: Hit, facts: LawFacts) -> list[Statute]:
    """The statutes with a day that the sentence of a hit names."""
    text = voice.sentence(hit)
    dated = (one for one in facts.statutes.values() if one.force is not None)
    return [one for one in dated if named(one.names).search(text)]


def _same_day(match: re.Match[str], day: date) -> bool:
    """Whether what is written of a day, in digits or Chinese numerals, is this one."""
    year = int(match["year"].translate(_DIGITS)) if match["year"] else day.year
    of_month = int(number(match["date"])) if match["date"] else day.day
    return (year, int(number(match["month"])), of_month) == (day.year, day.month, day.day)


def _before(hit: Hit, facts: LawFacts) -> Statute | None:
    """The statute that is named last before a place, or between a day and its verb."""
    between = hit.match.groupdict().get("law")
    text = between or hit.line.text[max(0, hit.start - _BACK) : hit.start]
    found = [
        (match.end(), key)
        for key, statute in facts.statutes.items()
        for match in named(statute.names).finditer(text)
    ]
    return facts.statutes[max(found)[1]] if found else None


@cache
def named(names: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the names of a statute or a term."""
    return re.compile(any_of(names))
