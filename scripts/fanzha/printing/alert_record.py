"""alert-record: who sent an alert where, and when; to be filled in by hand or on a computer (R14).

Channel and text are printed; the hand and the time are blank, and nothing is kept here.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from fanzha.content.kinds.meta import Severity
from fanzha.content.markup import fill
from fanzha.printing.sheet import A4_LANDSCAPE, item_args, product, set_sheet
from fanzha.product import Args, Made, Product, opens

if TYPE_CHECKING:
    from fanzha.edition import Edition

KIND = "alert-record"
COLUMNS = (("从哪里发", 30), ("发什么、怎么发", 46), ("谁发的", 16), ("什么时间", 20), ("备注", 20))
FREE = 3  # rows for what we did not think of


def products(edition: Edition) -> Iterator[Product]:
    """A sheet to print and a table to fill in, for every current alert."""
    rows = [
        [outlet.label, outlet.how]
        for name, outlet in edition.tables.outlets.items()
        if name != "record"
    ]
    for item in edition.alerts:
        args = item_args(edition, item, A4_LANDSCAPE) | {
            "body": "",
            "columns": [name for name, _ in COLUMNS],
            "rows": rows,
            "free": FREE,
            "title": fill(item.meta.title, edition.region),
            "severity_label": item.meta.severity.label,
            "urgent": item.meta.severity is Severity.URGENT,
        }
        yield product(edition, KIND, item.id, [item.id], make, args)
        yield product(edition, f"{KIND}-xlsx", item.id, [item.id], make_table, args, suffix="xlsx")


@opens("print/alert-record.typ")
def make(args: Args, overrides: Path) -> Made:
    """The sheet as PDF for the office."""
    return set_sheet(args, overrides, "alert-record.typ")


def make_table(args: Args, overrides: Path) -> Made:
    """The same as a table; its dates are those of the alert, so that the bytes are the same."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        day = datetime.datetime.fromisoformat(args["day"])
        author = args["region"]["publisher"]
        book.set_properties({"title": args["title"], "author": author, "created": day})
        sheet = book.add_worksheet("发布登记")
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 1)
        font = {"font_name": "Microsoft YaHei", "font_size": 12, "valign": "vcenter"}
        cell = book.add_format({**font, "border": 1, "text_wrap": True})
        head = book.add_format({**font, "border": 1, "bold": True, "bg_color": "#FFC24B"})
        top = book.add_format({**font, "font_size": 16, "bold": True})
        sheet.write(0, 0, f"{args['severity_label']}：{args['title']}", top)
        sheet.write(1, 0, f"发布 {args['published']}，有效至{args['valid']}。不写电话、证件号。")
        for column, (name, width) in enumerate(COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write(2, column, name, head)
        blank = [["", ""]] * args["free"]
        for row, texts in enumerate([*args["rows"], *blank], 3):
            sheet.set_row(row, 36)
            for column in range(len(COLUMNS)):
                sheet.write(row, column, texts[column] if column < len(texts) else "", cell)
        sheet.freeze_panes(3, 0)
    return Made(buffer.getvalue())
