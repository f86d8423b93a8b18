"""Texts to send and to read aloud, on the page of an item and among its files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.site.conftest import Phone
from tests.site.pages import read
from tests.texts.made import plan


@pytest.mark.parametrize(
    ("kind", "item", "names"),
    [
        ("scams", "kefu", ["sms", "group", "script"]),
        ("alerts", "jia-huiyi", ["sms", "group", "script"]),
        ("cases", "kuaiji-bawang", ["group", "script"]),
        ("notices", "gongkaixin-jumin", ["group", "script"]),
    ],
)
def test_each_text_of_a_page_is_copied_as_it_is_in_the_file(
    phone: Phone, address: str, kind: str, item: str, names: list[str]
) -> None:
    """Message, group, script: a tap, and it can be pasted with its lines."""
    page = phone.open(f"{address}{kind}/{item}/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    texts = page.locator(".fz-texts")
    made = [words for name in names for _, words in plan(f"texts/{item}/{name}.txt").args["copy"]]
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    buttons = texts.get_by_role("button", name="复制这段话")
    expect(buttons).to_have_count(len(made))
    for number, words in enumerate(made):
        buttons.nth(number).tap()
        expect(texts.get_by_text("复制好了").nth(number)).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == words
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_every_text_is_on_the_download_page_of_its_item(shipped: Path) -> None:
    rows = json.loads((shipped / "manifest.json").read_text(encoding="utf-8"))["products"]
    made = {row["path"] for row in rows if row["family"] == "texts" and row["items"] == ["kefu"]}
    assert {f"texts/kefu/{name}" for name in ("sms.txt", "article.html", "cover.png")} <= made
    for place in ("downloads/kefu", "scams/kefu"):
        links = read(shipped / place / "index.html").links
        assert made <= {link.removeprefix("../../") for link in links}, place
