"""notice-overview, board-overview: all frequent types of scam on one sheet (R8)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanzha.content.kinds.items import Scam
from fanzha.content.markup import fill
from fanzha.printing.sheet import A3, Format, general_args, picture, product, set_sheet
from fanzha.product import Args, Made, Product, opens

if TYPE_CHECKING:
    from fanzha.content.library import Item
    from fanzha.edition import Edition

FORMATS = {"notice-overview": A3, "board-overview": Format(900, 1200, shop=True)}
NAME = "gaofa"
NUMERALS = "零一二三四五六七八九十"
FLAGS = 2


def products(edition: Edition) -> Iterator[Product]:
    """Both sizes, where the ministry's list has types that are here."""
    scams = edition.frequent
    if not scams:
        return
    for kind, form in FORMATS.items():
        args = {
            **general_args(edition, NAME, _title(len(scams)), form, scams),
            "subtitle": _subtitle(edition),
            "entries": [_entry(edition, item) for item in scams],
            "pictures": {item.id: picture(edition, item.meta.image) for item in scams},
        }
        yield product(edition, kind, NAME, [item.id for item in scams], make, args)


@opens("print/overview.typ")
def make(args: Args, overrides: Path) -> Made:
    """The overview as PDF, for the office or for a shop."""
    return set_sheet(args, overrides, "overview.typ")


def _title(count: int) -> str:
    number = NUMERALS[count] if count < len(NUMERALS) else str(count)
    return f"{number}种高发骗局，一种记一句"


def _subtitle(edition: Edition) -> str:
    """Where the list comes from; its title and its month are facts of docs/data/taxonomy.yml."""
    year = max(edition.tables.taxonomy)
    row = edition.tables.taxonomy[year]
    return f"类型来自公安部{year}年公布的《{row.title}》"


def _entry(edition: Edition, item: Item[Scam]) -> dict[str, Any]:
    meta = item.meta
    entry: dict[str, Any] = fill(
        {
            "name": meta.title.split("：")[0],
            "rule": meta.rule,
            "flags": list(meta.red_flags[:FLAGS]),
        },
        edition.region,
    )
    return {**entry, "id": item.id, "picture": item.id if meta.image else ""}
