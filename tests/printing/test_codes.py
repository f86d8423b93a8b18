"""Codes on paper: what an old phone reads from a sheet that was copied twice."""

from __future__ import annotations

from functools import cache

import pypdfium2
import pytest
import zxingcpp

from fanzha import printing
from fanzha.printing.sheet import carries_code
from fanzha.product import Product
from tests.printing.on_demand import edition, make, town
from tests.printing.sheets import MM

LEAST = 22.0  # millimetres of a code, without its white margin
SCALE = 150 / 72
BIG = 1500.0  # points: sheets that are drawn smaller, their codes are as large as a hand


@cache
def coded() -> dict[str, Product]:
    """The first sheet of each kind that carries a code, without those that look like another kind."""
    found: dict[str, Product] = {}
    for product in (*printing.products(edition()), *printing.on_demand(edition())):
        row = edition().tables.sheets.get(product.kind)
        if row is None or row.like or not product.path.endswith(".pdf"):
            continue
        args = product.args
        if args.get("url") and carries_code(args):
            found.setdefault(product.kind, product)
    return found


# What has no room for a code, or is read from across a street.
NONE = frozenset(
    {"banner-700", "signing-wall", "calendar-a4", "wallet-card", "activity-sheet", "flip-chart"}
)


def codes(product: Product) -> list[tuple[str, float]]:
    """What each code of a sheet says, and how wide it is in millimetres without its white margin."""
    found = []
    with pypdfium2.PdfDocument(make(product).data) as document:
        for page in document:
            scale = SCALE if max(page.get_size()) < BIG else SCALE * BIG / max(page.get_size())
            image = page.render(scale=scale, grayscale=True).to_pil()
            for code in zxingcpp.read_barcodes(image):
                side = abs(code.position.top_right.x - code.position.top_left.x)
                found.append((code.text, side / scale / MM))
    return found


@pytest.mark.parametrize("kind", sorted(set(coded()) - NONE))
def test_every_code_is_large_enough_and_leads_to_the_page(kind: str) -> None:
    """Less than 22 mm was not read after two copies, on no kind of sheet."""
    product = coded()[kind]
    found = codes(product)
    assert {text for text, _ in found} == {product.args["url"]}
    assert min(side for _, side in found) > LEAST - 0.4


@pytest.mark.parametrize("kind", ["leaflet-a4", "form"])
def test_a_short_address_makes_no_smaller_code(kind: str) -> None:
    """It has fewer and larger squares, so that its white margin is a larger part of the picture."""
    there = town({"site_url": "https://a.cn/"})
    product = next(p for p in printing.products(there) if p.kind == kind and carries_code(p.args))
    ((text, side),) = codes(product)
    assert len(text) < 26 and side > LEAST - 0.4
