"""poster-a3: one A3 page for every poster item (R4)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fanzha.edition import Edition
from fanzha.printing.sheet import sheet_args, sheet_data
from fanzha.product import Args, Made, Product
from fanzha.typeset import pdf

KIND = "poster-a3"


def products(edition: Edition) -> Iterator[Product]:
    """One poster per current poster item."""
    for item in edition.posters:
        yield Product(
            path=f"print/{KIND}/{item.id}.pdf",
            family="print",
            kind=KIND,
            label="海报（A3）",
            items=(item.id,),
            make=make,
            args=sheet_args(edition, item),
        )


def make(args: Args, overrides: Path) -> Made:
    """The poster as PDF/A-2a and PDF/UA-1."""
    return pdf(overrides, "print/poster-a3.typ", sheet_data(args), args["day"])
