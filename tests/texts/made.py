"""Texts made in this process from the shipped library, or with other arguments."""

from __future__ import annotations

from functools import cache
from typing import Any

from fanzha.edition import Edition, Project, read_edition
from fanzha.product import Made, Product
from fanzha.texts import products
from tests.conftest import ROOT, TODAY


@cache
def edition() -> Edition:
    return read_edition(Project(ROOT, ROOT / "docs", "shifan", TODAY))[0]


@cache
def plans() -> dict[str, Product]:
    """Path → product, of the shipped texts."""
    return {product.path: product for product in products(edition())}


def plan(path: str) -> Product:
    return plans()[path]


@cache
def shipped(path: str) -> Made:
    return changed(path)


def changed(path: str, **fields: Any) -> Made:
    """A shipped text with other values in some arguments."""
    made: Made = plan(path).make({**plan(path).args, **fields}, ROOT / "overrides")
    return made


def text(path: str) -> str:
    return shipped(path).data.decode("utf-8-sig").replace("\r\n", "\n")
