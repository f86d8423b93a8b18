"""All special pages: ways through the site that are made from the tables, not from files."""

from __future__ import annotations

from typing import Any

from fanzha.site import audiences_venues, triage
from fanzha.site.special import Special
from fanzha.site.views import Views

SAYINGS_AT_HOME = 6


def special_pages(views: Views) -> dict[str, Special]:
    """Path below docs/ → page."""
    return {
        "glossary.md": Special("词语表", "居民会碰到的词，用大白话解释。", "glossary.html"),
        **dict(triage.pages(views)),
        **dict(audiences_venues.pages(views)),
    }


def home(views: Views) -> dict[str, Any]:
    """The first steps of these ways, for the home page."""
    return {
        "channels": triage.channel_links(views),
        "sayings": triage.saying_links(views)[:SAYINGS_AT_HOME],
        "audiences": audiences_venues.audience_links(views),
    }
