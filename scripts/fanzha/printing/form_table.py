"""form-xlsx: a table to fill in, such as the ledger of hand-outs or the record of visits, as XLSX (R14).

It is the same form as on paper, for whoever types. Above the columns stand the rules of the form, and
that a filled one stays in the office: nothing of it is sent, and nothing of it comes back to us.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from fanzha.content.kinds.notices import Form, Notice
from fanzha.printing.papers import paper_args
from fanzha.printing.sheet import product
from fanzha.product import Args, Made, Product

if TYPE_CHECKING:
    from fanzha.edition import Edition

KIND = "form-xlsx"
ROWS = 40  # to fill in; more are added by whoever needs them
KEEP = "填好的表留在办公室，不上传、不转发、不发群。不写住户的姓名、门牌、电话、证件号。"
PAPER = 260  # millimetres of writing on A4, of which a column names its share
CHARACTERS = 130  # that these are wide, in a table
FREE = 40  # millimetres of a column that names no width


def products(edition: Edition) -> Iterator[Product]:
    """A table for every current form that has columns."""
    for item in edition.current(Notice):
        if item.meta.form is Form.RECORD and item.meta.columns:
            args = paper_args(edition, item) | {"body": ""}
            yield product(edition, KIND, item.id, [item.id], make, args, suffix="xlsx")


def make(args: Args, overrides: Path) -> Made:
    """The table; its dates are those of the item, so that the bytes are the same."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        day = datetime.datetime.fromisoformat(args["day"])
        author = args["region"]["publisher"]
        book.set_properties({"title": args["title"], "author": author, "created": day})
        sheet = book.add_worksheet("登记")
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        font = {"font_name": "Microsoft YaHei", "font_size": 11, "valign": "vcenter"}
        told = book.add_format({**font, "text_wrap": True})
        kept = book.add_format({**font, "text_wrap": True, "bold": True, "font_color": "#B3261E"})
        head = book.add_format(
            {**font, "border": 1, "bold": True, "bg_color": "#FFC24B", "text_wrap": True}
        )
        cell = book.add_format({**font, "border": 1, "text_wrap": True})
        top = book.add_format({**font, "font_size": 16, "bold": True})
        last = len(args["columns"]) - 1
        sample = "（示范数据，请勿当真）" if args["region"]["sample"] else ""
        sheet.write(0, 0, f"{args['region']['name']}　{args['title']}{sample}", top)
        rules = "　".join(f"{n}. {text}" for n, text in enumerate(args["clauses"], 1))
        lines = [(args["opening"] or "", told), (rules, told), (KEEP, kept)]
        for row, (text, style) in enumerate(lines, 1):
            sheet.merge_range(row, 0, row, last, text, style)
            sheet.set_row(row, 20 * max(1, -(-len(text) // 62)))
        for column, field in enumerate(args["columns"]):
            width = field["width"] or FREE
            sheet.set_column(column, column, max(8, width * CHARACTERS // PAPER))
            sheet.write(4, column, field["title"], head)
        for row in range(5, 5 + ROWS):
            sheet.set_row(row, 24)
            for column in range(last + 1):
                sheet.write_blank(row, column, None, cell)
        sheet.repeat_rows(4)
        sheet.freeze_panes(5, 0)
        sheet.set_footer(f"&L{author}　编印　版次 {args['edition']}　编号 {args['code']}&R第 &P 页")
    return Made(buffer.getvalue())
