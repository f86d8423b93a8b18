"""What the page of an item shows: its fields, its state, and what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup, escape

from fanzha.content.kinds.handbooks import Handbook
from fanzha.content.kinds.items import Alert, Case, Scam
from fanzha.content.kinds.lessons import Quiz
from fanzha.content.kinds.meta import Meta, Status
from fanzha.content.kinds.notices import Notice
from fanzha.content.kinds.performances import Performance
from fanzha.content.kinds.plates_cards import Card
from fanzha.content.kinds.playlists import Playlist
from fanzha.content.library import Item
from fanzha.content.markup import fill
from fanzha.language.phrases import topic
from fanzha.product import Product
from fanzha.site.escaping import filled, safe
from fanzha.site.paper_edition import paper_edition
from fanzha.site.playlist_pages import hours, players
from fanzha.site.views import Views

RELATED = 6


def item_view(views: Views, item: Item[Meta]) -> dict[str, Any]:
    """All fields of an item by name, escaped, with what its template needs beside them."""
    meta = item.meta
    card = asdict(views.card(item))
    view: dict[str, Any] = card | safe(fill(meta.model_dump(mode="json"), views.edition.region))
    view["expires"] = card["expires"]
    view["audience_labels"] = _labels(views, "audiences", meta.audiences)
    view["valid_until"] = item.holds_until(views.edition.today).isoformat()
    view["composite"] = item.composite
    view["withdrawn"] = meta.status is Status.WITHDRAWN
    view["stale"] = item.stale(views.edition.today)
    view["paper_edition"] = paper_edition(views, item)
    view["scam_card"] = views.scam_card(meta.scam_id)
    view["clips"] = _clips(views, item.id)
    match meta:
        case Scam():
            view |= _scam(views, item.id, meta)
        case Alert():
            view |= _alert(views, item, meta)
        case Case():
            others = [one for one in _about(views, "cases", meta.scam) if one.id != item.id]
            view["cases"] = views.cards(others[:RELATED])
            view["age_label"] = escape(meta.age_band.label)
            view["loss_label"] = escape(meta.loss_band.label)
        case Card() | Notice():
            view["form_label"] = escape(meta.form.label)
        case Performance():
            view["genre_label"] = escape(meta.genre.label)
        case Quiz():
            for question, row in zip(view["questions"], meta.questions, strict=True):
                question["scam_card"] = views.scam_card(row.scam)
            named = {row.scam: views.scam_card(row.scam) for row in meta.questions}
            view["next_cards"] = [card for card in named.values() if card]
        case Playlist():
            profiles = views.edition.tables.screens.profiles
            own = _in_folder(views, f"screens/{item.id}/")
            view["players"] = players(item.id, meta, profiles, own, views.facts)
            view["hours"] = hours(meta)
        case Handbook():
            found = (views.edition.library.by_id.get(name) for name in meta.chapters)
            view["chapter_cards"] = views.cards([one for one in found if one and views.shown(one)])
    return view


def _clips(views: Views, item: str) -> list[dict[str, Any]]:
    """The short videos of an item, each with all that it says and the cover that apps ask for."""
    return [
        {
            "url": product.path,
            "cover": str(PurePosixPath(product.path).with_suffix(".jpg")),
            "label": escape(product.label),
            "wide": product.args["width"] > product.args["height"],
            "transcript": [escape(line) for line in product.args["transcript"]],
        }
        for product in views.made_of.get(item, ())
        if product.kind == "clip" and product.items == (item,)
    ]


def _scam(views: Views, scam: str, meta: Scam) -> dict[str, Any]:
    """The ways it comes, what else there is about it, its drawing and its articles."""
    law = views.edition.tables.law
    related = {
        kind: views.cards(_about(views, kind, scam)[:RELATED])
        for kind in ("cases", "posters", "alerts")
    }
    return {
        **related,
        "ways": _ways(views, meta.channels),
        "general": [
            {"id": key, "text": escape(views.edition.tables.rules[key].text)}
            for key in meta.general
            if key in views.edition.tables.rules
        ],
        "strip": _strip(views, scam),
        "easy": views.easy.get(scam, ""),
        "official_years": [escape(entry.edition) for entry in meta.official],
        "articles": [
            {"number": number, "subject": escape(law[str(number)].subject)}
            for number in meta.law
            if str(number) in law
        ],
    }


def _alert(views: Views, item: Item[Meta], meta: Alert) -> dict[str, Any]:
    """The newer alert in its place, if there is one; and the one that it took the place of."""
    after = item.successor if item.replaced(views.edition.today) else None
    by_id = views.edition.library.by_id
    old = by_id.get(meta.replaces or "")
    return {
        "topic": filled(topic(meta, views.edition.library.scam(meta.scam)), views.edition.region),
        "replaced_by": views.card(by_id[after.id]) if after else None,
        "replaces_card": views.card(old) if old is not None and views.shown(old) else None,
    }


def _ways(views: Views, channels: Sequence[str]) -> list[dict[str, str]]:
    """How it comes, with the address of the page about that, where there is one."""
    known = views.edition.tables.channels
    return [
        {
            "label": escape(known[key].label),
            "url": f"channels/{key}/" if known[key].title else "",
        }
        for key in channels
        if key in known
    ]


def _about(views: Views, kind: str, scam: str) -> list[Item[Meta]]:
    return views.about_scam.get((kind, scam), [])


def _in_folder(views: Views, folder: str) -> list[Product]:
    """What was made for the screens of a playlist."""
    return [product for product in views.products if product.path.startswith(folder)]


def _strip(views: Views, scam: str) -> str:
    """The drawing of a scam's course, where there is one."""
    path = f"assets/pictures/{scam}-steps.svg"
    return path if (views.edition.project.docs / path).is_file() else ""


def _labels(views: Views, table: str, keys: Sequence[str]) -> list[Markup]:
    known = views.edition.tables.vocabulary(table)
    return [escape(getattr(known[key], "label", key)) for key in keys if key in known]
