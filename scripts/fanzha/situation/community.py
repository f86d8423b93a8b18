"""What a community needs that takes part (R28): list, record book, board, plaque, certificate, bulletin.

All words are those of docs/data/community.yml. Taking part is voluntary, nobody is ranked, and no paper
asks who was cheated. The sheets of the board that the library has already (alerts, the overview of
frequent types) come from there.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from fanzha.content.data.community import Community
from fanzha.content.kinds.notices import Form
from fanzha.content.markup import fill
from fanzha.edition import Edition
from fanzha.errors import ContentError
from fanzha.findings import Finding
from fanzha.printing import alert_sheets, overview
from fanzha.printing.sheet import A4, A4_LANDSCAPE, Format, general_args, set_sheet
from fanzha.product import Args, Product

FILE = "docs/data/community.yml"
A3_LANDSCAPE = Format(420, 297)
LABEL = "无诈社区创建"
TITLE = "无诈社区做法清单"
OPENING = "自愿参加。一季度看一遍：做到了的打勾，还没有的，写进下一页的“先做三件”。"
CLOSING = "这张单子只看做法，不看人。谁家被骗、谁没装软件，都不写在上面。"
MOST_ALERTS = 3
CHOICES = ("做到了", "正在做", "还没有")


def files(edition: Edition, overrides: Path, counts: Sequence[str] = ()) -> dict[str, bytes]:
    """Name → content of the whole set; `counts` are sentences of a report for the bulletin."""
    table = edition.tables.community
    found = {
        "1-做法清单和自评.pdf": _set(
            edition, _list(edition, table), overrides, "community-list.typ"
        ),
        "1-做法清单和自评.xlsx": workbook(edition, table),
        "3-公告栏栏头.pdf": _set(edition, _heads(edition, table), overrides, "community-board.typ"),
        "6-月报.pdf": _set(edition, bulletin(edition, counts), overrides, "community-bulletin.typ"),
    }
    for name, args in _books(edition, table):
        found[f"2-记录本-{name}.pdf"] = _set(edition, args, overrides, "form.typ")
    for name, sign in _signs(edition, table):
        found[name] = _set(edition, sign, overrides, "community-sign.typ")
    for product in _on_board(edition):
        found[f"3-公告栏-{Path(product.path).name}"] = product.make(product.args, overrides).data
    return dict(sorted(found.items()))


def _set(edition: Edition, args: Args, overrides: Path, template: str) -> bytes:
    """A sheet; raises ContentError where the words of the table are too long for it."""
    made = set_sheet(args, overrides, template)
    if made.overflow:
        over = made.overflow[0]
        message = f"“{args['title']}”放不下，约多 {over.characters} 个字"
        raise ContentError([Finding(FILE, 1, 1, "L001", message, hint=f"减短 {over.field} 里的字")])
    return made.data


def _args(edition: Edition, name: str, title: str, form: Format = A4) -> dict[str, Any]:
    return {**general_args(edition, f"shequ-{name}", title, form, []), "label": LABEL}


def _list(edition: Edition, table: Community) -> dict[str, Any]:
    words = fill(table.model_dump(mode="json"), edition.region)
    return {
        **_args(edition, "qingdan", TITLE),
        "measures": [*words["measures"].values()],
        "numbers": [*words["numbers"].values()],
        "opening": OPENING,
        "closing": CLOSING,
    }


def _heads(edition: Edition, table: Community) -> dict[str, Any]:
    heads = [row.model_dump() for row in table.board.values()]
    return {**_args(edition, "langtou", "公告栏栏头", A3_LANDSCAPE), "heads": heads}


def _books(edition: Edition, table: Community) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, book in table.books.items():
        yield (
            book.label,
            {
                **_args(edition, name, book.label, A4_LANDSCAPE),
                "form": str(Form.RECORD),
                "opening": book.opening,
                "clauses": list(book.hints),
                "closing": None,
                "columns": [column.model_dump() for column in book.columns],
                "side_by_side": 1,
            },
        )


def _signs(edition: Edition, table: Community) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, file, form in (
        ("plaque", "4-牌子.pdf", A3_LANDSCAPE),
        ("certificate", "5-参加证.pdf", A4_LANDSCAPE),
    ):
        sign = table.signs.get(name)
        if sign is not None:
            words = fill(sign.model_dump(), edition.region)
            yield (
                file,
                {**_args(edition, name, sign.title, form), **words, "named": name == "certificate"},
            )


def _on_board(edition: Edition) -> Iterator[Product]:
    """The sheets of the library that hang below the headings."""
    urgent = {item.id for item in edition.alerts[:MOST_ALERTS]}
    for product in (*overview.products(edition), *alert_sheets.products(edition)):
        if product.kind == "notice-overview" or (
            product.kind == "alert-notice" and product.items[0] in urgent
        ):
            yield product


def bulletin(edition: Edition, counts: Sequence[str]) -> dict[str, Any]:
    """The month's sheet: the most urgent alerts, a rule that takes turns, and counts."""
    today = edition.today
    rules = [*edition.tables.rules.values()]
    rule = rules[(today.month - 1) % len(rules)]
    alerts = [
        {name: getattr(item.meta, name) for name in ("title", "summary", "rule")}
        for item in edition.alerts[:MOST_ALERTS]
    ]
    month = f"{today.year}年{today.month}月"
    return {
        **_args(edition, f"yuebao-{today:%Y%m}", "反诈月报"),
        "month": month,
        "counts": list(counts),
        **fill({"alerts": alerts, "rule": rule.text, "why": rule.why}, edition.region),
    }


