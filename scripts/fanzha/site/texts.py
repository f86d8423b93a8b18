"""The texts of an item on its page: each to be copied, and the files that hold them.

What is shown is what was made: the words come from the arguments of the products, so that page and
file never differ.
"""

from __future__ import annotations

from typing import Any

from markupsafe import escape

from fanzha.content.kinds.meta import Meta
from fanzha.content.library import Item
from fanzha.product import Product
from fanzha.site.views import Views

FAMILY = "texts"
OPENED = ".html"  # in the browser, not saved


def texts(views: Views, item: Item[Meta]) -> dict[str, Any] | None:
    """Texts to copy by kind, and links to all files of texts; None where there are none."""
    mine = [
        p for p in views.made_of.get(item.id, ()) if p.family == FAMILY and p.items == (item.id,)
    ]
    if not mine:
        return None
    # The same words are in the file of text, in that of Word and on the sheet: shown once.
    shown: dict[str, Product] = {}
    for product in mine:
        if product.args.get("copy"):
            shown.setdefault(_name(product), product)
    return {
        "groups": [_group(product) for product in shown.values()],
        "files": [
            {"url": p.path, "label": escape(p.label), "opened": p.path.endswith(OPENED)}
            for p in mine
        ],
    }


def _name(product: Product) -> str:
    return product.label.partition("（")[0]


def _group(product: Product) -> dict[str, Any]:
    """The texts of one product; those in two voices keep their lines."""
    return {
        "label": escape(_name(product)),
        "rows": [
            {"label": escape(label), "text": escape(text)} for label, text in product.args["copy"]
        ],
    }
