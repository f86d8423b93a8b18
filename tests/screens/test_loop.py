"""The loop page as it runs on a hall's screen: from a folder on a USB stick, for months."""

from __future__ import annotations

import datetime
import io
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from PIL import Image
from playwright.sync_api import Browser, Page

from fanzha.edition import Project, read_edition
from fanzha.screens import products
from tests import samples
from tests.conftest import ROOT, MakeProject
from tests.screens import films

SHOWN = "[...document.images].filter(i => i.classList.contains('shown')).map(i => i.src)"
# Each change of the picture with its time; the page's own clock counts.
RECORD = """
window.changes = [];
new MutationObserver(() => {
  const name = SHOWN.map(src => src.split('/').pop()).join();
  const last = window.changes[window.changes.length - 1];
  if (!last || last[1] !== name) { window.changes.push([Date.now(), name]); }
}).observe(document, {subtree: true, attributes: true, attributeFilter: ['class']});
""".replace("SHOWN", SHOWN)


class Screen:
    """A page with its clock in our hand, and what went wrong on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        self.requests: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: self.errors.append(message.text))
        page.on("request", lambda request: self.requests.append(request.url))

    def shown(self) -> str:
        """The file that is on the screen; empty when it is black."""
        return ",".join(Path(src).name for src in self.page.evaluate(SHOWN))

    def run(self, seconds: float) -> None:
        self.page.clock.run_for(round(seconds * 1000))

    def changes(self) -> list[tuple[str, float]]:
        """(file, seconds that it stood), for all pictures but the one that stands now."""
        found = self.page.evaluate("window.changes")
        pairs = pairwise(found)
        return [(name, (after - before) / 1000) for (before, name), (after, _) in pairs]


@contextmanager
def play(
    browser: Browser,
    folder: Path,
    now: str = "2026-11-23T09:00:00+08:00",
    *,
    canvas: bool = True,
    width: int = 320,
) -> Iterator[Screen]:
    """The loop of a folder, opened as by a double click at that time in China.

    Without `canvas` the browser is one of before 2018, which shows the pictures themselves. Order
    and times are the same in a small window, where a picture is wiped in for a tenth of the cost.
    """
    context = browser.new_context(
        viewport={"width": width, "height": width * 9 // 16}, timezone_id="Asia/Shanghai"
    )
    page = context.new_page()
    screen = Screen(page)
    page.add_init_script(RECORD)
    if not canvas:
        page.add_init_script("delete window.createImageBitmap")
    start = datetime.datetime.fromisoformat(now)
    # Time runs from `install` on; it is stopped at a moment that cannot have passed by then.
    page.clock.install(time=start - datetime.timedelta(hours=1))
    page.clock.pause_at(start)
    page.goto((folder / "index.html").as_uri())
    yield screen
    context.close()


@pytest.fixture
def stick(shipped: Path, tmp_path: Path) -> Path:
    """The shipped playlist on a stick: its folder and nothing else, at a path with Chinese."""
    target = tmp_path / "反诈 播放"
    shutil.copytree(shipped / "screens" / "zhengwu" / "1920x1080", target)
    return target


def save_all(made: Project, folder: Path) -> None:
    """Make the slides and the loop page of a project."""
    edition, findings = read_edition(made)
    assert findings == []
    for product in products(edition):
        if product.kind not in ("slide", "local-slide", "loop"):
            continue
        path = folder / Path(product.path).name
        path.write_bytes(product.make(product.args, ROOT / "overrides").data)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.jpg"))


def words(docs: Path, name: str) -> str:
    """All large words of an item's or a slogan's slide."""
    name = name[4:-4]
    if name == "closing":
        return "示范镇派出所"
    found = list(docs.rglob(f"{name}.md"))
    if not found:
        slogans = yaml.load((docs / "data/slogans.yml").read_text("utf-8"), yaml.CSafeLoader)
        return str(slogans[name]["text"])
    fields = yaml.load(found[0].read_text("utf-8-sig").split("---\n")[1], yaml.CSafeLoader)
    if "headline" in fields:
        return "".join([*fields["headline"], *fields["points"]])
    said = next((line for line in fields.get("lines", ()) if len(line) <= 24), fields["title"])
    return fields["rule"] + said


def test_it_plays_all_pictures_in_order_for_ever_without_network(
    browser: Browser, stick: Path, shipped: Path
) -> None:
    """One round and a bit more; each picture stands long enough to be read by a passer-by.

    Four characters a second and two seconds to notice; nobody waits for more than half a minute.
    """
    manifest = json.loads((shipped / "manifest.json").read_text(encoding="utf-8"))
    path = "screens/zhengwu/1920x1080/index.html"
    (loop,) = [row for row in manifest["products"] if row["path"] == path]
    with play(browser, stick) as screen:
        screen.run(loop["seconds"] + 60)
        seen = screen.changes()
        order = files(stick)
        rounds = [name for name, _ in seen]
        assert rounds[: len(order)] == order
        assert rounds[len(order) :] == order[: len(rounds) - len(order)] != []
        assert sum(seconds for _, seconds in seen[: len(order)]) == loop["seconds"]
        for name, seconds in seen:
            least = 2 + len(words(shipped.parent / "docs", name)) / 4
            assert least <= seconds <= 30, name
        assert screen.errors == []
        assert len(screen.requests) == len(order) + 1
        assert all(url.startswith("file:") for url in screen.requests)


def test_it_fills_the_screen_and_can_be_read_out(browser: Browser, stick: Path) -> None:
    with play(browser, stick, width=1920) as screen:
        image = screen.page.locator("img.shown")
        assert image.bounding_box() == {"x": 0, "y": 0, "width": 1920, "height": 1080}
        assert image.evaluate("i => i.naturalWidth") == 1920
        alts = screen.page.eval_on_selector_all("img", "all => all.map(i => i.alt)")
        assert all(len(alt) > 3 for alt in alts)


def test_space_holds_the_picture_and_arrows_turn_pages(browser: Browser, stick: Path) -> None:
    """At a talk the speaker stops at a slide, and goes back to one."""
    first, second, *_ = files(stick)
    with play(browser, stick) as screen:
        assert screen.shown() == first
        screen.page.keyboard.press("Space")
        screen.run(600)
        assert screen.shown() == first
        screen.page.keyboard.press("ArrowRight")
        screen.run(600)
        assert screen.shown() == second
        screen.page.keyboard.press("ArrowLeft")
        assert screen.shown() == first
        screen.page.keyboard.press("Space")
        screen.run(60)
        assert len(screen.changes()) > 3


@pytest.mark.parametrize("position", [0, 3, -1], ids=["first", "middle", "last"])
def test_a_lost_picture_is_passed_over(browser: Browser, stick: Path, position: int) -> None:
    """Sticks lose files; the hall must not look at a black screen, and the rest goes on."""
    names = files(stick)
    lost = names[position]
    (stick / lost).unlink()
    with play(browser, stick) as screen:
        screen.run(400)  # two rounds and a bit
        seen = [name for name, _ in screen.changes()]
        assert lost not in seen[1:] and "" not in seen
        assert seen[0] != lost or screen.changes()[0][1] < 1, "black for seconds at every start"
        assert [name for name in names if name != lost] == sorted(set(seen) - {lost})
        assert all("ERR_FILE_NOT_FOUND" in error for error in screen.errors)


def test_a_stick_without_any_picture_stays_black_and_quiet(browser: Browser, stick: Path) -> None:
    for name in files(stick):
        (stick / name).unlink()
    with play(browser, stick) as screen:
        screen.run(600)
        assert all("ERR_FILE_NOT_FOUND" in error for error in screen.errors)


@pytest.fixture
def dated(project: MakeProject, tmp_path: Path) -> Path:
    """A loop of three posters; the second holds until the end of 2026."""
    made = project(
        {
            "scams/shuadan.md": samples.scam(status="withdrawn"),
            "posters/a-poster.md": samples.poster(),
            "posters/b-poster.md": samples.poster(expires="2026-12-31"),
            "posters/c-poster.md": samples.poster(headline="[不点链接]"),
            "screens/datang.md": samples.screens(
                "item: a-poster", "item: b-poster", "item: c-poster"
            ),
        }
    )
    save_all(made, tmp_path)
    return tmp_path


A, B, C = "001_a-poster.jpg", "002_b-poster.jpg", "003_c-poster.jpg"
LAST = "004_closing.jpg"


def test_a_poster_plays_through_its_last_day_and_not_on_the_next(
    browser: Browser, dated: Path
) -> None:
    """Nobody comes by at midnight to take it off; the page itself looks at the calendar."""
    assert files(dated) == [A, B, C, LAST]
    with play(browser, dated, "2026-12-31T23:57:00+08:00") as screen:
        screen.run(179)
        before = [name for name, _ in screen.changes()]
        screen.run(120)
        after = [name for name, _ in screen.changes()][len(before) + 2 :]
        assert set(before) == {A, B, C, LAST}
        assert set(after) == {A, C, LAST}
        assert screen.errors == []


def test_a_loop_whose_posters_are_all_over_goes_black(browser: Browser, dated: Path) -> None:
    """Better nothing than last year's news; the page keeps running."""
    page = (dated / "index.html").read_text(encoding="utf-8")
    (dated / "index.html").write_text(
        page.replace('"until": null', '"until": "2026-12-31"'), encoding="utf-8"
    )
    with play(browser, dated, "2027-01-05T09:00:00+08:00") as screen:
        screen.run(300)
        assert screen.shown() == ""
        assert screen.errors == []


