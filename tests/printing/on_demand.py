"""Sheets that no build makes, of the shipped library, made once for all tests of a worker."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from fanzha import printing
from fanzha.content.region import Region
from fanzha.edition import Edition, Project, read_edition
from fanzha.product import Made, Product
from tests.conftest import ROOT, TODAY

# One sheet of each kind, by the name that people type.
SAMPLES = {
    "comic-a4": "shuadan",
    "calendar-a4": "2027",
    "wallet-card": "ka-qianbao",
    "tent-card": "ka-yinhang",
    "counter-page": "yinhang",
    "window-slip": "hunyin",
    "activity-sheet": "xiaoxue",
    "flip-chart": "yuanba-10",
    "keywords-a3": "guanjianci",
    "specimen": "yangzhang",
    "comic-a4-bw": "shuadan",
    "calendar-a4-bw": "2027",
    "counter-page-bw": "yinhang",
    "activity-sheet-bw": "xiaoxue",
    "keywords-a3-bw": "guanjianci",
    "poster-450x600": "poster-dianfu",
    "poster-450x600-shop": "poster-dianfu",
    "leaflet-a4-shop": "shuadan",
    "trifold-shop": "shuadan",
    "booklet-a5-shop": "caiwu",
    "plate-a4-shop": "paizi-liugeyilv",
    "plate-a3-shop": "paizi-liugeyilv",
    "poster-a4-shop": "poster-dianfu",
    "poster-a3-shop": "poster-dianfu",
    "poster-a2-shop": "poster-dianfu",
    "cards-shop": "ka-qianbao",
    "stickers-shop": "tie-dianhua",
}
SHOP = [kind for kind in SAMPLES if kind.endswith("-shop")]
OFFICE = [kind for kind in SAMPLES if kind not in SHOP]


@cache
def edition() -> Edition:
    """The shipped library."""
    return read_edition(Project(ROOT, ROOT / "docs", "shifan", TODAY))[0]


@cache
def plan() -> dict[tuple[str, str], Product]:
    """(kind, name) → product."""
    return {(p.kind, PurePosixPath(p.path).stem): p for p in printing.on_demand(edition())}


LONG = {
    "name": "双江拉祜族佤族布朗族傣族自治县城",
    "publisher": "双江拉祜族佤族布朗族傣族自治县打击治理电诈办公室",
    "site_url": "https://www.fanzhaxuanchuan-shuangjiangxian.gov.cn/fanzha/",
    "police": {
        "name": "双江拉祜族佤族布朗族傣族自治县公安局勐勐派出所",
        "phone": "0883-12345678",
        "address": "双江拉祜族佤族布朗族傣族自治县勐勐镇鄱郫街与沙河路交叉口一百二十八号",
    },
}
BARE = {"name": "郫", "publisher": "郫镇", "site_url": "", "police": {}}


def town(fields: dict[str, Any]) -> Edition:
    """The shipped library in a town that differs in some fields."""
    region = Region.model_validate(edition().region.model_dump() | fields)
    return replace(edition(), region=region)


@cache
def elsewhere(long: bool) -> dict[tuple[str, str], Product]:
    """The plan of a town with the longest names, in characters of the third level; or with none."""
    there = town((LONG if long else BARE) | {"sample": False})
    return {(p.kind, PurePosixPath(p.path).stem): p for p in printing.on_demand(there)}


@cache
def made(kind: str) -> Made:
    """The sample of a kind."""
    return make(plan()[kind, SAMPLES[kind]])


def make(product: Product) -> Made:
    """A product and what it is made from."""
    parts = tuple(make(part) for part in product.parts)
    output: Made = product.make(product.args, ROOT / "overrides", *([parts] if parts else []))
    return output


def saved(kind: str, folder: Path) -> Path:
    """The sample of a kind as a file, for tools that want one."""
    path = folder / f"{kind}.pdf"
    path.write_bytes(made(kind).data)
    return path
