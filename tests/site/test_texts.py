"""Texts to send and to read aloud, on the page of an item and among its files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from fanzha.site.bundle import Bundle
from fanzha.site.texts import texts
from fanzha.site.views import Views
from tests.conftest import ROOT
from tests.site.conftest import Phone
from tests.site.pages import read
from tests.texts.made import edition, plan, plans


@pytest.mark.parametrize(
    ("kind", "item", "names"),
    [
        ("scams", "kefu", ["sms", "group", "script"]),
        ("alerts", "jia-huiyi", ["sms", "group", "script"]),
        ("cases", "kuaiji-bawang", ["sms", "group", "script"]),
        ("notices", "gongkaixin-jumin", ["sms", "group", "script"]),
    ],
)
def test_each_text_of_a_page_is_copied_as_it_is_in_the_file(
    phone: Phone, address: str, kind: str, item: str, names: list[str]
) -> None:
    """Message, group, script: a tap, and it can be pasted with its lines."""
    page = phone.open(f"{address}{kind}/{item}/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    block = page.locator(".fz-texts")
    made = [words for name in names for _, words in plan(f"texts/{item}/{name}.txt").args["copy"]]
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    buttons = block.get_by_role("button", name="复制这段话")
    expect(buttons).to_have_count(len(made))
    for number, words in enumerate(made):
        buttons.nth(number).tap()
        expect(block.get_by_text("复制好了").nth(number)).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == words
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_each_kind_of_text_is_shown_once() -> None:
    """The script of a letter stood there twice: the file for Word holds the same words."""
    library = edition()
    views = Views(library, [*plans().values()], {}, Bundle(ROOT / "overrides", ROOT), "", False)
    shown = {}
    for name in ("kefu", "kuaiji-bawang", "gongkaixin-jumin"):
        found = texts(views, library.library.by_id[name])
        assert found is not None
        shown[name] = [group["label"] for group in found["groups"]]
    assert shown == {
        "kefu": ["短信", "发群里的话", "广播稿"],
        "kuaiji-bawang": ["短信", "发群里的话", "广播稿"],
        "gongkaixin-jumin": ["短信", "发群里的话", "广播稿"],
    }


def test_every_text_is_on_the_download_page_of_its_item(shipped: Path) -> None:
    rows = json.loads((shipped / "manifest.json").read_text(encoding="utf-8"))["products"]
    made = {row["path"] for row in rows if row["family"] == "texts" and row["items"] == ["kefu"]}
    assert {f"texts/kefu/{name}" for name in ("sms.txt", "article.html", "cover.png")} <= made
    for place in ("downloads/kefu", "scams/kefu"):
        links = read(shipped / place / "index.html").links
        assert made <= {link.removeprefix("../../") for link in links}, place
