"""A report as two files: a page for a phone and a paper for the office."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from fanzha.content.kinds.items import Scam
from fanzha.content.markup import fill
from fanzha.edition import Edition
from fanzha.errors import UsageError
from fanzha.printing.handbook import short_name
from fanzha.printing.sheet import A4, general_args, set_sheet
from fanzha.situation import awareness, charts, outline
from fanzha.situation.answers import Answers
from fanzha.situation.figures import Figures, Words, spelled
from fanzha.situation.months import Quarter

ON_PAGE = (340, 12.0)  # width and type of a chart, in pixels of a small phone
ON_PAPER = (218, 8.4)  # the same in points; the table stands beside it
TOLD = 3  # types about which to tell more
OTHER = "其他"
LABEL = "情况报告"


def words(edition: Edition) -> Words:
    """What may stand in a table of figures: types by all their names, and groups of people."""
    scams = edition.library.of(Scam)
    types = {spelled(type_name(item.meta)): type_name(item.meta) for item in scams}
    for item in scams:
        for one in (item.id, *(official.name for official in item.meta.official)):
            types.setdefault(spelled(one), type_name(item.meta))
    for year in edition.tables.taxonomy.values():
        for one in year.names:
            types.setdefault(spelled(one), one)
    types |= {OTHER: OTHER, "其它": OTHER}
    audiences = {
        spelled(one): row.label
        for name, row in edition.tables.audiences.items()
        if name != "everyone"
        for one in (name, row.label)
    }
    return Words(types, audiences | {OTHER: OTHER, "其它": OTHER})


def type_name(scam: Scam) -> str:
    """What a type is called in a table: by its title up to the colon."""
    return short_name(scam.title)[0].replace("“", "").replace("”", "")


def choose(read: Figures, asked: Quarter | None) -> Quarter:
    """The quarter of a report; raises UsageError where not all its months are there."""
    if asked is None:
        if read.quarters:
            return read.quarters[-1]
        latest = max(read.months).quarter
    else:
        latest = asked
    lacking = [str(month) for month in latest.months if month not in read.months]
    if lacking:
        hint = "没有发案也要写一行，起数写 0（S082）"
        others = f"；表里完整的季度：{'、'.join(map(str, read.quarters))}" if read.quarters else ""
        raise UsageError(f"{latest} 缺{'、'.join(lacking)}：{hint}{others}")
    return latest


def situation(edition: Edition, read: Figures, quarter: Quarter) -> dict[str, Any]:
    """A quarter's report as plain data, with what to tell more about."""
    found = outline.situation(read, quarter, edition.region.name)
    told = _told(edition, outline.largest(read, quarter))
    if told is not None:
        found["sections"].append(told)
    return found | {
        "title": f"{quarter.name}反诈情况报告",
        "until": f"数据到{quarter.year}年{quarter.months[-1].month}月",
        "name": f"情况报告-{quarter}",
        "day": f"{quarter.year}-{quarter.months[-1].month:02}-28",
        "sample": read.sample,
    }


def survey_report(
    edition: Edition, found: Mapping[str, Any] | None, surveys: Sequence[Answers]
) -> dict[str, Any]:
    """A report with what surveys say, or one of that alone."""
    more = awareness.sections(surveys)
    if found is not None:
        more["sections"][0]["said"] = [*more["summary"], *more["sections"][0]["said"]]
        joined = {name: [*found[name], *more[name]] for name in ("sections", "notes")}
        return {**found, **joined}
    day = edition.project.today
    title = "反诈宣传知晓率" + ("：前后比一比" if len(surveys) > 1 else "")
    until = f"{day.year}年{day.month}月"
    return {
        **more,
        "title": title,
        "until": until,
        "name": "知晓率",
        "day": f"{day:%Y-%m}-01",
        "sample": False,
    }


def files(edition: Edition, found: Mapping[str, Any], overrides: Path) -> dict[str, bytes]:
    """Name → content of both."""
    args = {
        **general_args(edition, found["name"], found["title"], A4, []),
        **found,
        "label": LABEL,
        "chart_width": ON_PAPER[0],
    }
    if found["sample"]:
        args["region"] = {**args["region"], "sample": True}
    for section in found["sections"]:
        section["alt"] = charts.alt(section["title"], section["said"])
    colour = charts.colours(overrides)
    pictures = _pictures(found["sections"], colour, ON_PAPER)
    paper = set_sheet(args | {"pictures": pictures}, overrides, "situation.typ")
    template = Environment(loader=FileSystemLoader(overrides / "situation"), autoescape=True)
    pictures = _pictures(found["sections"], colour, ON_PAGE)
    # Each a picture of its own, so that styles of one chart do not reach another.
    inline = {name: b64encode(text.encode()).decode("ascii") for name, text in pictures.items()}
    page = template.get_template("page.html").render(**args | {"pictures": inline}, colour=colour)
    return {f"{found['name']}.html": page.encode("utf-8"), f"{found['name']}.pdf": paper.data}


def _pictures(
    sections: Sequence[Mapping[str, Any]], colour: Mapping[str, str], measure: tuple[int, float]
) -> dict[str, str]:
    """Title of a section → its chart as SVG."""
    return {
        section["title"]: charts.svg(section["chart"], colour, *measure)
        for section in sections
        if section["chart"]
    }


def _told(edition: Edition, names: Sequence[str]) -> dict[str, Any] | None:
    """What to say about the most frequent types, and the number of their sheets in the library."""
    known = {type_name(item.meta): item for item in edition.current(Scam)}
    items = [known[name] for name in names if name in known][:TOLD]
    if not items:
        return None
    return {
        "title": "接下来多讲什么",
        "said": ["这几种最多，下季度先讲。传单、海报、广播稿、屏幕画面照编号找。"],
        "chart": None,
        "table": {
            "head": ["类型", "记住这一句", "编号"],
            "rows": [
                [type_name(item.meta), fill(item.meta.rule, edition.region), item.id]
                for item in items
            ],
            "words": True,
        },
    }


def template(overrides: Path) -> bytes:
    """A table of sample figures to fill in, as Excel opens it."""
    text = (overrides / "situation" / "sample.csv").read_text("utf-8")
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def refuse_place(edition: Edition, site: Path, folder: Path) -> None:
    """Raises UsageError where what lies in a folder would get on the residents' `site`."""
    place = folder.resolve()
    if place.is_relative_to(edition.project.docs.resolve()):
        raise UsageError(f"{folder} 在 docs 里，放进去会跟着上网站；换一个文件夹")
    made = any((above / "manifest.json").is_file() for above in (place, *place.parents))
    if made or place.is_relative_to(site.resolve()):
        raise UsageError(f"{folder} 在网站的成品文件夹里，居民会看到；换一个文件夹")


__all__ = ["choose", "files", "refuse_place", "situation", "template", "type_name", "words"]
