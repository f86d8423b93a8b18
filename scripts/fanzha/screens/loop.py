"""index.html: the loop page that shows a playlist's slides from a USB stick, without network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from fanzha.content.kinds.playlists import Shape
from fanzha.product import Args, Made, Product, opens
from fanzha.screens.deck import Deck, Frame
from fanzha.screens.playlist_files import EVERY_DAY

LOCAL_WORDS = "本地派出所和它的电话"


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
            "loop": {
                "days": list(deck.days or EVERY_DAY),
                "hours": list(deck.hours) if deck.hours else None,
                "when": deck.when,
                "made": deck.since,
                "lamps": deck.profile.shape is Shape.STRIP,
                "slides": [
                    {
                        "file": frame.name,
                        "seconds": frame.seconds,
                        "alt": _alt(frame),
                        "from": frame.valid_from,
                        "until": frame.valid_to,
                    }
                    for frame in deck.frames
                ],
            },
        },
    )


def _alt(frame: Frame) -> str:
    """The words of a picture; of the one that names the town, what stands there and whom to ring, without
    names: the page is the same for every town."""
    if frame.local:
        return "，".join((LOCAL_WORDS, frame.title, *frame.phone.split("　")))
    return "，".join(line.rstrip("，。；") for line in (*frame.headline, *frame.points))


@opens("screens/loop.html")
def make(args: Args, overrides: Path) -> Made:
    """The template with the slides written in as JSON that cannot close its script element."""
    template = (overrides / "screens" / "loop.html").read_text(encoding="utf-8")
    loop = json.dumps(args["loop"], ensure_ascii=False).replace("<", "\\u003c")
    title = str(args["title"]).replace("&", "&amp;").replace("<", "&lt;")
    page = template.replace("{{ title }}", title).replace("{{ loop }}", loop)
    seconds = sum(slide["seconds"] for slide in args["loop"]["slides"])
    return Made(page.encode(), width=args["width"], height=args["height"], seconds=seconds)
