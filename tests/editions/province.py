"""A small province as files of a project: towns that make two texts and no site, so in no time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.samples import scam

PROVINCE = """name: 清江省
level: province
site_name: 清江省反诈宣传
publisher: 清江省反诈工作专班
sites_url: https://qingjiang.example.org/
area_code: "0312"
police: {name: 清江派出所, phone: 0312-1234567, address: 清江路}
products: {texts: [shuadan/script.txt, shuadan/group.txt]}
"""
FILES = {
    "data/regions/shifan.yml": None,
    "data/regions/sheng.yml": PROVINCE,
    "data/regions/xian.yml": "name: 白石县\nparent: sheng\n",
    "data/regions/zhen-a.yml": "name: 甲溪镇\nparent: xian\n"
    "police: {name: 甲溪派出所, phone: 0312-7654321}\n",
    "data/regions/zhen-b.yml": "name: 乙桥镇\nparent: xian\n",
    "scams/shuadan.md": scam(),
}
NAMES = ("sheng", "xian", "zhen-a", "zhen-b")


def province(more: Mapping[str, str | None] | None = None) -> dict[str, str | None]:
    """The files, some of them changed."""
    return {**FILES, **(more or {})}


def made(folder: Path) -> dict[str, bytes]:
    """Path → bytes of all that is published of a town, or of all towns."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(p.startswith(".") for p in path.relative_to(folder).parts)
    }