def counts(report: Mapping[str, Any]) -> list[str]:
    """What a bulletin says of a report: the whole, and the most frequent types."""
    types = next(part for part in report["sections"] if part["title"] == "按类型看")
    said = [report["summary"][0], types["said"][0]]
    return ["示范数据，请勿当真：", *said] if report["sample"] else said


def workbook(edition: Edition, table: Community) -> bytes:
    """The list and the numbers to fill in on a computer; it counts what is done."""
    import xlsxwriter

    args = _args(edition, "qingdan", TITLE)
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        day = datetime.datetime.fromisoformat(args["day"])
        author = edition.region.publisher
        book.set_properties({"title": TITLE, "author": author, "created": day})
        font = {"font_name": "Microsoft YaHei", "font_size": 11, "valign": "vcenter"}
        style = {
            "cell": book.add_format({**font, "border": 1, "text_wrap": True}),
            "head": book.add_format({**font, "border": 1, "bold": True, "bg_color": "#FFC24B"}),
            "top": book.add_format({**font, "font_size": 16, "bold": True}),
            "note": book.add_format({**font, "font_color": "#5A5F66", "text_wrap": True}),
        }
        _steps(book.add_worksheet("做法清单"), table, args, style)
        _numbers(book.add_worksheet("几个数"), table, style)
    return buffer.getvalue()


def _steps(sheet: Any, table: Community, args: Mapping[str, Any], style: Mapping[str, Any]) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    for column, width in enumerate((12, 44, 34, 12, 30)):
        sheet.set_column(column, column, width)
    sheet.write(0, 0, f"{args['region']['name']}　{TITLE}", style["top"])
    sheet.merge_range(1, 0, 1, 4, OPENING, style["note"])
    for column, name in enumerate(("哪一类", "做什么", "看什么算做到", "怎么样", "下一步")):
        sheet.write(2, column, name, style["head"])
    row = 3
    for measure in table.measures.values():
        for step in measure.steps:
            for column, text in enumerate((measure.label, step.do, step.see, "", "")):
                sheet.write(row, column, text, style["cell"])
            row += 1
    sheet.data_validation(3, 3, row - 1, 3, {"validate": "list", "source": list(CHOICES)})
    sheet.write(row, 2, "做到了几件", style["head"])
    formula = f'=COUNTIF(D4:D{row},"{CHOICES[0]}")'
    sheet.write_formula(row, 3, formula, style["cell"], 0)
    sheet.merge_range(row + 1, 0, row + 1, 4, CLOSING, style["note"])
    sheet.freeze_panes(3, 0)


def _numbers(sheet: Any, table: Community, style: Mapping[str, Any]) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    for column, width in enumerate((18, 60, 18, 18)):
        sheet.set_column(column, column, width)
    sheet.merge_range(0, 0, 0, 3, "和自己上一季度比，不和别的社区比，不给人排名。", style["note"])
    for column, name in enumerate(("数什么", "怎样数", "上一季度", "这一季度")):
        sheet.write(1, column, name, style["head"])
    for row, number in enumerate(table.numbers.values(), 2):
        sheet.set_row(row, 40)
        for column, text in enumerate((number.label, number.how, "", "")):
            sheet.write(row, column, text, style["cell"])
