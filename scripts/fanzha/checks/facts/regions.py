"""Family F: every region's file, whichever is built: no left-over of the sample, phones agree."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context
from fanzha.content.reading.nodes import Document, Node
from fanzha.content.region import Region
from fanzha.findings import Finding

_SAMPLE_WORD = "示范"
_SAMPLE_CODE = "0000"
_SAMPLE_HOST = "shifan.example"


@rule(
    "F016",
    "地区档案里留着样例的内容",
    why="样例的电话打不通，网址打不开；换了真地名，却留着样例，印出去就收不回来。",
    bad="（name 换成了本镇，派出所电话还是 0000-0000110）",
    good="（名称、电话、网址都换成本地的，没有 sample: true）",
    kind="region",
)
def leftovers(context: Context) -> Iterator[Finding]:
    """A real name with the sample's numbers, or a sample that bears a real name."""
    for region, document in _files(context):
        left = list(_left(region, document))
        if region.sample and _SAMPLE_WORD not in region.name:
            message = f"写着 sample: true，地名却是“{region.name}”：每页都会说这不是真实的地方"
            hint = "换成真的电话和网址以后，删去 sample: true 这一行"
            yield _at(document, document.fields.at("sample"), message, hint)
        elif not region.sample:
            for node in left:
                message = f"“{node.value}”是样例里的，不是真的"
                hint = "换成本地的；还在试用的，写上 sample: true"
                yield _at(document, node, message, hint)


def _left(region: Region, document: Document) -> Iterator[Node]:
    """The values that come from the sample."""
    for place in (
        *(("name",), ("site_name",), ("publisher",), ("sms_signature",)),
        *(("police", "name"), ("police", "address")),
    ):
        node = document.fields.at(*place)
        if _SAMPLE_WORD in str(node.value or "") and isinstance(node.value, str):
            yield node
    if urlsplit(region.site_url).hostname == _SAMPLE_HOST:
        yield document.fields.at("site_url")
    if region.area_code == _SAMPLE_CODE:
        yield document.fields.at("area_code")
    if region.police.phone.startswith(_SAMPLE_CODE):
        yield document.fields.at("police", "phone")


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
        code, _, rest = region.police.phone.partition("-")
        if region.area_code and rest and code != region.area_code:
            message = f"派出所电话的区号是 {code}，area_code 写的是 {region.area_code}"
            hint = "两处改成一样；拿不准，先打一次这个电话"
            yield _at(document, document.fields.at("police", "phone"), message, hint)


def _files(context: Context) -> Iterator[tuple[Region, Document]]:
    for name, region in context.edition.regions.items():
        yield region, context.edition.region_texts[name]


def _at(document: Document, node: Node, message: str, hint: str) -> Finding:
    return document.source.finding(
        "", node.line, node.column, message, end_column=node.end_column, hint=hint
    )
