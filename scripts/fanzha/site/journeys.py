"""All special pages: ways through the site that are made from the tables, not from files."""

from __future__ import annotations

from typing import Any

from markupsafe import escape

from fanzha.content.kinds.items import Scam
from fanzha.site import audiences_venues, remember, share, triage
from fanzha.site.drawings import inline
from fanzha.site.special import Special
from fanzha.site.views import Views

# On the home page with their drawings: what people most often cannot make out.
FACES = ("gongjianfa", "kefu", "shuadan", "yibao", "touzi", "lingdao", "etc", "daikuan")
FACES_AT_HOME = 6


def special_pages(views: Views) -> dict[str, Special]:
    """Path below docs/ → page."""
    return {
        "glossary.md": Special("词语表", "居民会碰到的词，用大白话解释。", "glossary.html"),
        **dict(triage.pages(views)),
        **dict(audiences_venues.pages(views)),
        **remember.pages(views),
    }


def home(views: Views) -> dict[str, Any]:
    """The first steps of these ways, for the home page."""
    return {
        "channels": triage.channel_links(views),
        "audiences": audiences_venues.audience_links(views),
        "faces": _faces(views),
        "share": share.pass_on_home(views),
    }


def _faces(views: Views) -> list[dict[str, Any]]:
    """Scams by their everyday names; drawings stand in the page, for six more requests cost more."""
    found: list[dict[str, Any]] = []
    for name in FACES:
        item = views.edition.library.scam(name)
        if item is None or not views.shown(item) or not isinstance(item.meta, Scam):
            continue
        picture = inline(views.edition.project.docs / (item.meta.image or ""))
        if item.meta.call and picture:
            found.append(
                {"url": views.url(item), "name": escape(item.meta.call), "picture": picture}
            )
    return found[:FACES_AT_HOME]
