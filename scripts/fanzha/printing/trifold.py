"""trifold, trifold-shop: six panels on both sides of one sheet, for a scam or a handbook (R7).

Seen from outside, from the left: the flap that folds in, the back, the cover. Inside: three panels
that are read together. In the office the flap is 3 mm narrower, so that the sheet closes (297 = 97 +
100 + 100; the 99/99/97 that is often quoted leaves 2 mm over). A print shop asks for three equal
panels and takes care of that itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanzha.content.kinds.handbooks import Handbook
from fanzha.content.kinds.items import Scam
from fanzha.content.kinds.meta import Meta
from fanzha.content.library import Item, is_of
from fanzha.content.markup import to_xhtml
from fanzha.printing.board import stage_pictures
from fanzha.printing.body import entries, sections
from fanzha.printing.handbook import handbook_args, large, short_name
from fanzha.printing.sheet import A4_LANDSCAPE, Format, item_args, picture, product, set_sheet
from fanzha.product import Args, Made, Product, opens

if TYPE_CHECKING:
    from fanzha.edition import Edition

SHOP = Format(285, 210, shop=True)
# Widths in millimetres from the left, as the side is seen.
PANELS = {
    "trifold": (A4_LANDSCAPE, (97, 100, 100), (100, 100, 97)),
    "trifold-shop": (SHOP, (95, 95, 95), (95, 95, 95)),
}
SAID = 5  # typical sentences on the flap of a handbook, one of each scam


def products(edition: Edition) -> Iterator[Product]:
    """A tri-fold per current scam and handbook, for the office."""
    return _of_kind(edition, "trifold")


def on_demand(edition: Edition) -> Iterator[Product]:
    """The same for the shop."""
    return _of_kind(edition, "trifold-shop")


def _of_kind(edition: Edition, kind: str) -> Iterator[Product]:
    form, outside, inside = PANELS[kind]
    for item in (*edition.current(Scam), *edition.current(Handbook)):
        args = _args(edition, item, form) | {"outside": outside, "inside": inside}
        yield product(edition, kind, item.id, [item.id], make, args)


@opens("print/trifold.typ")
def make(args: Args, overrides: Path) -> Made:
    """The tri-fold as PDF; the type is as large as its fullest panel allows."""
    parts = {title: to_xhtml(text) for title, text in args["parts"].items()}
    more = [to_xhtml(entry) for entry in args["more"]]
    return set_sheet(args, overrides, "trifold.typ", parts=parts, more=more)


def _args(edition: Edition, item: Item[Meta], form: Format) -> dict[str, Any]:
    meta = item.meta
    pictures = {"main": picture(edition, meta.image)}
    if is_of(item, Handbook):
        args = handbook_args(edition, item, form)
        scams = [row for row in args.pop("contents") if row["kind"] == "scams"]
        args["types"] = [{"name": row["name"], "rule": row["rule"]} for row in scams]
        args["said"] = [row["lines"][0] for row in scams][:SAID]
        others = [row["image"] for row in scams if row["image"] not in (None, meta.image)]
        for field, path in zip(("signs", "chapters"), others, strict=False):
            pictures[field] = picture(edition, path)
    else:
        args = item_args(edition, item, form)
        if is_of(item, Scam):
            pictures |= stage_pictures(edition, item)
    name, after = short_name(args["title"])
    parts = sections(args["body"])
    return args | {
        **{"name": name, "after": after, "large": large(item), "body": "", "pictures": pictures},
        "parts": {"": parts.get("", "")},
        "more": entries(parts.get("怎么认", "")),
    }
