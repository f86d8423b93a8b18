"""Reading settings: sizes, dark, contrast, the mode for elders; by thumb and by keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Some
from tests.site.conftest import Phone
from tests.site.test_phone import one_of_each

# Settings → the least contrast (WCAG AA and AAA).
MODES = {
    "": 4.5,
    "fz-dark": 4.5,
    "fz-elder": 7,
    "fz-elder fz-larger": 7,
    "fz-contrast": 7,
    "fz-contrast fz-dark fz-larger": 7,
}
# Contrast of every visible text to what lies behind it (WCAG 2 formula), the least with its text.
CONTRAST = """() => {
  const parse = c => (c.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = node => {
    for (let n = node; n; n = n.parentElement) {
      const c = parse(getComputedStyle(n).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  let worst = [99, ''];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = walker.nextNode());) {
    const node = text.parentElement;
    if (!text.textContent.trim() || !node.checkVisibility({checkVisibilityCSS: true})) continue;
    if (['SCRIPT', 'NOSCRIPT', 'STYLE'].includes(node.tagName) || node.closest('svg')) continue;
    const [a, b] = [light(parse(getComputedStyle(node).color)), light(behind(node))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < worst[0]) worst = [Math.round(ratio * 100) / 100, text.textContent.trim()];
  }
  return worst;
}"""


def with_settings(phone: Phone, address: str, kept: str, **options: Any) -> Page:
    """A phone on which these settings were made before."""
    page = phone.open(address, **options)
    page.evaluate("kept => localStorage.setItem('fanzha', kept)", kept)
    page.reload()
    return page


def body_size(page: Page) -> float:
    size = page.evaluate("getComputedStyle(document.querySelector('.fz-body')).fontSize")
    return float(str(size).removesuffix("px"))


def test_a_size_is_chosen_and_stays(phone: Phone, address: str) -> None:
    """Whoever needs large letters needs them on the next page too."""
    page = phone.open(address + "scams/kefu/")
    sizes = [body_size(page)]
    page.get_by_role("button", name="大字").tap()
    for label in ("大", "特大"):
        page.get_by_role("radio", name=label, exact=True).check()
        sizes.append(body_size(page))
    assert sizes == sorted(set(sizes)) and sizes[0] >= 18 and sizes[2] >= 23
    page.goto(address + "help/yijing-zhuanzhang/")
    assert body_size(page) == sizes[2]
    page.get_by_role("button", name="大字").tap()
    expect(page.get_by_role("radio", name="特大")).to_be_checked()
    page.get_by_role("button", name="恢复原样").tap()
    page.goto(address + "scams/kefu/")
    assert body_size(page) == sizes[0]
    assert page.evaluate("localStorage.length") == 0


def test_settings_hold_before_the_first_paint(phone: Phone, address: str) -> None:
    """No flash of white in a dark room: the class is there before the page has a body."""
    page = phone.open(address)
    page.evaluate("localStorage.setItem('fanzha', 'fz-dark')")
    page.add_init_script(
        "new MutationObserver(() => { if (document.body && window.seen === undefined)"
        " window.seen = document.documentElement.className; })"
        ".observe(document, {childList: true, subtree: true})"
    )
    page.goto(address + "scams/kefu/")
    assert "fz-dark" in page.evaluate("window.seen")


@pytest.mark.parametrize("kept", ["x\" onload='bad()", "<b>", "js fz-dark; x"])
def test_what_else_stands_in_the_storage_does_no_harm(
    phone: Phone, address: str, kept: str
) -> None:
    """Other sites of the same host share the storage."""
    page = with_settings(phone, address, kept)
    assert page.evaluate("document.documentElement.className").split() == ["js"]


def test_the_panel_works_by_keyboard(phone: Phone, address: str) -> None:
    page = phone.open(address + "scams/kefu/", is_mobile=False, has_touch=False)
    button = page.get_by_role("button", name="大字")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="标准")).to_be_focused()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.documentElement.classList.contains('fz-large')")
    page.keyboard.press("Escape")
    expect(page.get_by_role("region", name="阅读设置")).to_be_hidden()
    expect(button).to_be_focused()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_the_menu_opens_by_keyboard(phone: Phone, address: str, script: bool) -> None:
    """The closed menu is not in the way of the tab key, and focus can be seen."""
    options = {"is_mobile": False, "has_touch": False, "java_script_enabled": script}
    page = phone.open(address + "scams/kefu/", **options)
    menu = page.get_by_role("checkbox", name="菜单")
    link = page.locator(".md-sidebar--primary").get_by_role("link", name="骗局类型")
    expect(link).to_be_hidden()
    page.keyboard.press("Tab")
    expect(menu).to_be_focused()
    label = page.locator("label.md-header__button")
    assert label.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
    page.keyboard.press("Space")
    expect(link).to_be_visible()


def test_dark_follows_the_phone(phone: Phone, address: str) -> None:
    """Also without scripts; a choice of one's own wins."""
    dark = "getComputedStyle(document.body).backgroundColor"
    page = phone.open(address, color_scheme="dark")
    night = page.evaluate(dark)
    assert night != "rgb(255, 255, 255)"
    assert phone.open(address).evaluate(dark) == "rgb(255, 255, 255)"
    day = with_settings(phone, address, "fz-light", color_scheme="dark")
    assert day.evaluate(dark) == "rgb(255, 255, 255)"
    assert with_settings(phone, address, "fz-dark").evaluate(dark) == night


# Days of ours (not in an author's sentence) that stand on two lines, and days written for machines.
TORN_DAYS = r"""() => {
  const texts = document.createTreeWalker(document.querySelector('.md-main'), NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = texts.nextNode(); node; node = texts.nextNode())
    for (const day of node.data.matchAll(/\d{4}(年\d+月\d+日|-\d\d-\d\d)/g)) {
      const range = document.createRange();
      range.setStart(node, day.index);
      range.setEnd(node, day.index + day[0].length);
      const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
      const torn = lines.size > 1 && node.parentElement.closest('time');
      if (torn || (lines.size && day[0].includes('-') && !node.parentElement.closest('pre, code')))
        found.push(day[0]);
    }
  return found;
}"""


@pytest.mark.parametrize("kept", MODES)
def test_texts_stand_out_and_nothing_slides_sideways(
    phone: Phone, address: str, shipped: Path, kept: str, some: Some
) -> None:
    """Contrast of all texts, also on buttons and marks; no page wider than the smallest phone; no torn day.

    320 pixels are also what is left of a small window at a zoom of 200 per cent. In a usual run
    each page in one of the modes, and two in all of them: colours stand in one place for all pages.
    """
    page = with_settings(phone, address, kept, viewport={"width": 320, "height": 640})
    weak, wide, torn = [], [], []
    places = one_of_each(shipped)
    turn = {place: number % len(MODES) for number, place in enumerate(places)}
    mine = list(MODES).index(kept)
    looked = some(places, lambda place: place if turn[place] == mine else "another")
    for place in dict.fromkeys(["", "scams/kefu/", *looked]):
        page.goto(address + place)
        ratio, text = page.evaluate(CONTRAST)
        if ratio < MODES[kept]:
            weak.append((place, ratio, text))
        seen = page.evaluate("[innerWidth, document.scrollingElement.scrollWidth]")
        if seen != [320, 320]:
            wide.append((place, *seen))
        if not place.startswith("editors/"):  # who write days as files have them
            torn += [(place, day) for day in page.evaluate(TORN_DAYS)]
    assert (weak, wide, torn) == ([], [], [])


def test_for_elders_targets_are_large_and_choices_few(
    phone: Phone, address: str, shipped: Path
) -> None:
    plain = phone.open(address + "scams/shuadan/")
    count = (
        "[...document.querySelectorAll('a, button')]"
        ".filter(n => n.checkVisibility({checkVisibilityCSS: true})).length"
    )
    before = plain.evaluate(count)
    page = with_settings(phone, address + "scams/shuadan/", "fz-elder")
    assert body_size(page) >= 21.5
    assert page.evaluate(count) < before * 0.75
    small = page.evaluate(
        """() => [...document.querySelectorAll(
             '.fz-bar a, .fz-phones a, .fz-tool, .md-header label, .fz-card, .fz-button')]
           .filter(n => n.offsetParent || n.closest('.fz-bar'))
           .map(n => [n.textContent.trim(), n.getBoundingClientRect()])
           .filter(([, box]) => box.height < 60 || box.width < 60).map(([text]) => text)"""
    )
    assert small == []


def test_without_scripts_there_are_no_buttons_that_need_them(phone: Phone, address: str) -> None:
    page = phone.open(address + "scams/kefu/", java_script_enabled=False)
    expect(page.locator("button:visible")).to_have_count(0)
