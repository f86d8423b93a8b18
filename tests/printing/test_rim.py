"""What an office printer leaves white: nothing of a sheet for the office stands there."""

from __future__ import annotations

import pypdfium2
import pytest
from PIL import Image, ImageOps

from fanzha import printing
from fanzha.product import Product
from tests.printing.on_demand import LONG, make, town
from tests.printing.sheets import MM

RIM = 6.0  # millimetres
SCALE = 2
# Cut out of the paper: the line to cut along may be where the printer ends, the hanger stands inside it.
CUT = {"door-hanger": 4.0, "door-hanger-a3": 4.0}
MOST_PAGES = 8


def planned() -> dict[str, Product]:
    """The first sheet of each kind that an office prints, in the town with the longest names."""
    there = town(LONG | {"sample": False})
    found: dict[str, Product] = {}
    for product in (*printing.products(there), *printing.on_demand(there)):
        args = product.args
        row = there.tables.sheets.get(product.kind)
        if row is None or product.kind.endswith("-shop") or not product.path.endswith(".pdf"):
            continue
        if args.get("format", {"shop": False})["shop"]:
            continue
        found.setdefault(product.kind, product)
    return found


PLANNED = planned()


@pytest.mark.sample(3)
@pytest.mark.parametrize("kind", sorted(PLANNED))
def test_the_rim_is_white(kind: str) -> None:
    least = CUT.get(kind, RIM - 0.25)  # of a pixel
    with pypdfium2.PdfDocument(make(PLANNED[kind]).data) as document:
        for page in [document[n] for n in range(min(len(document), MOST_PAGES))]:
            image = page.render(scale=SCALE, grayscale=True).to_pil()
            for side, white in margins(image).items():
                assert white > least, (side, white)


def margins(image: Image.Image) -> dict[str, float]:
    """Millimetres without ink at each side of a page."""
    dark = ImageOps.invert(image).point(lambda value: 255 if value > 12 else 0).getbbox()
    assert dark is not None
    left, top, right, bottom = dark
    sides = {
        "left": left,
        "top": top,
        "right": image.width - right,
        "bottom": image.height - bottom,
    }
    return {side: pixels / SCALE / MM for side, pixels in sides.items()}
