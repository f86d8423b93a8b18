"""Passing a page on: a short text to copy, the cards, and the QR code of its lasting address."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup, escape

from fanzha.content.kinds.meta import Meta
from fanzha.content.library import Item
from fanzha.language.passing_on import group_text, passed_on
from fanzha.language.phrases import calls
from fanzha.site.views import Views

_SIZE = re.compile(r'width="(\d+)" height="\d+"')


def pass_on(views: Views, item: Item[Meta]) -> dict[str, Any] | None:
    """What the page of a valid item offers; nothing for plain pages and for what has expired."""
    if not passed_on(item, views.edition):
        return None
    return _offer(
        views, item.id, group_text(views.edition, item), views.edition.region.lasting(item.id)
    )


def pass_on_home(views: Views) -> dict[str, Any]:
    """The same for the home page."""
    region = views.edition.region
    numbers = "，".join(call.sentence for call in calls(views.edition.tables))
    say = f"【{region.site_name}】接到可疑的电话、短信，先停一停，到这里查一查。{numbers}。"
    return _offer(views, "index", f"{say}{region.site_url}", "")  # a code would cost 1 KB here


def _offer(views: Views, name: str, text: str, address: str) -> dict[str, Any]:
    return {
        "text": escape(text),
        "qr": _inline(views.code(address)) if address else "",
        "cards": [
            {"url": path, "label": label}
            for form, label in (("square", "方图"), ("wide", "横图"))
            if (path := f"share/{name}-{form}.png") in views.made
        ],
    }


def _inline(svg: str) -> Markup:
    """The code as part of a page: it grows with its place, and has a name for the blind."""
    start = r'viewBox="0 0 \1 \1" role="img" aria-label="这一页的二维码"'
    return Markup(_SIZE.sub(start, svg.strip(), count=1))
