"""wallet-card: a card of the size of a bank card, ten on A4, printed on both sides (R6).

Cards meet without a gap and fill the middle of the sheet, so that front and back match whichever
edge a printer turns; a cut that is off by a millimetre meets white.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from fanzha.content.kinds.plates_cards import Card, CardForm
from fanzha.printing.cards import Grid
from fanzha.printing.sheet import A4, item_args, product, set_sheet
from fanzha.product import Args, Made, Product, opens

if TYPE_CHECKING:
    from fanzha.edition import Edition

KIND = "wallet-card"
WIDTH, HEIGHT = 85, 54  # millimetres, a bank card
COLUMNS, ROWS = 2, 5
SHEET = Grid(
    *(COLUMNS, ROWS, (A4.width - COLUMNS * WIDTH) / 2, (A4.height - ROWS * HEIGHT) / 2),
    *(0, WIDTH, HEIGHT),
)


def on_demand(edition: Edition) -> Iterator[Product]:
    """Ten of every current card for a wallet."""
    for item in edition.current(Card):
        if item.meta.form is CardForm.WALLET:
            args = {**item_args(edition, item, A4), "grid": asdict(SHEET)}
            yield product(edition, KIND, item.id, [item.id], make, args)


@opens("print/wallet-card.typ")
def make(args: Args, overrides: Path) -> Made:
    """Fronts on one side, backs on the other, as PDF for the office."""
    return set_sheet(args, overrides, "wallet-card.typ")
