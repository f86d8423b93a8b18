"""What a first visit costs, on a server that packs: bytes and requests, and what runs on old phones."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import expect

from tests.counting_server import weighing
from tests.site.conftest import Phone
from tests.site.pages import read

BYTES = 45_000
KEPT = 75_000  # with what the worker fetches afterwards, for a phone without a network
REQUESTS = 8
# What Chrome 69 does not know, in scripts and in styles.
NEW_SCRIPT = re.compile(
    r"\?\.[a-zA-Z_(\[]|\?\?|\*\*=|\|\|=|&&=|\breplaceAll\b|\bmatchAll\b|\.at\(|\bfromEntries\b"
    r"|\\p\{|\(\?<|\basync \b|\bawait\b|\.\.\.[a-zA-Z\[]|Object\.(?:entries|values)\(|\.pad(?:Start|End)\("
    r"|\ballSettled\b|\bglobalThis\b|\.flatMap\(|\bimport\(|catch \{|replaceChildren"
)
NEW_STYLE = re.compile(r":is\(|:where\(|:has\(|\binset:|\bclamp\(|\bmin\(|\bmax\(|aspect-ratio")


@pytest.mark.parametrize(
    "place", ["scams/shuadan/", "scams/", "cases/", "help/yijing-zhuanzhang/", ""]
)
def test_a_first_visit_is_light(phone: Phone, shipped: Path, place: str) -> None:
    """Pages are opened on the last bar of a village's network. What the worker keeps comes later."""
    with weighing(shipped) as (address, log):
        page = phone.open(address + place)
        page.wait_for_load_state("networkidle")
        assert log.weight <= BYTES, log.sent
        assert len(log.sent) <= REQUESTS, log.paths
        page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
        assert log.weight <= KEPT, log.sent
        page.close()


def test_one_style_sheet_and_two_scripts(shipped: Path) -> None:
    """Each further file is a way to the server and back."""
    page = read(shipped / "scams" / "shuadan" / "index.html")
    loads = [address.split("?")[0].rpartition("/")[2] for address in page.loads]
    assert [name for name in loads if name.endswith(".css")] == ["site.css"]
    assert [name for name in loads if name.endswith(".js")] == ["boot.js", "fanzha.js"]
    assert (shipped / "assets" / "boot.js").stat().st_size < 1024


def test_scripts_and_styles_are_understood_by_old_phones(shipped: Path) -> None:
    """WeChat brings a browser of its own, and old phones keep the one of their year."""
    for path in shipped.rglob("*.js"):
        if path.relative_to(shipped).parts[0] not in ("search", "screens"):
            found = NEW_SCRIPT.search(path.read_text(encoding="utf-8"))
            assert not found, (path.name, found)
    ours = (
        (shipped / "assets" / "site.css").read_text(encoding="utf-8").split("html.fz-elder", 1)[1]
    )
    assert not NEW_STYLE.search(ours), NEW_STYLE.search(ours)


def test_every_class_of_the_pages_keeps_its_rules(phone: Phone, address: str) -> None:
    """The theme's sheet is trimmed; the frame of a page still stands."""
    page = phone.open(address + "scams/kefu/")
    styles = page.evaluate(
        """() => ['.md-header', '.md-sidebar--primary', '.md-nav__link', '.md-grid', '.md-skip']
            .map(name => document.querySelector(name)).map(n => getComputedStyle(n))
            .map(s => [s.position, s.display])"""
    )
    assert styles[0] == ["sticky", "block"] and styles[1][0] == "fixed"
    assert styles[2][1] == "flex" and styles[4][0] == "fixed"


def test_on_paper_a_page_is_short(phone: Phone, address: str) -> None:
    """The text, the phones, nothing to press: a scam on two sheets at most, help on two."""
    for place in ("scams/shuadan/", "help/yijing-zhuanzhang/", "alerts/etc-shixiao/"):
        page = phone.open(address + place, is_mobile=False, has_touch=False)
        page.emulate_media(media="print")
        for hidden in (".fz-bar", ".md-header", ".fz-downloads", ".fz-extra"):
            for node in page.locator(hidden).all():
                expect(node).to_be_hidden()
        expect(page.locator(".fz-footer a[href='tel:110']")).to_be_visible()
        with pikepdf.open(io.BytesIO(page.pdf(format="A4"))) as sheet:
            assert len(sheet.pages) <= 2, place
