"""Texts to send, to post and to read aloud, from the fields of the items (R12, R15-R17)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fanzha.product import Product
from fanzha.texts import (
    article,
    cap,
    group,
    lesson_plan,
    papers,
    rules,
    rules_aloud,
    rules_article,
    scripts,
    sms,
    sms_lists,
    teaching,
)

if TYPE_CHECKING:
    from fanzha.edition import Edition

FORMATS = (sms, sms_lists, rules, rules_aloud, rules_article, group, papers, scripts, teaching, cap)


def products(edition: Edition, planned: Sequence[Product] = ()) -> Iterator[Product]:
    """Every text of every current item."""
    for module in FORMATS:
        yield from module.products(edition)
    yield from article.products(edition, planned)


def on_demand(edition: Edition) -> Iterator[Product]:
    """What is made of a text only when somebody asks for it."""
    yield from scripts.on_demand(edition)
    yield from lesson_plan.on_demand(edition)


__all__ = ["on_demand", "products"]
