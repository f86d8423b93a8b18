"""Files of the site that have no source in docs/: section indexes, feeds, QR addresses."""

from __future__ import annotations

import json
from html import escape

from markupsafe import Markup

from fanzha.site.feeds import feeds
from fanzha.site.pages import Pages
from fanzha.site.paper_edition import paper_edition
from fanzha.site.policy import POLICY
from fanzha.site.views import Views


def generated(pages: Pages) -> dict[str, str]:
    """Path below docs/ → text, for MkDocs to treat like files of ours."""
    return {**dict.fromkeys(pages.generated, "\n"), **feeds(pages.views)}


def redirects(views: Views) -> dict[str, str]:
    """Path below the site → page. Paper carries /q/<code>/, older paper and the feeds /q/<id>/; both
    stay valid for ever."""
    pages = {}
    published = views.edition.tables.published
    for item in views.edition.library.items:
        if views.shown(item):
            paper = paper_edition(views, item)
            page = _redirect(f"../../{views.url(item)}", views.card(item).title, paper, views)
            pages[f"q/{item.id}/index.html"] = page
            row = published.get(item.id)
            if row is not None and row.code:
                pages[f"q/{row.code}/index.html"] = page
    return pages


def app_manifest(views: Views) -> dict[str, str]:
    """What a phone needs to put the site on its home screen."""
    name = str(Markup(views.region["site_name"]).unescape())
    data = {
        "name": name,
        "short_name": name[:12],
        "lang": "zh-CN",
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#0B3D91",
        "icons": [
            {"src": "assets/favicon.svg", "sizes": "any", "type": "image/svg+xml"},
            _icon("icon-192.png", 192),
            _icon("icon-512.png", 512),
            {**_icon("icon-full-512.png", 512), "purpose": "maskable"},
        ],
    }
    return {"site.webmanifest": json.dumps(data, ensure_ascii=False, indent=1) + "\n"}


def _icon(name: str, size: int) -> dict[str, str]:
    """Home screens of many phones draw no SVG; favicon.svg once as points, and in a full square."""
    return {"src": f"assets/{name}", "sizes": f"{size}x{size}", "type": "image/png"}


def _redirect(target: str, title: str, paper: str, views: Views) -> str:
    """Relative, so that it works from any sub-path; a link for browsers that do not follow."""
    address = escape(target, quote=True)
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f'<meta http-equiv="refresh" content="0; url={address}">\n'
        f'<link rel="canonical" href="{address}">\n<meta name="robots" content="noindex">\n'
        f"<title>{title} - {views.region['site_name']}</title>\n</head>\n"
        f'<body>\n<p><a href="{address}">{title}</a></p>\n'
        + (f"<p>{paper}</p>\n" if paper else "")
        + "</body>\n</html>\n"
    )
