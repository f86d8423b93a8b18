"""guide.pdf and list.xlsx of a pack: what hangs where, how many, until when, and whom to ring.

`args` is what both are made from: a row for each kind of thing, in the order of packs.yml, and a row
for each file. The guide is dated by the latest review of what it lists, like all paper.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanzha import origins
from fanzha.content.data.packs import OTHERS
from fanzha.content.kinds.registry import KINDS
from fanzha.content.markup import fill
from fanzha.language.days import day_text
from fanzha.language.phrases import calls_data
from fanzha.packs.choosing import Chosen
from fanzha.product import ITEMS, Args, Made, Product, opens
from fanzha.typeset import pdf, qr_svg

if TYPE_CHECKING:
    from fanzha.content.kinds.meta import Meta
    from fanzha.content.library import Item
    from fanzha.edition import Edition

Make = Callable[..., Made]
# The folders of a pack in the order of the guide, and what they are called there.
PARTS = {
    "print": ("打印、张贴、发放", "print"),
    "words": ("在群里发、在喇叭里念", "words"),
    "talk": ("讲一课", "talk"),
    "screens": ("在屏幕上放", "screens"),
    "clips": ("短视频", "clips"),
    "files": ("别的文件", "files"),
}
OWN = (
    ("guide.pdf", "怎么用", "先看这一份"),
    ("list.xlsx", "清单", "这个包里的全部文件，对一遍"),
)
COLUMNS = (
    *(("文件", 44), ("是什么", 24), ("内容", 36), ("放在哪里、怎么用", 34)),
    *(("建议份数（这一种一共）", 14), ("大小", 26), ("纸和印法", 34), ("用到哪天", 14)),
)


def args(
    edition: Edition,
    name: str,
    files: Sequence[Chosen],
    *,
    light: bool = False,
    variant: str = "",
    fingerprint: str = "",
) -> dict[str, Any]:
    """What guide and list are made from, as plain JSON data."""
    region, pack = edition.region, edition.tables.packs[name]
    venue = edition.tables.venues.get(name)
    place = pack.label or (venue.label if venue is not None else name)
    intro = pack.intro or (venue.intro if venue is not None else None) or ""
    items = [item for file in files for item in _items(edition, file.product)]
    day = max((item.meta.reviewed for item in items), default=edition.date)
    last = (item.holds_until(edition.today) for item in items)
    until = min(last, default=day + datetime.timedelta(days=180))
    url = f"{region.site_url}at/{name}/" if region.site_url and venue is not None else ""
    rows = [_row(edition, list(same)) for _, same in groupby(files, key=lambda file: file.take)]
    return {
        "label": "整包说明",
        "title": f"{place}整包：怎么用",
        "place": place,
        "variant": variant,
        "intro": fill(intro, region),
        "who": pack.who,
        "light": light,
        "region": region.model_dump(mode="json"),
        "calls": calls_data(edition.tables),
        "url": url,
        "address": url.partition("://")[2].rstrip("/"),
        "code": f"{region.id}-{name}-{day:%Y%m%d}",
        "edition": f"{day.year}年{day.month}月",
        "valid": day_text(until),
        "day": day.isoformat(),
        "parts": [
            {"title": title, "folder": folder, "rows": mine}
            for part, (title, folder) in PARTS.items()
            if (mine := [row for row in rows if row["folder"] == part])
        ],
        "files": [_file(edition, file) for file in files],
        "fingerprint": fingerprint,
    }


@opens("packs/guide.typ")
def make(args: Args, overrides: Path) -> Made:
    """The guide as PDF for the office."""
    data = {**args, "logo": "", "pictures": {}, "note": "", "keywords": []}
    data["qr"] = qr_svg(args["url"]) if args["url"] else ""
    return pdf(overrides, "packs/guide.typ", data, args["day"])


def make_list(args: Args, overrides: Path) -> Made:
    """Every file of the ZIP, a row each, as a table to tick off."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        day = datetime.datetime.fromisoformat(args["day"])
        author = args["region"]["publisher"]
        book.set_properties({"title": f"{args['place']}整包清单", "author": author, "created": day})
        sheet = book.add_worksheet("清单")
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(2)
        font = {"font_name": "Microsoft YaHei", "font_size": 11, "valign": "vcenter"}
        cell = book.add_format({**font, "border": 1, "text_wrap": True})
        head = book.add_format(
            {**font, "border": 1, "bold": True, "bg_color": "#FFC24B", "text_wrap": True}
        )
        top = book.add_format({**font, "font_size": 16, "bold": True})
        sample = "（示范数据，请勿当真）" if args["region"]["sample"] else ""
        named = f"{args['region']['name']}　{args['place']}整包清单{sample}"
        sheet.write(0, 0, f"{named}　{args['variant']}" if args["variant"] else named, top)
        own = [[*row[:2], "", row[2], "", "", "", ""] for row in OWN]
        rows = [*own, *args["files"]]
        sheet.write(
            1,
            0,
            f"一共 {len(rows)} 个文件。编印：{author}，版次 {args['edition']}。",
            book.add_format(font),
        )
        for column, (name, width) in enumerate(COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write(2, column, name, head)
        for line, texts in enumerate(rows, 3):
            for column, text in enumerate(texts):
                sheet.write(line, column, text, cell)
        sheet.freeze_panes(3, 1)
    return Made(buffer.getvalue())


def _row(edition: Edition, files: Sequence[Chosen]) -> dict[str, Any]:
    """A row of the guide: the files that one row of packs.yml brought."""
    first = files[0]
    sheet = edition.tables.sheets.get(first.product.kind)
    ends = [day for file in files if (day := _until(edition, file.product))]
    titles = dict.fromkeys(_short(edition, file) for file in files)
    return {
        "folder": first.name.partition("/")[0],
        "label": first.label or kind_label(edition, first.product),
        "titles": [*titles],
        "number": len(files),
        "where": first.where,
        "copies": first.copies,
        "size": sheet.size if sheet is not None else "",
        "paper": sheet.paper if sheet is not None else "",
        "shop": sheet is not None and sheet.shop,
        "until": min(ends, default=""),
    }


def _file(edition: Edition, file: Chosen) -> list[str | int]:
    sheet = edition.tables.sheets.get(file.product.kind)
    return [
        file.name,
        file.label or kind_label(edition, file.product),
        file.title or _title(edition, file.product),
        file.where,
        file.copies or "",
        sheet.size if sheet is not None else "",
        sheet.paper if sheet is not None else "",
        _until(edition, file.product),
    ]


def kind_label(edition: Edition, product: Product) -> str:
    """What editors call a kind of product."""
    sheet = edition.tables.sheets.get(product.kind)
    other = OTHERS.get(product.kind)
    return sheet.label if sheet is not None else other.label if other is not None else product.label


def _title(edition: Edition, product: Product) -> str:
    """What it is about: its own title, or that of the first thing that it is made from."""
    own = product.args.get("title") if product.family == "print" else None
    named = own or (origins.name(edition, product.origins[0]) if product.origins else product.label)
    return str(fill(str(named), edition.region))


def _short(edition: Edition, file: Chosen) -> str:
    """The same without its kind, which the row says: 海报：贷款没到手…"""
    title = file.title or _title(edition, file.product)
    item = next(_items(edition, file.product), None)
    return title.removeprefix(f"{KINDS[item.kind].label}：") if item is not None else title


def _until(edition: Edition, product: Product) -> str:
    """The last day on which it may be used; empty where nothing says so."""
    today = edition.today
    return min((str(item.holds_until(today)) for item in _items(edition, product)), default="")


def _items(edition: Edition, product: Product) -> Iterator[Item[Meta]]:
    """The item that a file is named after: of the others it holds only parts."""
    if product.table == ITEMS:
        for name in product.items[:1]:
            if name in edition.library.by_id:
                yield edition.library.by_id[name]
