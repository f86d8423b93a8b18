"""The print centre: every sheet can be found, seen small, and downloaded."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin

import pytest
import yaml
from PIL import Image
from playwright.sync_api import Browser

from fanzha.edition import read_edition
from fanzha.printing import leaflet
from fanzha.site.bundle import Bundle
from fanzha.site.downloads import download_pages
from fanzha.site.views import Views
from tests import samples
from tests.conftest import ROOT, MakeProject
from tests.site.conftest import serving
from tests.site.pages import read


def links(site: Path, page: str) -> set[str]:
    """Paths below the site that a page links to or shows."""
    found = read(site / page / "index.html")
    at = f"https://x/{page}/"
    return {urljoin(at, link).removeprefix("https://x/") for link in (*found.links, *found.loads)}


def sheets(site: Path) -> list[dict[str, str]]:
    manifest = json.loads((site / "manifest.json").read_text(encoding="utf-8"))
    return [row for row in manifest["products"] if row["family"] == "print"]


def test_every_sheet_is_linked_from_the_print_centre(shipped: Path) -> None:
    """A file that nobody finds was made for nothing."""
    kinds = [link for link in links(shipped, "print") if link.startswith("print/") and link[6:]]
    shown = set().union(*(links(shipped, kind.rstrip("/")) for kind in kinds if kind[-1] == "/"))
    assert {row["path"] for row in sheets(shipped)} - shown == set()


@pytest.mark.parametrize("goes", [True, False])
def test_a_print_shop_is_spoken_of_only_where_a_file_goes_there(
    project: MakeProject, goes: bool
) -> None:
    """Towns below another do not make those beforehand: nobody shall look for them."""
    edition, _ = read_edition(project({"scams/shuadan.md": samples.scam()}))
    made = [*leaflet.products(edition)]
    if goes:
        made.append(replace(made[0], kind="banner-700"))
    views = Views(edition, made, {}, Bundle(ROOT / "overrides", ROOT), "", False)
    assert download_pages(views)["print/index.md"].values()["shop"] is goes


def test_every_sheet_of_an_item_is_on_its_download_page(shipped: Path) -> None:
    """A teacher looks for everything about one fraud in one place."""
    made = defaultdict(set)
    for row in sheets(shipped):
        if row["kind"] != "thumbnail":
            made[row["items"][0]].add(row["path"])
    pages = {path.parent.name for path in shipped.glob("downloads/*/index.html")}
    assert {"shuadan", "poster-dianfu"} <= pages
    for item in pages:
        assert made[item] - links(shipped, f"downloads/{item}") == set(), item


def test_small_pictures_are_small_and_not_empty(shipped: Path) -> None:
    """A page of forty pictures is read on a phone."""
    rows = [row for row in sheets(shipped) if row["kind"] == "thumbnail"]
    assert len(rows) > 40
    for row in rows:
        path = shipped / row["path"]
        with Image.open(path) as image:
            assert (image.format, max(image.size) <= 2 * 361) == ("WEBP", True), row
            darkest, lightest = image.convert("L").getextrema()
        assert lightest - darkest > 100, f"{row['path']} is blank"
        assert path.with_suffix(".pdf").is_file()
        assert path.stat().st_size < 40_000, row["path"]


def test_the_office_reads_paper_size_and_copies(shipped: Path, browser: Browser) -> None:
    """Before printing three hundred, one wants to know on what, and whether to."""
    data = yaml.safe_load((shipped.parent / "docs/data/sheets.yml").read_text(encoding="utf-8"))
    with serving(shipped) as address, browser.new_page() as page:
        page.set_viewport_size({"width": 360, "height": 780})
        page.goto(f"{address}print/leaflet-a4/")
        text = page.inner_text("main")
        assert data["leaflet-a4"]["paper"] in text
        assert "学校 300" in text
        assert "PDF，2 页" in text
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
