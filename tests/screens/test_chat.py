"""Slides of two bubbles: the drawing is large, and no word stands on it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops

from fanzha.edition import Edition, Project, read_edition
from fanzha.product import Product
from fanzha.screens.deck import decks
from tests.conftest import ROOT, TODAY

# Of the height: the ink of the drawing, whose shape differs from type to type.
LEAST = {"1920x1080": 0.26, "1920x1080-dark": 0.26, "1080x1920": 0.15}


@pytest.fixture(scope="module")
def shipped_edition() -> Edition:
    return read_edition(Project(ROOT, ROOT / "docs", "shifan", TODAY))[0]


def picture(product: Product, **changed: Any) -> Image.Image:
    made = product.make({**product.args, **changed}, Path(ROOT) / "overrides")
    return Image.open(io.BytesIO(made.data)).convert("RGB")


@pytest.mark.parametrize("profile", LEAST)
def test_the_drawing_is_large_and_no_word_stands_on_it(
    shipped_edition: Edition, profile: str
) -> None:
    (deck,) = [d for d in decks(shipped_edition, profile) if d.playlist == "shangquan"]
    chats = [f.image for f in deck.frames if f.image.args["kind"] == "chat"]
    assert len(chats) >= 4
    for product in chats:
        drawn, bare = picture(product), picture(product, picture="")
        difference = ImageChops.difference(drawn, bare).convert("L")
        box = difference.point([255 * (level > 24) for level in range(256)]).getbbox()
        assert box is not None
        assert box[3] - box[1] > LEAST[profile] * drawn.height, product.path
        # Without the drawing there is plain ground where it stood: no label, no bubble.
        assert max(high - low for low, high in bare.crop(box).getextrema()) < 24, product.path
