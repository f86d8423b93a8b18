"""What may be seen when: drafts, coming items, expired alerts, withdrawn pages."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from fanzha.edition import Project, read_edition
from fanzha.producers import plan
from tests import samples
from tests.commands import fanzha
from tests.conftest import TODAY, MakeProject
from tests.site.conftest import LATER, Phone, serving
from tests.site.pages import current, html_files, linked, name, read

WORDS = {".html", ".xml", ".json", ".js", ".txt"}


@pytest.fixture(scope="module")
def over(later: Path) -> list[str]:
    """Pages of the items that have expired by then."""
    day = datetime.date.fromisoformat(LATER)
    items = current(later.parent / "docs").items()
    pages = [page for page, fields in items if fields.get("expires", day) < day]
    assert len(pages) >= 3
    return pages


def test_an_expired_alert_keeps_its_page_and_says_so(
    phone: Phone, later: Path, over: list[str]
) -> None:
    """A printed code still leads to it; the reader must see at once that it is old."""
    with serving(later) as address:
        page = phone.open(address)
        for place in over:
            page.goto(address + place.removesuffix("index.html"))
            expect(page.get_by_text(re.compile("过期，只供查阅"))).to_be_in_viewport()
        page.close()


def test_an_expired_alert_is_in_no_list(before: Path, later: Path, over: list[str]) -> None:
    """Home, section, scam page, sitemap: old warnings make people deaf to new ones."""
    shown = {page for path in html_files(before) for page in linked(before, name(before, path))}
    assert set(over) <= shown
    replaced = {
        f"alerts/{fields['replaces']}/index.html"
        for fields in current(later.parent / "docs").values()
        if "replaces" in fields
    }
    for path in html_files(later):
        page = name(later, path)
        if page in {*over, *replaced}:  # an old alert leads to its successor, however old that is
            continue
        assert not linked(later, page) & (set(over) - {page}), page
    text = (later / "sitemap.xml").read_text(encoding="utf-8")
    assert not [page for page in over if page.removesuffix("index.html") in text]


def test_on_its_last_day_an_alert_still_holds(project: MakeProject) -> None:
    """“Valid until the 15th” includes the 15th."""
    files = {
        "scams/shuadan.md": samples.scam(),
        "alerts/qun.md": samples.alert(expires="2027-01-15"),
    }
    for day, listed in (("2027-01-15", True), ("2027-01-16", False)):
        root = project(files, today=day).root
        assert fanzha(root, "build", "--only", "site").returncode == 0
        assert ("alerts/qun/index.html" in linked(root / "site", "alerts/index.html")) == listed
        assert ("过期" in read(root / "site/alerts/qun/index.html").text) != listed


@pytest.mark.parametrize(
    "fields", [{"status": "draft"}, {"published": "2026-12-24"}], ids=["draft", "planned"]
)
def test_what_is_not_out_yet_is_nowhere(project: MakeProject, fields: dict[str, str]) -> None:
    """A draft may be wrong, or name somebody; no page, no list, no index may carry its words."""
    makers = {
        "scams": samples.scam,
        "cases": samples.case,
        "alerts": samples.alert,
        "posters": samples.poster,
        "help": samples.page,
    }
    files = {"scams/shuadan.md": samples.scam()}
    for kind, write in makers.items():
        secret = write(title="还没定的稿子", **fields).replace("停手，打110。", "只给同事看。")
        files[f"{kind}/wei-fabu-{kind}.md"] = secret
    made = project(files)
    done = fanzha(made.root, "build", "--only", "site")
    assert done.returncode == 0, done.stderr
    for path in (made.root / "site").rglob("*"):
        assert "wei-fabu" not in path.as_posix()
        if path.is_file() and path.suffix in WORDS:
            text = path.read_text(encoding="utf-8")
            for words in ("wei-fabu", "还没定的稿子", "只给同事看"):
                assert words not in text, path


def test_a_draft_is_neither_printed_nor_shown_on_screens(project: MakeProject) -> None:
    made = project(
        {
            "scams/shuadan.md": samples.scam(),
            "cases/wei-fabu.md": samples.case(status="draft"),
            "posters/wei-fabu-haibao.md": samples.poster(status="withdrawn"),
        }
    )
    done = fanzha(made.root, "list")
    assert "shuadan.pdf" in done.stdout and "wei-fabu" not in done.stdout


def test_a_withdrawn_page_stays_and_says_so(project: MakeProject) -> None:
    """Its code is printed; whoever scans it must learn that it no longer holds."""
    made = project(
        {
            "scams/shuadan.md": samples.scam(),
            "cases/jiu.md": samples.case(title="旧的故事", status="withdrawn"),
        }
    )
    assert fanzha(made.root, "build", "--only", "site").returncode == 0
    site = made.root / "site"
    assert "已撤下" in read(site / "cases/jiu/index.html").text
    assert linked(site, "q/jiu/index.html") == {"cases/jiu/index.html"}
    for page in ("index.html", "cases/index.html", "scams/shuadan/index.html"):
        assert "cases/jiu/index.html" not in linked(site, page)


def test_nothing_expired_is_printed_or_played(before: Path, later: Path, over: list[str]) -> None:
    gone = {page.split("/")[-2] for page in over}
    assert gone <= made_of(before.parent, TODAY)
    assert not gone & made_of(later.parent, datetime.date.fromisoformat(LATER))


def made_of(root: Path, day: datetime.date) -> set[str]:
    """The items that products are planned from: paper, screens, cards, texts and packs."""
    edition, _ = read_edition(Project(root, root / "docs", "shifan", day))
    return {item for product in plan(edition) for item in product.items}
