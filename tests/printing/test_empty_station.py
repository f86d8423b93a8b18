"""A town that has not named its police station: paper has a place to write it, a shop's file has nothing."""

from __future__ import annotations

from functools import cache

import pypdfium2
import pytest

from fanzha import printing
from fanzha.product import Made, Product
from tests.printing.on_demand import make, town
from tests.printing.papers import pages
from tests.printing.sheets import MM

# Where a station is never named: it is not asked there, or there is no room.
NONE = frozenset({"activity-sheet", "flip-chart", "banner-proof", "event-plan-xlsx"})


@cache
def planned() -> dict[str, Product]:
    """The first sheet of each kind in such a town."""
    there = town({"police": {}})
    found: dict[str, Product] = {}
    for product in (*printing.products(there), *printing.on_demand(there)):
        row = there.tables.sheets.get(product.kind)
        if row is not None and not row.like and product.path.endswith(".pdf"):
            found.setdefault(product.kind, product)
    return found


@cache
def made(kind: str) -> Made:
    return make(planned()[kind])


@pytest.mark.parametrize("kind", sorted(planned()))
def test_every_kind_can_be_made(kind: str) -> None:
    """A stand that divided by the width of a name that is not there stopped the whole town once."""
    assert made(kind).overflow == ()


@pytest.mark.parametrize(
    "kind",
    sorted(
        kind for kind, p in planned().items() if not p.args["format"]["shop"] and kind not in NONE
    ),
)
def test_office_paper_has_a_place_with_its_label(kind: str) -> None:
    assert "派出所" in "".join(pages(made(kind)))


@pytest.mark.parametrize("kind", ["board-900x1200", "xbanner-800x1800", "signing-wall"])
def test_a_file_for_the_shop_has_none(kind: str) -> None:
    """Nobody writes on thousands of copies."""
    assert "派出所" not in "".join(pages(made(kind)))


@pytest.mark.parametrize("kind", ["leaflet-a4", "poster-a3", "tent-card", "trifold"])
def test_on_a_dark_ground_the_place_is_white(kind: str) -> None:
    """A white line on blue is no place to write: no pen is seen there."""
    scale = 2
    with pypdfium2.PdfDocument(made(kind).data) as document:
        page = document[0]
        text = page.get_textpage()
        boxes = [text.get_rect(n) for n in range(text.count_rects())]
        (left, bottom, right, top) = next(
            box for box in boxes if text.get_text_bounded(*box).startswith("派出所")
        )
        image = page.render(scale=scale, grayscale=True).to_pil()
        height = page.get_size()[1]
    # Beside the label, or below it.
    places = [(right + 6 * MM, (bottom + top) / 2), (right - 4 * MM, bottom - 6 * MM)]
    spots = [image.getpixel((int(x * scale), int((height - y) * scale))) for x, y in places]
    assert 255 in spots
    ground = image.getpixel((int((left - 1 * MM) * scale), int((height - bottom) * scale)))
    assert ground < 120
