"""packs/alert-<id>.zip: everything of one alert, with 怎么发.txt: who gets what, in which order.

It is small enough for a chat (10 MB): no videos, and nothing for a print shop. A folder for each
way out (docs/data/outlets.yml), in the order in which to take them. Names of folders are Chinese,
for people; files for players keep their plain names. It says itself what it holds (see zips.py).
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from fanzha import zips
from fanzha.content.kinds.items import Alert
from fanzha.content.kinds.meta import Severity
from fanzha.content.markup import fill
from fanzha.language.declaration import declaration, genuine_lines
from fanzha.language.phrases import calls
from fanzha.product import ITEMS, Args, Product

if TYPE_CHECKING:
    from fanzha.content.data.outlets import Outlet
    from fanzha.content.library import Item
    from fanzha.edition import Edition

KIND = "alert-packet"
GUIDE = "怎么发.txt"
REST = "8-其他"
LEFT_OUT = frozenset({"thumbnail", "slide", "scroll", "segment", "drawing", "video"})
# For those who forward a ZIP by hand in names that every system shows.
PLAIN_NAMES = frozenset({"screens"})
PAGE = ".html"  # it points to other files, whose names and places are not those of the website


def products(edition: Edition, planned: Sequence[Product]) -> Iterator[Product]:
    """One ZIP for every current alert."""
    mine: dict[str, list[Product]] = defaultdict(list)
    for product in planned:
        # What is made of many items, such as the list of all text messages, belongs to none.
        if product.table == ITEMS and product.items and product.items[0] in product.path:
            mine[product.items[0]].append(product)
    for item in edition.alerts:
        files = [product for product in mine[item.id] if _goes_in(edition, product)]
        if files:
            yield _packet(edition, item, files)


def assemble(args: Args, overrides: Path, files: Sequence[Path], target: Path) -> None:
    """The guide first, then the files in the order of the folders."""
    zips.write(target, _contents(args, files), args["about"])


def _contents(args: Args, files: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    yield GUIDE, args["guide"].encode("utf-8-sig")
    for name, path in sorted(zip(args["names"], files, strict=True)):
        data = path.read_bytes()
        for old, new in args["links"].get(name, {}).items():
            data = data.replace(f'="{old}"'.encode(), f'="{new}"'.encode())
        yield name, data


def _goes_in(edition: Edition, product: Product) -> bool:
    sheet = edition.tables.sheets.get(product.kind)
    shop = sheet is not None and sheet.shop
    return not (product.assembled or product.kind in LEFT_OUT or shop)


def _packet(edition: Edition, item: Item[Alert], files: Sequence[Product]) -> Product:
    outlets = edition.tables.outlets
    folders: dict[str, list[Product]] = defaultdict(list)
    for product in files:
        folders[_folder(outlets, product)].append(product)
    names = _names(folders)
    ordered = [product for folder in sorted(folders) for product in folders[folder]]
    path, label = f"packs/alert-{item.id}.zip", "整包下载：这条预警的全部文件"
    title = f"预警整包：{fill(item.meta.title, edition.region)}"
    return Product(
        path=path,
        family="packs",
        kind=KIND,
        label=label,
        items=(item.id,),
        make=assemble,
        args={
            "names": [names[product.path] for product in ordered],
            "links": _links(names),
            "guide": "\r\n".join(_guide(edition, item, folders, names)),
            "about": declaration(edition, path, title, [item.id]),
        },
        parts=tuple(ordered),
        assembled=True,
    )


def _folder(outlets: Mapping[str, Outlet], product: Product) -> str:
    """The folder of the first way out that takes a product of this kind."""
    found = (outlet.folder for outlet in outlets.values() if outlet.takes(product.kind))
    return next(found, REST)


def _names(folders: Mapping[str, Sequence[Product]]) -> dict[str, str]:
    """Path of a product → its name in the ZIP: what it is called, once each."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for folder, products in folders.items():
        for product in products:
            path = PurePosixPath(product.path)
            stem = path.stem if product.family in PLAIN_NAMES else product.label
            stem = stem.replace("/", "／").replace("：", "-")
            name, number = f"{folder}/{stem}{path.suffix}", 2
            while name in taken:
                name, number = f"{folder}/{stem}-{number}{path.suffix}", number + 1
            taken.add(name)
            names[product.path] = name
    return names


def _links(names: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Name of each page in the ZIP → what it may point to, and where that stands now."""
    return {
        page: {
            posixpath.relpath(path, posixpath.dirname(own)): quote(
                posixpath.relpath(name, posixpath.dirname(page))
            )
            for path, name in names.items()
        }
        for own, page in names.items()
        if page.endswith(PAGE)
    }


def _guide(
    edition: Edition,
    item: Item[Alert],
    folders: Mapping[str, Sequence[Product]],
    names: Mapping[str, str],
) -> Iterator[str]:
    meta, region = item.meta, edition.region
    until = item.holds_until(edition.today)
    yield f"{meta.severity.label}：{fill(meta.title, region)}　怎么发"
    yield f"编印：{region.publisher}"
    yield f"发布 {meta.published}，有效至 {until}，编号 {region.id}-{item.id}"
    if region.sample:
        yield "注意：这是示范数据，请先换成本地的再用。"
    if meta.severity is Severity.URGENT:
        yield "这一条是紧急预警：一个小时里发完前四样。"
    yield ""
    yield "按先后发。发一样，在登记表上记一行。"
    number = 0
    for outlet in edition.tables.outlets.values():
        mine = folders.get(outlet.folder)
        if not mine:
            continue
        number += 1
        yield ""
        yield f"{number}. {outlet.label}"
        yield f"　　谁发：{outlet.who}"
        yield f"　　怎么发：{outlet.how}"
        yield f"　　文件夹 {outlet.folder}："
        yield from (f"　　　　{PurePosixPath(names[p.path]).name}" for p in mine)
    rest = folders.get(REST)
    if rest:
        yield ""
        yield f"另外，文件夹 {REST}：给别的系统用的，不认识就不用管。"
        yield from (f"　　　　{PurePosixPath(names[p.path]).name}" for p in rest)
    yield ""
    yield "发之前核对：" + "，".join("".join(call.pair) for call in calls(edition.tables)) + "。"
    yield f"到了 {until}，海报撕下，屏幕上的换掉。情况变了，会有新的一条。"
    yield from genuine_lines(edition)
    yield ""
