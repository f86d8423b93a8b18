"""Slides: one baseline JPEG of the exact pixel size per item of a playlist (R9).

Names begin with a number, because cheap players show files in the order of their names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fanzha.content.library import Item
from fanzha.content.markup import fill
from fanzha.content.models import Meta, Poster, Scam
from fanzha.content.tables import Playlist
from fanzha.edition import Edition
from fanzha.product import Args, Made, Product
from fanzha.typeset import jpeg

# Reading speed of a passer-by, from the legibility rules for screens: four characters a second,
# and two seconds to notice.
CHARACTERS_PER_SECOND = 4
NOTICE_SECONDS = 2
MOST_POINTS = 3
LONG_RULE = 7


@dataclass(frozen=True)
class Slide:
    """One slide of a playlist on one profile; `name` is its file name."""

    name: str
    item: Item[Meta]
    headline: tuple[str, ...]
    points: tuple[str, ...]

    @property
    def seconds(self) -> int:
        """How long it stands: from the length of its text."""
        characters = len("".join((*self.headline, *self.points)))
        return NOTICE_SECONDS + -(-characters // CHARACTERS_PER_SECOND)


def products(edition: Edition) -> Iterator[Product]:
    """One JPEG per slide, playlist and profile."""
    for playlist_id, playlist in edition.tables.screens.playlists.items():
        for profile_id in playlist.profiles:
            profile = edition.tables.screens.profiles[profile_id]
            for slide in slides(edition, playlist):
                yield Product(
                    path=f"screens/{playlist_id}/{profile_id}/{slide.name}",
                    family="screens",
                    kind="slide",
                    label=f"屏幕图片（{profile.label}）",
                    items=(slide.item.id,),
                    make=make,
                    args=_args(edition, slide, profile.width, profile.height),
                )


def slides(edition: Edition, playlist: Playlist) -> list[Slide]:
    """The slides of a playlist in order: kinds as listed, items by id."""
    found: list[Slide] = []
    for kind in playlist.kinds:
        for item in edition.current(kind):
            headline, points = _words(item.meta)
            if headline:
                name = f"{len(found) + 1:03d}_{item.id}.jpg"
                words = fill([*headline], edition.region), fill([*points], edition.region)
                found.append(Slide(name, item, tuple(words[0]), tuple(words[1])))
    return found


def make(args: Args, overrides: Path) -> Made:
    """The slide as a JPEG."""
    return jpeg(overrides, "screens/slide.typ", args)


def _words(meta: Meta) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if isinstance(meta, Poster):
        return meta.headline, meta.points
    if isinstance(meta, Scam):
        return _broken(meta.rule), meta.red_flags[:MOST_POINTS]
    return (), ()


def _broken(rule: str) -> tuple[str, ...]:
    """A long rule of two clauses stands on two lines, which lets the letters be larger."""
    first, comma, second = rule.partition("，")
    return (first + comma, second) if second and len(rule) > LONG_RULE else (rule,)


def _args(edition: Edition, slide: Slide, width: int, height: int) -> dict[str, Any]:
    return {
        "title": slide.item.meta.title,
        "headline": list(slide.headline),
        "points": list(slide.points),
        "flags": isinstance(slide.item.meta, Scam),
        "publisher": edition.region.publisher,
        "sample": edition.region.sample,
        "width": width,
        "height": height,
    }
