"""What is set for one file is what a build sets of it, however little is planned for that."""

from __future__ import annotations

import json
from collections import defaultdict

import pytest

from fanzha.building import fitting
from fanzha.building.fitting import SCREENS, TOGETHER, can_spill, planned_alone
from fanzha.content.kinds.meta import Meta
from fanzha.content.library import Item
from fanzha.edition import Edition, Project, read_edition
from fanzha.producers import plan
from fanzha.product import ITEMS, Product
from tests.conftest import ROOT, TODAY, Some


def told(edition: Edition, products: list[Product]) -> set[str]:
    """All that decides what those of the products look like that may be too long."""
    return {
        json.dumps([one.path, one.label, one.make.__qualname__, one.args], sort_keys=True)
        for one in products
        if can_spill(edition, one)
    }


def test_an_item_is_planned_alone_as_in_the_whole(
    some: Some, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A check of one file must not find less, or more, than the build that follows."""
    edition, _ = read_edition(Project(ROOT, ROOT / "docs", "shifan", TODAY))
    screens = plan(edition, (SCREENS,))  # the same for every item
    monkeypatch.setattr(
        fitting, "plan", lambda of, rows: screens if of is edition else plan(of, rows)
    )
    of_item: dict[str, list[Product]] = defaultdict(list)
    for product in plan(edition):
        for name in product.items if product.table == ITEMS else ():
            of_item[name].append(product)

    def kind(item: Item[Meta]) -> str:
        return item.kind

    for item in some(edition.library.items, kind):
        alone = planned_alone(edition, {item.document.source.path})
        if item.kind in TOGETHER:
            assert alone is None
        else:
            assert alone is not None
            assert told(edition, alone) == told(edition, of_item[item.id]), item.id


def test_a_table_or_many_files_are_planned_as_a_whole() -> None:
    edition, _ = read_edition(Project(ROOT, ROOT / "docs", "shifan", TODAY))
    paths = {item.document.source.path for item in edition.library.items}
    assert planned_alone(edition, paths) is None
    assert planned_alone(edition, {"docs/data/slogans.yml"}) is None
    assert planned_alone(edition, ()) is None
