"""Every shipped leaflet and poster, held to what a reader and a screen reader ask of it.

What holds for all sheets is in test_pdf_*.py.
"""

from __future__ import annotations

import datetime
import re
from itertools import pairwise
from pathlib import Path

import pikepdf

from fanzha.printing.sheet import may_scan
from tests.conftest import TODAY
from tests.printing.sheets import (
    MM,
    Sheet,
    boxes,
    code_of,
    missing,
    plain,
    structure,
    texts,
)

A4, A3 = (210, 297), (297, 420)


def test_every_scam_case_and_poster_has_its_sheet(sheets: list[Sheet], shipped: Path) -> None:
    """The office looks for the leaflet of a new item; none may be forgotten."""
    docs = shipped.parent / "docs"
    wanted = [f"leaflet-a4/{path.stem}" for path in docs.glob("scams/*.md")]
    wanted += [f"leaflet-a4/{path.stem}" for path in docs.glob("cases/*.md")]
    alerts = [path for path in docs.glob("alerts/*.md") if _in_season(path)]
    written = [path.read_text(encoding="utf-8") for path in alerts]
    replaced = {name for text in written for name in re.findall(r"(?m)^replaces: (.+)$", text)}
    wanted += [f"leaflet-a4/{path.stem}" for path in alerts if path.stem not in replaced]
    wanted += [f"poster-a3/{path.stem}" for path in docs.glob("posters/*.md")]
    assert sorted(sheet.name for sheet in sheets) == sorted(wanted)
    assert len(wanted) >= 24


def _in_season(alert: Path) -> bool:
    """Whether an alert holds on the day of the build; a season may pass the turn of the year."""
    match = re.search(r'season: {start: "(.+?)", end: "(.+?)"}', alert.read_text(encoding="utf-8"))
    if match is None:
        return True
    start, end = match.groups()
    day = f"{TODAY:%m-%d}"
    return start <= day <= end if start <= end else not end < day < start


def test_leaflets_of_scams_say_everything_in_order(sheets: list[Sheet]) -> None:
    """Whoever reads it, or has it read out, meets the rule first, then the signs, then what to do.

    The front has room for four of the lines that fraudsters say.
    """
    for sheet in sheets:
        fields = sheet.fields
        if "red_flags" not in fields:
            continue
        front, back = texts(sheet.path)
        parts = [fields["title"], fields["rule"], *fields["red_flags"]]
        parts += [*fields["steps"], *fields["lines"][:4], "110", "96110"]
        assert (sheet.name, missing(front, parts)) == (sheet.name, None)
        # The numbered list of the body is drawn: its course stands for it.
        drawn = [stage["stage"] for stage in fields["course"]]
        assert (sheet.name, missing(back, drawn)) == (sheet.name, None)
        assert fields["stop_here"]["text"] in back, sheet.name
        assert (sheet.name, missing(back, _said(sheet.body, drawn=True))) == (sheet.name, None)


def _said(body: str, *, drawn: bool) -> list[str]:
    """The body of a leaflet's back: names of boxes without their colon, and nothing that only leads to
    another page."""
    body = re.sub(r"[^。！？\n]*[看见]\[[^]\n]*\]\([^)\n]*\.md\)。", "", body)
    head, _, rest = body.partition("## 怎么认")
    # What leads to the list stands on the sheet only where the drawn course follows it.
    listed = r"(?m)(?:[^。！？\n]*：[ \t]*\n\s*)?(?:^\d+\. .*\n?)+"
    first = re.sub(listed, "", head, count=1) if drawn else head
    boxed = re.sub(r"(?m)^\*\*(.+?)\*\*：", r"\1\n", rest)
    return plain(f"{first}## 怎么认{boxed}")


def test_leaflets_of_cases_tell_the_story_in_order(sheets: list[Sheet]) -> None:
    """A story read out of order is no story; where to stop stands at its step."""
    for sheet in sheets:
        fields = sheet.fields
        if "story" not in fields:
            continue
        front, back = texts(sheet.path)
        parts = [fields["title"], fields["rule"]]
        for number, moment in enumerate(fields["story"], 1):
            parts += [str(moment["when"]), moment["text"]]
            if number == fields["turning_point"]["step"]:
                parts += ["在这里停下", fields["turning_point"]["text"]]
        parts += [fields["lesson"], "110", "96110"]
        assert (sheet.name, missing(front, parts)) == (sheet.name, None)
        assert (sheet.name, missing(back, _said(sheet.body, drawn=False))) == (sheet.name, None)


