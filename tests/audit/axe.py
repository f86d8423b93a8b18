"""What a reader with a disability would stumble over, by axe-core; its script comes with a package.

Rules of WCAG 2.2 AA and axe's own advice. The mode for elders must keep AAA contrast (7:1) too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import Browser, Page

# Mode → the classes that boot.js puts on <html>, as a reader's settings would.
MODES = {"light": "fz-light", "dark": "fz-dark", "elder": "fz-elder"}
LABELS = {"light": "白底", "dark": "黑底", "elder": "长辈版"}
# What stays, and why: the checkbox that opens the menu moves what follows it, by CSS alone, and so
# stands before all landmarks. It has a label in the header.
KNOWN = {("region", "#__drawer")}
SETTING = "localStorage.setItem('fanzha', '{}')"
RUN = """options => axe.run(document, options).then(({violations}) => violations.flatMap(v =>
  v.nodes.map(n => ({rule: v.id, place: n.target.join(' '), help:
    [...n.any, ...n.all, ...n.none].map(check => check.message).join('; ') || v.help}))))"""


@dataclass(frozen=True)
class Violation:
    """One rule broken at one place: a CSS path on a page, in a mode; `help` says what is wrong."""

    page: str
    mode: str
    rule: str
    place: str
    help: str


@cache
def script() -> str:
    """The source of axe-core, as the package axe-playwright-python brings it."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def violations(
    browser: Browser, address: str, pages: Iterable[str], modes: Iterable[str] = tuple(MODES)
) -> list[Violation]:
    """All that axe finds on these pages below `address`, on a phone of 360x780, in these modes."""
    found: list[Violation] = []
    wanted = list(pages)
    for mode in modes:
        with opened(browser, mode) as page:
            for place in wanted:
                page.goto(address + place)
                found += look(page, place, mode)
    return found


@contextmanager
def opened(browser: Browser, mode: str) -> Iterator[Page]:
    """A phone that reads in this mode; our policy, which forbids any script not ours, is off."""
    size = {"width": 360, "height": 780}
    context = browser.new_context(
        viewport=size, is_mobile=True, has_touch=True, bypass_csp=True, service_workers="block"
    )
    context.add_init_script(SETTING.format(MODES[mode]))
    yield context.new_page()
    context.close()


def look(page: Page, place: str, mode: str) -> list[Violation]:
    """What axe finds on the page as it stands now."""
    page.evaluate(script())
    rows = [Violation(place, mode, **row) for row in page.evaluate(RUN, _options(mode))]
    return [row for row in rows if (row.rule, row.place) not in KNOWN]


def _options(mode: str) -> dict[str, Any]:
    """Everything axe looks at by default, and what it leaves out though WCAG 2.2 asks for it."""
    rules = {"target-size": {"enabled": True}}
    if mode == "elder":
        rules["color-contrast-enhanced"] = {"enabled": True}
    return {"resultTypes": ["violations"], "rules": rules}
