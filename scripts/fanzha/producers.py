"""The producers, a row each, and the plan: every product of an edition, made once and handed on.

A new producer is a folder and a row of PRODUCERS. `plan(edition, planned)` yields its products;
`planned` are those of the rows before it, so that a pack can name the leaflets that lie in it. The
website stands last and is no row: its pages are made from the plan itself (see publish.py).
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from fanzha import packs, printing, screens, sharing, texts
from fanzha.content.region import ALL, Region
from fanzha.edition import Edition
from fanzha.printing.thumbnails import KIND as THUMBNAIL
from fanzha.product import Product

SITE = "site"


@dataclass(frozen=True)
class Producer:
    """`name` is the `family` of its products and the word for `--only`; `label` is what is read."""

    name: str
    label: str
    plan: Callable[[Edition, Sequence[Product]], Iterable[Product]]


PRODUCERS = (
    Producer("print", "印刷品", printing.products),
    Producer("screens", "屏幕", screens.products),
    Producer("share", "转发卡片", sharing.products),
    Producer("texts", "文字稿", texts.products),
    Producer("packs", "整包", packs.products),
)
NAMES = frozenset(producer.name for producer in PRODUCERS)
LABELS = {SITE: "网站"} | {producer.name: producer.label for producer in PRODUCERS}


def plan(edition: Edition, families: Container[str] = NAMES) -> list[Product]:
    """All products that the region wants, or those of some producers, in the order of the rows."""
    planned: list[Product] = []
    for producer in (row for row in PRODUCERS if row.name in families):
        found = producer.plan(edition, tuple(planned))
        planned += [product for product in found if _wanted(edition.region, product)]
    return planned


def plan_whole(edition: Edition) -> list[Product]:
    """All products, whatever the region chose: a choice is about what is made beforehand."""
    return plan(replace(edition, region=edition.region.model_copy(update={"products": None})))


def on_demand(edition: Edition) -> Iterator[Product]:
    """What no build makes, because few want it: `fanzha print` does."""
    yield from printing.on_demand(edition)
    yield from texts.on_demand(edition)


def by_name(edition: Edition) -> Iterator[Product]:
    """All that can be asked for by its name."""
    yield from plan_whole(edition)
    yield from on_demand(edition)


def has_site(region: Region) -> bool:
    """Whether the region has pages, or only a list of its files."""
    return region.makes(SITE, f"{SITE}/{ALL}")


def _wanted(region: Region, product: Product) -> bool:
    small = product.kind == THUMBNAIL and not has_site(region)  # pages show them
    return region.makes(product.family, product.path) and not small
