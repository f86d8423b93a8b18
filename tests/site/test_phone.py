"""The built pages in a real browser, as an old phone shows them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.commands import fanzha
from tests.conftest import MakeProject, Some
from tests.samples import scam
from tests.site.conftest import Phone, serving
from tests.site.pages import current, html_files, name, read

STATION = "tel:00000000110"
NUMBERS = ("tel:110", "tel:96110", STATION)
IN_VIEW = """node => {
  const box = node.getBoundingClientRect();
  return box.height > 0 && box.bottom > 0 && box.top < innerHeight;
}"""
WIDTHS = "[innerWidth, document.scrollingElement.scrollWidth]"


def address_of(site: Path, path: Path) -> str:
    return name(site, path).removesuffix("index.html")


def one_of_each(site: Path) -> list[str]:
    """The addresses of one page of every kind: lists, the fullest item of each, single pages and
    the lost page."""
    found: dict[str, list[Path]] = {}
    for path in html_files(site):
        page = address_of(site, path)
        if page != "404.html":
            kind = page if page.count("/") < 2 else f"an item of {page.split('/')[0]}"
            found.setdefault(kind, []).append(path)
    fullest = [max(paths, key=lambda path: path.stat().st_size) for paths in found.values()]
    return ["no-such-page/", "cases/page/2/", *(address_of(site, path) for path in fullest)]


def test_every_page_has_the_phones_as_links(shipped: Path) -> None:
    """Somebody who is being cheated right now must not search for a number, or copy it."""
    for path in html_files(shipped):
        links = read(path).links
        assert set(NUMBERS) <= set(links), name(shipped, path)


def test_every_page_says_that_it_is_a_sample(shipped: Path) -> None:
    for path in html_files(shipped):
        assert "示范数据" in read(path).text, name(shipped, path)


# Scrolls to a link and says whether a thumb in its middle would hit it, and how high it is.
TOUCH = """number => {
  const link = document.querySelector(`a.fz-phone[href='${number}']`);
  link.scrollIntoView({block: 'center', behavior: 'instant'});
  const box = link.getBoundingClientRect();
  const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return [link.contains(hit), box.height];
}"""


@dataclass(frozen=True)
class Seen:
    """What a phone shows of a page: the mark of the sample, for each number whether a thumb hits it
    and its height, the width at 360 and at 320 pixels, and what its script complained of."""

    mark: bool
    touch: dict[str, tuple[bool, float]]
    widths: list[list[int]]
    errors: list[str]


@pytest.fixture(scope="module")
def walk(browser: Browser, address: str, shipped: Path, some: Some) -> dict[str, Seen]:
    """One walk over one page of every kind, and over pages with tables; with --all over each that
    has one, and over the fullest of each kind."""
    phone = Phone(browser)
    page = phone.open(address)
    seen = {}
    for place in dict.fromkeys([*one_of_each(shipped), *tables(shipped, some)]):
        before = len(phone.errors)
        page.set_viewport_size({"width": 360, "height": 780})
        page.goto(address + place)
        mark = page.locator(".md-banner").evaluate(IN_VIEW)
        touch = {number: tuple(page.evaluate(TOUCH, number)) for number in NUMBERS}
        widths = [page.evaluate(WIDTHS)]
        page.set_viewport_size({"width": 320, "height": 780})
        widths.append(page.evaluate(WIDTHS))
        seen[place] = Seen(mark, touch, widths, phone.errors[before:])
    phone.close()
    assert phone.foreign == [] and len(seen) >= 45
    return seen


def tables(site: Path, some: Some) -> list[str]:
    """Pages with a table, which is wide by nature, and the two fullest pages of each kind."""
    kinds: dict[str, list[Path]] = {}
    for path in html_files(site):
        kinds.setdefault(name(site, path).split("/")[0], []).append(path)
    found = []
    for paths in kinds.values():
        paths.sort(key=lambda path: path.stat().st_size, reverse=True)
        found += paths[:2] + [path for path in paths[2:] if "<table" in path.read_text("utf-8")]
    return [address_of(site, path) for path in some(found, _kind)]


def _kind(path: Path) -> tuple[str, bool]:
    return path.parts[-3], "<table" in path.read_text("utf-8")


def test_phones_and_the_mark_can_be_seen_on_every_kind_of_page(walk: dict[str, Seen]) -> None:
    """And touched: nothing lies over them, and they are as high as a thumb."""
    for place, seen in walk.items():
        assert seen.mark, place
        assert [number for number, (hit, _) in seen.touch.items() if not hit] == [], place
        assert min(height for _, height in seen.touch.values()) >= 40, place


def test_no_page_scrolls_sideways(walk: dict[str, Seen]) -> None:
    """A page that slides to the side under the thumb is unreadable for shaking hands.

    On the usual small phone, and on the smallest that is still about.
    """
    fit = [[360, 360], [320, 320]]
    assert {place: seen.widths for place, seen in walk.items() if seen.widths != fit} == {}


def test_no_page_has_an_error_in_its_script(walk: dict[str, Seen]) -> None:
    """What stops in the middle leaves a button that does nothing."""
    errors = {place: seen.errors for place, seen in walk.items() if seen.errors}
    (lost,) = errors.pop("no-such-page/")
    assert "404" in lost, "only the page that is not there"
    assert errors == {}


def test_the_rule_and_the_signs_come_first(phone: Phone, address: str, shipped: Path) -> None:
    """Rule, then signs, then steps; the rule is on the first screen, before any scrolling."""
    items = current(shipped.parent / "docs")
    page = phone.open(address)
    for place in ("scams/shuadan/", "scams/gongjianfa/"):
        fields = items[f"{place}index.html"]
        page.goto(address + place)
        expect(page.locator("h1")).to_have_text(fields["title"])
        expect(page.get_by_text(fields["rule"]).first).to_be_in_viewport()
        parts = (fields["rule"], fields["red_flags"][0], fields["steps"][0])
        tops = [page.locator(".md-content").get_by_text(p).first.bounding_box() for p in parts]
        heights = [box["y"] for box in tops if box]
        assert len(heights) == 3 and heights == sorted(heights)


def test_a_story_is_told_in_order_with_the_place_to_stop(
    phone: Phone, address: str, shipped: Path
) -> None:
    items = current(shipped.parent / "docs")
    place, fields = next((p, f) for p, f in items.items() if p.startswith("cases/"))
    page = phone.open(address + place.removesuffix("index.html"))
    steps = page.locator("ol.fz-story > li")
    expect(steps).to_have_count(len(fields["story"]))
    for number, moment in enumerate(fields["story"]):
        expect(steps.nth(number)).to_contain_text(moment["text"])
    stop = steps.nth(fields["turning_point"]["step"] - 1)
    expect(stop).to_contain_text("在这里停下")
    expect(stop).to_contain_text(fields["turning_point"]["text"])


def test_a_code_leads_to_its_item(phone: Phone, address: str, shipped: Path) -> None:
    """The way of everybody who scans a leaflet."""
    items = current(shipped.parent / "docs")
    for place in ("scams/etc/", "cases/tuibao-dianhua/", "posters/poster-dianhua/", "about/"):
        page = phone.open(address + f"q/{Path(place).name}/")
        page.wait_for_url(address + place)
        expect(page.locator("h1")).to_have_text(items[f"{place}index.html"]["title"])


def open_drawer(page: Page) -> None:
    page.locator("label.md-header__button[for=__drawer]").click()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_the_menu_opens(phone: Phone, address: str, script: bool) -> None:
    """In WeChat on an old phone scripts may fail; the menu is plain HTML and CSS."""
    page = phone.open(address, java_script_enabled=script)
    menu = page.locator(".md-sidebar--primary")
    link = menu.get_by_role("link", name="骗局类型")
    expect(link).not_to_be_in_viewport()
    open_drawer(page)
    expect(link).to_be_in_viewport()
    link.click()
    page.wait_for_url(address + "scams/")
    expect(page.locator("h1")).to_have_text("骗局类型")


def test_without_script_everything_is_readable(phone: Phone, address: str, shipped: Path) -> None:
    """Content is in the page itself, never fetched."""
    fields = current(shipped.parent / "docs")["scams/kefu/index.html"]
    page = phone.open(address + "scams/kefu/", java_script_enabled=False)
    for text in (fields["rule"], *fields["red_flags"], *fields["steps"]):
        expect(page.get_by_text(text).first).to_be_visible()


def test_downloads_arrive(phone: Phone, address: str, shipped: Path) -> None:
    """The file on the phone is the one in the manifest."""
    page = phone.open(address + "scams/etc/", accept_downloads=True)
    link = page.locator("a[href$='leaflet-a4/etc.pdf']")
    with page.expect_download() as waiting:
        link.click()
    assert waiting.value.path().read_bytes() == (shipped / "print/leaflet-a4/etc.pdf").read_bytes()


def test_a_town_of_its_own_shows_no_mark_and_no_empty_phone(
    phone: Phone, project: MakeProject
) -> None:
    """The mark of the sample goes with the sample, without an empty bar in its place."""
    town = "name: 青石镇\nsite_name: 青石镇反诈\npublisher: 青石镇\n"
    town += "site_url: https://q.example/fanzha/\n"
    made = project({"scams/shuadan.md": scam(), "data/regions/qingshi.yml": town}, region="qingshi")
    done = fanzha(made.root, "build", "--only", "site")
    assert done.returncode == 0, done.stderr
    with serving(made.root / "site") as address:
        page = phone.open(address + "scams/shuadan/")
        assert "示范" not in page.content()
        expect(page.locator(".md-banner")).not_to_be_visible()
        tels = page.eval_on_selector_all("a[href^=tel]", "all => all.map(a => a.href)")
        assert sorted(set(tels)) == ["tel:110", "tel:96110"]
        page.close()
