"""Which files a place is handed: for every row of its pack, those that fit it best (R24).

A file fits where what it is made from names the venue, or one of the people who are met there; what
names neither of them is for every place. Urgent warnings come first, then what names the place or its
people earliest, then the types that are met most. Of one type of fraud a row has one file before it
has two of another.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from fanzha import origins
from fanzha.content.kinds.items import Alert, Scam
from fanzha.content.library import is_of
from fanzha.product import ITEMS, SLOGANS

if TYPE_CHECKING:
    from fanzha.content.data.packs import Pack, Take
    from fanzha.content.kinds.meta import Meta
    from fanzha.content.library import Item
    from fanzha.edition import Edition
    from fanzha.product import Product

# Of files of one kind and item that differ in their ending: what an office prints or changes first.
ENDINGS = (".pptx", ".pdf", ".docx", ".txt")
UNNAMED = 20  # behind any place in a list of venues or audiences
ENOUGH = 8  # behind any audience that a pack names
MANY = 6  # types of fraud, from which on a sheet is about all of them
FOLDERS: Mapping[str, str] = {
    "lesson-deck": "talk",
    "lesson-kit": "talk",
    "lesson-plan-docx": "talk",
    "flip-chart": "talk",
    "clip": "clips",
    "print": "print",
    "texts": "words",
    "share": "words",
}

Wanted = Callable[["Product"], bool]


@dataclass(frozen=True)
class Chosen:
    """A file of a pack: its name there, where it goes, how many of it; `take` is the row's number.

    `label` and `title` are what it is and what it is about, where the product does not say it well.
    """

    product: Product
    name: str
    where: str
    copies: int
    take: int
    label: str = ""
    title: str = ""


def chosen(
    edition: Edition,
    name: str,
    by_kind: Mapping[str, Sequence[Product]],
    *,
    light: bool = False,
    wanted: Wanted = lambda product: True,
) -> Iterator[Chosen]:
    """The files of a pack in the order of its rows; `by_kind` is what there is to choose from."""
    pack = edition.tables.packs[name]
    taken: set[str] = set()
    for number, take in enumerate(pack.products):
        most = take.light if light else take.most
        if not most:
            continue
        for product in _best(edition, name, pack, by_kind.get(take.kind, ()), most, wanted):
            file = _name(product, taken)
            taken.add(file)
            yield Chosen(product, file, take.where, _copies(edition, name, take), number)


def sorted_by_kind(products: Iterable[Product]) -> dict[str, list[Product]]:
    """Kind → products, in their order; of those that differ in their ending only, the best."""
    found: dict[str, list[Product]] = {}
    for product in products:
        found.setdefault(product.kind, []).append(product)
    return {kind: _one_ending(some) for kind, some in found.items()}


def in_season(edition: Edition) -> Wanted:
    """What is about a warning that is current now, or about the type of fraud of one."""
    current = {item.id for item in edition.alerts}
    types = {item.scam_id for item in edition.alerts if item.scam_id}

    def wanted(product: Product) -> bool:
        return any(item.id in current or item.scam_id in types for item in _items(edition, product))

    return wanted


def new_since(edition: Edition, day: datetime.date) -> Wanted:
    """What is made from an item that was first published on that day or later."""

    def wanted(product: Product) -> bool:
        return any(item.meta.published >= day for item in _items(edition, product))

    return wanted


def _items(edition: Edition, product: Product) -> list[Item[Meta]]:
    if product.table != ITEMS:
        return []
    known = edition.library.by_id
    return [known[name] for name in product.items if name in known]


def _best(
    edition: Edition,
    name: str,
    pack: Pack,
    products: Sequence[Product],
    most: int,
    wanted: Wanted,
) -> list[Product]:
    """The `most` files that fit best, one of each type of fraud before a second of any."""
    often = {item.id: place for place, item in enumerate(edition.frequent)}
    ranked = []
    for place, product in enumerate(products):
        rank = _rank(edition, name, pack, product)
        if rank is not None and wanted(product):
            mine = [item.scam_id or "" for item in _items(edition, product)[:1]]
            common = min((often.get(scam, len(often)) for scam in mine), default=len(often))
            ranked.append((*rank, common, place, product))
    ranked.sort(key=lambda row: row[:4])
    first: list[Product] = []
    later: list[Product] = []
    about: set[str] = set()
    for *_, product in ranked:
        scams = {item.scam_id for item in _items(edition, product) if item.scam_id}
        (later if scams & about else first).append(product)
        about |= {scam for scam in scams if scam}
    return [*first, *later][:most]


def _one_ending(products: Sequence[Product]) -> list[Product]:
    found: dict[tuple[str, ...], Product] = {}
    for product in products:
        # Clips of an item differ in form, all other files of a kind in nothing but their ending.
        of = (PurePosixPath(product.path).stem, *product.items)
        before = found.get(of)
        if before is None or _ending(product) < _ending(before):
            found[of] = product
    return list(found.values())


def _ending(product: Product) -> int:
    suffix = PurePosixPath(product.path).suffix
    return ENDINGS.index(suffix) if suffix in ENDINGS else len(ENDINGS)


def _rank(edition: Edition, name: str, pack: Pack, product: Product) -> tuple[int, int] | None:
    """How well a file fits, the least first; None where it is for other places."""
    if not product.items:
        return 0, 0
    if product.table not in (ITEMS, SLOGANS) and not pack.all_items:
        venues = origins.venues(edition, product.origins[0])
        return (0, 0) if venues is None or name in venues else None
    origin = product.origins[0]
    venues = origins.venues(edition, origin) or ()
    item = edition.library.by_id.get(origin.id) if product.table == ITEMS else None
    people = item.meta.audiences if item is not None else ()
    read = [
        pack.audiences.index(who) + at for at, who in enumerate(people) if who in pack.audiences
    ]
    alert = item is not None and is_of(item, Alert)
    here = venues.index(name) if name in venues else UNNAMED
    # A warning that does not name the place may still be for its people; so is what names no place.
    suits = read and (alert or not venues)
    if here == UNNAMED and not (suits or pack.all_items or _overview(item, product)):
        return None
    urgency = item.meta.severity.rank if item is not None and is_of(item, Alert) else 0
    return urgency, here + min([*read, ENOUGH])


def _overview(item: Item[Meta] | None, product: Product) -> bool:
    """Whether a sheet is about many types of fraud at once, and so for every place."""
    return item is not None and is_of(item, Scam) and len(product.items) >= MANY


def _copies(edition: Edition, name: str, take: Take) -> int:
    sheet = edition.tables.sheets.get(take.kind)
    printed = sheet is not None and not take.kind.endswith(("-xlsx", "-docx"))
    return take.copies or (sheet.copies.get(name, 1) if sheet is not None and printed else 0)


def _name(product: Product, taken: set[str]) -> str:
    """Its name in the ZIP: plain letters, which every system shows; the item's id is the middle."""
    path = PurePosixPath(product.path)
    folder = FOLDERS.get(product.kind, FOLDERS.get(product.family, "files"))
    stem = path.stem
    if product.family == "texts" and product.items:
        stem = f"{product.items[0]}-{path.stem}"  # texts/shuadan/sms.txt
    elif folder == "clips":
        stem = f"{product.items[0]}-{path.stem}"
    elif product.family == "print":
        stem = f"{product.kind}-{path.stem}"
    name, number = f"{folder}/{stem}{path.suffix}", 2
    while name in taken:
        name, number = f"{folder}/{stem}-{number}{path.suffix}", number + 1
    return name
