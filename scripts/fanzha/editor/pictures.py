"""Pictures of what comes of a paper: the sheets, slides and texts that its kind makes.

An edition of the paper alone, with what it refers to, is planned by the same producers as a build;
so a kind shows what it makes, and nothing else is made. Drafts are shown as if they were out.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fanzha import origins
from fanzha.content.kinds.items import Alert
from fanzha.content.kinds.meta import Meta, Status
from fanzha.content.kinds.playlists import Playlist, Shape
from fanzha.content.kinds.registry import KINDS
from fanzha.content.library import Item, Library
from fanzha.edition import Edition
from fanzha.findings import Finding
from fanzha.pdf_pages import drawn
from fanzha.producers import by_name
from fanzha.product import ITEMS, Made, Product

# The ids of the playlists that show nothing but the paper: as pictures, and as lines of text.
SCREEN, STRIP = "yulan", "yulan-zimu"
NAMES = {SCREEN: ("slide", "屏幕"), STRIP: ("strip", "字幕屏")}
Screens = tuple[str, str]  # the profiles chosen for both; "" for the first there is
PREVIEW_WIDTH = 900  # pixels of a page of paper; twice what a small screen shows
HOME = "index.md"
THUMBNAIL = "thumbnail"  # the website's
PICTURES = (".jpg", ".png", ".bmp", ".webp")
TEXTS = (".txt", ".html")


@dataclass(frozen=True)
class Sight:
    """One thing to look at: `name` is what the browser asks for, `type` is image, text or sheet.

    What does not fit into one picture is shown in several: `more` are the further ones.
    """

    name: str
    label: str
    type: str
    product: Product
    more: tuple[Product, ...] = ()


@dataclass(frozen=True)
class Shown:
    """A picture of it: bytes with their type, how many there are, and what does not fit."""

    data: bytes
    type: str
    pages: int
    findings: tuple[Finding, ...] = ()
    facts: Mapping[str, float | int] | None = None


def as_if_out(item: Item[Meta], today: datetime.date) -> tuple[Item[Meta], datetime.date]:
    """The item published, and a day on which it is current."""
    meta = item.meta
    changes: dict[str, Any] = {"status": Status.PUBLISHED, "published": min(meta.published, today)}
    changes["reviewed"] = max(meta.reviewed, today)
    if meta.expires is not None and meta.expires < today:
        changes["expires"] = today
    day = today
    if isinstance(meta, Alert) and meta.season is not None and not meta.season.holds(today):
        month, number = map(int, meta.season.start.split("-"))
        day = datetime.date(today.year, month, min(number, 28))
        changes["published"] = min(changes["published"], day)
        changes["expires"] = max(changes.get("expires") or meta.expires or day, day)
        changes["reviewed"] = day
    out = replace(item, elsewhere=False, successor=None)
    return replace(out, meta=meta.model_copy(update=changes)), day


def alone(edition: Edition, item: Item[Meta], screens: Screens = ("", "")) -> Edition:
    """The edition with nothing but this item, what it refers to, and a screen that shows it."""
    out, day = as_if_out(_with_its_picture(item, edition.project.docs), edition.today)
    library = edition.library
    wanted = {HOME: library.by_page.get(HOME)}
    pending: list[Item[Meta]] = [item]
    while pending:
        for id in _ids(pending.pop().meta.model_dump(mode="json")):
            other = library.by_id.get(id)
            if other is not None and other.page not in wanted and other.id != item.id:
                wanted[other.page] = other
                pending.append(other)
    items = [other for other in wanted.values() if other is not None and other.id != item.id]
    if KINDS[item.kind].playable:
        known = profiles(edition)
        for id, chosen in zip(NAMES, screens, strict=True):
            possible = [profile for profile, _ in known[id]]
            if possible:
                items.append(_screen(id, out, chosen if chosen in possible else possible[0]))
    items = [*items, out]
    project = replace(edition.project, today=day)
    alone = Library(tuple(items), library.documents)
    # A hundred slogans make four hundred banners, of which none is about the item.
    tables = replace(edition.tables, slogans={})
    return replace(edition, project=project, library=alone, tables=tables)


def _with_its_picture(item: Item[Meta], docs: Path) -> Item[Meta]:
    """The item without a picture that is not there, or not below docs/: its remark says so."""
    image = item.meta.image
    if not image:
        return item
    path = (docs / image).resolve()
    if path.is_relative_to(docs.resolve() / "assets") and path.is_file():
        return item
    return replace(item, meta=item.meta.model_copy(update={"image": None}))


def sights(edition: Edition, item: Item[Meta]) -> list[Sight]:
    """What there is to look at, in an edition of the item alone."""
    found: dict[str, Sight] = {}
    for product in by_name(edition):
        sight = _sight(edition, item, product)
        if sight is None:
            continue
        first = found.setdefault(sight.name, sight)
        if first is not sight and sight.name in dict(NAMES.values()):
            found[sight.name] = replace(first, more=(*first.more, product))
    return list(found.values())


def mine(product: Product, item: Item[Meta]) -> bool:
    """Whether a product is made of the item alone, and from nothing that was made before."""
    own = product.table == ITEMS and product.items[:1] == (item.id,)
    return own and not product.assembled and not product.parts and product.kind != THUMBNAIL


def _sight(edition: Edition, item: Item[Meta], product: Product) -> Sight | None:
    if not mine(product, item):
        return None
    sheet = edition.tables.sheets.get(product.kind)
    if sheet is not None and (sheet.like or sheet.shop):
        return None
    if product.family == "screens":
        screen = product.path.split("/")[1]
        return Sight(*NAMES[screen], "image", product) if screen in NAMES else None
    suffix = "." + product.path.rpartition(".")[2]
    if suffix == ".pdf":
        return Sight(product.kind, product.label, "sheet", product)
    if suffix in PICTURES:
        return Sight(product.kind, product.label, "image", product)
    return Sight(product.kind, product.label, "text", product) if suffix in TEXTS else None


def show(edition: Edition, sight: Sight, page: int) -> Shown:
    """The picture of a sight; `page` counts from 0."""
    several = (sight.product, *sight.more)
    product = several[min(page, len(several) - 1)]
    overrides = edition.project.root / "overrides"
    made: Made = product.make(product.args, overrides)
    found = {origins.misfit(edition, product, overflow) for overflow in made.overflow}
    if sight.type == "sheet":
        data, pages = _page(made.data, page)
        return Shown(data, "image/jpeg", pages, tuple(sorted(found)), made.facts())
    kinds = {"jpg": "image/jpeg", "png": "image/png", "bmp": "image/bmp", "webp": "image/webp"}
    ending = product.path.rpartition(".")[2]
    return Shown(
        made.data,
        kinds.get(ending, "text/plain; charset=utf-8"),
        len(several),
        tuple(sorted(found)),
        made.facts(),
    )


def profiles(edition: Edition) -> dict[str, list[tuple[str, str]]]:
    """The screens to choose from, id and name, for each of our playlists."""
    found: dict[str, list[tuple[str, str]]] = {name: [] for name in NAMES}
    for id, row in edition.tables.screens.profiles.items():
        found[STRIP if row.shape is Shape.STRIP else SCREEN].append((id, row.label))
    return found


def _page(pdf: bytes, number: int) -> tuple[bytes, int]:
    """One page as a picture, as it will be trimmed."""
    image, pages = drawn(pdf, lambda width, _: PREVIEW_WIDTH / width, number)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=90)  # a tenth of the time of a PNG
    return buffer.getvalue(), pages


def _ids(value: Any) -> Iterator[str]:
    """All texts that might be ids."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _ids(part)
    elif isinstance(value, Iterable):
        for part in value:
            yield from _ids(part)


def _screen(id: str, item: Item[Meta], profile: str) -> Item[Meta]:
    """A playlist that shows the item on one screen."""
    meta = Playlist.model_validate(
        {
            "title": "预览",
            "summary": "预览",
            "published": item.meta.published,
            "reviewed": item.meta.reviewed,
            "status": "published",
            "basis": "composite",
            "profiles": [profile],
            "entries": [{"item": item.id}],
        }
    )
    return Item(id, "screens", f"screens/{id}.md", meta, item.document)
