"""A page's own part is rendered again only where something that it shows has changed.

The template of an own part sees no edition, no menu and no settings: it is given what stands in its
key, and whatever else it asks for is refused. So what is kept under the key is what it would render.
Pages of other templates ask the edition itself, and are rendered in every build.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from jinja2 import Template
from mkdocs.structure.pages import Page

from fanzha.kept import digest
from fanzha.site.frames import OWN_PART
from fanzha.site.views import Views

KINDS, LISTS = "kinds/", ("downloads.html", "sheets.html")
_KEY = "own_part_key"


class UnseenError(Exception):
    """A template asks for what is not in the key of its page: give it to `Common`, or to the page."""


@dataclass(frozen=True)
class Refused:
    """What templates of own parts may not look at."""

    name: str

    def __getattr__(self, part: str) -> Any:
        """No part of it."""
        raise UnseenError(f"{self.name}.{part}")


@dataclass(frozen=True)
class Common:
    """What templates of own parts know of the edition, by the names of Views."""

    region: dict[str, Any]
    calls: dict[str, Any]
    numbers: list[dict[str, Any]]
    fingerprint: list[str]

    def __getattr__(self, part: str) -> Any:
        """Nothing else."""
        raise UnseenError(f"fz.{part}")


class OwnParts:
    """The own parts of one build."""

    def __init__(self, views: Views) -> None:
        self.views = views

    def context(self, page: Page, values: dict[str, Any], base_url: str) -> dict[str, Any] | None:
        """All that the template of the page is given, with its key; None where it is not kept."""
        name = page.meta["template"]
        if not name.startswith(KINDS) and name not in LISTS:
            return None
        shown = {
            "url": page.url,
            "title": page.title,
            "content": page.content,
            "meta": page.meta,
            "is_homepage": page.is_homepage,
            "src_uri": page.file.src_uri,
        }
        return {
            **values,
            "layout": OWN_PART,
            "page": SimpleNamespace(**shown, file=SimpleNamespace(src_uri=page.file.src_uri)),
            "base_url": base_url,
            "fz": self._common,
            "site": Refused("site"),
            "config": Refused("config"),
            "nav": Refused("nav"),
            _KEY: digest("own part", self._state, name, shown, base_url, values),
        }

    def templates(self) -> type[Template]:
        """The class of templates that look for what is kept."""
        kept = self.views.kept

        class Keeping(Template):
            def render(self, *args: Any, **kwargs: Any) -> str:
                """As it was, where it is known."""
                context = dict(*args, **kwargs)
                key = context.pop(_KEY, None)
                if key is None:
                    return super().render(context)
                whole = super().render
                return kept.made(key, lambda: whole(context))

        return Keeping

    @cached_property
    def _common(self) -> Common:
        views = self.views
        return Common(views.region, views.calls, views.numbers, views.fingerprint)

    @cached_property
    def _state(self) -> str:
        """Every template, and what is the same for all pages."""
        return digest(self.views.bundle.version, self._common)
