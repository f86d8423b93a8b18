"""Running products: what is in the store is taken from there, the rest is made, parts first.

What fails or does not fit is told; what needs it is told with it, and the rest of the run goes on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from fanzha import kept as results
from fanzha.building.index import Index
from fanzha.building.keys import Keys
from fanzha.building.progress import Progress
from fanzha.building.room import make_room
from fanzha.building.store import Store
from fanzha.building.workers import Output, Task, Workers
from fanzha.product import Product


@dataclass(frozen=True)
class Written:
    """A file that was put in its place."""

    sha256: str
    size: int
    facts: dict[str, float | int]


class Runner:
    """Makes products; use as a context manager, so that its workers end."""

    def __init__(self, overrides: Path, cache: Path, jobs: int) -> None:
        self.overrides = overrides
        self.store = Store(cache / "products")
        self._index = Index(self.store, cache / "index")
        self.keys = Keys(overrides, cache / "codes")
        self._assembled = results.Kept(cache / "assembled")
        self._workers = Workers(jobs)

    def __enter__(self) -> Self:
        """The runner itself; workers start when they are needed."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the workers; drop what waits, when an error is on its way."""
        self._workers.end()
        self.keys.save()
        self._index.save()
        self._assembled.save(whole=False)  # a run may be about a single alert

    def warm(self) -> None:
        """Start the workers now: they are ready when it is known what is to be made."""
        self._workers.warm()

    def run(
        self, products: Sequence[Product], progress: Progress
    ) -> Iterator[tuple[Product, Output]]:
        """Each product with what became of it; the order is that of finishing."""
        if not products:
            return
        progress.start(len(products), products[0].family)
        outputs: dict[str, Output] = {}
        pending: dict[str, list[Product]] = {}
        assembled = [product for product in products if product.assembled]
        for product in products:
            if product.assembled:
                continue
            key = self.keys.of(product)
            if key not in pending and self._found(key, outputs):
                progress.step()
                yield product, outputs[key]
            else:
                pending.setdefault(key, []).append(product)
        asked = set(pending)
        needed = [part for product in assembled for part in product.parts]
        for key in self._make([*(some[0] for some in pending.values()), *needed], asked, outputs):
            for product in pending.get(key, ()):
                progress.step()
                yield product, outputs[key]
        for product in assembled:
            progress.step()
            yield product, self._files(product, asked, outputs)
        progress.finish()

    def put(self, product: Product, output: Output, target: Path) -> Written | None:
        """The product's file at `target`: linked from the store, or put together from its parts.

        None where it could not be made.
        """
        if output.kept is not None:
            output.kept.link(target)
            return Written(output.kept.sha256, output.kept.size, {**output.kept.facts})
        if output.files is None:
            return None
        # What was put together of the same parts has the same bytes; only its hash is kept.
        key = self.keys.of(product)
        digest = self._assembled.find(key)
        if digest is None or not target.is_file() or _file_hash(target) != digest:
            make_room(target)
            product.make(product.args, self.overrides, output.files, target)
            digest = _file_hash(target)
            self._assembled.keep(key, digest)
        return Written(digest, target.stat().st_size, {})

    def prune(self) -> None:
        """Drop what no build has used for long."""
        self.store.prune()

    def _found(self, key: str, outputs: dict[str, Output]) -> bool:
        """Whether the product is there: it is in the store, or was made in this run."""
        if key not in outputs:
            kept = self._index.find(key)
            if kept is None:
                return False
            outputs[key] = Output(kept)
        return outputs[key].kept is not None

    def _make(
        self, products: Sequence[Product], asked: set[str], outputs: dict[str, Output]
    ) -> Iterator[str]:
        """Make the products and those of their parts that are missing; the key of each, when done."""
        for wave in self._waves(products, outputs):
            ready = []
            for product in wave:
                key = self.keys.of(product)
                output = self._stopped(product, asked, outputs)
                if output is None:
                    ready.append(product)
                else:
                    outputs[key] = output
                    yield key
            for key, output in self._workers.attempt([*map(self._task, ready)]):
                self._index.note(key, output.kept)
                outputs[key] = output
                yield key

    def _waves(
        self, products: Sequence[Product], outputs: dict[str, Output]
    ) -> list[list[Product]]:
        """Those products and their missing parts, each once, parts before what needs them."""
        depths: dict[str, int] = {}
        found: dict[str, Product] = {}

        def visit(product: Product) -> int:
            key = self.keys.of(product)
            if self._found(key, outputs):
                return -1
            if key not in depths:
                depths[key] = 1 + max(map(visit, product.parts), default=-1)
                found[key] = product
            return depths[key]

        for product in products:
            visit(product)
        waves: list[list[Product]] = [[] for _ in range(1 + max(depths.values(), default=-1))]
        for key, product in found.items():
            waves[depths[key]].append(product)
        return waves

    def _stopped(
        self, product: Product, asked: set[str], outputs: dict[str, Output]
    ) -> Output | None:
        """What is said of a product whose parts, or theirs, are not there; None where all are."""
        bad = {self.keys.of(part): part for part in product.parts}
        bad = {key: part for key, part in bad.items() if outputs[key].kept is None}
        if not bad:
            return None
        untold = [(part, outputs[key]) for key, part in bad.items() if key not in asked]
        return Output(
            overflow=tuple(
                replace(mark, origin=mark.origin_in(part))
                for part, output in untold
                for mark in output.overflow
            ),
            failed=tuple(reason for _, output in untold for reason in output.failed),
        )

    def _files(self, product: Product, asked: set[str], outputs: dict[str, Output]) -> Output:
        stopped = self._stopped(product, asked, outputs)
        if stopped is not None:
            return stopped
        found = (outputs[self.keys.of(part)].kept for part in product.parts)
        return Output(files=tuple(kept.path for kept in found if kept is not None))

    def _task(self, product: Product) -> Task:
        parts = tuple(map(self.keys.of, product.parts))
        key = self.keys.of(product)
        return Task(
            *(key, product.make, product.args, parts), self.store, self.overrides, product.cost
        )


def _file_hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
