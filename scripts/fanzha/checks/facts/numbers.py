"""Family F: numbers and names that must agree with docs/data/."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context, Hit
from fanzha.content.kinds.items import Scam
from fanzha.content.library import Item
from fanzha.content.reading.choices import did_you_mean
from fanzha.content.reading.numerals import number, written
from fanzha.content.reading.validate import replace_value
from fanzha.edition import Edition
from fanzha.findings import Finding

# What can be rung or can send an SMS in China: mobile numbers, land lines with area code,
# 400/800 numbers, and the short codes 11x/12x, 1xxxx service numbers, 95xxx(x) and 96xxx(x).
_PHONE = re.compile(
    r"""(?=[+(（\d])(?<![\d.,·×A-Za-z%¥￥$-])(?<!\d\*)(?:  # the first lookahead only saves time
        (?:\+?86[-\x20]?)?1[3-9]\d(?:[-\x20]?\d{4}){2}
      | [(（]?0\d{2,3}[)）]?[-\x20—－]?\d{7,8}
      | [48]00(?:-\d{3}-?\d{4}|\d{7}|-\d{4}-\d{3})
      | 9[56]\d{3,4}
      | 1(?:00|06|23|11|14|16|18)\d{2}
      | 1[12]\d
    )(?![\d%]|,\d)""",
    re.VERBOSE,
)
# A number followed by a unit counts something; nobody counts eleven digits of people.
_MONEY = re.compile(r"[ \u3000]*(?:[.．]\d|多?[万亿千百]?[元块])")
_UNIT = re.compile(
    r"[ \u3000]*(?:[.．]\d|多?[万亿千百]|多?[元块角分]|"
    r"[个名人次条件天年月日岁户张份页字米公里克吨度倍期位家笔单级分秒时点]|"
    r"小时|分钟|公斤|毫米|厘米|像素|px|mm|cm|pt|[×x*]\s*\d)"
)


@rule(
    "F001",
    "电话不在号码表里",
    why="印错的电话收不回来。能写的号码都在 docs/data/numbers.yml，派出所电话由地区档案填写。",
    bad="拿不准，打96710问一问。",
    good="拿不准，打96110问一问。",
)
def unknown_phone(context: Context) -> Iterator[Finding]:
    """A wrong hotline on paper cannot be taken back."""
    numbers = context.edition.tables.numbers
    known = {*numbers, context.edition.region.police.phone}
    anywhere = [digits for digits, row in numbers.items() if not row.beside]
    for prose in context.prose:
        for hit in prose.search(_PHONE):
            number = hit.match[0]
            digits = re.sub(r"\D", "", number)
            if number in known or is_counted(digits, hit.line.text, hit.end):
                continue
            if number[0] == "1" and _named(hit, context.edition.tables.measures.names):
                continue
            alike = [n for n in known if n in anywhere or n not in numbers]
            near = did_you_mean(digits, [n for n in alike if len(n) == len(digits)])
            hint = f"允许的号码：{'、'.join(sorted(anywhere, key=len))}；派出所电话由地区档案填写"
            if number.startswith("9"):
                hint += "；银行的电话写成“银行卡背面的客服电话”"
            message = f"号码 {number} 不在 docs/data/numbers.yml 里"
            yield hit.finding(message, hint=hint, mended=near)


def _named(hit: Hit, names: Collection[str]) -> bool:
    """Whether the digits are the end of a listed name: GB 11643."""
    until = hit.line.text[: hit.end]
    return any(until.endswith(name) for name in names if len(name) > len(hit.match[0]))


def is_unknown_phone(text: str, start: int, known: Collection[str]) -> bool:
    """Whether a number that begins here is reported as a phone already."""
    match = _PHONE.search(text, max(0, start - 1), start + 24)
    if match is None or match.start() > start or match[0] in known:
        return False
    return not is_counted(re.sub(r"\D", "", match[0]), text, match.end())


def is_counted(digits: str, text: str, end: int) -> bool:
    """Whether a unit follows, so that it is no phone."""
    return bool((_MONEY if len(digits) >= 11 else _UNIT).match(text, end))


@rule(
    "F002",
    "清单里没有这个类型名",
    why="官方清单每年会变，写错名称就对不上公安部的说法。",
    bad='official: [{edition: "2025", name: 刷单返现}]',
    good='official: [{edition: "2025", name: 刷单返利}]',
)
def official_name(context: Context) -> Iterator[Finding]:
    """`official` must quote the ministry's list of that year exactly."""
    edition = context.edition
    for item in edition.library.of(Scam):
        yield from _official(edition, item)


def _official(edition: Edition, item: Item[Scam]) -> Iterator[Finding]:
    source = item.document.source
    for index, entry in enumerate(item.meta.official):
        year = edition.tables.taxonomy.get(entry.edition)
        if year is None:
            node = item.document.fields.at("official", index, "edition")
            known = "、".join(edition.tables.taxonomy)
            message = f"没有 {entry.edition} 年的清单"
            yield source.finding("", node.line, node.column, message, hint=f"有：{known}")
        elif entry.name not in year.names:
            node = item.document.fields.at("official", index, "name")
            near = did_you_mean(entry.name, year.names)
            yield source.finding(
                "",
                node.line,
                node.column,
                f"{entry.edition} 年的清单里没有“{entry.name}”",
                end_column=node.end_column,
                hint=f"清单：{'、'.join(year.names)}",
                fix=replace_value(node, near) if near else None,
            )


# Lists in prose: 公安部2025年十大高发…类型包括：…

_LIST = re.compile(
    r"(?<!\d)(?P<year>20\d\d) ?年度?(?:(?P<month>\d{1,2})月)?"
    r"(?:公安部|国家反诈中心|公布|发布|通报|列出|梳理|盘点|印发|了|的|全国|最新|，|《|“)*(?P<count>[三四五六七八九十]|\d{1,2})"
    r"(?:大|类|种)(?=(?:高发|多发|易发|常见|突出|电信|网络|诈骗|骗局)[^\n。！？；，、]{0,8})[^\n。！？；：，、是为有]{0,14}"
    r"(?:(?:分别|依次)?(?:是|为|有|包括|：)+(?P<names>[^\n。！？；]+))?"
)
_NAMES_END = re.compile(r"(?:等[^、]{0,12})?$")


@rule(
    "F012",
    "和公安部当年的清单对不上",
    why="清单每年会变：年份、几类、叫什么名字，都要和 docs/data/taxonomy.yml 里的一样。",
    bad="公安部2025年公布的五类高发骗局要记牢。",
    good="公安部2025年公布的十类高发骗局要记牢。",
)
def list_in_prose(context: Context) -> Iterator[Finding]:
    """Year, number and names of the ministry's list, where a sentence gives them."""
    for prose in context.prose:
        if "公安部" not in prose.text:
            continue
        for hit in prose.search(_LIST):
            start = hit.line.text.rfind("。", 0, hit.start) + 1
            ministry = "公安部" in hit.line.text[start : hit.end + 20]
            if ministry and hit.line.field != "sources":
                yield from _listed(context.edition, hit)


def _listed(edition: Edition, hit: Hit) -> Iterator[Finding]:
    match = hit.match

    def at(group: str, message: str, mended: str | None, hint: str = "") -> Finding:
        start = hit.start + match.start(group) - match.start()
        end = start + len(match[group])
        return hit.line.finding(start, end, message, hint=hint, mended=mended)

    year = edition.tables.taxonomy.get(match["year"])
    if year is None:
        known = "、".join(edition.tables.taxonomy)
        hint = f"有：{known}。清单见 docs/data/taxonomy.yml"
        yield at("year", f"没有公安部 {match['year']} 年的清单", None, hint)
        return
    count = len(year.names)
    if number(match["count"]) != count:
        message = f"{match['year']} 年的清单是 {count} 类"
        yield at("count", message, written(count, match["count"]))
    month = year.date.partition("-")[2].lstrip("0")
    if match["month"] and month and match["month"].lstrip("0") != month:
        yield at("month", f"这份清单是 {year.date} 公布的", month)
    yield from _names(edition, hit)


def _names(edition: Edition, hit: Hit) -> Iterator[Finding]:
    if not hit.match["names"]:
        return
    names = edition.tables.taxonomy[hit.match["year"]].names
    at = hit.start + hit.match.start("names") - hit.match.start()
    listed = _NAMES_END.sub("", hit.match["names"])
    if listed.count("、") < 1:
        return
    for part in re.finditer(r"[^、]+", listed):
        name = part[0].strip("“”《》* ")
        if name in names:
            continue
        near = did_you_mean(name, names)
        message = f"{hit.match['year']} 年的清单里没有“{name}”"
        hint = f"清单：{'、'.join(names)}"
        offset = at + part.start() + part[0].index(name)
        yield hit.line.finding(offset, offset + len(name), message, hint=hint, mended=near)
