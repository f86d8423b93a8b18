"""No page runs or loads anything but its own files; the policy that says so stands in every page."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import expect

from fanzha.site.policy import POLICY
from tests.conftest import ROOT
from tests.site.conftest import Phone, until
from tests.site.pages import name, read

INLINE = re.compile(r"<script(?![^>]*\bsrc=)([^>]*)>")
DATA = 'type="application/ld+json"'  # described data, which no browser runs


def pages(site: Path) -> list[Path]:
    """All but loops and articles, which are whole in one file so that they run from a stick."""
    rows = json.loads((site / "manifest.json").read_text(encoding="utf-8"))["products"]
    whole = {
        row["path"] for row in rows if row["kind"] in ("loop", "text-article", "text-rules-article")
    }
    return [path for path in site.rglob("*.html") if name(site, path) not in whole]


def test_every_page_carries_the_policy(shipped: Path) -> None:
    """Before anything that loads, or it would hold too late."""
    for path in pages(shipped):
        tags = read(path).tags
        places = [
            at
            for at, (tag, values) in enumerate(tags)
            if tag == "meta" and values.get("http-equiv") == "Content-Security-Policy"
        ]
        assert len(places) == 1, name(shipped, path)
        assert tags[places[0]][1]["content"] == POLICY
        loading = [at for at, (tag, _) in enumerate(tags) if tag in ("link", "script", "img")]
        assert places[0] < min(loading), name(shipped, path)
    directives = dict(part.split(" ", 1) for part in POLICY.split("; "))
    assert directives == {
        "default-src": "'self'",
        "img-src": "'self' data:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
    }


def test_the_examples_for_servers_say_the_same() -> None:
    """A browser holds to both; an older example would forbid what a page needs."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert text.count(f"{POLICY}; frame-ancestors 'self'") == text.count("default-src") == 2


def test_nothing_stands_inline(shipped: Path) -> None:
    """The policy would block it: a style that is not applied, a button that does nothing."""
    for path in pages(shipped):
        for match in INLINE.finditer(path.read_text(encoding="utf-8")):
            assert DATA in match[1], name(shipped, path)
        for tag, values in read(path).tags:
            assert tag != "style" and "style" not in values, (name(shipped, path), tag)


def test_the_policy_holds_in_a_browser(phone: Phone, address: str) -> None:
    """Whatever gets into a page past all checks does not run."""
    page = phone.open(address + "scams/kefu/")
    page.evaluate(
        """() => {
          const script = document.createElement('script');
          script.textContent = "document.title = '坏了'";
          document.body.appendChild(script);
          const picture = document.createElement('div');
          picture.innerHTML = '<img src=x onerror="document.title = `坏了`">';
          document.body.appendChild(picture);
        }"""
    )
    refused = "Content Security Policy"
    until(page, lambda: sum(refused in text for text in phone.errors) == 2)
    assert page.title() != "坏了"


def test_no_cookie_is_set(phone: Phone, address: str) -> None:
    page = phone.open(address + "scams/kefu/")
    expect(page.locator("h1")).to_be_visible()
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length") == 0
