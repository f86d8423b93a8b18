"""The general rules on one page: what each is for, and the scams that it stops.

A warning about one scam fades when the scam changes; these last. Scams name them (`general`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from markupsafe import escape

from fanzha.content.kinds.items import Scam
from fanzha.site.escaping import safe
from fanzha.site.special import Special
from fanzha.site.texts import OPENED
from fanzha.site.views import Views

PAGE = "remember.md"
FILES = frozenset({".txt", ".html", ".docx", ".pdf"})  # what somebody opens of their texts


def pages(views: Views) -> dict[str, Special]:
    """The page, where there are rules."""
    rules = views.edition.tables.rules
    if not rules:
        return {}
    title = escape(f"记住这{len(rules)}条")
    about = "骗术天天换，规矩不换。每一条为什么，管哪些骗局。"
    return {PAGE: Special(title, about, "remember.html", lambda: view(views))}


def view(views: Views) -> dict[str, Any]:
    """The rules, and the files of their texts, where these were made."""
    mine = [product for product in views.products if product.kind.startswith("text-rules")]
    made = next((product for product in mine if product.kind == "text-rules"), None)
    texts = {row["id"]: row["texts"] for row in made.args["rows"]} if made else {}
    return {
        "rules": [row | {"texts": _texts(texts.get(row["id"], ()))} for row in rows(views)],
        "files": [
            {"url": p.path, "label": escape(p.label), "opened": p.path.endswith(OPENED)}
            for p in mine
            if PurePosixPath(p.path).suffix in FILES
        ],
    }


def _texts(rows: Sequence[Sequence[str]]) -> list[dict[str, Any]]:
    return [{"label": escape(label), "text": escape(text)} for label, text in rows]


def rows(views: Views) -> list[dict[str, Any]]:
    """Each rule with the scams that name it: those where it comes first, first."""
    found = []
    for key, rule in views.edition.tables.rules.items():
        scams = [
            (item.meta.general.index(key), place, item)
            for place, item in enumerate(views.listed("scams"))
            if isinstance(item.meta, Scam) and key in item.meta.general
        ]
        cards = views.cards([item for *_, item in sorted(scams, key=lambda row: row[:2])])
        found.append({"id": key, **safe(rule.model_dump()), "scams": cards})
    return found
