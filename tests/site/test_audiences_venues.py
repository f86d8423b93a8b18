"""A page for each audience, and one for each venue with what to print and to play there."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import expect

from tests.site.conftest import Phone
from tests.site.pages import current, linked, read
from tests.site.test_triage import table

LOOP = re.compile(r'<a href="[^"]*screens/([^/"]+)/([^/"]+)/(?:index\.html)?">([^<]+)</a>')


def test_each_audience_finds_what_names_it(shipped: Path) -> None:
    """What is for everyone is on the home page; here is what is for these."""
    items = current(shipped.parent / "docs")
    home = linked(shipped, "index.html")
    audiences = {k: row for k, row in table(shipped, "audiences").items() if "title" in row}
    assert len(audiences) >= 9 and "everyone" not in audiences
    for key, row in audiences.items():
        page = f"for/{key}/index.html"
        assert page in home
        kinds = ("scams", "cases", "quizzes", "lessons", "posters", "alerts")
        shown = {p for p in linked(shipped, page) if p in items and p.split("/")[0] in kinds}
        # The list in the menu leads to lists, not to items.
        named = {p for p in shown if key in items[p]["audiences"]}
        fill = shown - named
        assert named and all(p.startswith("scams/") for p in fill), key
        assert all("everyone" in items[p]["audiences"] for p in fill), key
        assert len([p for p in shown if p.startswith("scams/")]) >= 4, key
        assert row["rule"] in read(shipped / page).text


def test_each_venue_says_how_many_to_print(shipped: Path) -> None:
    """The numbers of docs/data/sheets.yml, and files that are there."""
    sheets, slogans = table(shipped, "sheets"), table(shipped, "slogans")
    fields = {
        page.split("/")[-2]: f
        for page, f in current(shipped.parent / "docs").items()
        if "/" in page
    }
    manifest = json.loads((shipped / "manifest.json").read_text(encoding="utf-8"))
    made = {row["path"]: row for row in manifest["products"] if row["family"] == "print"}
    for key in table(shipped, "venues"):
        page = f"at/{key}/index.html"
        text = read(shipped / page).text
        files = linked(shipped, page) & set(made)
        assert files, key
        for file in files:
            copies = sheets[made[file]["kind"]]["copies"][key]
            assert f"建议 {copies} 份" in text, file
            told = [fields.get(item) or slogans[item] for item in made[file]["items"]]
            assert any(key in about["venues"] for about in told), file


def test_each_venue_plays_what_is_made_for_it_under_names_of_their_own(shipped: Path) -> None:
    """All nineteen screens stood at each venue, and six of them were called the same."""
    items = current(shipped.parent / "docs")
    for key in table(shipped, "venues"):
        page = (shipped / f"at/{key}/index.html").read_text(encoding="utf-8")
        loops = LOOP.findall(page)
        names = [text for _, _, text in loops]
        assert loops and len(set(names)) == len(loops), key
        for playlist, profile, text in loops:
            assert key in items[f"screens/{playlist}/index.html"]["venues"]
            assert profile.split("-")[0].replace("x", "×") in text


def test_from_home_to_a_poster_for_the_school(phone: Phone, address: str) -> None:
    page = phone.open(address)
    page.get_by_text("要张贴、要播放").tap()
    page.wait_for_url(address + "at/")
    page.get_by_role("link", name="学校").first.tap()
    page.wait_for_url(address + "at/schools/")
    expect(page.locator("a[href*='print/poster-a3/']").first).to_be_visible()


def test_home_begins_with_trouble_then_doubt_then_alerts(phone: Phone, address: str) -> None:
    """The frightened first, then those who doubt, then the news, then everybody else."""
    page = phone.open(address)
    heads = page.locator("article h2").all_inner_texts()
    assert heads[:4] == ["是不是骗局？", "帮家人", "当前预警", "转给别人"]
    for link in page.locator(".fz-dial a").all():
        expect(link).to_be_in_viewport()
    expect(page.locator("#fz-paste")).to_be_in_viewport()
    expect(page.locator(".fz-hot li")).to_have_count(1)
