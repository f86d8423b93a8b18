"""Pages hold for readers with a disability and for strict readers of HTML; by axe-core and justhtml.

`scripts/make.py audit` looks further: with Lighthouse, html-validate and the Nu checker.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from justhtml import JustHTML
from playwright.sync_api import Browser, expect

from tests.audit.axe import MODES, look, opened, violations
from tests.audit.pages import TEMPLATES
from tests.conftest import ROOT, Some
from tests.site.pages import html_files, name, read

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
# Parts that other templates include; they are on the pages of those.
PARTS = {
    *("triage/links.html", "own_part.html", "header.html", "macros.html", "main.html"),
    *("home_alerts.html", "lookup.html", "texts.html"),
}


def test_every_template_is_looked_at(shipped: Path) -> None:
    """A template that is on no list would never be looked at."""
    folder = ROOT / "overrides" / "site"
    made = {name(folder, path) for path in folder.rglob("*.html")}
    pages = {path for path in made - PARTS if not path.startswith("partials/")}
    assert set(TEMPLATES) == pages
    for template, place in TEMPLATES.items():
        assert template == "404.html" or (shipped / place / "index.html").is_file(), place


@pytest.mark.parametrize("mode", MODES)
def test_no_template_breaks_a_rule_of_access(
    browser: Browser, address: str, mode: str, some: Some
) -> None:
    """WCAG 2.2 AA in light and dark; with large type also the contrast of AAA.

    In a usual run each template in one of the modes, and two of them in all; colours and sizes are
    set in one place for all templates. With --all every template in every mode.
    """
    places = list(TEMPLATES.values())
    turn = {place: number % len(MODES) for number, place in enumerate(places)}
    mine = list(MODES).index(mode)
    looked = some(places, lambda place: place if turn[place] == mine else "another")
    looked += [place for place in ("", "scams/kefu/") if place not in looked]
    assert len(looked) >= 10
    assert violations(browser, address, looked, [mode]) == []


@pytest.mark.parametrize("mode", MODES)
def test_what_opens_breaks_no_rule(browser: Browser, address: str, mode: str) -> None:
    """The panel of settings, the menu, and a quiz that has been answered."""
    with opened(browser, mode) as page:
        page.goto(address + "scams/kefu/")
        page.locator("#fz-reading").click()
        expect(page.locator("#fz-panel")).to_be_visible()
        found = look(page, "settings", mode)
        page.goto(address + "cases/")
        page.locator("label.md-header__button[for=__drawer]").click()
        menu = page.locator(".md-sidebar--primary")
        expect(menu.get_by_role("link", name="骗局类型")).to_be_in_viewport()
        slides = "Promise.all(document.getAnimations().map(one => one.finished))"
        page.evaluate(f"{slides}.then(() => true)")  # the menu slides in
        found += look(page, "menu", mode)
        page.goto(address + "quizzes/ceyice-dajia/")
        page.locator(".fz-quiz__pick .fz-button:visible").first.click()
        found += look(page, "answer", mode)
    assert found == []


def test_every_page_is_well_formed(shipped: Path, some: Some) -> None:
    """No error that a browser mends silently, and no id that stands twice."""
    pages = list(enumerate(sorted(shipped.rglob("*.html"))))
    for _, path in some(pages, lambda page: (page[1].parts[-3], page[0] // 40)):
        document = JustHTML(path.read_text(encoding="utf-8"), collect_errors=True, sanitize=False)
        assert [str(error) for error in document.errors] == [], name(shipped, path)
    for path in html_files(shipped):
        ids = [values["id"] for _, values in read(path).tags if "id" in values]
        assert len(ids) == len(set(ids)), name(shipped, path)


def test_every_page_has_one_heading_first(shipped: Path) -> None:
    """Who cannot see goes by headings: one of the first level, and none left out below it."""
    for path in html_files(shipped):
        levels = [int(tag[1]) for tag, _ in read(path).tags if tag in HEADINGS]
        assert levels.count(1) == 1 and levels[0] == 1, name(shipped, path)
        assert all(after <= before + 1 for before, after in pairwise(levels)), name(shipped, path)


def test_no_two_pages_have_one_title(shipped: Path) -> None:
    """Of two tabs or two results with one name nobody knows which to take."""
    titles: dict[str, str] = {}
    for path in html_files(shipped):
        found = re.search(r"<title>(.*?)</title>", path.read_text(encoding="utf-8"), re.DOTALL)
        assert found, name(shipped, path)
        first = titles.setdefault(found[1], name(shipped, path))
        assert first == name(shipped, path), (found[1], first, name(shipped, path))
