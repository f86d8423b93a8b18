"""Family F: numbers and names that must agree with docs/data/."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fanzha.checks.rule import Context, Family
from fanzha.content.library import Item
from fanzha.content.models import Scam
from fanzha.content.validate import did_you_mean, replace_value
from fanzha.edition import Edition
from fanzha.findings import Finding

_family = Family()

# What can be rung or can send an SMS in China: mobile numbers, land lines with area code,
# 400/800 numbers, and the short codes 11x/12x, 1xxxx service numbers, 95xxx(x) and 96xxx(x).
_PHONE = re.compile(
    r"""(?<![\d.A-Za-z%¥￥$-])(?:
        (?:\+?86[-\s]?)?1[3-9]\d(?:[-\s]?\d{4}){2}
      | \(?0\d{2,3}\)?[-\s—－]?\d{7,8}
      | [48]00(?:-\d{3}-?\d{4}|\d{7}|-\d{4}-\d{3})
      | 9[56]\d{3,4}
      | 1(?:00|06|23|11|14|16|18)\d{2}
      | 1[12]\d
    )(?![\d%])""",
    re.VERBOSE,
)
# A number followed by a unit counts something.
_UNIT = re.compile(
    r"\s*(?:[.．]\d|多?[万亿千百]|多?[元块角分]|[个名人次条件天年月日岁户张份页字米公里克吨度倍期位家笔单级分秒时点]|"
    r"小时|分钟|公斤|毫米|厘米|像素|px|mm|cm|pt|[×x*]\s*\d)"
)


@_family.rule(
    "F001",
    "电话不在号码表里",
    why="印错的电话收不回来。能写的号码都在 docs/data/numbers.yml，派出所电话由地区档案填写。",
    bad="拿不准，打96710问一问。",
    good="拿不准，打96110问一问。",
)
def unknown_phone(context: Context) -> Iterator[Finding]:
    """A wrong hotline on paper cannot be taken back."""
    known = set(context.edition.tables.numbers)
    for prose in context.prose:
        for hit in prose.search(_PHONE):
            number = hit.match[0]
            if number in known or _UNIT.match(hit.line.text, hit.end):
                continue
            digits = re.sub(r"\D", "", number)
            near = did_you_mean(digits, [n for n in known if len(n) == len(digits)])
            hint = f"允许的号码：{'、'.join(sorted(known, key=len))}；派出所电话由地区档案填写"
            if number.startswith("9"):
                hint += "；银行的电话写成“银行卡背面的客服电话”"
            message = f"号码 {number} 不在 docs/data/numbers.yml 里"
            yield hit.finding(message, hint=hint, mended=near)


@_family.rule(
    "F002",
    "清单里没有这个类型名",
    why="官方清单每年会变，写错名称就对不上公安部的说法。",
    bad='official: [{edition: "2025", name: 刷单返现}]',
    good='official: [{edition: "2025", name: 刷单返利}]',
)
def official_name(context: Context) -> Iterator[Finding]:
    """`official` must quote the ministry's list of that year exactly."""
    edition = context.edition
    for item in edition.library.scams:
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


RULES = tuple(_family.rules)