def test_posters_show_headline_points_and_phones(sheets: list[Sheet]) -> None:
    for sheet in sheets:
        if sheet.is_poster:
            (text,) = texts(sheet.path)
            parts = [*sheet.fields["headline"], *sheet.fields["points"], "110", "96110"]
            assert (sheet.name, missing(text, parts)) == (sheet.name, None)


def test_every_side_says_who_made_it_until_when_and_that_it_is_a_sample(
    sheets: list[Sheet],
) -> None:
    """Sheets lie about for years; one side may be all that a copier caught."""
    for sheet in sheets:
        reviewed, expires = sheet.fields["reviewed"], sheet.fields.get("expires")
        until = reviewed + datetime.timedelta(days=sheet.fields["review_in"])
        until = min(until, expires or until)
        season = sheet.fields.get("season") if "severity" in sheet.fields else None
        if season:  # staff take it down when the season ends
            month, day = map(int, season["end"].split("-"))
            ends = (datetime.date(year, month, day) for year in (2026, 2027))
            until = min(until, next(end for end in ends if end >= TODAY))
        parts = [
            "示范镇反诈宣传工作小组编印",
            f"版次{reviewed.year}年{reviewed.month}月",
            f"有效至{until.year}年{until.month}月{until.day}日",
            f"编号shifan-{sheet.path.stem}-{reviewed:%Y%m%d}",
            f"shifan.example/fanzha/q/{code_of(sheet.path.stem)}",
            "CCBY4.0",
        ]
        for text in texts(sheet.path):  # the address in large type, or in the small line
            assert (sheet.name, [part for part in parts if part not in text]) == (sheet.name, [])
            assert "示范数据" in text, sheet.name


def test_cases_say_that_they_are_composites_and_nothing_else_does(sheets: list[Sheet]) -> None:
    """Nobody shall look for the neighbour behind a story; on a poster the words mean nothing."""
    for sheet in sheets:
        story = "story" in sheet.fields and sheet.fields["basis"] == "composite"
        for text in texts(sheet.path):
            assert (sheet.name, "综合改编" in text) == (sheet.name, story)


def test_a_screen_reader_meets_one_title_lists_and_a_described_code(sheets: list[Sheet]) -> None:
    """PDF/UA asks for headings without gaps and for words in place of each picture.

    A sheet that tells people not to scan codes carries none.
    """
    for sheet in sheets:
        with pikepdf.open(sheet.path) as pdf:
            elements = structure(pdf)
            kinds = [str(element.S) for element in elements]
            levels = [int(kind[2:]) for kind in kinds if re.fullmatch(r"/H\d", kind)]
            assert levels.count(1) == 1 and levels[0] == 1, sheet.name
            assert all(b - a <= 1 for a, b in pairwise(levels)), sheet.name
            alts = [str(e.get("/Alt", "")) for e in elements if str(e.S) == "/Figure"]
            says = texts(sheet.path)
            assert len(alts) == may_scan(says) == sheet.fields.get("scan", may_scan(says)), (
                sheet.name
            )
            assert all(f"/q/{code_of(sheet.path.stem)}" in alt for alt in alts), sheet.name
            lists = [kind for kind in kinds if kind == "/L"]
            entries = [kind for kind in kinds if kind == "/LI"]
        fields = sheet.fields
        named = ("points",) if sheet.is_poster else ("red_flags", "steps", "story")
        assert len(lists) >= sum(bool(fields.get(name)) for name in named), sheet.name
        assert len(entries) >= sum(len(fields.get(name, ())) for name in named), sheet.name


def test_dates_come_from_the_item_not_from_the_clock(sheets: list[Sheet]) -> None:
    """Else every rebuild would change every file, and nobody could tell what is new."""
    for sheet in sheets:
        day = f"D:{sheet.fields['reviewed']:%Y%m%d}000000Z"
        with pikepdf.open(sheet.path) as pdf:
            dates = [str(pdf.docinfo[name]) for name in ("/CreationDate", "/ModDate")]
        assert (sheet.name, dates) == (sheet.name, [day, day])


def test_no_text_leaves_the_sheet_or_lies_on_other_text(sheets: list[Sheet]) -> None:
    """Office printers leave out the outer 5 mm; text on text cannot be read at all."""
    for sheet in sheets:
        for number, (width, height), rows in boxes(sheet.path):
            place = f"{sheet.name} page {number}"
            edge = 10 * MM
            for left, bottom, right, top in rows:
                inside = left > edge and bottom > edge and right < width - edge
                assert inside and top < height - edge, (place, left, bottom, right, top)
            for at, one in enumerate(rows):
                for other in rows[:at]:
                    across = min(one[2], other[2]) - max(one[0], other[0])
                    along = min(one[3], other[3]) - max(one[1], other[1])
                    assert across < 1 or along < 1, (place, one, other)
