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
from PIL import Image, ImageChops

from fanzha.edition import read_edition
from fanzha.product import Product
from fanzha.screens import products
from tests import samples
from tests.conftest import ROOT, MakeProject

KINDS = {"jpg": "JPEG", "png": "PNG", "bmp": "BMP"}
PICTURES = {".jpg", ".png", ".bmp"}
LAMPS = ("/256x64",)  # panels of two colours
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
        size = tuple(map(int, re.findall(r"/(\d+)x(\d+)/", row["path"])[0]))
        with Image.open(shipped / row["path"]) as image:
            seen = (image.format, image.mode, image.size, "progressive" in image.info)
            image.load()
        kind = KINDS[row["path"][-3:]]
        assert (row["path"], *seen) == (row["path"], kind, "RGB", size, False)
        assert (row["width"], row["height"]) == size


def test_names_put_them_in_the_order_of_the_playlist(shipped: Path) -> None:
    """Players go by file name: entries as the playlist has them, numbered without a gap."""
    folders = [path for path in (shipped / "screens").glob("*/*") if PICTURES & suffixes(path)]
    assert len(folders) >= 4
    for folder in folders:
        names = sorted(path.name for path in folder.iterdir() if path.suffix in PICTURES)
        assert [name[:4] for name in names] == [f"{n:03d}_" for n in range(1, len(names) + 1)]
        ids = [name[4:-4] for name in names]
        for allowed in entries(shipped.parent / "docs", folder.parent.name):
            taken = list(takewhile(allowed.__contains__, ids))
            assert taken or len(allowed) > 1, (folder, allowed, ids)
            ids = ids[len(taken) :]
        assert ids == []


def suffixes(folder: Path) -> set[str]:
    return {path.suffix for path in folder.iterdir()} if folder.is_dir() else set()


def test_every_slide_is_another_picture(shipped: Path, slides: list[dict[str, Any]]) -> None:
    """In one loop. A message of several pages of lamps may end with the phone, as others do."""
    shown: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in slides:
        folder, _, file = row["path"].rpartition("/")
        shown[folder, row["sha256"]].add(file[4:-4])
    strips = {folder for folder, _ in shown if folder.endswith(LAMPS)}
    alike = {same: names for same, names in shown.items() if len(names) > 1}
    assert {folder for folder, _ in alike} <= strips
    assert len(alike) <= len(strips)


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
    """White on blue in the upper part, to be read from across the hall."""
    for row in televisions(slides):
        with Image.open(shipped / row["path"]) as image:
            upper = image.crop((0, 0, image.width, image.height // 2)).convert("L")
            white = upper.point(lambda shade: 255 * (shade > 200)).getbbox()
        assert white is not None, row["path"]
        assert white[3] - white[1] > 100 and white[2] - white[0] > image.width / 4, row["path"]


def test_a_sample_is_marked_and_a_town_of_its_own_is_not(project: MakeProject) -> None:
    """Nobody may take the sample's slides for real; the mark is red, beside the publisher."""
    files = {
        "scams/shuadan.md": samples.scam(),
        "posters/poster-dianfu.md": samples.poster(),
        "screens/datang.md": samples.screens(),
        "data/regions/qingshi.yml": QUIET_TOWN,
    }
    for region, marked in (("shifan", True), ("qingshi", False)):
        edition, findings = read_edition(project(files, region=region))
        assert findings == []
        for product in products(edition):
            if product.kind == "slide":
                assert (region, red_in_the_corner(product)) == (region, marked)


def red_in_the_corner(product: Product) -> bool:
    """Whether there is red in the lower right part of the picture."""
    made = product.make(product.args, ROOT / "overrides")
    with Image.open(io.BytesIO(made.data)) as image:
        corner = image.crop((image.width // 2, image.height * 86 // 100, *image.size))
        near = ImageChops.difference(corner, Image.new("RGB", corner.size, RED))
        colours = near.getcolors(corner.width * corner.height)
    return sum(count for count, (r, g, b) in colours if r < 24 and g < 24 and b < 24) > 100
