"""What a page says of itself to machines: share cards, feeds, structured data.

Addresses are absolute, because WeChat and others fetch the picture from elsewhere; where there is
no website there are none. Structured data says only what the page says too.
"""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup, escape

from fanzha.content.kinds.meta import Meta
from fanzha.content.kinds.registry import KINDS
from fanzha.content.library import Item
from fanzha.content.markup import fill
from fanzha.site.feeds import JSON, RSS
from fanzha.site.views import Views, address

# Anything that could end a script element or look like code is written as \uXXXX.
_GUARDED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&()'\u2028\u2029"}


def head(views: Views, page: str, title: str) -> dict[str, Any]:
    """The values of partials/head.html for a page below docs/; its title comes escaped."""
    site = views.edition.region.site_url
    item = views.edition.library.by_page.get(page)
    card = _card(views, item)
    image = f"{site}{card}" if card and site else ""
    return {
        "type": "article" if item and KINDS[item.kind].article else "website",
        "url": escape(site and site + address(page)),
        "image": escape(image),
        "square": escape(image.replace("-wide.", "-square.")),
        "feeds": [
            {"type": "application/rss+xml", "url": RSS},
            {"type": "application/feed+json", "url": JSON},
        ]
        if site
        else [],
        "data": _data(views, page, title, item, image),
    }


def _card(views: Views, item: Item[Meta] | None) -> str:
    """The card of the item, or of the site where it has none; empty where none are made."""
    for name in (item.id if item else "", "index"):
        path = f"share/{name}-wide.png"
        if path in views.made:
            return path
    return ""


def _data(views: Views, page: str, title: str, item: Item[Meta] | None, image: str) -> Markup:
    """JSON-LD: the site on its home page, else the way to the page; articles with their dates."""
    region = views.edition.region
    publisher = {"@type": "Organization", "name": region.publisher}
    graph: list[dict[str, Any]] = []
    if page == "index.md":
        graph.append(
            {
                "@type": "WebSite",
                "name": region.site_name,
                **_url(region.site_url),
                "inLanguage": "zh-CN",
                "publisher": publisher,
            }
        )
    elif region.site_url:
        graph.append(_way(views, page, title))
    if item and KINDS[item.kind].article:
        meta = item.meta
        article: dict[str, Any] = {
            "@type": "Article",
            "headline": fill(meta.title, region),
            "description": fill(meta.summary, region),
            **_url(region.site_url and region.site_url + address(page)),
            "inLanguage": "zh-CN",
            "datePublished": meta.published.isoformat(),
            "dateModified": meta.reviewed.isoformat(),
            "author": publisher,
            "publisher": publisher,
            "license": "https://creativecommons.org/licenses/by/4.0/",
        }
        if expires := views.card(item).expires:
            article["expires"] = expires
        if image:
            article["image"] = image
        graph.append(article)
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    return Markup(text.translate(_GUARDED))


def _url(address: str) -> dict[str, str]:
    return {"url": address} if address else {}


def _way(views: Views, page: str, title: str) -> dict[str, Any]:
    """Home, the list, the page."""
    site = views.edition.region.site_url
    steps = [("首页", "")]
    kind = page.split("/")[0]
    section = views.edition.tables.sections.get(kind)
    if section and page != f"{kind}/index.md":
        steps.append((section.title, f"{kind}/"))
    steps.append((Markup(title).unescape(), address(page)))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": site + path}
            for place, (name, path) in enumerate(steps, 1)
        ],
    }
