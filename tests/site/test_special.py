"""What every page says of itself, and the pages that are made without a file."""

from __future__ import annotations

import re
from pathlib import Path

from tests.site.pages import SITE_URL, html_files, name, read


def test_every_page_says_that_it_is_simplified_chinese(shipped: Path) -> None:
    """A reader for the blind chooses its voice by it, and a phone its face."""
    for path in html_files(shipped):
        (values,) = [values for tag, values in read(path).tags if tag == "html"]
        assert values["lang"] == "zh-CN", name(shipped, path)


def test_a_handbook_links_to_its_chapters(shipped: Path) -> None:
    """On a phone the handbook is the way to the pages that it gathers."""
    linked = read(shipped / "handbooks/laonian/index.html").tags
    addresses = [values.get("href", "") for tag, values in linked if tag == "a"]
    for chapter in ("scams/gongjianfa/", "cases/erzi-shipin/", "help/yijing-zhuanzhang/"):
        assert any(str(address).endswith(chapter) for address in addresses), chapter


def test_every_page_but_the_lost_one_is_in_the_sitemap(shipped: Path) -> None:
    """Also lists and special pages: a search engine shall find the way that a resident takes."""
    text = (shipped / "sitemap.xml").read_text(encoding="utf-8")
    listed = set(re.findall(r"<loc>(.*?)</loc>", text))
    assert {f"{SITE_URL}glossary/", f"{SITE_URL}scams/", f"{SITE_URL}cases/page/2/"} <= listed
    for address in listed:
        assert (shipped / address.removeprefix(SITE_URL) / "index.html").is_file(), address
