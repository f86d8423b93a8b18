"""What a forwarded link shows, and what search engines read: true, absolute, and harmless."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests import samples
from tests.commands import fanzha
from tests.conftest import MakeProject
from tests.site.conftest import Phone
from tests.site.pages import SITE_URL, current, html_files, name, read

SIZES = [(1200, 630), (500, 500)]
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def said(path: Path) -> dict[str, list[str]]:
    """Property or name → what the meta elements of a page say, in their order."""
    found: dict[str, list[str]] = {}
    for tag, values in read(path).tags:
        key = values.get("property") or values.get("name")
        if tag == "meta" and key:
            found.setdefault(key, []).append(values["content"])
    return found


def data(path: Path) -> list[dict[str, Any]]:
    (text,) = DATA.findall(path.read_text(encoding="utf-8"))
    whole = json.loads(text)
    assert whole["@context"] == "https://schema.org"
    graph: list[dict[str, Any]] = whole["@graph"]
    return graph


def pages(site: Path) -> list[Path]:
    return [path for path in html_files(site) if path.name != "404.html"]


def test_every_page_has_a_card_with_absolute_addresses(shipped: Path) -> None:
    """WeChat and others fetch the picture from elsewhere; a relative address shows nothing."""
    for path in pages(shipped):
        meta = said(path)
        page = name(shipped, path).removesuffix("index.html")
        assert meta["og:url"] == [SITE_URL + page]
        assert meta["og:title"] and meta["og:description"] and meta["og:site_name"]
        sizes = zip(meta["og:image:width"], meta["og:image:height"], strict=True)
        assert list(sizes) == [("1200", "630"), ("500", "500")]
        for address, size in zip(meta["og:image"], SIZES, strict=True):
            picture = shipped / address.removeprefix(SITE_URL)
            assert address.startswith(SITE_URL) and picture.is_file(), page
            with Image.open(picture) as image:
                assert image.size == size
            assert picture.stat().st_size <= 60_000
        assert meta["twitter:card"] == ["summary_large_image"]


def test_an_item_has_its_own_card(shipped: Path) -> None:
    for page in current(shipped.parent / "docs"):
        if page.startswith(("scams/", "cases/", "alerts/", "help/")):
            item = page.split("/")[-2]
            assert said(shipped / page)["og:image"][0] == f"{SITE_URL}share/{item}-wide.png"


def test_the_canonical_address_is_that_of_the_card(shipped: Path) -> None:
    for path in pages(shipped):
        (link,) = [v for t, v in read(path).tags if t == "link" and v.get("rel") == "canonical"]
        assert [link["href"]] == said(path)["og:url"], name(shipped, path)


def test_structured_data_says_what_the_page_says(shipped: Path) -> None:
    items = current(shipped.parent / "docs")
    assert [part["@type"] for part in data(shipped / "index.html")] == ["WebSite"]
    for path in pages(shipped):
        page = name(shipped, path)
        parts = {part["@type"]: part for part in data(path)}
        if way := parts.get("BreadcrumbList"):
            for step in way["itemListElement"]:
                assert step["name"], page
                below = step["item"].removeprefix(SITE_URL)
                assert (shipped / below / "index.html").is_file(), (page, step)
        if article := parts.get("Article"):
            fields = items.get(page)
            assert article["headline"] in read(path).text, page
            if fields:
                assert article["datePublished"] == fields["published"].isoformat()
                assert article["dateModified"] == fields["reviewed"].isoformat()
                if "expires" in fields:
                    assert article["expires"] <= fields["expires"].isoformat()


def test_a_title_cannot_leave_the_structured_data(project: MakeProject) -> None:
    """Quotation marks and ampersands are common; they must neither end the script nor the JSON."""
    title = """“A & B” 'c' \\\\ "d\""""
    made = project({"scams/shuadan.md": samples.scam(title=json.dumps(title, ensure_ascii=False))})
    done = fanzha(made.root, "build", "--only", "site")
    assert done.returncode == 0, done.stdout + done.stderr
    path = made.root / "site/scams/shuadan/index.html"
    assert data(path)[1]["headline"] == title
    assert said(path)["og:title"] == [title]


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_page_is_passed_on(phone: Phone, address: str, shipped: Path, script: bool) -> None:
    """The text for the family group stands there; a script adds the button that copies it."""
    page = phone.open(address + "scams/kefu/", java_script_enabled=script)
    text = page.locator("[data-copy]").first
    fields = current(shipped.parent / "docs")["scams/kefu/index.html"]
    for words in (fields["title"], fields["rule"], "96110", f"{SITE_URL}q/kefu/"):
        expect(text).to_contain_text(words)
    code = page.locator(".fz-qr svg")
    expect(code).not_to_be_visible()
    page.get_by_text("让对方扫一扫").tap()
    expect(code).to_be_visible()
    expect(page.get_by_role("button", name="复制这段话")).to_have_count(1 if script else 0)


def test_nothing_of_the_head_disturbs_the_policy(phone: Phone, address: str) -> None:
    """Data blocks are no scripts: the browser neither runs nor blocks them."""
    page = phone.open(address + "scams/kefu/")
    expect(page.locator("h1")).to_be_visible()
    assert phone.errors == []
