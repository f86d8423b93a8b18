"""The print order of a venue: what it needs, how large, on what paper, how many, which file.

One row for each kind of sheet that docs/data/sheets.yml gives the venue copies of; of several files
the one that is most for it. `order_args` is what both the PDF and the table are made from.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from fanzha import origins
from fanzha.content.kinds.items import Alert
from fanzha.content.library import is_of
from fanzha.content.markup import fill
from fanzha.printing.sheet import A4_LANDSCAPE, general_args, set_sheet
from fanzha.printing.shop import SUFFIX
from fanzha.product import ITEMS, Args, Made, Product, opens

if TYPE_CHECKING:
    from fanzha.edition import Edition

COLUMNS = (
    *(("印什么", 30), ("内容", 34), ("哪里印", 12), ("尺寸", 26), ("纸和印法", 40)),
    *(("份数", 8), ("文件", 40)),
)
MANY = 300  # copies, from which on a shop is cheaper than an office printer


@dataclass(frozen=True)
class Line:
    """A row of an order: the sheet, and how many of it."""

    product: Product
    copies: int

    @property
    def file(self) -> str:
        """The name under which it is handed over."""
        return f"{self.product.kind}-{PurePosixPath(self.product.path).name}"


def lines(edition: Edition, venue: str, products: Iterable[Product]) -> list[Line]:
    """What the venue is to print, in the order of sheets.yml; of `MANY` and more the shop's file."""
    ranked: dict[str, list[tuple[tuple[int, int, int], Product]]] = {}
    for_shop: dict[tuple[str, str], Product] = {}
    for place, product in enumerate(products):
        if product.kind.endswith(SUFFIX):
            for_shop[_name(product)] = product
        sheet = edition.tables.sheets.get(product.kind)
        if sheet is not None and venue in sheet.copies:
            rank = _rank(edition, product, venue)
            if rank is not None:
                ranked.setdefault(product.kind, []).append(((*rank, place), product))
    found = []
    for kind, sheet in edition.tables.sheets.items():
        if kind in ranked:
            first, copies = min(ranked[kind], key=lambda row: row[0])[1], sheet.copies[venue]
            found.append(
                Line(for_shop.get(_name(first), first) if copies >= MANY else first, copies)
            )
    return found


def _name(product: Product) -> tuple[str, str]:
    """Its kind without the mark of a shop's file, and what it is made from."""
    return product.kind.removesuffix(SUFFIX), PurePosixPath(product.path).stem


def _rank(edition: Edition, product: Product, venue: str) -> tuple[int, int] | None:
    """How much a sheet is for a venue, the least first; None where it is not."""
    ranks = []
    for origin in product.origins:
        venues = origins.venues(edition, origin)
        if venues is None:
            ranks.append(len(edition.tables.venues))  # for every venue
        elif venue in venues:
            ranks.append(venues.index(venue))
    if not ranks:
        return None
    first = product.origins[0]
    item = edition.library.by_id.get(first.id) if first.table == ITEMS else None
    urgency = item.meta.severity.rank if item is not None and is_of(item, Alert) else 0
    return urgency, min(ranks)


def order_args(edition: Edition, venue: str, found: Sequence[Line]) -> dict[str, Any]:
    """What both files are made from, as plain JSON data."""
    label = edition.tables.venues[venue].label
    title = f"{label}印刷单"
    return {
        **general_args(edition, f"dingdan-{venue}", title, A4_LANDSCAPE, []),
        "columns": [name for name, _ in COLUMNS],
        "rows": [list(_cells(edition, line)) for line in found],
    }


def _cells(edition: Edition, line: Line) -> Iterator[str | int]:
    sheet = edition.tables.sheets[line.product.kind]
    product = line.product
    named = product.args.get("title") or origins.name(edition, product.origins[0])
    yield sheet.label
    yield str(fill(named, edition.region))
    yield "印刷厂" if sheet.shop else "自己打印"
    yield sheet.size
    yield sheet.paper
    yield line.copies
    yield line.file


@opens("print/print-order.typ")
def make(args: Args, overrides: Path) -> Made:
    """The order as PDF."""
    return set_sheet(args, overrides, "print-order.typ")


def make_table(args: Args) -> bytes:
    """The same as a table that a shop can fill prices into."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        day = datetime.datetime.fromisoformat(args["day"])
        author = args["region"]["publisher"]
        book.set_properties({"title": args["title"], "author": author, "created": day})
        sheet = book.add_worksheet("印刷单")
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        font = {"font_name": "Microsoft YaHei", "font_size": 11, "valign": "vcenter"}
        cell = book.add_format({**font, "border": 1, "text_wrap": True})
        head = book.add_format({**font, "border": 1, "bold": True, "bg_color": "#FFC24B"})
        top = book.add_format({**font, "font_size": 16, "bold": True})
        sheet.write(0, 0, f"{args['region']['name']}　{args['title']}", top)
        for column, (name, width) in enumerate(COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write(1, column, name, head)
        for row, texts in enumerate(args["rows"], 2):
            for column, text in enumerate(texts):
                sheet.write(row, column, text, cell)
        sheet.freeze_panes(2, 0)
        sheet.repeat_rows(0, 1)  # on each sheet of paper
    return buffer.getvalue()
