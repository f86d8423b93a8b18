"""Share cards: one message, light, and readable at the size of a thumb."""

from __future__ import annotations

import json
from pathlib import Path

from PIL import Image

from tests import samples
from tests.commands import fanzha
from tests.conftest import MakeProject
from tests.site.pages import current

SIZES = {"share-wide": (1200, 630), "share-square": (500, 500)}
BLUE = (11, 61, 145)


def rows(site: Path) -> list[dict[str, object]]:
    manifest = json.loads((site / "manifest.json").read_text(encoding="utf-8"))
    return [row for row in manifest["products"] if row["family"] == "share"]


def test_every_current_item_has_both_cards(shipped: Path) -> None:
    named = {(str(row["kind"]), *map(str, row["items"])) for row in rows(shipped)}  # type: ignore[call-overload]
    for page in current(shipped.parent / "docs"):
        kind, _, item = page.removesuffix("/index.html").rpartition("/")
        if kind != "screens" and page != "index.html":
            assert {("share-wide", item), ("share-square", item)} <= named, page


def test_cards_are_light_and_of_their_size(shipped: Path) -> None:
    """A chat shows them at once also where the net is slow."""
    found = rows(shipped)
    assert len(found) > 200
    for row in found:
        path = shipped / str(row["path"])
        assert path.stat().st_size <= 60_000, path.name
        with Image.open(path) as image:
            assert image.size == SIZES[str(row["kind"])] == (row["width"], row["height"])
            assert image.format == "PNG"


def test_a_card_is_read_as_a_thumbnail(shipped: Path) -> None:
    """At 100 pixels the message still covers a good part of the blue, in strokes of white."""
    for row in rows(shipped):
        if row["kind"] != "share-square":
            continue
        with Image.open(shipped / str(row["path"])) as image:
            blue = image.convert("RGB").crop((0, 90, 500, 408))
        rows_with_ink = [y for y in range(blue.height) if _bright(blue, y)]
        lines = _runs(rows_with_ink)
        assert 1 <= len(lines) <= 3, row["path"]
        # A line of 45 pixels is 9 on a thumbnail of 100: the smallest at which strokes part.
        assert min(end - start for start, end in lines) >= 30, row["path"]


def _bright(image: Image.Image, y: int) -> bool:
    return max(image.crop((0, y, image.width, y + 1)).convert("L").getextrema()[1:]) > 200


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    """Stretches of rows; strokes of one character may be up to 6 rows apart."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row - runs[-1][1] <= 6:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs


def test_a_draft_or_an_expired_warning_has_no_card(project: MakeProject) -> None:
    made = project(
        {
            "scams/shuadan.md": samples.scam(),
            "cases/wei-fabu.md": samples.case(status="draft"),
            "alerts/guoqi.md": samples.alert(expires="2026-11-20"),
        }
    )
    listed = fanzha(made.root, "list").stdout
    assert "share/shuadan-wide.png" in listed
    assert "share/wei-fabu" not in listed and "share/guoqi" not in listed
