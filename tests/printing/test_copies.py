"""Copies of copies: an office has no colour printer, and the next village copies what it was given."""

from __future__ import annotations

import random

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageFilter, ImageStat

from fanzha.edition import Edition, Project, read_edition
from fanzha.printing import board, copier, leaflet, poster
from tests.conftest import ROOT, TODAY

DOT = 200 / 72  # pixels of a point
SHEETS = (
    *("leaflet-a4-bw/kefu", "poster-a4-bw/poster-dianhua", "course-a4-bw/nongzi"),
    *("comic-a4-bw/shuadan", "counter-page-bw/yinhang", "calendar-a4-bw/2027"),
)
WITHOUT_CODE = ("calendar-a4-bw/2027",)


@pytest.fixture(scope="module")
def edition() -> Edition:
    found, findings = read_edition(Project(ROOT, ROOT / "docs", "shifan", TODAY))
    assert findings == []
    return found


def copied(page: Image.Image, seed: int) -> Image.Image:
    """What an old copier makes of a page: askew by a degree, soft, speckled, black or white."""
    specks = random.Random(seed)
    turned = page.rotate(1 if seed % 2 else -1, Image.Resampling.BILINEAR, fillcolor=255)
    soft = turned.filter(ImageFilter.GaussianBlur(0.9))
    dots = [(specks.randrange(page.width), specks.randrange(page.height)) for _ in range(3000)]
    for dot in dots:
        soft.putpixel(dot, specks.choice((0, 255)))
    return soft.point(lambda level: 255 if level > 150 else 0)


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_copy_of_a_copy_still_says_who_made_it_and_is_scanned(
    edition: Edition, sheet: str
) -> None:
    """Edition, validity and address are the smallest print; greys and thin lines go first."""
    kind, _, name = sheet.partition("/")
    families = (leaflet.products, poster.products, board.products, copier.on_demand)
    planned = (product for family in families for product in family(edition))
    (product,) = (p for p in planned if p.path == f"print/{kind}/{name}.pdf")
    with pypdfium2.PdfDocument(product.make(product.args, ROOT / "overrides").data) as document:
        page = document[0]
        first = page.render(scale=DOT, grayscale=True).to_pil()
        text = page.get_textpage()
        at = text.get_text_bounded().index("有效至")
        left, bottom, _, top = text.get_charbox(at)
        high = page.get_height()
    second = copied(copied(first, 1), 2)  # turned there and back, so that both lie alike
    found = [code.text for code in zxingcpp.read_barcodes(second)]
    assert found == ([] if sheet in WITHOUT_CODE else [product.args["url"]])
    line = (
        int(left * DOT),
        int((high - top) * DOT) - 2,
        int((left + 90) * DOT),
        int((high - bottom) * DOT) + 2,
    )
    before, after = (image.crop(line).convert("L") for image in (first, second))
    assert _alike(before, after) > 0.6, sheet


def _alike(before: Image.Image, after: Image.Image) -> float:
    """How far two pictures have their ink in the same places, at the best of small shifts: 1 is all."""
    one = before.filter(ImageFilter.GaussianBlur(1))
    best = 0.0
    for dx in range(-4, 5):
        for dy in range(-4, 5):
            other = ImageChops.offset(after.filter(ImageFilter.GaussianBlur(1)), dx, dy)
            best = max(best, _correlation(one, other))
    return best


def _correlation(one: Image.Image, other: Image.Image) -> float:
    a, b = (list(image.tobytes()) for image in (one, other))
    mean_a, mean_b = (ImageStat.Stat(image).mean[0] for image in (one, other))
    spread = [sum((x - m) ** 2 for x in row) for row, m in ((a, mean_a), (b, mean_b))]
    if not all(spread):
        return 0.0
    both = sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True))
    return float(both / (spread[0] * spread[1]) ** 0.5)
