"""Papers of an event: signing wall, run sheet with stall list and helper's script, a contest (R31).

The wall is 3x2 m. It is drawn at a tenth and says so in its unit, as banners do; cloth and board are
cut at the edge of the ground. All of it is made on demand: `fanzha pack event`.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanzha.content.markup import fill
from fanzha.printing.sheet import A4, Format, general_args, product, set_sheet, sheet_data
from fanzha.product import Args, Made, Product, opens
from fanzha.typeset import pdf

if TYPE_CHECKING:
    from fanzha.edition import Edition

TABLE = "events"
SCALE = 10
WALL = Format(3000 / SCALE, 2000 / SCALE, shop=True)
RUN = (("什么时候", 18), ("做什么", 52), ("谁来做", 18), ("做了没有", 12), ("备注", 24))
STALL = (("东西", 24), ("几个", 12), ("从哪里来", 36), ("备好了没有", 14), ("剩下几个", 14))


def on_demand(edition: Edition) -> Iterator[Product]:
    """The papers of every event of docs/data/events.yml."""
    for name, row in edition.tables.events.items():
        event: dict[str, Any] = fill(row.model_dump(mode="json"), edition.region)

        def args(
            title: str, form: Format, name: str = name, event: dict[str, Any] = event
        ) -> dict[str, Any]:
            given = general_args(edition, name, title, form, [])
            return {**given, "label": "办公室和志愿者用", "event": event}

        label = str(event["label"])
        wall = args(label, WALL)
        plan = args(f"{label}：流程和清单", A4)
        yield product(edition, "signing-wall", name, [name], make_wall, wall, table=TABLE)
        yield product(edition, "event-plan", name, [name], make_plan, plan, table=TABLE)
        yield product(
            *(edition, "event-plan-xlsx", name, [name], make_table, plan),
            suffix="xlsx",
            table=TABLE,
        )
        if event["contest"]:
            call = args(str(event["contest"]["label"]), A4) | {"label": "通知"}
            yield product(edition, "contest", name, [name], make_contest, call, table=TABLE)


@opens("print/signing-wall.typ")
def make_wall(args: Args, overrides: Path) -> Made:
    """The wall as PDF for a shop, at a tenth."""
    from fanzha.printing.press import press_ready  # slow to import; no check needs it

    data = sheet_data(args, overrides)
    made = pdf(overrides, "print/signing-wall.typ", data, args["day"], office=False)
    return press_ready(made, overrides, unit=SCALE)


@opens("print/event-plan.typ")
def make_plan(args: Args, overrides: Path) -> Made:
    """Run sheet, stall list and what helpers say, a page each."""
    return set_sheet(args, overrides, "event-plan.typ")


@opens("print/contest.typ")
def make_contest(args: Args, overrides: Path) -> Made:
    """The notice of a contest, and the form to enter by."""
    return set_sheet(args, overrides, "contest.typ")


def make_table(args: Args, overrides: Path) -> Made:
    """Run sheet and stall list as tables to tick off."""
    import xlsxwriter

    event = args["event"]
    sheets = (
        ("流程", RUN, [[row["at"], row["what"], row["who"]] for row in event["run"]]),
        (
            "摊位清单",
            STALL,
            [[row["thing"], row["count"], row["source"]] for row in event["stall"]],
        ),
    )
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        day = datetime.datetime.fromisoformat(args["day"])
        author = args["region"]["publisher"]
        book.set_properties({"title": args["title"], "author": author, "created": day})
        font = {"font_name": "Microsoft YaHei", "font_size": 12, "valign": "vcenter"}
        cell = book.add_format({**font, "border": 1, "text_wrap": True})
        head = book.add_format({**font, "border": 1, "bold": True, "bg_color": "#FFC24B"})
        top = book.add_format({**font, "font_size": 16, "bold": True})
        for name, columns, rows in sheets:
            sheet = book.add_worksheet(name)
            sheet.set_landscape()
            sheet.set_paper(9)  # A4
            sheet.fit_to_pages(1, 1)
            sheet.write(0, 0, f"{args['region']['name']}　{event['label']}　{name}", top)
            for column, (title, width) in enumerate(columns):
                sheet.set_column(column, column, width)
                sheet.write(1, column, title, head)
            for line, texts in enumerate(rows, 2):
                sheet.set_row(line, 24)
                for column in range(len(columns)):
                    sheet.write(line, column, texts[column] if column < len(texts) else "", cell)
            sheet.freeze_panes(2, 0)
    return Made(buffer.getvalue())
