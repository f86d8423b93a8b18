"""A region: a town with its names, phones and police station (docs/data/regions/*.yml).

A file may name a `parent`; what it leaves empty comes from there (see regions.py, which reads them).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from ipaddress import ip_address
from pathlib import PurePosixPath
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from fanzha.content.kinds.fields import Line16, Line60, Model, OneLine, Text
from fanzha.content.kinds.meta import Labelled

ALL = "all"  # a word in a choice of products: everything of that family
NOT = "-"  # before a word: all but this


class Police(Model):
    """The police station of the region; what is empty becomes a line to write on."""

    name: str = Field("", max_length=24, description="派出所名称")
    phone: Annotated[str, Field(pattern=r"^$|^0\d{2,3}-\d{7,8}$")] = Field(
        "", description="派出所电话，写成 区号-号码", examples=["0999-2000000"]
    )
    address: str = Field("", max_length=36, description="派出所地址")


class Level(Labelled):
    """How high a region stands."""

    PROVINCE = "province", "省"
    CITY = "city", "市"
    COUNTY = "county", "县"
    TOWN = "town", "镇"
    VILLAGE = "village", "村"


Chosen = tuple[Line60, ...]


class Products(Model):
    """What a region makes; a family that is not named is not made. `[all, -x]` is all but x, and
    `*` stands for any letters of a name."""

    print: Chosen = Field(
        (),
        description="印刷品：种类名，或种类名加一篇的编号；全部做，写“all”；前面加“-”的不做；* 代替几个字母",
        examples=[["leaflet-a4", "poster-a3/poster-dianhua"], ["all", "-*-bw"]],
    )
    screens: Chosen = Field(
        (),
        description="屏幕：播放列表、屏幕规格，或两样一起",
        examples=[["1920x1080", "zhengwu/1920x1080"]],
    )
    share: Chosen = Field((), description="转发卡片", examples=[["all"]])
    texts: Chosen = Field((), description="文字稿：哪几篇的，或哪一种文件", examples=[["sms.txt"]])
    packs: Chosen = Field((), description="整包：一条预警的、一个场所的", examples=[["all"]])
    site: Chosen = Field(
        (), description="网站：要就写“all”；不写，只有一页列出文件", examples=[["all"]]
    )

    def takes(self, family: str, path: str) -> bool:
        """Whether a file is chosen: its folders, or the last of them and its name, are named, and not
        with a minus."""
        words = getattr(self, family, ())
        without = [word.removeprefix(NOT) for word in words if word.startswith(NOT)]
        wanted = [word for word in words if not word.startswith(NOT)]
        return _named(wanted, path) and not _named(without, path)


def _named(words: Sequence[str], path: str) -> bool:
    """Whether any of the words names a file."""
    steps = PurePosixPath(path).parts[1:]
    plain = (*steps[:-1], PurePosixPath(path).stem) if steps else ()
    return any(
        word == ALL or _within(PurePosixPath(word).parts, some)
        for word in words
        for some in (steps, plain)
    )


def _within(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    """Whether the few stand side by side among the many."""
    places = range(len(many) - len(few) + 1)
    return bool(few) and any(all(map(fnmatchcase, many[at:], few)) for at in places)


class Region(Model):
    """A town: its names, phones and police station."""

    id: str = Field("", exclude=True)
    above: tuple[str, ...] = Field((), exclude=True)  # its parent, the parent of that, and so on
    name: Line16 = Field(description="地区名，最多 16 个字", examples=["示范镇"])
    parent: Annotated[str, OneLine] = Field(
        "",
        description="上级地区的档案名；空着的项目用上级的，派出所的三项一起用",
        examples=["shifan-xian"],
    )
    level: Level | None = Field(None, description="哪一级")
    site_name: Annotated[str, Field(max_length=24), OneLine] = Field(
        "",
        description="网站名；有上级的可以不写，就是“地区名反诈宣传”；没有上级的必须写",
        examples=["示范镇反诈宣传"],
    )
    publisher: Annotated[str, Field(max_length=24), OneLine] = Field(
        "", description="发布单位；没有上级的必须写", examples=["示范镇反诈宣传工作小组"]
    )
    site_url: Annotated[str, Field(pattern=r"^$|^https?://[^\s/]+(/[^\s]*)?/$"), OneLine] = Field(
        "",
        description="网站地址，以 / 结尾；没有网站就不写，印刷品上就没有二维码和网址",
        examples=["https://shifan.example/fanzha/"],
    )
    sites_url: Annotated[str, Field(pattern=r"^$|^https?://[^\s/]+(/[^\s]*)?/$"), OneLine] = Field(
        "",
        description="下级的网站都放在哪个地址下面，以 / 结尾；下级没写网站地址的，就是它加上档案名",
        examples=["https://fanzha.example/"],
    )
    area_code: Annotated[str, Field(pattern=r"^$|^0\d{2,3}$")] = Field(
        "", description="长途区号，0 开头", examples=["0999"]
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
    products: Products | None = Field(
        None,
        description="只做哪些成品；不写，有上级的照上级，上级也没写的照 docs/data/below.yml；没有上级的全部做",
    )
    levels: Mapping[Level, Products] = Field(
        default_factory=dict,
        description="下面各级只做哪些成品，一级一行",
        examples=[{"village": {"print": ["leaflet-a4"]}}],
    )

    @model_validator(mode="after")
    def _whole_without_parent(self) -> Self:
        for field, value in (("site_name", self.site_name), ("publisher", self.publisher)):
            if not value and not self.parent:
                raise PydanticCustomError("missing", "缺少字段", {"field": field})
        return self

    @property
    def chain(self) -> tuple[str, ...]:
        """Itself and all above it, the nearest first."""
        return (self.id, *self.above)

    def makes(self, family: str, path: str) -> bool:
        """Whether it wants this file."""
        return self.products is None or self.products.takes(family, path)

    @property
    def signature(self) -> str:
        """What every text message begins with."""
        return self.sms_signature or f"【{self.publisher}】"

    def lasting(self, item: str) -> str:
        """The address of an item that stays valid for ever; empty where there is no website."""
        return f"{self.site_url}q/{item}/" if self.site_url else ""

    def short(self, item: str, code: str) -> str:
        """The same with the short code of the item, where it has one: for paper."""
        return self.lasting(code or item)


# How the names of the sample begin. 杨凌示范区 and a 示范社区 are real.
SAMPLE_NAME = re.compile(r"^【?示范(?!区)")
_SAMPLE_PLACE = re.compile(r"示范[镇路]")
SAMPLE_CODE, _SAMPLE_PHONE = "0000", "-0000110"
SAMPLE_HOST = "shifan.example"


def sample_values(region: Region) -> Iterator[tuple[str, ...]]:
    """The places of a region's file that hold what only the sample has."""
    texts = {
        ("name",): region.name,
        ("site_name",): region.site_name,
        ("publisher",): region.publisher,
        ("police", "name"): region.police.name,
        ("police", "address"): region.police.address,
        ("sms_signature",): region.sms_signature,
        ("reporting",): region.reporting,
        ("reward",): region.reward,
    }
    for place, text in texts.items():
        if SAMPLE_NAME.search(text) or _SAMPLE_PLACE.search(text):
            yield place
    for field in ("site_url", "sites_url"):
        if f".{_host(getattr(region, field))}".endswith(f".{SAMPLE_HOST}"):
            yield (field,)
    if region.area_code == SAMPLE_CODE:
        yield ("area_code",)
    if region.police.phone.startswith(SAMPLE_CODE) or region.police.phone.endswith(_SAMPLE_PHONE):
        yield ("police", "phone")


def wrong_area_code(region: Region) -> str:
    """What is wrong, where the station's phone has another area code than the region; else empty."""
    code, _, rest = region.police.phone.partition("-")
    if not region.area_code or not rest or code == region.area_code:
        return ""
    return f"派出所电话的区号是 {code}，area_code 写的是 {region.area_code}"


# Names that no server of the internet answers to (RFC 6761, 6762, 8375 and what routers use).
_INSIDE = (".localhost", ".local", ".lan", ".internal", ".home.arpa", ".test", ".invalid")


def unreachable(region: Region) -> Iterator[tuple[str, str]]:
    """(field, why) of addresses that a resident's telephone cannot open: they go on paper as codes."""
    for field in ("site_url", "sites_url"):
        address = getattr(region, field)
        if address and (why := _unreachable(address)):
            yield field, f"{field} 的 {_host(address) or address} {why}"


def _unreachable(address: str) -> str:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "写错了，打不开"
    if "@" in parts.netloc:
        return "前面有 @，真正打开的是 @ 后面的网址"
    try:
        here = not ip_address(host).is_global
    except ValueError:
        here = "." not in host or f".{host}".endswith(_INSIDE)
    return "只在单位里打得开，居民的手机打不开" if here else ""


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
