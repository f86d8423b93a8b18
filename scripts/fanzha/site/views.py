"""What templates receive: plain values, already escaped.

MkDocs' templates do not escape, so every text that comes from content is escaped here, once;
a template cannot forget it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup, escape

from fanzha import __version__
from fanzha.content.kinds.handbooks import Handbook
from fanzha.content.kinds.items import Alert, Case, Meta, Scam, Severity, Status
from fanzha.content.kinds.lessons import Quiz
from fanzha.content.kinds.notices import Notice
from fanzha.content.kinds.plates_cards import Card
from fanzha.content.kinds.playlists import Playlist
from fanzha.content.kinds.registry import KINDS
from fanzha.content.library import Item
from fanzha.content.markup import fill
from fanzha.edition import Edition
from fanzha.product import Facts, Product
from fanzha.site.bundle import Bundle
from fanzha.site.playlist_pages import hours, players
from fanzha.site.policy import POLICY
from fanzha.site.special import Special

RELATED = 6
MAIN_SCREENS = ("slide", "lesson-deck")
LATEST = 6
PER_PAGE = 30


class Views:
    """The edition as templates see it. Texts are `Markup`: escaped, safe to print."""

    def __init__(self, edition: Edition, products: Sequence[Product], facts: Facts) -> None:
        self.edition = edition
        self.products = products
        self.facts = facts
        self.version = __version__
        self.region: dict[str, Any] = safe(edition.region.model_dump(mode="json"))
        self.region["id"] = edition.region.id
        self.bundle: Bundle
        self.special: dict[str, Special] = {}
        self.policy = POLICY
        self.offline = True
        self._listed: dict[str, list[Item[Meta]]] = {}

    def shown(self, item: Item[Meta]) -> bool:
        """Whether an item has a page."""
        return item.shown(self.edition.today)

    def url(self, item: Item[Meta]) -> str:
        """The address of an item's page, relative to the site."""
        return address(item.page)

    def has(self, page: str) -> bool:
        """Whether there is such a special page; templates link only to what is there."""
        return page in self.special

    def meta(self, page: str) -> dict[str, Any]:
        """`page.meta` of MkDocs: title, description, template, date."""
        item = self.edition.library.by_page.get(page)
        if page in self.special:
            special = self.special[page]
            return {
                "title": special.title,
                "description": special.description,
                "template": special.template,
                "date": self.edition.date.isoformat(),
            }
        if item is None:
            section = self.edition.tables.sections[page.split("/")[0]]
            return {
                "title": escape(section.title),
                "description": escape(section.intro),
                "template": "section.html",
                "date": self.edition.date.isoformat(),
            }
        template = (
            "home.html" if page == "index.md" else f"kinds/{KINDS[item.kind].page_template}.html"
        )
        return {
            "title": escape(fill(item.meta.title, self.edition.region)),
            "description": escape(fill(item.meta.summary, self.edition.region)),
            "template": template,
            "date": item.meta.reviewed.isoformat(),
        }

    def context(self, page: str) -> dict[str, Any]:
        """The variables of one page beside `fz`: the item, or a section's part of a list."""
        item = self.edition.library.by_page.get(page)
        if page in self.special:
            return self.special[page].values()
        if item is None:
            return self.section(page)
        everything = f"downloads/{item.id}.md"
        return {
            "item": self.item(item),
            "downloads": self.downloads(item),
            "all_downloads": f"downloads/{item.id}/" if everything in self.special else "",
        }

    def section_pages(self, kind: str) -> list[str]:
        """Paths of the generated index pages of a kind, below docs/."""
        count = max(1, -(-len(self.listed(kind)) // PER_PAGE))
        return [f"{kind}/index.md", *(f"{kind}/page/{n}.md" for n in range(2, count + 1))]

    def section(self, page: str) -> dict[str, Any]:
        """Cards of one page of a section index, and where the neighbours are."""
        kind = page.split("/")[0]
        pages = self.section_pages(kind)
        at = pages.index(page)
        addresses = [f"{kind}/", *(f"{kind}/page/{n}/" for n in range(2, len(pages) + 1))]
        return {
            "kind": kind,
            "intro": escape(self.edition.tables.sections[kind].intro),
            "cards": self.cards(self.listed(kind)[at * PER_PAGE : (at + 1) * PER_PAGE]),
            "number": at + 1,
            "count": len(pages),
            "before": addresses[at - 1] if at else "",
            "after": addresses[at + 1] if at + 1 < len(pages) else "",
        }

    def item(self, item: Item[Meta]) -> dict[str, Any]:
        """All fields of an item, its state, and what belongs to it."""
        meta = item.meta
        view = self.card(item)
        view |= safe(fill(meta.model_dump(mode="json"), self.edition.region))
        view["audience_labels"] = self._labels("audiences", meta.audiences)
        view["valid_until"] = item.valid_until.isoformat()
        view["composite"] = item.composite
        view["withdrawn"] = meta.status is Status.WITHDRAWN
        view["stale"] = item.stale(self.edition.today)
        if isinstance(meta, (Card, Notice)):
            view["form_label"] = escape(meta.form.label)
        if isinstance(meta, Quiz):
            for question, row in zip(view["questions"], meta.questions, strict=True):
                question["scam_card"] = self.scam_card(row.scam)
            named = {row.scam: self.scam_card(row.scam) for row in meta.questions}
            view["next_cards"] = [card for card in named.values() if card]
        if isinstance(meta, Scam):
            view["channel_labels"] = self._labels("channels", meta.channels)
            view["cases"] = self.cards(self._of_scam["cases", item.id][:RELATED])
            view["posters"] = self.cards(self._of_scam["posters", item.id][:RELATED])
            view["alerts"] = self.cards(self._of_scam["alerts", item.id][:RELATED])
            view["strip"] = self._strip(item.id)
            view["official_years"] = [escape(entry.edition) for entry in meta.official]
            view["articles"] = [
                {"number": n, "subject": escape(self.edition.tables.law[str(n)].subject)}
                for n in meta.law
                if str(n) in self.edition.tables.law
            ]
        if isinstance(meta, Playlist):
            profiles = self.edition.tables.screens.profiles
            view["players"] = players(item.id, meta, profiles, self._in_folder(item.id), self.facts)
            view["hours"] = hours(meta)
        if isinstance(meta, Handbook):
            found = (self.edition.library.by_id.get(name) for name in meta.chapters)
            view["chapter_cards"] = self.cards([one for one in found if one and self.shown(one)])
        view["scam_card"] = self.scam_card(meta.scam_id)
        if isinstance(meta, Case):
            view["age_label"] = escape(meta.age_band.label)
            view["loss_label"] = escape(meta.loss_band.label)
            others = [o for o in self._of_scam["cases", meta.scam] if o.id != item.id]
            view["cases"] = self.cards(others[:RELATED])
        return view

    def _in_folder(self, playlist: str) -> list[Product]:
        """What was made for the screens of a playlist."""
        folder = f"screens/{playlist}/"
        return [product for product in self.products if product.path.startswith(folder)]

    def scam_card(self, scam: str | None) -> dict[str, Any] | None:
        """The card of a scam by its id; None where it has no page."""
        item = self.edition.library.scam(scam)
        return self.card(item) if item is not None and self.shown(item) else None

    def _strip(self, scam: str) -> str:
        """The drawing of a scam's course, where there is one."""
        path = f"assets/pictures/{scam}-steps.svg"
        return path if (self.edition.project.docs / path).is_file() else ""

    def rules(self) -> list[dict[str, Any]]:
        """The general rules, which last when the warning about one scam fades."""
        return [safe(rule.model_dump()) for rule in self.edition.tables.rules.values()]

    def glossary(self) -> list[dict[str, Any]]:
        """The words of the glossary, in the order of the file."""
        return [
            {
                "word": escape(word),
                **safe(row.model_dump(mode="json")),
                "scam_card": self.scam_card(row.scam),
            }
            for word, row in self.edition.tables.glossary.items()
        ]

    def card(self, item: Item[Meta]) -> dict[str, Any]:
        """What lists show of an item."""
        meta = item.meta
        severity = meta.severity if isinstance(meta, Alert) else None
        return {
            "id": item.id,
            "kind": item.kind,
            "kind_label": escape(KINDS[item.kind].label),
            "url": self.url(item),
            "title": escape(fill(meta.title, self.edition.region)),
            "summary": escape(fill(meta.summary, self.edition.region)),
            "rule": escape(fill(meta.rule or "", self.edition.region)),
            "published": meta.published.isoformat(),
            "expires": meta.expires.isoformat() if meta.expires else "",
            "expired": item.expired(self.edition.today),
            "severity_label": escape(severity.label) if severity else "",
            "urgent": severity is Severity.URGENT,
        }

    def listed(self, kind: str) -> list[Item[Meta]]:
        """Current items in the order of lists: frequent scams, latest alerts and cases first."""
        if kind not in self._listed:
            items = self.edition.current(KINDS[kind])
            if kind == "scams":
                frequent: list[Item[Meta]] = [*self.edition.frequent]
                ids = {item.id for item in frequent}
                items = [*frequent, *(item for item in items if item.id not in ids)]
            if KINDS[kind].newest_first:
                items.sort(key=lambda item: (item.meta.published, item.id), reverse=True)
            self._listed[kind] = items
        return self._listed[kind]

    def latest(self, kind: str) -> list[dict[str, Any]]:
        """Cards of the first few items of a kind."""
        return self.cards(self.listed(kind)[:LATEST])

    def frequent(self) -> list[dict[str, Any]]:
        """The types of the ministry's latest list, in its order."""
        return self.cards(self.edition.frequent)

    def downloads(self, item: Item[Meta]) -> list[dict[str, str]]:
        """The main files made from an item, as links; the others are on its download page.

        Of the sheets those that look like no other; of the slides one per kind of screen; a talk's.
        """
        sheets = self.edition.tables.sheets
        found: dict[str, dict[str, str]] = {}
        for product in self._products.get(item.id, ()):
            sheet = sheets.get(product.kind)
            main = not (sheet.like or sheet.shop) if sheet else product.kind in MAIN_SCREENS
            if main:
                label = str(escape(product.label))
                found.setdefault(label, {"url": product.path, "label": label})
        return list(found.values())

    def loops(self) -> list[dict[str, str]]:
        """The loop pages of all screens."""
        return [
            {"url": product.path, "label": str(escape(product.args["title"]))}
            for product in self.products
            if product.kind == "loop"
        ]

    def sitemap(self) -> list[dict[str, str]]:
        """Address and day of every item that is valid, of the lists, and of the special pages."""
        rows = [
            (item.page, item.meta.reviewed)
            for item in self.edition.library.items
            if item.valid(self.edition.today)
        ]
        lists = [page for kind in self.edition.tables.sections for page in self.section_pages(kind)]
        made = [*lists, *(page for page, special in self.special.items() if special.listed)]
        rows += [(page, self.edition.date) for page in made]
        site = self.edition.region.site_url
        return [{"loc": site + address(page), "day": day.isoformat()} for page, day in rows]

    @property
    def numbers(self) -> list[dict[str, Any]]:
        """The table of hotlines."""
        rows = self.edition.tables.numbers.items()
        return [{"digits": digits, **safe(row.model_dump(by_alias=True))} for digits, row in rows]

    @cached_property
    def made(self) -> frozenset[str]:
        """Paths of all products."""
        return frozenset(product.path for product in self.products)

    @cached_property
    def _products(self) -> dict[str, list[Product]]:
        found: dict[str, list[Product]] = defaultdict(list)
        for product in self.products:
            for item in product.items:
                found[item].append(product)
        return found

    @cached_property
    def _of_scam(self) -> dict[tuple[str, str], list[Item[Meta]]]:
        """(kind, scam id) → the current items of that kind about that scam."""
        found: dict[tuple[str, str], list[Item[Meta]]] = defaultdict(list)
        for item in self.edition.library.items:
            scam = item.meta.scam_id
            if scam and item.current(self.edition.today):
                found[item.kind, scam].append(item)
        return found

    def cards(self, items: Sequence[Item[Meta]]) -> list[dict[str, Any]]:
        """The cards of some items."""
        return [self.card(item) for item in items]

    def _labels(self, table: str, keys: Sequence[str]) -> list[Markup]:
        known = self.edition.tables.vocabulary(table)
        return [escape(getattr(known[key], "label", key)) for key in keys if key in known]


def address(page: str) -> str:
    """Path below docs/ → address below the site: scams/etc.md → scams/etc/."""
    path = PurePosixPath(page)
    if path.stem == "index":
        return f"{path.parent}/" if path.parent.name else ""
    return f"{path.with_suffix('')}/"


def safe(value: Any) -> Any:
    """Escape every text in lists and dicts."""
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, list | tuple):
        return [safe(part) for part in value]
    if isinstance(value, dict):
        return {name: safe(part) for name, part in value.items()}
    return value
