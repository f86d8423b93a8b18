"""Slides as a cheap player gets them: a folder of JPEG files."""

from __future__ import annotations

import io
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image, ImageChops, ImageFilter

from fanzha.edition import Project, read_edition
from fanzha.product import Product
from fanzha.screens import products
from fanzha.screens.deck import decks
from tests import samples
from tests.conftest import ROOT, TODAY, MakeProject

KINDS = {"jpg": "JPEG", "png": "PNG", "bmp": "BMP"}
PICTURES = {".jpg", ".png", ".bmp"}
RED = (0xB3, 0x26, 0x1E)
QUIET_TOWN = """name: 青石镇
site_name: 青石镇反诈宣传
publisher: 青石镇反诈办
site_url: https://qingshi.example/
"""


@pytest.fixture(scope="module")
def slides(shipped: Path) -> list[dict[str, Any]]:
    """The manifest's rows of the slides of the shipped library."""
    manifest = json.loads((shipped / "manifest.json").read_text(encoding="utf-8"))
    rows = [row for row in manifest["products"] if row["kind"] == "slide"]
    assert len(rows) >= 14
    return rows


def entries(docs: Path, playlist: str) -> Iterator[set[str]]:
    """What each entry may be called: one name, or those of all warnings. The urgent come first."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (docs / "alerts").glob("*.md")}
    alerts = set(texts)
    yield {name for name, text in texts.items() if "severity: urgent" in text}
    text = (docs / "screens" / f"{playlist}.md").read_text(encoding="utf-8")
    for entry in yaml.safe_load(text.split("---\n")[1])["entries"]:
        yield alerts if "alerts" in entry else {entry.get("item") or entry["slogan"]}


def test_pictures_are_baseline_rgb_of_the_exact_size(
    shipped: Path, slides: list[dict[str, Any]]
) -> None:
    """Cheap players show nothing for a progressive or CMYK file, and stretch any other size."""
    for row in slides:
        size = tuple(map(int, re.findall(r"/(\d+)x(\d+)(?:-\w+)?/", row["path"])[0]))
        with Image.open(shipped / row["path"]) as image:
            seen = (image.format, image.mode, image.size, "progressive" in image.info)
            image.load()
        kind = KINDS[row["path"][-3:]]
        assert (row["path"], *seen) == (row["path"], kind, "RGB", size, False)
        assert (row["width"], row["height"]) == size


def test_names_put_them_in_the_order_of_the_playlist(shipped: Path) -> None:
    """Players go by file name: entries as the playlist has them, numbered without a gap."""
    folders = [path.parent for path in (shipped / "screens").glob("*/*/index.html")]
    assert len(folders) >= 4
    for folder in folders:
        names = sorted(path.name for path in folder.iterdir() if path.suffix in PICTURES)
        assert [name[:4] for name in names] == [f"{n:03d}_" for n in range(1, len(names) + 1)]
        ids = [name[4:-4] for name in names]
        for allowed in entries(shipped.parent / "docs", folder.parent.name):
            taken = list(takewhile(allowed.__contains__, ids))
            assert taken or len(allowed) > 1, (folder, allowed, ids)
            ids = ids[len(taken) :]
        assert ids in ([], ["closing"])


def test_every_slide_is_another_picture(shipped: Path, slides: list[dict[str, Any]]) -> None:
    """In one loop."""
    shown: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in slides:
        folder, _, file = row["path"].rpartition("/")
        shown[folder, row["sha256"]].add(file[4:-4])
    assert {same: names for same, names in shown.items() if len(names) > 1} == {}


def televisions(slides: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The slides for television sets, not for panels of lamps."""
    return [row for row in slides if "/1920x1080/" in row["path"] or "/1080x1920/" in row["path"]]


def test_no_letter_reaches_the_edge(shipped: Path, slides: list[dict[str, Any]]) -> None:
    """Televisions cut off the outer part of a picture, about three in a hundred."""
    for row in televisions(slides):
        with Image.open(shipped / row["path"]) as image:
            edge = round(image.width * 0.03)
            for left in (0, image.width - edge):
                strip = image.crop((left, 0, left + edge, image.height))
                flat = strip.crop((0, 0, 1, image.height)).resize(strip.size)
                differs = ImageChops.difference(strip, flat).getextrema()
                assert max(high for _, high in differs) < 32, row["path"]


def test_the_headline_is_large(shipped: Path, slides: list[dict[str, Any]]) -> None:
    """The largest letters of a television slide stand a hundred pixels high, in the safe area."""
    for row in televisions(slides):
        with Image.open(shipped / row["path"]) as image:
            grey = image.convert("L")
        assert flat_rows(grey, 0, round(image.height * 0.02)), row["path"]
        assert tallest(grey) > 100, row["path"]


def flat_rows(image: Image.Image, top: int, bottom: int) -> bool:
    """Whether nothing is drawn in those rows."""
    rows = image.crop((0, top, image.width, bottom))
    low, high = rows.getextrema()
    return high - low < 40


def tallest(image: Image.Image) -> int:
    """The most rows one below the other in which something is drawn that is light or dark."""
    margin = image.width // 32
    edges = image.filter(ImageFilter.FIND_EDGES).point(lambda level: 255 * (level > 90))
    rows = [
        row.getbbox() is not None
        for row in each_row(edges.crop((margin, 0, image.width - margin, image.height)))
    ]
    longest = run = 0
    for drawn in rows:
        run = run + 1 if drawn else 0
        longest = max(longest, run)
    return longest


