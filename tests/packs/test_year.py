"""The plan of the year: nothing is silent for more than 90 days, and what is due is the office's."""

from __future__ import annotations

import datetime
import io
from itertools import pairwise
from pathlib import Path

import icalendar
import openpyxl

from fanzha.edition import Project, read_edition
from fanzha.packs.year import year_plan
from tests import samples
from tests.commands import fanzha
from tests.conftest import MakeProject
from tests.shared import ROOT

FILES = {
    "scams/shuadan.md": samples.scam(),
    "alerts/chunyun.md": samples.alert(
        title="春运抢票：别给陌生人转钱", season='{start: "01-10", end: "03-01"}'
    ),
    "cases/jiu.md": samples.case(published="2026-06-01", reviewed="2026-06-01", review_in="152"),
}


def test_each_type_comes_back_within_ninety_days_by_another_medium() -> None:
    """Warnings fade; the plan says the same of a week whenever it is made."""
    weeks: dict[str, object] = {}
    for day in (datetime.date(2026, 11, 30), datetime.date(2027, 4, 1)):
        edition, _ = read_edition(Project(ROOT, ROOT / "docs", "shifan", day))
        plan = year_plan(edition)
        told: dict[str, list[tuple[datetime.date, str]]] = {}
        for week in (week for month in plan["months"] for week in month["weeks"]):
            assert weeks.setdefault(week["day"], week) == week
            start = datetime.date.fromisoformat(week["day"])
            assert start.weekday() == 0
            for one in week["types"]:
                told.setdefault(one["id"], []).append((start, week["media"]))
        first = datetime.date.fromisoformat(plan["months"][0]["start"])
        for times in told.values():
            assert (times[0][0] - first).days <= 90
            for (before, medium), (after, other) in pairwise(times):
                assert (after - before).days <= 90 and medium != other


def test_the_plan_is_four_files_that_say_the_same(project: MakeProject) -> None:
    root = project(FILES, fonts=True).root
    for folder in ("one", "two"):
        done = fanzha(root, "plan", "-o", folder, "--today", "2026-11-21")
        assert done.returncode == 0, done.stdout + done.stderr
        assert "有 1 篇过了日子" in done.stdout
    names = {path.name for path in (root / "one").iterdir()}
    assert names == {"plan.html", "plan-wall.pdf", "plan.xlsx", "plan.ics"}
    for name in names:
        assert (root / "one" / name).read_bytes() == (root / "two" / name).read_bytes()
    page = (root / "one" / "plan.html").read_text(encoding="utf-8")
    assert "cases/jiu.md" in page and "http" not in page
    rows = table(root / "one" / "plan.xlsx")
    assert ("已经过期", "2026-10-31") in {row[:2] for row in rows}
    (season,) = [row for row in rows if row[2] == "当季预警"]
    assert season[1] == "2027-01-10" and season[7] == "2027-03-01"
    events = calendar(root / "one" / "plan.ics")
    assert (datetime.date(2027, 1, 10), "当季预警：春运抢票") in events
    assert sum("刷单返利" in text for _, text in events) >= 4
    assert (datetime.date(2026, 11, 21), "已经过期没核对：1篇") in events


def table(path: Path) -> list[tuple[str, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(path.read_bytes())).active
    assert sheet is not None
    return [tuple(str(cell.value) for cell in row) for row in sheet.iter_rows(min_row=4)]


def calendar(path: Path) -> list[tuple[datetime.date, str]]:
    """(day, what is to be done); every event has an identity of its own."""
    found = icalendar.Calendar.from_ical(path.read_bytes())
    events = list(found.walk("VEVENT"))
    assert len({str(event["UID"]) for event in events}) == len(events)
    return [(event.decoded("DTSTART"), str(event["SUMMARY"])) for event in events]
