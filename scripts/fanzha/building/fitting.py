"""Whether everything fits: sheets and slides are set, and what spills is told; nothing is written."""

from __future__ import annotations

from collections.abc import Sequence

from fanzha import origins
from fanzha.building.runner import Progress, Runner
from fanzha.edition import Edition
from fanzha.findings import Finding
from fanzha.producers import plan
from fanzha.product import Product, opened_by


def fit(
    edition: Edition, paths: Sequence[str], runner: Runner, progress: Progress
) -> list[Finding]:
    """Set every sheet and slide made from the files `paths` (all where empty); what spills.

    A build sets all products and says the same; see `can_spill` for those that are left out.
    """
    wanted = set(paths)
    products = [
        product
        for product in plan(edition)
        if can_spill(edition, product)
        and (
            not wanted
            or any(origins.source(edition, row).path in wanted for row in product.origins)
        )
    ]
    found = {
        origins.misfit(edition, product, overflow)
        for product, output in runner.run(products, progress)
        for overflow in output.overflow
    }
    return sorted(found)


def can_spill(edition: Edition, product: Product) -> bool:
    """Whether a product may be too long where no other is.

    What has parts is not: a video cannot be too long where its slides are not. Nor is what is not
    typeset (Word files, tables, plain text), nor a sheet that looks like another (a poster in five
    sizes).
    """
    sheet = edition.tables.sheets.get(product.kind)
    typeset = any(template.endswith(".typ") for template in opened_by(product.make))
    return typeset and not product.parts and not (sheet is not None and sheet.like)
