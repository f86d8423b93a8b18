"""Whether everything fits: sheets and slides are set, and what spills is told; nothing is written."""

from __future__ import annotations

from collections.abc import Sequence

from fanzha import origins
from fanzha.edition import Edition
from fanzha.findings import Finding
from fanzha.producers import plan
from fanzha.product import opened_by
from fanzha.runner import Progress, Runner


def fit(
    edition: Edition, paths: Sequence[str], runner: Runner, progress: Progress
) -> list[Finding]:
    """Set every sheet and slide made from the files `paths` (all where empty); what spills.

    What has parts is left out: a video cannot be too long where its slides are not. So is what is
    not typeset (Word files, tables, plain text), and so are the sheets that look like others (a
    poster in five sizes): a build sets them all and says the same.
    """
    wanted = set(paths)
    sheets = edition.tables.sheets
    products = [
        product
        for product in plan(edition)
        if not product.parts
        and any(template.endswith(".typ") for template in opened_by(product.make))
        and not (product.kind in sheets and sheets[product.kind].like)
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
