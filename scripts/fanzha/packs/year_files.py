"""The plan of the year as files: a page, a sheet for the wall, a table and a calendar.

All four are made from what `year.year_plan` returns. They are for the office: what is overdue stands
in them, and no page of the site leads to them.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from fanzha.product import Made, opens
from fanzha.typeset import pdf

Plan = Mapping[str, Any]
COLUMNS = (
    *(("月份", 12), ("哪天起", 13), ("做哪一类", 12), ("做什么", 46), ("用什么、谁来做", 26)),
    *(("给谁", 26), ("在哪里", 26), ("到哪天", 13), ("做了没有", 10)),
)
SEASON, WEEK, WORK, REVIEW, END = "当季预警", "每周一讲", "固定的事", "核对", "到期撤下"


def rows(plan: Plan) -> Iterator[tuple[str, ...]]:
    """A row for each thing to do, in the order of the months: what the table and the page list."""
    for late in plan["late"]:
        yield ("已经过期", late["day"], REVIEW, _named(late), "写的人", "", "", late["day"])
    for month in plan["months"]:
        name = f"{month['year']}年{month['month']}月"
        for one in month["season"]:
            told = (f"放出：{one['title']}", "各种都用", one["people"], one["places"], one["until"])
            yield (name, one["day"], SEASON, *told)
        for week in month["weeks"]:
            for one in week["types"]:
                told = (f"讲：{one['title']}", week["media"], one["people"], one["places"], "")
                yield (name, week["day"], WEEK, *told)
        for one in month["work"]:
            yield (name, month["start"], WORK, one["what"], one["who"], "", "", "")
        for one in month["review"]:
            yield (name, one["day"], REVIEW, _named(one), "写的人", "", "", one["day"])
        for one in month["ends"]:
            yield (name, one["day"], END, _named(one), "张贴的人", "", "", one["day"])


def _named(row: Mapping[str, str]) -> str:
    return f"{row['kind']}：{row['title'].removeprefix(row['kind'] + '：')}（{row['id']}）"


@opens("packs/plan.typ")
def wall(plan: Plan, overrides: Path) -> Made:
    """The year on one A3, to hang beside the desk."""
    data = {**plan, "format": {"width": 420, "height": 297, "bw": False}}
    return pdf(overrides, "packs/plan.typ", data, plan["day"])


@opens("packs/plan.html")
def page(plan: Plan, overrides: Path) -> bytes:
    """The whole plan as one page that needs no network."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    known = Environment(
        loader=FileSystemLoader(overrides / "packs"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return known.get_template("plan.html").render(plan).encode()


def table(plan: Plan) -> bytes:
    """The same as a table to tick off, with a filter over its columns."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        day = datetime.datetime.fromisoformat(plan["day"])
        author = plan["region"]["publisher"]
        book.set_properties({"title": plan["title"], "author": author, "created": day})
        sheet = book.add_worksheet("全年计划")
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(2)
        font = {"font_name": "Microsoft YaHei", "font_size": 11, "valign": "vcenter"}
        cell = book.add_format({**font, "border": 1, "text_wrap": True})
        head = book.add_format({**font, "border": 1, "bold": True, "bg_color": "#FFC24B"})
        top = book.add_format({**font, "font_size": 16, "bold": True})
        sample = "（示范数据，请勿当真）" if plan["region"]["sample"] else ""
        sheet.write(0, 0, f"{plan['title']}　{plan['span']}{sample}", top)
        note = f"办公室自己用，不张贴、不转发。{plan['today']}做的。"
        sheet.write(1, 0, note, book.add_format(font))
        for column, (name, width) in enumerate(COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write(2, column, name, head)
        last = 2
        for last, texts in enumerate(rows(plan), 3):
            for column in range(len(COLUMNS)):
                sheet.write(last, column, texts[column] if column < len(texts) else "", cell)
        sheet.autofilter(2, 0, last, len(COLUMNS) - 1)
        sheet.freeze_panes(3, 0)
    return buffer.getvalue()


def calendar(plan: Plan) -> bytes:
    """The same for the calendar of a phone or a computer: whole days, a remark for each."""
    from icalendar import Calendar, Event

    found = Calendar()
    found.add("prodid", "-//Fanzha//plan//ZH")
    found.add("version", "2.0")
    found.add("x-wr-calname", plan["title"])
    stamp = datetime.datetime.fromisoformat(plan["day"]).replace(tzinfo=datetime.UTC)
    for day, name, summary, remark in _entries(plan):
        start = datetime.date.fromisoformat(day)
        event = Event()
        event.add("uid", f"{plan['region']['id']}-{name}-{day}@fanzha")
        event.add("dtstamp", stamp)
        event.add("dtstart", start)
        event.add("dtend", start + datetime.timedelta(days=1))
        event.add("summary", summary)
        event.add("description", remark)
        event.add("transp", "TRANSPARENT")
        found.add_component(event)
    data: bytes = found.to_ical()
    return data


def _entries(plan: Plan) -> Iterator[tuple[str, str, str, str]]:
    """(day, name, title, remark); what is to be read again on one day is one entry."""
    if plan["late"]:
        told = "\n".join(map(_named, plan["late"]))
        yield plan["today"], "late", f"已经过期没核对：{len(plan['late'])}篇", told
    for month in plan["months"]:
        for one in month["season"]:
            remark = f"{one['title']}\n给谁：{one['people']}\n放到：{one['until']}"
            yield one["day"], f"season-{one['id']}", f"当季预警：{one['short']}", remark
        for week in month["weeks"]:
            if week["types"]:
                short = "、".join(one["short"] for one in week["types"])
                remark = "\n".join(
                    [week["how"], *(f"{t['title']}。{t['rule']}" for t in week["types"])]
                )
                yield week["day"], "week", f"这周讲（{week['media']}）：{short}", remark
        if month["work"]:
            told = "\n".join(f"{one['what']}（{one['who']}）" for one in month["work"])
            yield (
                month["start"],
                "work",
                f"{month['month']}月固定的事：{len(month['work'])}样",
                told,
            )
        for name, verb in (("review", "要核对"), ("ends", "到期撤下")):
            days: dict[str, list[Mapping[str, str]]] = {}
            for one in month[name]:
                days.setdefault(one["day"], []).append(one)
            for day, mine in sorted(days.items()):
                yield day, name, f"{verb}：{len(mine)}篇", "\n".join(map(_named, mine))
