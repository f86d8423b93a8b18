"""Whether everything fits: sheets and slides are set, and what spills is told; nothing is written."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from fanzha import origins
from fanzha.building.progress import Progress
from fanzha.building.runner import Runner
from fanzha.edition import Edition
from fanzha.findings import Finding
from fanzha.producers import NAMES, plan
from fanzha.product import ITEMS, Origin, Product, opened_by

SCREENS = "screens"
TOGETHER = frozenset({"handbooks", "scams"})  # what is made of them holds more than one item
FEW = 3  # files for which planning alone is quicker


def fit(
    edition: Edition, paths: Sequence[str], runner: Runner, progress: Progress
) -> list[Finding]:
    """Set every sheet and slide made from the files `paths` (all where empty); what spills.

    A build sets all products and says the same; see `can_spill` for those that are left out.
    """
    wanted = set(paths)
    planned = planned_alone(edition, wanted)
    if planned is None:
        files = _Files(edition)
        planned = [
            product
            for product in plan(edition)
            if not wanted or any(files[row] in wanted for row in product.origins)
        ]
    products = [product for product in planned if can_spill(edition, product)]
    found = {
        origins.misfit(edition, product, overflow)
        for product, output in runner.run(products, progress)
        for overflow in output.overflow
    }
    return sorted(found)


def planned_alone(edition: Edition, paths: Collection[str]) -> list[Product] | None:
    """The products made from a few files, planned for each alone: a tenth of the time.

    None where there are many, or one that others are made from, too. Screens show the items of a
    playlist in its order and are planned as a whole.
    """
    items = [item for item in edition.library.items if item.document.source.path in paths]
    told = len(items) == len(paths) and 0 < len(items) <= FEW
    if not told or any(item.kind in TOGETHER for item in items):
        return None
    whole = plan(edition, (SCREENS,))
    return [
        product
        for item in items
        for product in [*plan(edition.only(item.id), NAMES - {SCREENS}), *whole]
        if product.table == ITEMS and item.id in product.items
    ]


class _Files(dict[Origin, str]):
    """Origin → the path of the file that it stands in; some tables are read to know it."""

    def __init__(self, edition: Edition) -> None:
        super().__init__()
        self.edition = edition

    def __missing__(self, origin: Origin) -> str:
        self[origin] = origins.source(self.edition, origin).path
        return self[origin]


def can_spill(edition: Edition, product: Product) -> bool:
    """Whether a product may be too long where no other is.

    What has parts is not: a video cannot be too long where its slides are not. Nor is what is not
    typeset (Word files, tables, plain text), nor a sheet that looks like another (a poster in five
    sizes).
    """
    sheet = edition.tables.sheets.get(product.kind)
    typeset = any(template.endswith(".typ") for template in opened_by(product.make))
    return typeset and not product.parts and not (sheet is not None and sheet.like)