def test_what_expired_before_the_build_is_not_on_the_stick(project: MakeProject) -> None:
    made = project(
        {
            "scams/shuadan.md": samples.scam(),
            "posters/b-poster.md": samples.poster(expires="2026-12-31"),
            "screens/datang.md": samples.screens("item: b-poster", "item: shuadan"),
        },
        today="2027-01-01",
    )
    made_of = products(read_edition(made)[0])
    assert [product.path for product in made_of if product.kind == "slide"] == [
        "screens/datang/1920x1080/001_shuadan.jpg"
    ]


def test_words_cannot_end_the_script(
    browser: Browser, project: MakeProject, tmp_path: Path
) -> None:
    """HTML is refused by a check; if it ever gets through, it is text on the screen, not code."""
    made = project(
        {
            "scams/shuadan.md": samples.scam(status="withdrawn"),
            "posters/a-poster.md": samples.poster(
                headline="['</script>']", points="['<img src=x>', '{{ loop }}']"
            ),
            "screens/datang.md": samples.screens("item: a-poster"),
        }
    )
    save_all(made, tmp_path)
    with play(browser, tmp_path) as screen:
        alts = screen.page.eval_on_selector_all("img", "all => all.map(i => i.alt)")
        assert alts[0] == "</script>，<img src=x>，{{ loop }}" and len(alts) == 2
        assert screen.shown() == A and screen.errors == []


