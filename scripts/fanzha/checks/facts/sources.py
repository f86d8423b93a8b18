"""Family F, the grounds: what rests on somebody's figures must say whose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context
from fanzha.content.kinds.items import Basis
from fanzha.findings import Finding

# Fraudsters' promises and the titles of sources are no claims of ours.
_NOT_OURS = frozenset({"lines", "next_line", "sources"})
_NUMBER = r"\d[\d.,]* ?(?:多|余)?"
_SHARE = (
    rf"(?:{_NUMBER}(?:%|％|成)|百分之[一二三四五六七八九十百点零\d.]+|[一二三四五六七八九两]成)"
)
_CASES = r"(?:案件|案子|发案|诈骗|受害人|受害者|被害人|被骗|上当|损失|老年人|老人|年轻人|学生|居民|群众|网民)"
_AREA = r"(?:全[国省市县区镇乡]|[本我][省市县区镇乡]|辖区|累计|同期|公安机关|警方)"
_STATISTIC = re.compile(
    rf"占(?![^\n，。]{{0,4}}(?:工资|收入|房价|总价|货款|本金|屏幕|版面|内存|时间|面积))(?:比|了|到|据|全部|总数|全国|全市|全县)?[^\n，。；！？]{{0,14}}?{_SHARE}"
    rf"|(?:同比|环比|比去年|比上年|比前年|较去年|较上年)[^\n，。；]{{0,8}}(?:{_SHARE}|{_NUMBER}倍)"
    rf"|{_CASES}[^\n，。；]{{0,8}}(?:上升|下降|增长|增加|减少|超过|高达|达到?|多了|少了)[^\n，。；]{{0,4}}{_SHARE}"
    rf"|{_SHARE}(?:以上|左右)?的?(?:都是|是)?(?:电信|网络|电诈|诈骗)*{_CASES}"
    rf"|(?<!\d)(?!100[%％]){_SHARE}(?:以上|左右)?的人"
    r"|平均(?:年龄|损失|被骗)[^\n，。；]{0,6}\d"
    r"|(?<![\d:：满])(?:\d{3}[\d,]*|\d[\d.]* ?[多余]?[万千百])[多余]?起(?![步飞拍订批售送租价点来免包])"
    rf"|{_AREA}[^\n。；]{{0,16}}(?:发案|立案|破获|侦破|抓获|劝阻|止付|冻结|挽回|拦截|损失|被骗|查处|预警|诈骗案?)"
    rf"[^\n。；\d]{{0,12}}{_NUMBER}(?:万|亿|千|百)?[多余]?(?:起|件|名|人次?|元|条|次|个)"
    rf"|每 ?{_NUMBER}?个?(?:受害人|受害者|被骗的人|人)[里中][，]?[^\n，。；]{{0,4}}(?:\d|[一二三四五六七八九]个)"
)
# One cheap search tells whether a text can hold any of it.
_HINT = re.compile(
    r"[%％]|百分之|[\d一二三四五六七八九两]成|\d[\d.]*[多余]?[万千百]?[多余]?起|平均[年损被]|同比|环比|[较比][去上前]年|"
    r"每 ?\d|(?:全[国省市县区镇乡]|[本我][省市县区镇乡]|辖区|累计|同期|公安机关|警方)[^。；\n]{0,40}\d"
)
_PROMISE = re.compile(
    r"(?:佣金|手续费|利息|利率|收益|回报|提成|股份|定金|首付|押金|税|本金|保费|费用)[^，。；]{0,6}$"
)


@rule(
    "F013",
    "统计数字没有出处",
    why="没有出处的比例和件数，别人一问就答不上来；编造的数字会让整张传单都不可信。",
    bad="刷单案件占全部案件的80%。",
    good="刷单案件很多，天天都有人上当。",
)
def unsourced_statistic(context: Context) -> Iterator[Finding]:
    """A share, a number of cases or a mean needs `sources` in the item."""
    for prose in context.residents:
        if prose.item is None or prose.item.meta.sources:
            continue
        if not _HINT.search(prose.text):
            continue
        for hit in prose.search(_STATISTIC):
            before = hit.line.text[max(0, hit.start - 12) : hit.start]
            if hit.line.field in _NOT_OURS or _PROMISE.search(before):
                continue
            hint = "在 sources 里写明发布单位、标题、日期；没有可靠出处就删去数字"
            yield hit.finding(f"统计数字“{hit.match[0]}”没有出处", hint=hint)


@rule(
    "F014",
    "官方内容没有出处",
    why="写着“官方内容”，就要说得出是哪个单位、哪一天发布的。",
    bad="basis: official",
    good="basis: composite",
)
def official_without_source(context: Context) -> Iterator[Finding]:
    """`basis: official` needs a source; the model asks it for publisher and date."""
    for item in context.edition.library.items:
        if item.meta.basis is Basis.OFFICIAL and not item.meta.sources:
            node = item.document.fields.at("basis")
            yield item.document.source.finding(
                "",
                node.line,
                node.column,
                "basis 是 official，却没有 sources",
                end_column=node.end_column,
                hint="加上 sources：publisher 发布单位、title 标题、date 日期；不是官方内容就写 composite",
            )
