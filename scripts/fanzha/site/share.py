"""Passing a page on: a short text to copy, the cards, and the QR code of its lasting address."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup, escape

from fanzha.content.kinds.items import Meta
from fanzha.content.library import Item
from fanzha.passing_on import group_text, passed_on
from fanzha.site.views import Views
from fanzha.typeset import qr_svg

_SIZE = re.compile(r'width="(\d+)" height="\d+"')


def pass_on(views: Views, item: Item[Meta]) -> dict[str, Any] | None:
    """What the page of a valid item offers; nothing for plain pages and for what has expired."""
    if not passed_on(item, views.edition):
        return None
    address = views.edition.region.lasting(item.id)
    return {
        "text": escape(group_text(views.edition, item)),
        "qr": _inline(qr_svg(address)) if address else "",
        "cards": [
            {"url": path, "label": label}
            for name, label in (("square", "方图"), ("wide", "横图"))
            if (path := f"share/{item.id}-{name}.png") in views.made
        ],
    }


def _inline(svg: str) -> Markup:
    """The code as part of a page: it grows with its place, and has a name for the blind."""
    start = r'viewBox="0 0 \1 \1" role="img" aria-label="这一页的二维码"'
    return Markup(_SIZE.sub(start, svg.strip(), count=1))
