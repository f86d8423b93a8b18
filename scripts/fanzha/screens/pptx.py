"""slides.pptx: a deck as slides that the town can change, for an office programme (R9).

Words and measures are those of the pictures; text is text and shapes are shapes. It goes on by
itself, repeats until Esc, and its notes say what to tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fanzha.content.kinds.playlists import Takes
from fanzha.product import Args, Made, Product, opens
from fanzha.screens.deck import Deck, Frame
from fanzha.screens.lessons import draw

AUTHOR = "反诈宣传"  # the same in every town, as all of it
DRAWING = (840, 630)  # px: four to three, as our drawings are


def products(deck: Deck) -> Iterator[Product]:
    """The slides of a deck, where its player takes some."""
    if Takes.PPTX not in deck.profile.takes:
        return
    drawings = list(dict.fromkeys(_svg(frame) for frame in deck.shared if _svg(frame)))
    yield Product(
        path=f"{deck.folder}/slides.pptx",
        family="screens",
        kind="show",
        label=f"循环幻灯片（{deck.profile.label}，可以修改）",
        items=deck.items,
        make=make,
        args={
            "title": deck.title,
            "author": AUTHOR,
            "day": max(frame.valid_from for frame in deck.shared),
            "size": [deck.profile.width, deck.profile.height],
            "slides": [_slide(frame, drawings) for frame in deck.shared],
        },
        parts=tuple(_drawing(deck, svg, number) for number, svg in enumerate(drawings)),
        cost=10,
    )


@opens("tokens.json")
def make(args: Args, overrides: Path, parts: tuple[Made, ...] = ()) -> Made:
    """The PPTX; `parts` are the drawings that slides name by their place."""
    from fanzha.screens import deck_slides  # slow to import; no check needs it

    width, height = args["size"]
    data = deck_slides.write(args, overrides, [part.data for part in parts])
    seconds = sum(slide["seconds"] for slide in args["slides"])
    return Made(data, len(args["slides"]), width=width, height=height, seconds=seconds)


def _svg(frame: Frame) -> str:
    """The drawing on a slide; a rule alone has none on a wide one, where it is all headline."""
    args = frame.image.args
    alone = args.get("kind") == "rule" and not args["points"] and args["shape"] != "tall"
    return "" if alone else str(args.get("picture", ""))


def _slide(frame: Frame, drawings: list[str]) -> dict[str, Any]:
    """What the picture of the frame is made from, with its notes and its time."""
    args = {name: value for name, value in frame.image.args.items() if name != "picture"}
    place = drawings.index(_svg(frame)) if _svg(frame) else None
    return {**args, "say": frame.say, "seconds": frame.seconds, "drawing": place}


def _drawing(deck: Deck, svg: str, number: int) -> Product:
    width, height = DRAWING
    return Product(
        path=f"{deck.folder}/drawings/{number}.png",
        family="screens",
        kind="drawing",
        label="幻灯片插图",
        items=(deck.playlist,),
        make=draw,
        args={"svg": svg, "width": width, "height": height},
    )
