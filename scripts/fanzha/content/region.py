"""A region: a town with its names, phones and police station (docs/data/regions/*.yml)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field

from fanzha.content.data.reader import TableReader
from fanzha.content.kinds.fields import Line24, Model, OneLine, Text
from fanzha.content.reading.ids import wrong_id
from fanzha.content.reading.nodes import Document
from fanzha.findings import Finding


class Police(Model):
    """The police station of the region; what is empty becomes a line to write on."""

    name: str = Field("", max_length=24, description="派出所名称")
    phone: Annotated[str, Field(pattern=r"^$|^0\d{2,3}-\d{7,8}$")] = Field(
        "", description="派出所电话，写成 区号-号码"
    )
    address: str = Field("", max_length=36, description="派出所地址")


class Region(Model):
    """A town: its names, phones and police station."""

    id: str = Field("", exclude=True)
    name: Annotated[Text, Field(max_length=12)] = Field(description="地区名", examples=["示范镇"])
    site_name: Line24 = Field(description="网站名", examples=["示范镇反诈宣传"])
    publisher: Line24 = Field(description="发布单位", examples=["示范镇反诈宣传工作小组"])
    site_url: Annotated[str, Field(pattern=r"^$|^https?://[^\s/]+(/[^\s]*)?/$"), OneLine] = Field(
        "",
        description="网站地址，以 / 结尾；没有网站就不写，印刷品上就没有二维码和网址",
        examples=["https://shifan.example/fanzha/"],
    )
    area_code: Annotated[str, Field(pattern=r"^$|^0\d{2,3}$")] = Field(
        "", description="长途区号", examples=["0000"]
    )
    requires_check: bool = Field(False, description="是不是每一篇都要第二个人读过才能发布")
    sample: bool = Field(False, description="是不是样例；样例会在每页标明“示范数据”")
    police: Police = Field(default_factory=Police, description="派出所")
    sms_alarm: Annotated[str, Field(pattern=r"^$|^12110\d{0,9}$")] = Field(
        "", description="短信报警的号码：12110，有的地方后面还有几位；不知道就空着"
    )
    sms_signature: Annotated[str, Field(pattern=r"^$|^【[^【】\s]{2,16}】$")] = Field(
        "",
        description="短信开头的签名，连【】一起写，和运营商备案的一样；空着就用发布单位的名字",
        examples=["【示范镇反诈】"],
    )
    reporting: str = Field("", max_length=60, description="怎样举报")
    reward: str = Field("", max_length=60, description="举报奖励")
    logo: Text | None = Field(None, description="标志图片，写成从 docs/ 起的路径")

    @property
    def signature(self) -> str:
        """What every text message begins with."""
        return self.sms_signature or f"【{self.publisher}】"

    def lasting(self, item: str) -> str:
        """The address of an item that stays valid for ever; empty where there is no website."""
        return f"{self.site_url}q/{item}/" if self.site_url else ""


SAMPLE_WORD = "示范"
SAMPLE_CODE = "0000"
SAMPLE_HOST = "shifan.example"


def sample_values(region: Region) -> Iterator[tuple[str, ...]]:
    """The places of a region's file that hold what only the sample has."""
    texts = {
        ("name",): region.name,
        ("site_name",): region.site_name,
        ("publisher",): region.publisher,
        ("police", "name"): region.police.name,
        ("police", "address"): region.police.address,
    }
    yield from (place for place, text in texts.items() if SAMPLE_WORD in text)
    if urlsplit(region.site_url).hostname == SAMPLE_HOST:
        yield ("site_url",)
    if region.area_code == SAMPLE_CODE:
        yield ("area_code",)
    if region.police.phone.startswith(SAMPLE_CODE):
        yield ("police", "phone")


def wrong_area_code(region: Region) -> str:
    """What is wrong, where the station's phone has another area code than the region; else empty."""
    code, _, rest = region.police.phone.partition("-")
    if not region.area_code or not rest or code == region.area_code:
        return ""
    return f"派出所电话的区号是 {code}，area_code 写的是 {region.area_code}"


def load_region(root: Path, docs: Path, name: str) -> tuple[Region | None, list[Finding]]:
    """Read docs/data/regions/<name>.yml."""
    regions, _, findings = _load(root, docs, [name])
    return regions.get(name), findings


def load_regions(
    root: Path, docs: Path
) -> tuple[dict[str, Region], dict[str, Document], list[Finding]]:
    """All regions and their files: a fault in any of them is found in every check."""
    return _load(root, docs, region_ids(docs))


def _load(
    root: Path, docs: Path, names: Iterable[str]
) -> tuple[dict[str, Region], dict[str, Document], list[Finding]]:
    reader = TableReader(root, docs / "data" / "regions")
    read = {name: reader.one(name, Region) for name in names}
    for name, document in reader.documents.items():
        if wrong_id(name):
            message = f"文件名 {name}.yml {wrong_id(name)}"
            hint = "把文件改名，例如 xinzhen.yml，mkdocs.yml 里的 region 一起改"
            reader.findings.append(document.source.finding("S032", 1, 1, message, hint=hint))
    regions = {
        name: region.model_copy(update={"id": name}) for name, region in read.items() if region
    }
    return regions, reader.documents, reader.findings


def region_ids(docs: Path) -> list[str]:
    """The regions there are."""
    return sorted(path.stem for path in (docs / "data" / "regions").glob("*.yml"))
