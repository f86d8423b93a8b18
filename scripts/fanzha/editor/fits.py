"""What does not fit: every sheet, slide and text of a paper is set, and what spills has its field.

All that a kind makes is set, not only what is looked at. What has not changed since it was set last
is not set again, so most pauses in typing cost a few sheets.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any

from fanzha.building.fitting import can_spill
from fanzha.content.kinds.meta import Meta
from fanzha.content.library import Item
from fanzha.edition import Edition
from fanzha.editor.pictures import mine
from fanzha.producers import plan
from fanzha.product import BODY, ITEMS, Args, Overflow, Product

MOST = 400  # products of which the result is kept


class Fits:
    """Sets products and remembers what spilled."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Args, tuple[Overflow, ...]]] = {}

    def remarks(
        self,
        edition: Edition,
        item: Item[Meta],
        labels: Mapping[str, str],
        lock: AbstractContextManager[Any],
    ) -> list[dict[str, Any]]:
        """One remark for each field and product, of an edition of the item alone.

        `labels` are the names of the fields in the form. The lock is held for one product at a
        time: pictures, for which somebody waits, go first.
        """
        rows: dict[tuple[str, str], dict[str, Any]] = {}
        for product in plan(edition):
            if not mine(product, item) or not can_spill(edition, product):
                continue
            with lock:
                spilled = self._spilled(edition, product)
            for overflow in spilled:
                row = _remark(item, product, overflow, labels)
                rows.setdefault((row["field"], row["message"]), row)
        return list(rows.values())

    def _spilled(self, edition: Edition, product: Product) -> tuple[Overflow, ...]:
        known = self._known.get(product.path)
        if known is not None and known[0] == product.args:
            return known[1]
        made = product.make(product.args, edition.project.root / "overrides")
        while len(self._known) >= MOST:
            del self._known[next(iter(self._known))]
        self._known[product.path] = product.args, made.overflow
        spilled: tuple[Overflow, ...] = made.overflow
        return spilled


def _remark(
    item: Item[Meta], product: Product, overflow: Overflow, labels: Mapping[str, str]
) -> dict[str, Any]:
    origin = overflow.origin_in(product)
    own = origin.table == ITEMS and origin.id == item.id
    top = origin.field.split(".")[0]
    label = labels.get(top, BODY if top == BODY else "") if own else "地区档案"
    message = f"{product.label}放不下"
    if overflow.room:
        message += f"：最多 {overflow.room} 个字"
    return {
        "field": origin.field if own else "",
        "label": label,
        "severity": "error",
        "code": "L003" if overflow.room else "L001",
        "message": message,
        "hint": f"大约减少 {overflow.characters} 个字",
        "mended": "",
        "number": -1,
        "fixable": False,
    }
