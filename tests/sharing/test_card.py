"""Share cards: one message, light, and readable at the size of a thumb."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from PIL import Image, ImageColor

from fanzha.edition import Project, read_edition
from fanzha.producers import plan
from fanzha.sharing import card
from tests import samples
from tests.commands import fanzha
from tests.conftest import ROOT, TODAY, MakeProject
from tests.site.pages import current

SIZES = {"share-wide": (1200, 630), "share-square": (500, 500)}
# The ground of a card, and of the band and the foot of an alert's.
AMBER, RED, INK = (255, 194, 75), (179, 38, 30), (26, 28, 30)
LONGEST = {
    "title": "冒充电商物流客服拉群：快递丢了赔双倍，要您先垫",
    "topic": "冒充电商物流客服群组",
    "rule": "群里叫您先垫钱的都是骗人",
}


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
    """At 100 pixels the message still covers a good part of the ground, in strokes of white or ink."""
    for row in rows(shipped):
        if row["kind"] != "share-square":
            continue
        with Image.open(shipped / str(row["path"])) as image:
            lines = _lines(image.convert("RGB"))
        assert 1 <= len(lines) <= 3, row["path"]
        # A line of 45 pixels is 9 on a thumbnail of 100: the smallest at which strokes part.
        assert min(end - start for start, end in lines) >= 30, row["path"]


def _lines(square: Image.Image) -> list[tuple[int, int]]:
    """The lines of the message of a square card: first and last row of each."""
    alert = _near(square.getpixel((2, 250)), AMBER)
    ground = square.crop((0, 126 if alert else 90, 500, 376)).convert("L")
    rows_of = (ground.crop((0, y, 500, y + 1)).getextrema() for y in range(ground.height))
    inked = [y for y, (least, most) in enumerate(rows_of) if (least < 60 if alert else most > 200)]
    return _runs(inked)


def _near(one: object, other: tuple[int, int, int]) -> bool:
    """Whether a colour is the other but for the small palette of a card."""
    assert isinstance(one, tuple)
    return all(abs(a - b) < 6 for a, b in zip(one, other, strict=True))


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    """Stretches of rows; strokes of one character may be up to 6 rows apart."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row - runs[-1][1] <= 6:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs


def test_cards_say_whom_to_ring_and_are_the_same_in_every_town(project: MakeProject) -> None:
    """A province makes each once. Who gets one forwarded needs the number more than the name."""
    town = "name: 青石镇\nsite_name: 青石镇反诈宣传\npublisher: 青石镇反诈办\n"
    files = {"scams/shuadan.md": samples.scam(), "data/regions/qingshi.yml": town}
    made = {}
    for region in ("shifan", "qingshi"):
        edition, _ = read_edition(project(files, region=region))
        made[region] = [(p.path, p.args) for p in card.products(edition)]
    assert made["shifan"] == made["qingshi"]
    assert all("110" in args["calls"] and "96110" in args["calls"] for _, args in made["shifan"])


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


@pytest.mark.parametrize(("severity", "band"), [("urgent", RED), ("warning", INK), ("notice", INK)])
def test_a_card_of_an_alert_is_amber(
    project: MakeProject, severity: str, band: tuple[int, int, int]
) -> None:
    """In a group it must not look like all that was sent before; its longest words still fit."""
    alert = samples.alert(severity=severity, **LONGEST)
    edition, _ = read_edition(project({"scams/shuadan.md": samples.scam(), "alerts/qun.md": alert}))
    cards = {p.kind: p for p in card.products(edition) if p.items == ("qun",)}
    assert cards["share-wide"].args["alert"]["until"] == "至1月19日"
    for kind, (_, height) in SIZES.items():
        product = cards[kind]
        without = {**product.args, "alert": {**product.args["alert"], "until": ""}}
        made, undated = (product.make(args, ROOT / "overrides") for args in (product.args, without))
        assert made.overflow == () and made.data != undated.data
        with Image.open(io.BytesIO(made.data)) as found:
            image = found.convert("RGB")
        ground = [image.getpixel((2, round(height * part))) for part in (0.02, 0.5, 0.98)]
        assert all(map(_near, ground, (band, AMBER, INK))), kind
        if kind == "share-square":
            assert min(end - start for start, end in _lines(image)) >= 30


def test_a_long_rule_stands_on_two_lines_of_a_square_card(project: MakeProject) -> None:
    """On one line it was as small as the name below it."""
    scam = samples.scam(rule="不在链接里填银行卡")
    edition, _ = read_edition(project({"scams/shuadan.md": scam}))
    lines = {p.kind: p.args["lines"] for p in card.products(edition) if p.items == ("shuadan",)}
    assert lines["share-wide"] == ["不在链接里填银行卡"]
    assert lines["share-square"] == ["不在链接里填", "银行卡"]


def test_the_title_of_a_square_card_is_not_torn() -> None:
    """No line of a single letter below the message; what belongs together stays together."""
    edition, _ = read_edition(Project(ROOT, ROOT / "docs", "shifan", TODAY))
    broken = [product.args["title_lines"] for product in card.products(edition)]
    several = [lines for lines in broken if len(lines) > 1]
    assert several
    for lines in several:
        assert min(len(line.strip("，。！？：“”")) for line in lines) > 2, lines


def test_plain_colours_stay_what_they_are() -> None:
    """A palette that is one for all cards must not tint white, or the wash behind a drawing."""
    edition, _ = read_edition(Project(ROOT, ROOT / "docs", "shifan", TODAY))
    tokens = json.loads((ROOT / "overrides" / "tokens.json").read_text(encoding="utf-8"))
    known = {name: ImageColor.getrgb(value) for name, value in tokens["colours"].items()}
    seen = set()
    for kind in ("share-wide", "share-square", "text-cover", "text-picture"):
        for product in [product for product in plan(edition) if product.kind == kind][:60:20]:
            made = product.make(product.args, ROOT / "overrides")
            with Image.open(io.BytesIO(made.data)) as image:
                found = image.convert("RGB").getcolors(256)
            assert found is not None, product.path
            area = 0
            for name, colour in known.items():
                covered = sum(count for count, one in found if one == colour)
                area += covered
                seen |= {name} if covered > 2000 else set()
            # The rest is the edges of letters and lines.
            assert area > 0.85 * sum(count for count, _ in found), product.path
    assert {"blue", "amber", "white", "ink", "wash", "red", "line"} <= seen
