"""No slide is half empty: what a rule leaves of a screen belongs to the drawing, or makes the rule larger."""

from __future__ import annotations

import io
from itertools import groupby
from typing import Any

import pytest
from PIL import Image, ImageChops

from fanzha.edition import Edition, Project, read_edition
from fanzha.product import Product
from fanzha.screens.deck import Frame, decks
from tests.conftest import ROOT, TODAY

INK = (0x1A, 0x1C, 0x1E)


@pytest.fixture(scope="module")
def shipped_edition() -> Edition:
    return read_edition(Project(ROOT, ROOT / "docs", "shifan", TODAY))[0]


def frames(edition: Edition, playlist: str, profile: str, name: str) -> list[Frame]:
    """The slides of an item or a slogan in a playlist, put on that screen."""
    (deck,) = (deck for deck in decks(edition, profile) if deck.playlist == playlist)
    return [frame for frame in deck.frames if frame.name[4:].startswith(f"{name}.")]


def picture(product: Product, **changed: Any) -> Image.Image:
    made = product.make({**product.args, **changed}, ROOT / "overrides")
    assert made.overflow == ()
    return Image.open(io.BytesIO(made.data)).convert("RGB")


def unlike(image: Image.Image, colour: Any, within: int = -1) -> tuple[int, int, int, int] | None:
    """Where an image is not of that colour; or `within` so much, where it is."""
    difference = ImageChops.difference(image, Image.new("RGB", image.size, colour)).convert("L")
    wanted = [255 * (level < within if within > 0 else level > 24) for level in range(256)]
    return difference.point(wanted).getbbox()


def drawn(product: Product) -> tuple[int, int, int, int]:
    """Where its drawing stands."""
    difference = ImageChops.difference(picture(product), picture(product, picture=""))
    box = difference.convert("L").point([255 * (level > 24) for level in range(256)]).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize(
    ("profile", "share"),
    [("512x256", 0.2), ("960x240", 0.4), ("1280x384", 0.3), ("800x600", 0.2)],
)
@pytest.mark.parametrize(("playlist", "name"), [("gongjiao", "kefu"), ("shangquan", "hunlian")])
def test_short_lines_have_the_drawing_beside_them(
    shipped_edition: Edition, playlist: str, name: str, profile: str, share: float
) -> None:
    """先挂断 on a screen 1280 wide stood beside a void of 600."""
    rule = frames(shipped_edition, playlist, profile, name)[-1].image
    left, top, _, bottom = drawn(rule)
    assert left > rule.args["width"] * 0.3 and bottom - top > share * rule.args["height"]


@pytest.mark.parametrize("profile", ["540x1080", "800x600"])
def test_a_bubble_on_a_high_screen_stands_below_the_drawing(
    shipped_edition: Edition, profile: str
) -> None:
    """It stood alone in the middle of nothing."""
    said = frames(shipped_edition, "gongjiao", profile, "kefu")[0].image
    assert said.args["kind"] == "said"
    above = picture(said).crop((0, 0, said.args["width"], round(said.args["height"] * 0.4)))
    box = unlike(above, above.getpixel((1, 1)))
    assert box is not None and box[3] - box[1] > 0.2 * said.args["height"]


def test_the_rule_of_an_upright_alert_is_as_wide_as_the_screen(shipped_edition: Edition) -> None:
    """Its letters were half as large as those of other slides, and what it is about hardly larger than the day."""
    (alert,) = frames(shipped_edition, "gongjiao", "1080x1920", "jia-huiyi")
    below = picture(alert.image, pieces=[]).crop((0, 740, 1080, 1920 - alert.image.args["bar"]))
    box = unlike(below, INK, within=40)
    assert box is not None and box[2] - box[0] > 0.86 * (1080 - 2 * 60)


def test_letters_on_the_smallest_screen_fill_it(shipped_edition: Edition) -> None:
    """A bar with a number that is the next slide anyway made them half as large."""
    rule = frames(shipped_edition, "gongjiao", "192x96", "kefu")[-1]
    image = picture(rule.image)
    ground = Image.new("RGB", image.size, image.getpixel((1, 1)))
    lit = (
        ImageChops.difference(image, ground)
        .convert("L")
        .point([255 * (v > 60) for v in range(256)])
    )
    _, rows = lit.getprojection()
    lines = [len([*run]) for inked, run in groupby(rows) if inked]
    assert len(lines) == 2 and min(lines) > 34, lines
