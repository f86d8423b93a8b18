"""cards, stickers: one item several times on an A4 sheet, with marks to cut along (R6, R10).

A card to take away has two sides: its words and drawing in front, numbers, station, a line for the
family's own number and the code behind. Stickers and the stand are seen from one side only.

How many fit is computed from the size. Cards keep 3 mm between them, so that a cut may be off by
one; their ground is white up to the edge for the same reason. Marks and words stay 5 mm off the
edge of the paper, where office printers print. Two A5 stands are the whole sheet: one cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanzha.content.kinds.plates_cards import Card, CardForm
from fanzha.printing.sheet import A4, A4_LANDSCAPE, Format, item_args, picture, product, set_sheet
from fanzha.product import Args, Made, Product, opens

if TYPE_CHECKING:
    from fanzha.edition import Edition

GAP = 3.0  # millimetres between two cards
EDGE = 7.5  # millimetres of paper around all cards: a mark, and what a printer leaves out


@dataclass(frozen=True)
class Size:
    """A card in millimetres; `scale` is its type beside that of a wallet card."""

    width: float
    height: float
    scale: float = 1.0
    sticker: bool = False
    shared: bool = False  # cuts are shared, and the cards fill the paper

    @property
    def sides(self) -> int:
        """How many sides are printed; the grid lies in the middle, so that both meet."""
        return 1 if self.sticker or self.shared else 2


SIZES = {
    CardForm.WALLET: Size(90, 54),
    CardForm.BAG: Size(60, 90),
    CardForm.VISOR: Size(180, 68, 1.5),
    CardForm.PARCEL: Size(90, 135, 1.35),
    CardForm.STAND: Size(148.5, 210, 2.1, shared=True),
    CardForm.PHONE: Size(70, 50, 0.95, sticker=True),
    CardForm.TABLE: Size(95, 66, 1.15, sticker=True),
    CardForm.MACHINE: Size(120, 80, 1.45, sticker=True),
}


# Millimetres from the edge of the paper: where the line above the cards ends, and from which margin on
# there is one, because the cards can go down for it and still keep off the lower edge.
CAPTION, CAPTIONED = 8.3, 7.4


@dataclass(frozen=True)
class Grid:
    """Cards on a sheet: how many, and where the first begins, in millimetres."""

    columns: int
    rows: int
    left: float
    top: float
    gap: float
    width: float
    height: float

    @property
    def count(self) -> int:
        """Cards on the sheet."""
        return self.columns * self.rows


def grid(size: Size, form: Format, edge: float = EDGE) -> Grid:
    """As many cards as the paper holds, in its middle; `edge` millimetres around them stay free."""
    gap, edge = (0.0, 0.0) if size.shared else (GAP, edge)
    columns = int((form.width - 2 * edge + gap) // (size.width + gap))
    rows = int((form.height - 2 * edge + gap) // (size.height + gap))
    left = (form.width - columns * (size.width + gap) + gap) / 2
    top = (form.height - rows * (size.height + gap) + gap) / 2
    if CAPTIONED <= top < CAPTION:
        top = CAPTION
    return Grid(columns, rows, left, top, gap, size.width, size.height)


def single(cards: Mapping[str, Any]) -> Grid:
    """One card of such a sheet, which is the whole page, for a shop."""
    return Grid(1, 1, 0, 0, cards["gap"], cards["width"], cards["height"])


def products(edition: Edition) -> Iterator[Product]:
    """One sheet for every current card or sticker."""
    for item in edition.current(Card):
        size = SIZES[item.meta.form]
        form = max((A4, A4_LANDSCAPE), key=lambda form: grid(size, form).count)
        cards = grid(size, form)
        args = {
            **item_args(edition, item, form),
            "form_label": item.meta.form.label,
            "grid": asdict(cards),
            "scale": size.scale,
            "sides": size.sides,
            "sticker": size.sticker,
            # No phone scans what sticks on its own back.
            "scan": item.meta.scan and item.meta.form is not CardForm.PHONE,
            "pictures": {"main": picture(edition, item.meta.image)},
        }
        kind = "stickers" if size.sticker else "cards"
        yield product(edition, kind, item.id, [item.id], make, args)


@opens("print/cards.typ", "print/sticker.typ")
def make(args: Args, overrides: Path) -> Made:
    """The sheet as PDF for the office."""
    return set_sheet(args, overrides, "sticker.typ" if args["sticker"] else "cards.typ")
