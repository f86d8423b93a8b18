"""texts/sms.csv and sms.xlsx: every text message of an edition, for the operator's platform.

The CSV is UTF-8 with a byte order mark, so that Excel shows Chinese; the workbook holds texts as
texts, so that no number loses a zero and no line is taken for a formula.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanzha.product import ITEMS, Args, Made, Product
from fanzha.texts import sms
from fanzha.texts.plain import FAMILY

if TYPE_CHECKING:
    from fanzha.edition import Edition

COLUMNS = {
    "id": ("编号", 20),
    "audience": ("给谁", 12),
    "text": ("短信全文", 80),
    "characters": ("字数", 8),
    "parts": ("条数", 8),
    "template": ("模板（不含签名，没有变量）", 80),
}


def products(edition: Edition) -> Iterator[Product]:
    """Both lists, where there is any message."""
    found = sms.messages(edition)
    if not found:
        return
    items = tuple(dict.fromkeys(m.item for m in found if m.item in edition.library.by_id))
    args = {"rows": sms.rows(found), "day": edition.date.isoformat(), "name": edition.region.name}
    about: dict[str, Any] = {"family": FAMILY, "kind": "text-sms-list", "table": ITEMS}
    for suffix, label, make in (
        ("csv", "全部短信（CSV）", make_csv),
        ("xlsx", "全部短信（表格）", make_xlsx),
    ):
        yield Product(
            path=f"texts/sms.{suffix}", label=label, items=items, make=make, args=args, **about
        )


def make_csv(args: Args, overrides: Path) -> Made:
    """A heading and one line per message."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(title for title, _ in COLUMNS.values())
    writer.writerows([row[name] for name in COLUMNS] for row in args["rows"])
    return Made(out.getvalue().encode("utf-8-sig"))


def make_xlsx(args: Args, overrides: Path) -> Made:
    """The same as a sheet whose texts wrap and whose heading stays in sight."""
    import xlsxwriter  # no check needs it

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    day = datetime.date.fromisoformat(args["day"])
    book.set_properties(
        {
            "title": f"{args['name']}：短信",
            "created": datetime.datetime(day.year, day.month, day.day),
        }
    )
    sheet = book.add_worksheet("短信")
    head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for column, (title, width) in enumerate(COLUMNS.values()):
        sheet.set_column(column, column, width, wrapped)
        sheet.write_string(0, column, title, head)
    for line, row in enumerate(args["rows"], 1):
        for column, name in enumerate(COLUMNS):
            value = row[name]
            if isinstance(value, str):
                sheet.write_string(line, column, value, wrapped)
            else:
                sheet.write_number(line, column, value, wrapped)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(args["rows"]), len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return Made(out.getvalue())
