"""Family F: every region's file, whichever is built: no left-over of the sample, phones agree."""

from __future__ import annotations

from collections.abc import Iterator

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context
from fanzha.content.reading.nodes import Document, Node
from fanzha.content.region import (
    SAMPLE_NAME,
    Level,
    Region,
    sample_values,
    unreachable,
    wrong_area_code,
)
from fanzha.findings import Finding, Severity


@rule(
    "F016",
    "地区档案里留着样例的内容",
    why="样例的电话打不通，网址打不开；换了真地名，却留着样例，印出去就收不回来。",
    bad="（name 换成了本镇，派出所电话还是样例里的）",
    good="（名称、电话、网址都换成本地的，没有 sample: true）",
    kind="region",
)
def leftovers(context: Context) -> Iterator[Finding]:
    """A real name with the sample's numbers, or a sample that bears a real name."""
    for region, document in _files(context):
        left = [document.fields.at(*place) for place in sample_values(region)]
        if region.sample and not SAMPLE_NAME.search(region.name):
            message = f"写着 sample: true，地名却是“{region.name}”：每页都会说这不是真实的地方"
            hint = "换成真的电话和网址以后，删去 sample: true 这一行"
            yield _at(document, document.fields.at("sample"), message, hint)
        elif not region.sample:
            for node in left:
                message = f"“{node.value}”是样例里的，不是真的"
                hint = "换成本地的；还在试用的，写上 sample: true"
                if node.value is None or not isinstance(node.value, str):
                    message = f"从上级 {region.parent} 得来的内容是样例里的，不是真的"
                    node = document.fields.at("parent")
                yield _at(document, node, message, hint)


@rule(
    "F017",
    "派出所电话和区号对不上",
    why="区号错了，电话就打到别的地方去。",
    bad="（area_code 写 0000，派出所电话却用 0001 开头）",
    good="（area_code 和派出所电话的区号一样）",
    kind="region",
)
def area_code(context: Context) -> Iterator[Finding]:
    """The area code of the region is that of its station."""
    for region, document in _files(context):
        if message := wrong_area_code(region):
            hint = "两处改成一样；拿不准，先打一次这个电话"
            node = document.fields.at("police", "phone")
            if not isinstance(node.value, str):  # the station comes from above, the code does not
                node = document.fields.at("area_code")
            yield _at(document, node, message, hint)


@rule(
    "F024",
    "网站地址居民打不开",
    why="网址会变成二维码印出去；只在办公室打得开的，居民扫了是一片空白。",
    bad="site_url: http://192.168.1.4/",
    good="site_url: https://xinqiao.gov.cn/fanzha/",
    kind="region",
)
def address_of_the_office(context: Context) -> Iterator[Finding]:
    """localhost, addresses of a house's own network, names without a dot."""
    for region, document in _files(context):
        for field, message in unreachable(region):
            node = document.fields.at(field)
            if not isinstance(node.value, str):  # it comes from above, where it is found, too
                continue
            hint = "写公开的网址；还没有网站，就删去这一行，印刷品上就没有二维码"
            yield _at(document, node, message, hint)


@rule(
    "F022",
    "地区档案里没有派出所的名称或电话",
    why="办公室打印的要人手写，印刷厂的只好不印；老人最认得的是派出所。",
    bad="（police 里 name 或 phone 空着）",
    good="（police 里 name、phone 都写了）",
    severity=Severity.WARNING,
    kind="region",
)
def no_station(context: Context) -> Iterator[Finding]:
    """Only a town or a village has a station; what stands above has its own way to be reached."""
    for region, document in _files(context):
        empty = [field for field in ("name", "phone") if not getattr(region.police, field)]
        if empty and region.level in (None, Level.TOWN, Level.VILLAGE):
            words = {"name": "名称", "phone": "电话"}
            message = f"没有写派出所的{'和'.join(words[field] for field in empty)}"
            hint = "补上；真的没有，办公室打印的纸上会留横线手写，送印刷厂的不印这一行"
            node = document.fields.at("police", empty[0])
            if not isinstance(node.value, str):
                node = document.fields.at("name")
            yield _at(document, node, message, hint)


def _files(context: Context) -> Iterator[tuple[Region, Document]]:
    for name, region in context.edition.regions.items():
        yield region, context.edition.region_texts[name]


def _at(document: Document, node: Node, message: str, hint: str) -> Finding:
    return document.source.finding(
        "", node.line, node.column, message, end_column=node.end_column, hint=hint
    )
