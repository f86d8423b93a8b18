"""Sheets of an alert: whole and on their page, with the longest words that its fields may hold."""

from __future__ import annotations

import datetime

import pytest

from fanzha.content.kinds.items import Alert, Season
from fanzha.edition import Edition, read_edition
from fanzha.language.days import day_text
from fanzha.printing import alert_record, alert_sheets, leaflet
from tests import samples
from tests.conftest import ROOT, MakeProject
from tests.printing import on_demand
from tests.printing.legible import READ, tallest
from tests.printing.papers import pages, sizes, words
from tests.printing.sheets import squeeze

LONGEST = {
    "title": "冒充电商物流客服拉群：快递丢了赔双倍，要您先垫",
    "topic": "冒充电商物流客服群组",
    "rule": "群里叫您先垫钱的都是骗人",
    "seen": "业主群、家长群、手机短信、短视频里的广告和私信里",
    "news": "不再发链接，改叫您加好友进群，装一个“会议”软件，再把屏幕共享给他看一看，他来办",
    "severity": "urgent",
}


def longest(project: MakeProject) -> Edition:
    files = {
        "scams/shuadan.md": samples.scam(),
        "alerts/qun.md": samples.alert(**LONGEST),
    }
    edition, findings = read_edition(project(files))
    assert findings == []
    return edition


def test_the_head_stands_on_one_line(project: MakeProject) -> None:
    """For the copier the day was broken into its digits, which ran off the top of the sheet."""
    edition = longest(project)
    for sheet in alert_sheets.products(edition):
        made = sheet.make(sheet.args, ROOT / "overrides")
        assert made.overflow == () and len(pages(made)) == 1, sheet.kind
        (_, height), *_ = sizes(made)
        head = words(made)
        (label,) = (piece for piece in head if "紧急预警" in piece.text)
        day = [piece for piece in head if piece.bottom > label.bottom - 2 and "日" in piece.text]
        assert len(day) == 1 and day[0].top < height / 25.4 * 72, sheet.kind
        assert "11" in day[0].text and "20" in day[0].text, sheet.kind


def test_posters_are_read_from_as_far_as_others() -> None:
    """The rule at eight metres on A3 and at six on A4, which has five characters on a line; what is new at
    three. On an A4 that has no room for that, it stands among the details, read at one metre."""
    posters = [p for p in alert_sheets.products(on_demand.edition()) if "poster" in p.kind]
    for sheet in posters:
        made = sheet.make(sheet.args, ROOT / "overrides")
        rule = tallest(sheet.args["rule"][0], made)
        assert rule >= (8000 if sheet.kind.endswith("a3") else 6000) / READ, sheet.path
        news = sheet.args["news"] or sheet.args["summary"]
        small = "怎么回事" in squeeze(pages(made)[0])
        least = 1000 if small else 3000
        assert tallest(news[1], made) >= least / READ, sheet.path
        assert not (small and sheet.kind.endswith("a3")), sheet.path


def test_a_front_that_runs_over_is_always_blamed(project: MakeProject) -> None:
    """One for the copier went out on three pages: its parts, added up, were a line too short to say so."""
    sheet = next(s for s in leaflet.products(longest(project)) if s.items == ("qun",))
    made, size, way = leaflet.settle(sheet.args, ROOT / "overrides")
    assert made.overflow == () and len(pages(made)) == 2
    told = {"diagnose": True, "front_is_long": True}
    long = leaflet.set_at(sheet.args, ROOT / "overrides", size, way, **told)
    assert [over.field for over in long.overflow] == ["正文"]


def test_a_record_is_one_page(project: MakeProject) -> None:
    sheet = next(iter(alert_record.products(longest(project))))
    made = sheet.make(sheet.args, ROOT / "overrides")
    assert made.overflow == () and len(pages(made)) == 1


def test_a_sheet_of_an_alert_names_one_last_day() -> None:
    """In the season 管到哪天 said every year, and the small print a day ten months later."""
    found = on_demand.edition()
    for sheet in (*alert_sheets.products(found), *alert_record.products(found)):
        (alert,) = (item for item in found.alerts if item.id == sheet.items[0])
        last = alert.holds_until(found.today)
        assert sheet.args["valid"] == day_text(last), sheet.path
        assert dict(sheet.args.get("facts", ())).get("管到哪天") in (None, day_text(last))
        season = alert.meta.season if isinstance(alert.meta, Alert) else None
        if season is not None:
            assert season.holds(last) and (last - found.today).days < 366, sheet.path


@pytest.mark.parametrize(
    ("season", "today", "last"),
    [
        (("11-01", "12-05"), "2026-11-20", "2026-12-05"),
        (("11-01", "12-05"), "2026-12-05", "2026-12-05"),
        (("11-01", "12-05"), "2026-12-06", "2027-12-05"),
        (("11-01", "01-31"), "2026-11-20", "2027-01-31"),
        (("01-10", "02-29"), "2027-01-20", "2027-02-28"),
    ],
)
def test_the_season_that_runs_or_comes_next_has_a_last_day(
    season: tuple[str, str], today: str, last: str
) -> None:
    start, end = season
    found = Season(start=start, end=end).last(datetime.date.fromisoformat(today))
    assert found.isoformat() == last