def each_row(image: Image.Image) -> Iterator[Image.Image]:
    return (image.crop((0, y, image.width, y + 1)) for y in range(image.height))


def test_no_character_stands_alone_in_a_line() -> None:
    """先 / 垫钱的 / 都是骗 stood on a lamp post: of all that is shipped, on each screen that we know."""
    edition = read_edition(Project(ROOT, ROOT / "docs", "shifan", TODAY))[0]
    lines = 0
    for profile in edition.tables.screens.profiles:
        for deck in decks(edition, profile):
            for frame in deck.frames:
                args = frame.image.args
                for name in ("headline", "line", "before", "after", "topic"):
                    rows = args.get(name) or ""
                    if isinstance(rows, list) and len(rows) > 1:
                        lines += len(rows)
                        alone = [row for row in rows if len(row.strip("，。？！：；、")) < 2]
                        assert alone == [], (profile, frame.name, rows)
    assert lines > 1000


def test_only_the_last_slide_differs_from_town_to_town(project: MakeProject) -> None:
    """So that a province makes and keeps each of the others once, videos and ZIPs with them; it names
    the town, and that it is a sample."""
    files = {
        "scams/shuadan.md": samples.scam(),
        "posters/poster-dianfu.md": samples.poster(),
        "alerts/qun.md": samples.alert(),
        "screens/datang.md": samples.screens(
            "alerts: current", "item: shuadan", profiles="[1920x1080, 192x96]"
        ),
        "data/regions/qingshi.yml": QUIET_TOWN,
    }
    made: dict[str, list[Product]] = {}
    for region, marked in (("shifan", True), ("qingshi", False)):
        edition, findings = read_edition(project(files, region=region))
        assert findings == []
        shown = [product for product in products(edition) if product.kind != "lesson-deck"]
        (last,) = (product for product in shown if product.kind == "local-slide")
        assert (region, has_red(last)) == (region, marked)
        made[region] = [product for product in shown if product is not last]
    one, other = made.values()
    assert [(p.path, p.args) for p in one] == [(p.path, p.args) for p in other]
    assert {"usb-package", "video", "show", "loop", "playlist"} <= {p.kind for p in one}


def test_a_rule_with_a_number_shows_it_over_half_the_screen(project: MakeProject) -> None:
    """And no other number stands below it that contradicts it: 马上打110 over 拿不准问96110."""
    files = {
        "scams/shuadan.md": samples.scam(rule="钱转走了，马上打110"),
        "screens/men.md": samples.screens("item: shuadan", profiles="[1920x1080, 192x96]"),
    }
    for deck in decks(read_edition(project(files))[0]):
        frame = deck.frames[0]
        image = frame.image.make(frame.image.args, ROOT / "overrides")
        assert image.overflow == ()
        with Image.open(io.BytesIO(image.data)) as picture:
            assert tallest(picture.convert("L")) > picture.height * 0.4
        assert ("96110" in frame.phone) is (deck.profile_id == "1920x1080"), frame.phone


def test_a_question_stands_before_its_answer(project: MakeProject) -> None:
    files = {
        "scams/shuadan.md": samples.scam(lines="[先做一单小的，佣金马上到账, 要垫钱, 再做一单]"),
        "screens/men.md": samples.screens("item: shuadan, look: question", profiles="[1920x1080]"),
    }
    (deck,) = decks(read_edition(project(files))[0])
    asks, answers, _ = deck.frames
    assert deck.shared == (asks, answers)
    assert "先垫钱的都是骗" not in "".join(asks.headline) and asks.item == answers.item
    assert "先垫钱的都是骗" in "".join(answers.headline)
    drawn = [f.image.make(f.image.args, ROOT / "overrides") for f in (asks, answers)]
    assert drawn[0].data != drawn[1].data and not drawn[0].overflow and not drawn[1].overflow


@pytest.mark.parametrize("profile", ["192x96", "540x1080", "960x240", "256x64"])
def test_a_small_screen_says_what_they_say_before_the_rule(
    project: MakeProject, profile: str
) -> None:
    """One thing at a time: a bubble that fills the panel, then what to do."""
    files = {
        "scams/shuadan.md": samples.scam(lines="[佣金马上到账, 要垫钱, 再做一单]"),
        "screens/men.md": samples.screens("item: shuadan, look: question", profiles=f"[{profile}]"),
    }
    (deck,) = decks(read_edition(project(files))[0])
    asks, rule = deck.frames[:2]
    assert "佣金马上到账" in "".join(asks.headline) and asks.item == rule.item == "shuadan"
    assert "先垫钱的都是骗" in "".join(rule.headline)
    made = asks.image.make(asks.image.args, ROOT / "overrides")
    with Image.open(io.BytesIO(made.data)) as picture:
        assert made.overflow == () and tallest(picture.convert("L")) > picture.height * 0.2


def has_red(product: Product) -> bool:
    """Whether there is the red of a mark in the picture."""
    made = product.make(product.args, ROOT / "overrides")
    with Image.open(io.BytesIO(made.data)) as image:
        near = ImageChops.difference(image, Image.new("RGB", image.size, RED))
        colours = near.getcolors(image.width * image.height)
    return sum(count for count, (r, g, b) in colours if r < 24 and g < 24 and b < 24) > 100