# Days, hours, and a whole day.


@pytest.fixture
def windowed(project: MakeProject, tmp_path: Path) -> Path:
    """Two posters that play from Monday to Friday, from eight in the evening to one at night."""
    made = project(
        {
            "scams/shuadan.md": samples.scam(status="withdrawn"),
            "posters/a-poster.md": samples.poster(),
            "posters/b-poster.md": samples.poster(headline="[不点链接]"),
            "screens/datang.md": samples.screens(
                "item: a-poster",
                "item: b-poster",
                window="{start: 2026-12-01, days: [1, 2, 3, 4, 5], hours: 20:00-01:00}",
            ),
        }
    )
    save_all(made, tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("now", "plays"),
    [
        ("2026-12-01T19:58:00", False),
        ("2026-12-01T20:00:00", True),
        ("2026-12-02T00:30:00", True),
        ("2026-12-02T01:00:00", False),
        ("2026-12-05T00:30:00", True),
        ("2026-12-05T20:30:00", False),
        ("2026-12-07T00:30:00", False),
        ("2026-11-30T21:00:00", False),
    ],
    ids=[
        "before", "at the hour", "past midnight", "at the end", "Friday's night on Saturday",
        "Saturday", "Sunday's night", "before the first day",
    ],
)  # fmt: skip
def test_it_plays_in_its_hours_on_its_days(
    browser: Browser, windowed: Path, now: str, plays: bool
) -> None:
    """A school's neighbours sleep at night; a bank has nobody to read it on Sunday."""
    with play(browser, windowed, f"{now}+08:00") as screen:
        screen.run(20)
        assert (screen.shown() != "") == plays


def test_it_begins_by_itself_when_its_hour_comes(browser: Browser, windowed: Path) -> None:
    with play(browser, windowed, "2026-12-01T19:50:00+08:00") as screen:
        screen.run(595)
        assert screen.shown() == ""
        screen.run(40)
        assert screen.shown() != ""


def test_a_clock_that_lost_its_battery_plays_all_the_same(browser: Browser, windowed: Path) -> None:
    """Year 2000 is before everything here was published: the screen would be black for ever."""
    with play(browser, windowed, "2000-01-01T03:00:00+08:00") as screen:
        screen.run(20)
        assert screen.shown() != "" and note(screen) == ""


