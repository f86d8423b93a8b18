"""All special pages: ways through the site that are made from the tables, not from files."""

from __future__ import annotations

from fanzha.site import search
from fanzha.site.special import Special
from fanzha.site.views import Views


def special_pages(views: Views) -> dict[str, Special]:
    """Path below docs/ → page."""
    return {
        "glossary.md": Special("词语表", "居民会碰到的词，用大白话解释。", "glossary.html"),
        search.PAGE: search.search_page(views),
    }
