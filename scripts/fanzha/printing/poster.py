"""poster-*: one page for every poster item, in six sizes and for the copier (R4).

One design, given in parts of its width, that scales from A4 to 600 by 900 millimetres; a build makes A4 and A3,
the others are made when somebody asks for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fanzha.content.kinds.items import Layout, Poster
from fanzha.printing.sheet import (
    A3,
    A3_BW,
    A4,
    A4_BW,
    Format,
    item_args,
    picture,
    product,
    set_sheet,
)
from fanzha.product import Args, Made, Product, opens

if TYPE_CHECKING:
    from fanzha.edition import Edition

FORMATS = {
    "poster-a4": A4,
    "poster-a4-bw": A4_BW,
    "poster-a3": A3,
    "poster-a3-bw": A3_BW,
}
SAID = 2  # sentences in the field of a chat

# What no office printer takes, the last two for the frames of lifts.
LARGE = {
    "poster-a2": Format(420, 594),
    "poster-500x700": Format(500, 700, shop=True),
    "poster-600x900": Format(600, 900, shop=True),
    "poster-450x600": Format(450, 600),
    "poster-450x600-shop": Format(450, 600, shop=True),
}


def products(edition: Edition) -> Iterator[Product]:
    """Every current poster item in the sizes of an office."""
    yield from _of(edition, FORMATS)


def on_demand(edition: Edition) -> Iterator[Product]:
    """The same in the sizes of a shop."""
    yield from _of(edition, LARGE)


def _of(edition: Edition, formats: Mapping[str, Format]) -> Iterator[Product]:
    for item in edition.current(Poster):
        scam = edition.library.scam(item.scam_id)
        drawing = picture(edition, item.meta.image or (scam.meta.image if scam else None))
        said = scam.meta.lines if scam else ()
        layout = _layout(item.meta.layout, drawing, said)
        for kind, form in formats.items():
            args = item_args(edition, item, form)
            if form.width <= A4.width and args["short_headline"]:
                args["headline"] = args["short_headline"]
            args |= {
                **{"layout": layout, "said": shortest(said)},
                "pictures": {"main": drawing if layout is Layout.SCENE else ""},
            }
            yield product(edition, kind, item.id, [item.id], make, args)


def _layout(wanted: Layout, drawing: str, said: Sequence[str]) -> Layout:
    """What was asked for, where there is something to show in it; else words alone."""
    shown = {Layout.SCENE: bool(drawing), Layout.CHAT: bool(said), Layout.WORDS: True}
    return wanted if shown[wanted] else Layout.WORDS


def shortest(said: Sequence[str]) -> list[str]:
    """The two shortest sentences in their order: they are read from afar."""
    kept = sorted(said, key=len)[:SAID]
    return [line for line in said if line in kept]


@opens("print/poster.typ")
def make(args: Args, overrides: Path) -> Made:
    """The poster as PDF, for the office or for a shop."""
    return set_sheet(args, overrides, "poster.typ")
