"""All pages of the site: which there are, and what the template of each receives.

A page has a file in docs/, or is a part of the list of a kind, or is `special`: made from tables.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from markupsafe import escape

from fanzha.content.kinds.registry import KINDS
from fanzha.site import offline, search_page
from fanzha.site.downloads import download_pages, main_files
from fanzha.site.escaping import filled
from fanzha.site.head import head
from fanzha.site.item_views import item_view
from fanzha.site.journeys import home, special_pages
from fanzha.site.share import pass_on
from fanzha.site.special import Special
from fanzha.site.texts import texts
from fanzha.site.views import Views, address

HOME = "index.md"
PER_PAGE = 30
FOR_OFFICES = ("print/", "at/")  # what to print and where to put it: no page for residents


class Pages:
    """The pages of one build by their path below docs/."""

    def __init__(self, views: Views) -> None:
        self.views = views
        made = {**special_pages(views), **download_pages(views)}
        self.search = search_page.Search(views, made)
        self.special: dict[str, Special] = {
            **made,
            search_page.PAGE: self.search.page(),
            offline.PAGE: offline.page(views),
        }

    def has(self, page: str) -> bool:
        """Whether there is such a special page; templates link only to what is there."""
        return page in self.special

    @cached_property
    def generated(self) -> list[str]:
        """Pages that no file in docs/ stands for."""
        return [*self._lists, *self.special]

    def meta(self, page: str) -> dict[str, Any]:
        """`page.meta` of MkDocs: title, description, template, date."""
        item = self.views.edition.library.by_page.get(page)
        if item is not None and page not in self.special:
            region = self.views.edition.region
            kind = KINDS[item.kind].page_template
            return {
                "title": filled(item.meta.title, region),
                "description": filled(item.meta.summary, region),
                "template": "home.html" if page == HOME else f"kinds/{kind}.html",
                "date": item.meta.reviewed.isoformat(),
            }
        if page in self.special:
            special = self.special[page]
            title, description, template = special.title, special.description, special.template
        else:
            section = self.views.edition.tables.sections[page.split("/")[0]]
            number = page.rpartition("/")[2].removesuffix(".md")
            more = f"（第{number}页）" if "/page/" in page else ""  # no two pages have one title
            title, description = escape(section.title + more), escape(section.intro)
            template = "section.html"
        day = self.views.edition.date.isoformat()
        return {"title": title, "description": description, "template": template, "date": day}

    def context(self, page: str, title: str) -> dict[str, Any]:
        """The variables of one page beside `fz`; its title is that of `meta`."""
        item = self.views.edition.library.by_page.get(page)
        values: dict[str, Any] = {"head": head(self.views, page, title)}
        if page in self.special:
            return values | self.special[page].values()
        if item is None:
            return values | self._section(page)
        everything = f"downloads/{item.id}.md"
        values |= {
            "item": item_view(self.views, item),
            "downloads": main_files(self.views, item),
            "all_downloads": f"downloads/{item.id}/" if self.has(everything) else "",
        }
        if page == HOME:
            return values | {"home": home(self.views)}
        return values | {"share": pass_on(self.views, item), "texts": texts(self.views, item)}

    def section_pages(self, kind: str) -> list[str]:
        """Paths of the generated list pages of a kind, below docs/."""
        count = max(1, -(-len(self.views.listed(kind)) // PER_PAGE))
        return [f"{kind}/index.md", *(f"{kind}/page/{n}.md" for n in range(2, count + 1))]

    def sitemap(self) -> list[dict[str, str]]:
        """Address and day of residents' pages: valid items, the lists, and the special pages."""
        edition = self.views.edition
        if not edition.region.site_url:
            return []
        rows = [
            (item.page, item.meta.reviewed)
            for item in edition.library.items
            if item.live(edition.today) and not KINDS[item.kind].for_editors
        ]
        made = [*self._lists, *(page for page, special in self.special.items() if special.listed)]
        made = [page for page in made if not page.startswith(FOR_OFFICES)]
        rows += [(page, edition.date) for page in made]
        site = edition.region.site_url
        return [{"loc": site + address(page), "day": day.isoformat()} for page, day in rows]

    @cached_property
    def _lists(self) -> list[str]:
        kinds = self.views.edition.tables.sections
        return [page for kind in kinds for page in self.section_pages(kind)]

    def _section(self, page: str) -> dict[str, Any]:
        """Cards of one page of a section index, and where the neighbours are."""
        kind = page.split("/")[0]
        pages = self.section_pages(kind)
        at = pages.index(page)
        addresses = [f"{kind}/", *(f"{kind}/page/{n}/" for n in range(2, len(pages) + 1))]
        listed = self.views.listed(kind)[at * PER_PAGE : (at + 1) * PER_PAGE]
        return {
            "kind": kind,
            "intro": escape(self.views.edition.tables.sections[kind].intro),
            "cards": self.views.cards(listed),
            "number": at + 1,
            "count": len(pages),
            "before": addresses[at - 1] if at else "",
            "after": addresses[at + 1] if at + 1 < len(pages) else "",
        }
