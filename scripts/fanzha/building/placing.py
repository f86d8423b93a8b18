"""Products into a folder: the runner of a project, and what kept a product from being made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fanzha import origins
from fanzha.building.manifest import Entry
from fanzha.building.progress import Progress
from fanzha.building.runner import Runner
from fanzha.building.workers import Output
from fanzha.edition import Edition
from fanzha.errors import FitError, MakeError
from fanzha.findings import Finding
from fanzha.product import Product

NAMED = 20  # products that could not be made and are named; of the rest it gives the number


@dataclass(frozen=True)
class FamilyResult:
    """A line of the closing table."""

    family: str
    products: int
    seconds: float
    size: int


def open_runner(edition: Edition, jobs: int, store: Path | None = None) -> Runner:
    """The runner of a project, with its templates and its cache, or another."""
    root = edition.project.root
    return Runner(root / "overrides", store or root / ".cache" / "fanzha", jobs)


def place(
    products: Sequence[Product],
    runner: Runner,
    progress: Progress,
    folder: Path,
    troubles: Troubles,
) -> list[Entry]:
    """Put each product in its place as it comes."""
    entries = []
    for product, output in runner.run(products, progress):
        troubles.note(product, output)
        written = runner.put(product, output, folder / product.path)
        if written is not None:
            about = (product.path, product.family, product.kind, product.items)
            entries.append(
                Entry(*about, written.sha256, written.size, written.facts, product.label)
            )
    return entries


@dataclass
class Troubles:
    """Why products are missing, gathered over the whole build and told at once."""

    edition: Edition
    misfits: set[Finding] = field(default_factory=set)
    failures: dict[str, None] = field(default_factory=dict)

    def note(self, product: Product, output: Output) -> None:
        """What kept a product from being made, if anything did."""
        self.misfits |= {
            origins.misfit(self.edition, product, overflow) for overflow in output.overflow
        }
        for reason in output.failed:
            named = origins.files(self.edition, product)
            self.failures[f"{product.label}（{product.path}，用到 {named}）没有做成：{reason}"] = (
                None
            )

    def tell(self) -> None:
        """Raise MakeError where something failed, FitError where something only does not fit."""
        if self.failures:
            told = [*self.failures]
            rest = [f"还有 {len(told) - NAMED} 个没有做成"] if len(told) > NAMED else []
            report = [finding.as_text() for finding in sorted(self.misfits)]
            raise MakeError("\n".join([*told[:NAMED], *rest, *report]))
        if self.misfits:
            raise FitError(sorted(self.misfits))
