"""banner-*: every slogan as a cloth banner, as long as its text, and a proof at 1:10 (R5).

A banner is longer than the 5080 mm that a PDF page may be (14400 points). All are therefore drawn
at a tenth and carry a user unit of ten (PDF 1.6): programs that know it show the true size, those
that do not show exactly one to ten. Cloth is cut at the edge of the ground: no bleed, no marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanzha.content.kinds.items import Scam
from fanzha.content.markup import fill
from fanzha.language.phrases import rule_lines
from fanzha.printing.sheet import Format, general_args, product, set_sheet, sheet_data
from fanzha.product import SLOGANS, Args, Made, Product, opens
from fanzha.typeset import pdf

if TYPE_CHECKING:
    from fanzha.edition import Edition

HEIGHTS = {"banner-500": 500, "banner-700": 700, "banner-900": 900}  # millimetres
USUAL = "banner-700"  # the others are the same drawing, smaller or larger, and few want them
SCALE = 10
PROOF = "banner-proof"


def products(edition: Edition) -> Iterator[Product]:
    """The usual height and a proof of every slogan of docs/data/slogans.yml."""
    for name in edition.tables.slogans:
        yield _banner(edition, name, USUAL)
        args = _args(edition, name, Format(0, HEIGHTS[USUAL] / SCALE))
        yield product(edition, PROOF, name, [name], make_proof, args, table=SLOGANS)


def on_demand(edition: Edition) -> Iterator[Product]:
    """The other heights."""
    for name in edition.tables.slogans:
        yield from (_banner(edition, name, kind) for kind in HEIGHTS if kind != USUAL)


def _banner(edition: Edition, name: str, kind: str) -> Product:
    """The width is what the text needs; Typst says it."""
    height = HEIGHTS[kind] / SCALE
    form = Format(0, height, shop=True)
    args = {**_args(edition, name, form), "height": height}
    return product(edition, kind, name, [name], make, args, table=SLOGANS)


def _args(edition: Edition, name: str, form: Format) -> dict[str, Any]:
    """The slogan in its halves, dated by the type that it is about."""
    slogan = edition.tables.slogans[name]
    about = [item for item in edition.current(Scam) if item.id == slogan.scam]
    title = fill(slogan.text, edition.region)
    return {
        **general_args(edition, name, title, form, about),
        "lines": list(rule_lines(title)),
    }


@opens("print/banner.typ")
def make(args: Args, overrides: Path) -> Made:
    """The banner as PDF for a shop."""
    from fanzha.printing.press import press_ready  # slow to import; no check needs it

    made = pdf(
        overrides, "print/banner.typ", sheet_data(args, overrides), args["day"], office=False
    )
    return press_ready(made, overrides, unit=SCALE)


@opens("print/banner-proof.typ")
def make_proof(args: Args, overrides: Path) -> Made:
    """The banner at 1:10 with its measures, for the office."""
    return set_sheet(args, overrides, "banner-proof.typ")
