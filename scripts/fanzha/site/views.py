"""What templates and pages receive of an edition: plain values, already escaped.

Everything is there from the beginning; lists and cards are made when they are first asked for,
and kept, because many pages show the same ones.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup, escape

from fanzha import __version__
from fanzha.content.data.public_keys import current
from fanzha.content.data.vocabularies import paths
from fanzha.content.kinds.items import Alert, Scam
from fanzha.content.kinds.meta import Meta, Severity
from fanzha.content.kinds.playlists import Playlist
from fanzha.content.kinds.registry import KINDS
from fanzha.content.library import Item, by_urgency
from fanzha.edition import Edition
from fanzha.kept import Kept
from fanzha.language.phrases import calls_data
from fanzha.product import ITEMS, Facts, Product
from fanzha.site import easy_reading
from fanzha.site.bundle import Bundle
from fanzha.site.drawings import inline
from fanzha.site.escaping import filled, safe
from fanzha.typeset import qr_svg

LATEST = 6
URGENT = 1  # at the top of the home page; more would push down the way out of trouble


@dataclass(frozen=True, slots=True)
class CardView:
    """What a list shows of an item."""

    id: str
    kind: str
    kind_label: Markup
    url: str
    title: Markup
    summary: Markup
    rule: Markup
    published: str
    expires: str
    expired: bool
    severity_label: Markup
    urgent: bool


@dataclass(frozen=True)
class Views:
    """The edition as templates see it; `policy` is the line of policy.py, or none in a preview.

    Texts are `Markup`: escaped, safe to print.
    """

    edition: Edition
    products: Sequence[Product]
    facts: Facts
    bundle: Bundle
    policy: str
    offline: bool
    kept: Kept = field(default_factory=Kept)
    version: str = __version__

    @cached_property
    def region(self) -> dict[str, Any]:
        """The region's profile."""
        region = self.edition.region
        return {**safe(region.model_dump(mode="json")), "id": region.id}

    @property
    def fingerprint(self) -> list[str]:
        """That of the key in use, in its groups of digits; empty where nobody signs."""
        return [group for group in current(self.edition.tables.keys).split("-") if group]

    def code(self, address: str) -> str:
        """The QR code of an address, as SVG."""
        return self.kept.made(f"qr {address}", lambda: qr_svg(address))

    def shown(self, item: Item[Meta]) -> bool:
        """Whether an item has a page."""
        return item.shown(self.edition.today)

    def url(self, item: Item[Meta]) -> str:
        """The address of an item's page, relative to the site."""
        return address(item.page)

    def card(self, item: Item[Meta]) -> CardView:
        """What lists show of an item."""
        if item.id not in self._cards:
            self._cards[item.id] = self._card(item)
        return self._cards[item.id]

    def cards(self, items: Sequence[Item[Meta]]) -> list[CardView]:
        """The cards of some items."""
        return [self.card(item) for item in items]

    def drawing(self, card: CardView) -> Markup:
        """The drawing of an item, or of the scam that it is about, to stand in a list."""
        item = self.edition.library.by_id[card.id]
        scam = self.edition.library.scam(item.scam_id)
        image = item.meta.image or (scam.meta.image if scam else None) or ""
        if image not in self._drawings:
            self._drawings[image] = inline(self.edition.project.docs / image)
        return self._drawings[image]

    @cached_property
    def easy(self) -> dict[str, str]:
        """Id of a scam → address of where it is told in easy reading."""
        return easy_reading.places((self.url(item), item) for item in self.listed("help"))

    def scam_card(self, scam: str | None) -> CardView | None:
        """The card of a scam by its id; None where it has no page."""
        item = self.edition.library.scam(scam)
        return self.card(item) if item is not None and self.shown(item) else None

    def listed(self, kind: str) -> list[Item[Meta]]:
        """Current items in the order of lists: frequent scams, urgent alerts, latest cases first."""
        if kind not in self._listed:
            items = self.edition.listed(KINDS[kind])
            if kind == "scams":
                frequent: list[Item[Meta]] = [*self.edition.ranked(self.edition.listed(Scam))]
                ids = {item.id for item in frequent}
                items = [*frequent, *(item for item in items if item.id not in ids)]
            if KINDS[kind].newest_first:
                items.sort(key=lambda item: (item.meta.published, item.id), reverse=True)
            if kind == "alerts":
                items = [*by_urgency(self.edition.listed(Alert))]
            self._listed[kind] = items
        return self._listed[kind]

    def latest(self, kind: str) -> list[CardView]:
        """Cards of the first few items of a kind."""
        return self.cards(self.listed(kind)[:LATEST])

    @cached_property
    def urgent(self) -> list[CardView]:
        """Cards of the urgent alerts, which the home page shows before all else."""
        return [card for card in self.cards(self.listed("alerts")) if card.urgent][:URGENT]

    def later(self) -> list[CardView]:
        """Cards of the other alerts, for the list further down on the home page."""
        rest = [card for card in self.cards(self.listed("alerts")) if card not in self.urgent]
        return rest[:LATEST]

    def frequent(self) -> list[CardView]:
        """The types of the ministry's latest list, in its order."""
        return self.cards(self.edition.ranked(self.edition.listed(Scam)))

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

    @cached_property
    def most_questions(self) -> int:
        """How many the longest way through the self-check asks; a way ends with an answer."""
        ways = paths(self.edition.tables.selfcheck.questions)
        return max((len(way) - 1 for way in ways), default=0)

    def loops(self, venue: str = "") -> list[dict[str, str]]:
        """The loop pages of all screens, or of those that stand in a venue, each by its own name."""
        found = self.of_kind.get("loop", ())
        venues = {item.id: item.meta.venues for item in self.edition.current(Playlist)}
        return [
            {"url": product.path, "label": str(escape(self._screen_name(product)))}
            for product in found
            if not venue or venue in venues.get(product.items[0], ())
        ]

    def _screen_name(self, loop: Product) -> str:
        """What plays on which screen, such as 银行网点屏幕：横屏高清，1920×1080."""
        profile_id = PurePosixPath(loop.path).parent.name
        profile = self.edition.tables.screens.profiles[profile_id]
        return f"{loop.args['title']}：{profile.label}，{profile.width}×{profile.height}"

    @property
    def calls(self) -> dict[str, Any]:
        """Whom to ring, by number, with the words that every product says."""
        return {row["digits"]: safe(row) for row in calls_data(self.edition.tables)}

    @property
    def numbers(self) -> list[dict[str, Any]]:
        """The table of hotlines."""
        rows = self.edition.tables.numbers.items()
        return [{"digits": digits, **safe(row.model_dump(by_alias=True))} for digits, row in rows]

    @cached_property
    def of_kind(self) -> dict[str, list[Product]]:
        """Kind → its products."""
        found: dict[str, list[Product]] = defaultdict(list)
        for product in self.products:
            found[product.kind].append(product)
        return found

    @cached_property
    def made(self) -> frozenset[str]:
        """Paths of all products."""
        return frozenset(product.path for product in self.products)

    @cached_property
    def made_of(self) -> dict[str, list[Product]]:
        """Id of an item → the products that it is on."""
        found: dict[str, list[Product]] = defaultdict(list)
        for product in self.products:
            for item in product.items if product.table == ITEMS else ():
                found[item].append(product)
        return found

    @cached_property
    def about_scam(self) -> dict[tuple[str, str], list[Item[Meta]]]:
        """(kind, scam id) → the current items of that kind about that scam, as lists order them."""
        found: dict[tuple[str, str], list[Item[Meta]]] = defaultdict(list)
        for kind in KINDS:
            for item in self.listed(kind):
                if item.meta.scam_id:
                    found[kind, item.meta.scam_id].append(item)
        return found

    def _card(self, item: Item[Meta]) -> CardView:
        meta, region = item.meta, self.edition.region
        severity = meta.severity if isinstance(meta, Alert) else None
        ends = _ends(item, self.edition.today)
        return CardView(
            id=item.id,
            kind=item.kind,
            kind_label=escape(KINDS[item.kind].label),
            url=self.url(item),
            title=filled(meta.title, region),
            summary=filled(meta.summary, region),
            rule=filled(meta.rule or "", region),
            published=meta.published.isoformat(),
            expires=ends.isoformat() if ends else "",
            expired=item.expired(self.edition.today),
            severity_label=escape(severity.label if severity else ""),
            urgent=severity is Severity.URGENT,
        )

    @cached_property
    def _cards(self) -> dict[str, CardView]:
        return {}

    @cached_property
    def _drawings(self) -> dict[str, Markup]:
        return {}

    @cached_property
    def _listed(self) -> dict[str, list[Item[Meta]]]:
        return {}


def address(page: str) -> str:
    """Path below docs/ → address below the site: scams/etc.md → scams/etc/."""
    folder, name = page.removesuffix(".md").rpartition("/")[::2]
    if name == "index":
        return f"{folder}/" if folder else ""
    return f"{folder}/{name}/" if folder else f"{name}/"


def _ends(item: Item[Meta], today: datetime.date) -> datetime.date | None:
    """The day after which a page in a cache says that it has run out: that of its sheets."""
    meta = item.meta
    return meta.expires and (meta.expires if item.expired(today) else item.holds_until(today))
