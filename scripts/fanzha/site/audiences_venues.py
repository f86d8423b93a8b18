"""A page per audience and per venue: what matters to them, what to print and what to play there.

What comes first is what names them first: an editor puts the audience that an item is written for
at the head of its list.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from markupsafe import escape

from fanzha import origins
from fanzha.content.kinds.items import Alert
from fanzha.content.kinds.meta import Meta
from fanzha.content.kinds.registry import KINDS
from fanzha.content.library import Item, is_of
from fanzha.product import ITEMS, Origin, Product
from fanzha.site.escaping import filled, row_view, safe
from fanzha.site.special import Special
from fanzha.site.views import Views

MOST_FILES = 4
FEW = 4
EVERYONE = "everyone"
LAST = 99  # behind any place in a list of audiences


def pages(views: Views) -> Iterator[tuple[str, Special]]:
    """One page per audience with a title, one per venue, and an index for each."""
    tables = views.edition.tables
    yield (
        "for/index.md",
        Special(
            "给谁看",
            "学生、家长、老年人、财务人员……各看各的。",
            "audiences_venues/index.html",
            lambda: {"rows": audience_links(views)},
        ),
    )
    for key, audience in tables.audiences.items():
        if audience.title:
            title, intro = escape(audience.title), escape(audience.intro or "")
            values = partial(_audience, views, key)
            yield f"for/{key}.md", Special(title, intro, "audiences_venues/audience.html", values)
    yield (
        "at/index.md",
        Special(
            "放在哪里",
            "学校、企业、社区、市场……每处印什么、放什么。",
            "audiences_venues/index.html",
            lambda: {"rows": venue_links(views)},
        ),
    )
    for key, venue in tables.venues.items():
        title, intro = escape(f"{venue.label}：印什么，放什么"), escape(venue.intro or "")
        values = partial(_venue, views, key)
        yield f"at/{key}.md", Special(title, intro, "audiences_venues/venue.html", values)


def audience_links(views: Views) -> list[dict[str, Any]]:
    """The audiences that have a page."""
    return [
        {"url": f"for/{key}/", "title": escape(row.label), "text": escape(row.rule or "")}
        for key, row in views.edition.tables.audiences.items()
        if row.title
    ]


def venue_links(views: Views) -> list[dict[str, Any]]:
    """All venues."""
    return [
        {"url": f"at/{key}/", "title": escape(row.label), "text": escape(row.intro or "")}
        for key, row in views.edition.tables.venues.items()
    ]


def _audience(views: Views, key: str) -> dict[str, Any]:
    row = views.edition.tables.audiences[key]
    cards = {
        name: views.cards(_first(views, name, "audiences", key))
        for name, kind in KINDS.items()
        if kind.per_reader
    }
    return {"reader": row_view(row, views.edition.region), **cards}


def _venue(views: Views, key: str) -> dict[str, Any]:
    row = views.edition.tables.venues[key]
    return {
        "venue": row_view(row, views.edition.region),
        "pack": _pack(views, key),
        "sheets": [sheet for sheet in _sheets(views, key) if sheet["files"]],
        "loops": views.loops(key),
        "scams": views.cards(_first(views, "scams", "venues", key)),
        "notices": views.cards(_first(views, "notices", "venues", key, 4)),
        "lessons": views.cards(_first(views, "lessons", "venues", key, 3)),
    }


def _pack(views: Views, key: str) -> dict[str, str] | None:
    """The ZIP of a venue, with how large it is and how many files are in it; None where none is made."""
    path = f"packs/{key}.zip"
    for product in views.products:
        if product.path == path:
            size = int(views.facts.get(path, {}).get("bytes", 0))
            facts = [f"{len(product.parts)} 个文件", *([f"{size / 1e6:.1f} MB"] if size else [])]
            return {"url": path, "label": str(escape(product.label)), "facts": "，".join(facts)}
    return None


def _sheets(views: Views, key: str) -> Iterator[dict[str, Any]]:
    """Each kind of sheet that this venue needs: how many, and which files first."""
    for kind, sheet in views.edition.tables.sheets.items():
        if key not in sheet.copies:
            continue
        ranked: list[tuple[int, int, int, Product]] = []
        for product in views.of_kind.get(kind, ()):
            named = [origins.venues(views.edition, origin) or () for origin in product.origins]
            ranks = [venues.index(key) for venues in named if key in venues]
            if ranks:
                urgency = _urgency(views, product.origins[0])
                ranked.append((urgency, min(ranks), len(ranked), product))
        ranked.sort(key=lambda entry: entry[:3])
        first = [product for *_, product in ranked[:MOST_FILES]]
        yield {
            **safe(sheet.model_dump(include={"label", "size", "paper", "use"})),
            "copies": sheet.copies[key],
            "files": [
                {
                    "url": product.path,
                    "title": filled(
                        origins.name(views.edition, product.origins[0]), views.edition.region
                    ),
                }
                for product in first
            ],
        }


def _urgency(views: Views, origin: Origin) -> int:
    """0 for the most urgent alert, and for whatever is none: it comes before for whom it is."""
    item = views.edition.library.by_id.get(origin.id) if origin.table == ITEMS else None
    return item.meta.severity.rank if item is not None and is_of(item, Alert) else 0


def _first(
    views: Views, kind: str, facet: str, key: str, most: int | None = None
) -> list[Item[Meta]]:
    """The items of a kind for this reader, those that name it earliest first; of alerts the urgent.

    Where few scams name an audience, those that are for everyone fill the page.
    """
    found = []
    for place, item in enumerate(views.listed(kind)):
        keys = [name for name in getattr(item.meta, facet) if name != EVERYONE]
        if key in keys:
            urgency = _urgency(views, Origin(ITEMS, item.id))
            found.append((urgency, keys.index(key), place, item))
        elif kind == "scams" and EVERYONE in getattr(item.meta, facet):
            found.append((0, LAST, place, item))
    found.sort(key=lambda entry: entry[:3])
    named = sum(1 for _, rank, _, _ in found if rank < LAST)
    count = min(max(named, FEW), most or KINDS[kind].per_reader)
    return [item for *_, item in found[:count]]
