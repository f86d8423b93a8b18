"""Reading without a network, after one visit; and getting rid of it again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import samples
from tests.commands import fanzha
from tests.conftest import MakeProject
from tests.counting_server import Log, weighing
from tests.site.conftest import Phone, until

KEPT = """async () => {
  const names = (await caches.keys()).filter(name => name.startsWith('fanzha '));
  const found = [];
  for (const name of names)
    for (const request of await (await caches.open(name)).keys()) found.push(request.url);
  return found;
}"""


@pytest.fixture
def town(shipped: Path) -> Iterator[tuple[str, Log]]:
    """A server that a test may switch off or slow down."""
    with weighing(shipped) as (address, log):
        yield address, log
        log.down = False


def ready(page: Page) -> None:
    """The worker has taken over; it begins when the page is at rest."""
    page.evaluate(
        """() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller ||
           new Promise(go => navigator.serviceWorker.addEventListener('controllerchange', go)))"""
    )


def visited(phone: Phone, address: str, *places: str) -> Page:
    page = phone.open(address + places[0])
    ready(page)
    for place in places[1:]:
        page.goto(address + place)
        expect(page.locator("h1")).to_be_visible()
    return page


def test_help_and_what_was_read_open_without_a_network(phone: Phone, town: tuple[str, Log]) -> None:
    """In a lift, in a village without a mast, when the package of data is used up."""
    address, log = town
    page = visited(phone, address, "alerts/", "scams/kefu/")
    log.down = True
    for place in ("scams/kefu/", "help/zhengzai-beipian/", "help/yijing-zhuanzhang/"):
        page.goto(address + place)
        expect(page.locator("h1")).not_to_have_text("没有网络")
        expect(page.locator("a[href='tel:110']").last).to_be_visible()
        assert (
            page.evaluate("getComputedStyle(document.querySelector('.fz-bar')).position") == "fixed"
        )


def test_what_is_not_kept_says_so_and_leads_on(phone: Phone, town: tuple[str, Log]) -> None:
    address, log = town
    page = visited(phone, address, "", "scams/kefu/")
    log.down = True
    page.goto(address + "cases/")
    expect(page.locator("h1")).to_have_text("没有网络")
    expect(page.locator("a[href='tel:96110']").first).to_be_visible()
    link = page.locator("#fz-kept a", has_text="冒充电商物流客服")
    link.click()
    page.wait_for_url(address + "scams/kefu/")
    expect(page.locator(".fz-rule")).to_be_visible()


def test_a_slow_network_does_not_keep_anybody_waiting(phone: Phone, town: tuple[str, Log]) -> None:
    """A page that is kept comes while the network still gives no answer at all."""
    address, log = town
    page = visited(phone, address, "", "scams/kefu/", "about/")
    log.gate.clear()
    page.goto(address + "scams/kefu/", wait_until="commit")
    log.gate.set()
    expect(page.locator(".fz-rule")).to_be_visible()


def test_the_network_wins_where_there_is_one(phone: Phone, shipped: Path, tmp_path: Path) -> None:
    """What was mended this morning must not be hidden by what was kept yesterday."""
    site = tmp_path / "site"
    shutil.copytree(shipped, site, ignore=shutil.ignore_patterns("print", "screens", "downloads"))
    with weighing(site) as (address, _):
        page = visited(phone, address, "", "scams/kefu/")
        file = site / "scams" / "kefu" / "index.html"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("<h1>", "<h1>改过的"), encoding="utf-8", newline="\n")
        page.goto(address + "about/")
        page.evaluate("caches.keys()")
        page.goto(address + "scams/kefu/?again")
        expect(page.locator("h1")).to_contain_text("改过的")
        page.close()


def test_an_expired_alert_is_never_shown_as_current(phone: Phone, town: tuple[str, Log]) -> None:
    """Kept before it ended, read after it: the page says so, lists leave it out."""
    address, log = town
    page = phone.open(address)
    ready(page)
    page.goto(address + "alerts/")
    place = page.locator("a.fz-card").first.get_attribute("href") or ""
    page.locator("a.fz-card").first.click()
    expect(page.locator(".fz-state")).to_have_count(0)
    expect(page.locator("[data-until]").first).to_be_attached()
    log.down = True
    page.clock.install(time="2031-01-01T08:00:00")
    page.reload()
    expect(page.locator(".fz-state")).to_contain_text("过期，只供查阅")
    page.goto(address + "alerts/")
    expect(page.locator(f"a.fz-card[href='{place}']")).to_be_hidden()


def test_the_reader_is_told_that_there_is_no_network(phone: Phone, town: tuple[str, Log]) -> None:
    page = visited(phone, town[0], "help/yijing-zhuanzhang/")
    page.context.set_offline(True)
    expect(page.get_by_text("没有网络，这是手机里存下的页面")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("没有网络，这是手机里存下的页面")).to_have_count(0)


def test_little_is_kept(phone: Phone, town: tuple[str, Log], shipped: Path) -> None:
    """Old phones are full: thirty pages at most, and no sheet or film."""
    address, _ = town
    page = visited(phone, address, "")
    places = sorted(path.parent.name for path in shipped.glob("cases/*/index.html"))
    assert len(places) > 32
    for place in places[:33]:
        page.goto(f"{address}cases/{place}/")
    last = f"{address}cases/{places[32]}/"
    # A page is put first and the oldest leaves after it: for a moment there is one more.
    until(
        page,
        lambda: (
            last in (kept := page.evaluate(KEPT))
            and f"{address}cases/{places[0]}/" not in kept
            and len([url for url in kept if "/cases/" in url]) <= 30
        ),
    )
    kept = page.evaluate(KEPT)
    assert not [url for url in kept if url.endswith((".pdf", ".mp4", ".zip"))]


def later(page: Page, address: str) -> int:
    """How often a page asked for a worker within its first minute, which is over at once."""
    page.add_init_script(
        """window.asked = 0;
        if (navigator.serviceWorker) {
          const own = navigator.serviceWorker, real = own.register.bind(own);
          own.register = (...all) => { window.asked += 1; return real(...all); };
        }"""
    )
    page.clock.install()
    page.goto(address)
    page.clock.run_for(60_000)
    return int(page.evaluate("window.asked"))


def workers(page: Page) -> int:
    found = page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)")
    return int(found)


@pytest.mark.parametrize("way", ["address", "setting"])
def test_it_goes_away_cleanly(phone: Phone, town: tuple[str, Log], way: str) -> None:
    """And does not come back by itself."""
    address, _ = town
    page = visited(phone, address, "", "scams/kefu/")
    assert workers(page) == 1
    if way == "address":
        page.goto(address + "?sw=off")
    else:
        page.get_by_role("button", name="大字").tap()
        page.get_by_role("checkbox", name="没有网络也能看").uncheck()
    until(page, lambda: not workers(page) and not page.evaluate(KEPT))
    asked = later(page, address + "scams/kefu/")
    assert (asked, workers(page), page.evaluate(KEPT)) == (0, 0, [])


def test_a_town_can_take_it_from_all_phones(
    phone: Phone, project: MakeProject, shipped: Path, tmp_path: Path
) -> None:
    """One file in the place of another; no phone has to do anything."""
    site = tmp_path / "site"
    shutil.copytree(shipped, site, ignore=shutil.ignore_patterns("print", "screens", "downloads"))
    with weighing(site) as (address, _):
        page = visited(phone, address, "", "scams/kefu/")
        shutil.copyfile(site / "sw-off.js", site / "sw.js")
        page.evaluate("navigator.serviceWorker.getRegistration().then(one => one.update())")
        until(page, lambda: not workers(page) and not page.evaluate(KEPT))
        page.close()


def test_a_site_may_be_built_without_it(project: MakeProject) -> None:
    """`offline: false` in mkdocs.yml; phones that have a worker lose it."""
    made = project({"scams/shuadan.md": samples.scam()})
    config = made.root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    text = text.replace("      region:", "      offline: false\n      region:")
    config.write_text(text, encoding="utf-8", newline="\n")
    assert fanzha(made.root, "build", "--only", "site").returncode == 0
    site = made.root / "site"
    assert "data-offline" not in (site / "index.html").read_text(encoding="utf-8")
    assert (site / "sw.js").read_bytes() == (site / "sw-off.js").read_bytes()


def test_the_worker_changes_only_when_a_kept_file_does(project: MakeProject) -> None:
    """Else each build would send all phones the same files again."""
    files = {"scams/shuadan.md": samples.scam(), "help/dianhua-biao.md": samples.page()}
    made = project(files)
    seen = []
    for name, text in (
        ("", ""),
        ("scams/shuadan.md", "还有一句。"),
        ("help/dianhua-biao.md", "新。"),
    ):
        if name:
            file = made.docs / name
            file.write_text(file.read_text(encoding="utf-8") + f"\n{text}\n", encoding="utf-8")
        assert fanzha(made.root, "build", "--only", "site").returncode == 0
        seen.append((made.root / "site" / "sw.js").read_text(encoding="utf-8").splitlines()[0])
    assert seen[0] == seen[1] != seen[2]


def test_from_a_folder_there_is_no_worker(phone: Phone, shipped: Path) -> None:
    page = phone.open((shipped / "index.html").as_uri())
    assert later(page, (shipped / "scams" / "kefu" / "index.html").as_uri()) == 0
    phone.foreign = [url for url in phone.foreign if not url.startswith("file://")]
    assert phone.errors == []
    expect(page.locator(".fz-rule")).to_be_visible()
