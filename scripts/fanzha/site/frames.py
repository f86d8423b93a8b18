"""The frame of a page: all that surrounds its own part, and is the same on every page of a folder.

Menu, head and foot cost several times what a page's own part does. They are rendered once for
each folder and template, with a mark where a page says something of its own; after that a page
renders its own part only, and is put together here, byte for byte as the whole template makes it.
Addresses are relative, so that pages of one folder share a frame and others do not.

Pages that the menu or the frame itself links to look different in it and are rendered whole.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from fanzha.site.theme_repairs import repair_theme

OWN_PART = "own_part.html"
# No text of a page can hold an HTML comment: every text is escaped before it comes here.
_MARK = re.compile("<!--fz-([a-z]+)-->")
# The pages that the bar at the bottom leads to have another bar themselves.
OWN_BAR = ("help/zhengzai-beipian.md", "help/yijing-zhuanzhang.md")
_ITSELF = 'href="./"'


@dataclass(frozen=True)
class Frame:
    """Text before, between and behind the marks: text, name, text, name … text."""

    parts: tuple[str, ...]

    def around(self, values: dict[str, str]) -> str:
        """The whole page."""
        return "".join(values[part] if place % 2 else part for place, part in enumerate(self.parts))


class Frames:
    """The frames of one build, made when a page first needs them."""

    def __init__(self, env: Environment, nav: Navigation, see: Callable[[str], None]) -> None:
        self.env = env
        self.see = see
        self.in_menu = {page.file.src_uri for page in nav.pages}
        self.made: dict[tuple[str, str, bool], Frame] = {}

    def find(self, page: Page, context: dict[str, Any]) -> Frame | None:
        """The frame for a page; None where it has to be rendered whole."""
        if page.file.src_uri in (*self.in_menu, *OWN_BAR) or page.is_homepage:
            return None
        folder, _, name = page.url.rstrip("/").rpartition("/")
        key = folder, page.meta["template"], bool(page.toc)
        if key not in self.made:
            frame = self._render(page, context)
            if any(_ITSELF in part for part in frame.parts):
                return None
            self.made[key] = frame
        frame = self.made[key]
        linked = f'href="../{name}/"'
        return None if any(linked in part for part in frame.parts) else frame

    def _render(self, page: Page, context: dict[str, Any]) -> Frame:
        """The template of the page, with marks in place of what is its own."""
        stand_in = copy.copy(page)
        stand_in.meta = {**page.meta, "title": _mark("title"), "description": _mark("description")}
        if page.canonical_url:
            stand_in.canonical_url = _mark("canonical")
        if page.toc:
            stand_in.toc = [SimpleNamespace(url="#" + _mark("skip"))]  # type: ignore[assignment]
        marks = {"head": _mark("head"), "article": _mark("article")}
        template = self.env.get_template(page.meta["template"])
        text = template.render({**context, "page": stand_in, "marks": marks})
        self.see(text)
        return Frame(tuple(_MARK.split(repair_theme(text))))


def own_values(page: Page, own_part: str) -> dict[str, str]:
    """What stands in place of the marks; `own_part` comes from own_part.html."""
    head, _, article = own_part.partition(_mark("article"))
    first = next(iter(page.toc), None)
    return {
        "title": page.meta["title"],
        "description": page.meta["description"],
        "canonical": page.canonical_url or "",
        "skip": first.url.removeprefix("#") if first else "",
        "head": head,
        "article": article,
    }


def _mark(name: str) -> str:
    return f"<!--fz-{name}-->"
