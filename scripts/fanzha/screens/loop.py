"""index.html: the loop page that shows a playlist's slides from a USB stick, without network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from fanzha.product import Args, Made, Product
from fanzha.screens.deck import Deck


def products(deck: Deck) -> Iterator[Product]:
    """The loop page of a deck."""
    yield Product(
        path=f"{deck.folder}/index.html",
        family="screens",
        kind="loop",
        label=f"循环播放页（{deck.profile.label}）",
        items=deck.items,
        make=make,
        args={
            "title": deck.title,
            "width": deck.profile.width,
            "height": deck.profile.height,
            "slides": [
                {
                    "file": frame.name,
                    "seconds": frame.seconds,
                    "alt": "，".join((*frame.headline, *frame.points)),
                    "until": frame.valid_to,
                }
                for frame in deck.frames
            ],
        },
    )


def make(args: Args, overrides: Path) -> Made:
    """The template with the slides written in as JSON that cannot close its script element."""
    template = (overrides / "screens" / "loop.html").read_text(encoding="utf-8")
    slides_json = json.dumps(args["slides"], ensure_ascii=False).replace("<", "\\u003c")
    title = str(args["title"]).replace("&", "&amp;").replace("<", "&lt;")
    page = template.replace("{{ title }}", title).replace("{{ slides }}", slides_json)
    seconds = sum(slide["seconds"] for slide in args["slides"])
    return Made(page.encode(), width=args["width"], height=args["height"], seconds=seconds)
