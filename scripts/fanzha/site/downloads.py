"""The print centre: every sheet with a small picture, its size, paper and number of copies.

`/print/` lists the kinds of docs/data/sheets.yml by group, `/print/<kind>/` the sheets of a kind
with their variants, `/downloads/<id>/` everything that is made of one item.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import PurePosixPath
from typing import Any

from markupsafe import escape

from fanzha import origins
from fanzha.content.data.tables import Sheet
from fanzha.content.kinds.meta import Meta
from fanzha.content.library import Item
from fanzha.product import Product
from fanzha.site.escaping import filled
from fanzha.site.special import Special
from fanzha.site.views import Views

THUMBNAIL = "thumbnail"
MAIN_FILES = ("slide", "lesson-deck", "alert-packet")
KILO, MEGA = 1000, 1_000_000


def download_pages(views: Views) -> dict[str, Special]:
    """Path below docs/ → page; none where nothing was made."""
    centre = _Centre(views)
    if not centre.by_kind:
        return {}
    pages = {
        "print/index.md": Special(
            "打印中心",
            "传单、海报、折页、横幅、表格，下载就能打印。写明纸张、尺寸和建议份数。",
            "print.html",
            centre.index,
        )
    }
    for kind in centre.by_kind:
        sheet = centre.sheets[kind]
        pages[f"print/{kind}/index.md"] = Special(
            str(escape(sheet.label)),
            str(escape(sheet.use)),
            "sheets.html",
            partial(centre.kind, kind),
        )
    for item, products in centre.by_item.items():
        if item in views.edition.library.by_id and len(products) > 1:
            title = centre.title(centre.by_item[item][0])
            pages[f"downloads/{item}.md"] = Special(
                f"下载：{title}",
                f"由“{title}”做成的全部文件：打印的、屏幕上放的。",
                "downloads.html",
                partial(centre.item, item),
                listed=False,
            )
    return pages


def main_files(views: Views, item: Item[Meta]) -> list[dict[str, str]]:
    """The main files made from an item, as links; the others are on its download page.

    Of the sheets those that look like no other; of the slides one per kind of screen; a talk's.
    """
    sheets = views.edition.tables.sheets
    found: dict[str, dict[str, str]] = {}
    for product in views.made_of.get(item.id, ()):
        sheet = sheets.get(product.kind)
        main = not (sheet.like or sheet.shop) if sheet else product.kind in MAIN_FILES
        if main:
            label = str(escape(product.label))
            found.setdefault(label, {"url": product.path, "label": label})
    return list(found.values())


class _Centre:
    """All files as the templates show them."""

    def __init__(self, views: Views) -> None:
        self.views = views
        self.sheets = views.edition.tables.sheets
        self.pictures = {p.path: p for p in views.products if p.kind == THUMBNAIL}

    @cached_property
    def by_kind(self) -> dict[str, dict[str, list[Product]]]:
        """Kind with a picture of its own → file name → the sheet and its variants."""
        found: dict[str, dict[str, list[Product]]] = {
            kind: {} for kind, sheet in self.sheets.items() if not sheet.like
        }
        for product in self.views.products:
            if product.kind in self.sheets:
                base = self.sheets[product.kind].like or product.kind
                found[base].setdefault(PurePosixPath(product.path).stem, []).append(product)
        return {kind: rows for kind, rows in found.items() if rows}

    @cached_property
    def about(self) -> dict[str, dict[str, Any]]:
        """Kind of sheet → what is said of it."""
        return {kind: self._about(sheet) for kind, sheet in self.sheets.items()}

    @cached_property
    def by_item(self) -> dict[str, list[Product]]:
        """Id of the item that a file is named after → its files, without small pictures."""
        found: dict[str, list[Product]] = defaultdict(list)
        for product in self.views.products:
            if product.items and product.kind != THUMBNAIL:
                found[product.items[0]].append(product)
        return found

    def title(self, product: Product) -> str:
        """The title of the item that a file is named after, or the words of its slogan; escaped."""
        text = origins.name(self.views.edition, product.origins[0])
        return str(filled(text, self.views.edition.region))

    def index(self) -> dict[str, Any]:
        """Groups of kinds, each with the picture of its first sheet."""
        groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for kind, rows in self.by_kind.items():
            first = next(iter(rows.values()))[0]
            groups[self.sheets[kind].group].append(
                {
                    **self.about[kind],
                    "url": f"print/{kind}/",
                    "count": len(rows),
                    "picture": self._picture(first),
                }
            )
        return {
            "groups": [{"name": escape(name), "kinds": kinds} for name, kinds in groups.items()],
            "shop": any(
                self.sheets[p.kind].shop for p in self.views.products if p.kind in self.sheets
            ),
        }

    def kind(self, kind: str) -> dict[str, Any]:
        """What a kind is for, and each of its sheets with the variants."""
        variants = {p.kind for products in self.by_kind[kind].values() for p in products}
        return {
            "about": [self.about[name] for name in self.sheets if name in variants],
            "rows": [
                {
                    "title": self.title(products[0]),
                    "url": self._page(products[0].items[0]),
                    "picture": self._picture(products[0]),
                    "files": [self._file(product) for product in products],
                }
                for products in self.by_kind[kind].values()
            ],
        }

    def item(self, item: str) -> dict[str, Any]:
        """The files of one item: paper first, by kind; then the rest."""
        files = [
            {**self._file(product), "picture": self._picture(product), **self._use(product)}
            for product in _one_of_each(self.by_item[item])
        ]
        return {
            "title": self.title(self.by_item[item][0]),
            "url": self._page(item),
            "paper": [file for file in files if file["printed"]],
            "others": [file for file in files if not file["printed"]],
        }

    def _page(self, item: str) -> str:
        found = self.views.edition.library.by_id.get(item)
        return self.views.url(found) if found and self.views.shown(found) else ""

    def _about(self, sheet: Sheet) -> dict[str, Any]:
        """A kind of sheet; copies by the names of the venues."""
        venues = self.views.edition.tables.venues
        return {
            "label": escape(sheet.label),
            "size": escape(sheet.size),
            "paper": escape(sheet.paper),
            "use": escape(sheet.use),
            "shop": sheet.shop,
            "copies": [
                {"venue": escape(venues[key].label), "copies": count}
                for key, count in sheet.copies.items()
                if key in venues
            ],
        }

    def _use(self, product: Product) -> dict[str, Any]:
        sheet = self.sheets.get(product.kind)
        return {**(self.about[product.kind] if sheet else {}), "printed": sheet is not None}

    def _file(self, product: Product) -> dict[str, Any]:
        facts = self.views.facts.get(product.path, {})
        said = [PurePosixPath(product.path).suffix[1:].upper()]
        if facts.get("pages"):
            said.append(f"{facts['pages']} 页")
        if facts.get("bytes"):
            said.append(_size(int(facts["bytes"])))
        return {"url": product.path, "label": escape(product.label), "facts": "，".join(said)}

    def _picture(self, product: Product) -> dict[str, Any] | None:
        """The small picture of a sheet; variants share that of the kind they look like."""
        sheet = self.sheets.get(product.kind)
        if sheet is None:
            return None
        stem = PurePosixPath(product.path).stem
        picture = self.pictures.get(f"print/{sheet.like or product.kind}/{stem}.webp")
        if picture is None:
            return None
        facts = self.views.facts.get(picture.path, {})
        return {"url": picture.path, "width": facts.get("width"), "height": facts.get("height")}


def _size(count: int) -> str:
    return f"{count / MEGA:.1f} MB" if count >= MEGA else f"{max(1, round(count / KILO))} KB"


def _one_of_each(products: Sequence[Product]) -> list[Product]:
    """Of slides that several playlists show on one kind of screen, the first."""
    found: dict[tuple[str, str], Product] = {}
    for product in products:
        name = product.label if product.family == "screens" else product.path
        found.setdefault((product.family, name), product)
    return list(found.values())