def test_outside_its_hours_it_says_so_and_space_previews(browser: Browser, windowed: Path) -> None:
    """Who tries it on Saturday must not take the stick for broken; at night the hall stays dark."""
    with play(browser, windowed, "2026-12-05T15:00:00+08:00") as screen:
        screen.run(5)
        assert screen.shown() == "" and "不在播放时间" in note(screen) and "20:00" in note(screen)
        screen.run(180)
        assert not screen.page.locator("#note").is_visible()
        screen.page.keyboard.press(" ")
        screen.run(2)
        assert screen.shown() != "" and note(screen) == ""


def note(screen: Screen) -> str:
    return str(screen.page.locator("#note").text_content())


def test_only_what_is_seen_is_drawn(browser: Browser, stick: Path) -> None:
    """Eighteen pictures of a television, all decoded, took half of a stick computer's memory."""
    with play(browser, stick, "2026-11-23T09:00:00+08:00") as screen:
        screen.run(120)
        drawn = screen.page.evaluate(
            "[...document.images].filter(i => getComputedStyle(i).display !== 'none').length"
        )
        assert 1 <= drawn <= 2
        # What an <img> shows stays decoded until the page is closed; what lies on a canvas is let go.
        screen.page.wait_for_selector("body.drawn")
        assert screen.page.eval_on_selector_all(
            "img", "all => all.every(i => getComputedStyle(i).visibility === 'hidden')"
        )
        sizes = "all => all.filter(c => c.className).map(c => [c.width, c.height])"
        sheets = screen.page.eval_on_selector_all("canvas", sizes)
        assert 1 <= len(sheets) <= 2 and all(size == [1920, 1080] for size in sheets)


def test_what_is_seen_is_the_picture(browser: Browser, stick: Path) -> None:
    """After a page was turned: the canvas shows the file, and who cannot see it is told its words."""
    with play(browser, stick, width=1920) as screen:
        screen.page.keyboard.press("ArrowRight")
        # It is decoded and wiped in by the browser's own clock.
        screen.page.wait_for_function(
            "document.querySelector('canvas.shown')?.getAttribute('aria-label')"
            " === document.querySelector('img.shown').alt && !document.getAnimations().length"
        )
        seen = Image.open(io.BytesIO(screen.page.screenshot())).convert("RGB")
        with Image.open(stick / screen.shown()) as file:
            assert films.psnr(seen, file.convert("RGB")) > 35
        alt = screen.page.locator("img.shown").get_attribute("alt")
        assert screen.page.locator("canvas.shown").get_attribute("aria-label") == alt


def test_a_day_on_the_wall(browser: Browser, stick: Path) -> None:
    """24 hours by the page's own clock: order and times right to the end, nothing piles up.

    The playlist plays from half past eight to half past five on weekdays. Drawing four thousand
    pictures takes a browser without a graphics card minutes, and says nothing of the order.
    """
    page = (stick / "index.html").read_text(encoding="utf-8")
    slides = json.loads(page.split("var loop = ")[1].split(";\n")[0])["slides"]
    with play(browser, stick, "2026-11-23T00:00:00+08:00", canvas=False) as screen:
        screen.run(8.5 * 3600 + 60)
        before = heap(screen)
        for _ in range(16):
            screen.run(3600)
        changes = screen.page.evaluate("window.changes")
        after = heap(screen)
        assert screen.errors == []
        assert len(screen.requests) == len(slides) + 1
    shown = [(time, name) for time, name in changes if name]
    rounds = [name for _, name in shown]
    names = [slide["file"] for slide in slides]
    assert rounds == [names[i % len(names)] for i in range(len(rounds))]
    for (start, name), (end, _) in pairwise(shown):
        assert (end - start) / 1000 == next(s["seconds"] for s in slides if s["file"] == name)
    clock = [datetime.datetime.fromtimestamp(time / 1000, BEIJING) for time, _ in shown]
    assert (clock[0].hour, clock[0].minute) == (8, 30)
    total = sum(slide["seconds"] for slide in slides)
    assert len(rounds) == pytest.approx(9 * 3600 / total * len(names), abs=len(names))
    # What the test itself writes down grows; a picture or a listener per change would be megabytes.
    assert after - before < 2_000_000


BEIJING = datetime.timezone(datetime.timedelta(hours=8))


def heap(screen: Screen) -> int:
    """Bytes that the page's script holds, after the rubbish is collected."""
    session = screen.page.context.new_cdp_session(screen.page)
    session.send("HeapProfiler.collectGarbage")
    used = session.send("Runtime.getHeapUsage")["usedSize"]
    session.detach()
    return int(used)
