"""In trouble now: one tap to the right page, one more to the right number."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.site.conftest import Phone
from tests.site.pages import read
from tests.site.test_triage import SIZES, table

PAGES = {"已经转账？": "help/yijing-zhuanzhang/", "正在被骗？": "help/zhengzai-beipian/"}
FIRST = {"已经转账？": "tel:110", "正在被骗？": "tel:96110"}


@pytest.mark.parametrize("size", list(SIZES))
@pytest.mark.parametrize("words", list(PAGES))
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_two_taps_to_the_right_number(
    phone: Phone, address: str, words: str, size: str, script: bool
) -> None:
    """From any page; 110 first once money has moved, 96110 where somebody is unsure."""
    page = phone.open(
        address + "cases/tuibao-dianhua/", viewport=SIZES[size], java_script_enabled=script
    )
    page.locator(".fz-bar").get_by_text(words).tap()
    page.wait_for_url(address + PAGES[words])
    calls = page.locator(".fz-calls a")
    expect(calls.first).to_have_attribute("href", FIRST[words])
    expect(calls.first).to_be_in_viewport()
    box = calls.first.bounding_box()
    assert box and box["height"] >= 60 and box["width"] >= 250
    numbers = {link.get_attribute("href") for link in calls.all()}
    assert {"tel:110", "tel:00000000110"} <= numbers
    expect(page.locator(".fz-body li").first).to_be_visible()


def test_the_page_says_what_each_number_cannot_do(shipped: Path) -> None:
    """Minutes are lost by those who ring the anti-fraud line to have money stopped."""
    numbers = table(shipped, "numbers")
    for place in PAGES.values():
        text = read(shipped / place / "index.html").text
        for digits in ("110", "96110"):
            for field in ("can", "cannot", "ready"):
                assert numbers[digits][field] in text, (place, digits, field)


def test_the_pages_are_short(shipped: Path) -> None:
    """A frightened person reads a page of this length in a minute, and the first steps at once."""
    for place in PAGES.values():
        source = shipped.parent / "docs" / f"{place.rstrip('/')}.md"
        body = source.read_text(encoding="utf-8").split("---\n", 2)[2]
        said = re.sub(r"\]\(.*?\)|[|\s*#-]", "", body)  # without addresses of links and marks
        assert len(said) < 900, place
        assert body.lstrip().startswith("1. "), "steps come before everything else"
