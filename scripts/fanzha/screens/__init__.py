"""Screens: everything that loops, per playlist and profile; decks for lessons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from fanzha.content.kinds.items import Scam
from fanzha.content.kinds.playlists import Colour
from fanzha.product import Product
from fanzha.screens import (
    alert_files,
    clips,
    lessons,
    loop,
    playlist_files,
    pptx,
    start_screens,
    usb_package,
    video,
)
from fanzha.screens.deck import Deck, decks

if TYPE_CHECKING:
    from fanzha.edition import Edition


def products(edition: Edition, planned: Sequence[Product] = ()) -> Iterator[Product]:
    """Every file for every screen of the edition, and for every talk."""
    yield from _of(edition, decks(edition))
    yield from alert_files.products(edition)
    yield from lessons.products(edition)
    yield from clips.products(edition)


def on_profile(edition: Edition, profile: str, playlist: str = "") -> list[Product]:
    """Every file of every playlist, or of one, on one screen, such as those that few have."""
    found = (deck for deck in decks(edition, profile) if playlist in ("", deck.playlist))
    return list(_of(edition, found, packaged=True))


def folders_on(
    edition: Edition, profile: str, playlist: str
) -> Iterator[tuple[list[Product], str]]:
    """The files of a playlist on one kind of screen, and how to use them in plain words."""
    for deck in decks(edition, profile):
        if deck.playlist == playlist:
            files = list(_files(deck))
            yield files, usb_package.how_to_use(edition, deck, files)


def clips_of(edition: Edition, ids: Sequence[str]) -> list[Product]:
    """The clips of those types and alerts in every form; without ids, of all of them."""
    items = [*edition.current(Scam), *edition.alerts]
    chosen = [item for item in items if not ids or item.id in ids]
    return [product for item in chosen for product in clips.of(edition, item)]


def on_pcs(edition: Edition) -> Iterator[Product]:
    """What stands behind the icons of PCs in net cafés and classrooms."""
    yield from start_screens.products(edition)


def _of(edition: Edition, found: Iterable[Deck], *, packaged: bool = False) -> Iterator[Product]:
    """The files of decks; `packaged` also makes what Xibo takes, which holds all pictures again."""
    for deck in found:
        files = list(_files(deck))
        yield from files
        package = packaged and deck.profile.colour is Colour.FULL
        yield usb_package.product(edition, deck, files, packaged=package)
        if package:
            yield usb_package.html_package(edition, deck, files)


def _files(deck: Deck) -> Iterator[Product]:
    """What lies in the folder of a deck, and in its ZIP."""
    films = list(video.products(deck))
    for frame in deck.frames:
        yield frame.image
    yield from films
    yield from loop.products(deck)
    yield from pptx.products(deck)
    yield from playlist_files.products(deck, films)


__all__ = ["clips_of", "folders_on", "on_pcs", "on_profile", "products"]
