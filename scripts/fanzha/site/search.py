"""The search page."""

from __future__ import annotations

from typing import Any

from markupsafe import escape

from fanzha.site.special import Special
from fanzha.site.views import Views

PAGE = "search.md"


def search_page(views: Views) -> Special:
    """The page with the form; without scripts it leads to the lists."""
    return Special(
        "搜索", "打几个字，查骗局、案例、预警和电话。", "search.html", lambda: _values(views)
    )


def _values(views: Views) -> dict[str, Any]:
    sections = views.edition.tables.sections.items()
    return {
        "lists": [
            {"url": f"{kind}/", "title": escape(row.title), "intro": escape(row.intro)}
            for kind, row in sections
        ]
    }
