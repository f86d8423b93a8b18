"""The two cards of an item: 1200x630 for those who read open-graph tags, 500x500 for WeChat.

Below stands whom to ring. No card names the town (the page that a link leads to does), so a province makes
each once. They are blue; those of an alert are amber, as everything of an alert is.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanzha import raster
from fanzha.content.kinds.items import Alert, Poster
from fanzha.content.kinds.meta import Meta
from fanzha.content.kinds.registry import KINDS
from fanzha.content.markup import fill
from fanzha.language.line_ways import lines
from fanzha.language.lines import fill as broken
from fanzha.language.phrases import SHORT, alert_head, calls_line, rule_lines
from fanzha.product import Args, Made, Product, opens

if TYPE_CHECKING:
    from fanzha.content.library import Item
    from fanzha.edition import Edition

SIZES = {"wide": (1200, 630), "square": (500, 500)}
LABEL = {"wide": "转发卡片（横）", "square": "转发卡片（方）"}
MOST_LINES = 3
TITLE_LETTERS = 17  # in a line of the title below a square card
HOME = "index"


def products(edition: Edition) -> Iterator[Product]:
    """A wide and a square card per valid item; that of the home page stands for lists too."""
    for item in edition.library.items:
        if not KINDS[item.kind].shared or not item.valid(edition.today):
            continue
        for name, (width, height) in SIZES.items():
            yield Product(
                path=f"share/{item.id}-{name}.png",
                family="share",
                kind=f"share-{name}",
                label=LABEL[name],
                items=(item.id,),
                make=make,
                args=_args(edition, item, width, height),
            )


@opens("sharing/card.typ")
def make(args: Args, overrides: Path) -> Made:
    """The card as a PNG of few colours."""
    return raster.card(overrides, "sharing/card.typ", args)


def _args(edition: Edition, item: Item[Meta], width: int, height: int) -> dict[str, Any]:
    region, meta = edition.region, item.meta
    scam = edition.library.scam(item.scam_id)
    alert = alert_head(meta, scam) if isinstance(meta, Alert) else None
    title = fill(meta.title, region) if item.id != HOME else ""
    return {
        "width": width,
        "height": height,
        "tag": _tag(item),
        "alert": fill(alert, region) if alert else None,
        "lines": _lines(fill(_said(item), region), width, height),
        "title": title,
        "title_lines": lines(title, TITLE_LETTERS) if title else [],
        "calls": calls_line(edition.tables),
    }


def _tag(item: Item[Meta]) -> str:
    kind = KINDS[item.kind]
    return kind.label if kind.listed else "反诈宣传"


def _said(item: Item[Meta]) -> list[str]:
    """The one message in one to three lines: a poster's headline, else the rule, else the title."""
    meta = item.meta
    if isinstance(meta, Poster):
        return [*meta.headline]
    if meta.rule:
        return [*rule_lines(meta.rule)]
    title = "先停一停，再查一查" if item.id == HOME else meta.title
    return [*_title_lines(title)]


def _lines(said: list[str], width: int, height: int) -> list[str]:
    """The message in lines for this card: on a square one, one long line would be small."""
    if len(said) > 1 or len(said[0]) <= SHORT or width > height:
        return said
    return [*broken(said[0], width, height / 2, most=MOST_LINES)]


def _title_lines(title: str) -> tuple[str, ...]:
    """A title in two lines at its colon, where it has one; else as a rule."""
    parts = tuple(title.split("："))
    return parts if 1 < len(parts) <= MOST_LINES and len(title) > SHORT else rule_lines(title)
