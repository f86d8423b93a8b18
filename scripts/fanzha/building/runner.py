"""Running products: from the store, in this process, or in a pool.

Workers put what they make into the store and send back only what is known of it, so a run holds
neither all products nor all that waits. What fails or does not fit is told and not kept; the rest
of the run goes on. Where a worker is killed (by a system without memory, by a library), its
products are made again one by one; one that kills its worker again is named.
"""

from __future__ import annotations

import hashlib
import os
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from importlib import import_module
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Protocol, Self

from fanzha import kept as results
from fanzha.building.index import Index
from fanzha.building.keys import Keys
from fanzha.building.room import make_room
from fanzha.building.store import Kept, Store
from fanzha.errors import FanzhaError
from fanzha.product import Args, Maker, Overflow, Product

# Starting a worker costs about as much as making this many products.
WORTH_A_POOL = 24
WAITING = 4  # products that are sent ahead, for each worker
KILLED = "做它的进程两次被系统结束，多半是内存不够"


class Progress(Protocol):
    """Told how far a run is; see console.py for the one that people see."""

    def start(self, total: int, label: str) -> None:
        """`total` products are about to be made."""

    def step(self) -> None:
        """One more is ready."""

    def finish(self) -> None:
        """All are ready."""


class Silent:
    """No progress: a check prints only its report."""

    def start(self, total: int, label: str) -> None:
        """Nothing to show."""

    def step(self) -> None:
        """Nothing to show."""

    def finish(self) -> None:
        """Nothing to show."""


@dataclass(frozen=True)
class Output:
    """What became of a product: it is `kept`, or it does not fit, or it `failed` for a reason.

    Of a whole that was not made because a part was not, the part's reasons stand here, unless the
    part is among what the run was asked for: then it says them itself. An assembled product is not
    made before it is written; its parts are the `files`.
    """

    kept: Kept | None = None
    overflow: tuple[Overflow, ...] = ()
    failed: tuple[str, ...] = ()
    files: tuple[Path, ...] | None = None


@dataclass(frozen=True)
class Written:
    """A file that was put in its place."""

    sha256: str
    size: int
    facts: dict[str, float | int]


@dataclass(frozen=True)
class _Task:
    """All that a worker needs; parts are keys, because what was made of them lies in the store."""

    key: str
    make: Maker
    args: Args
    parts: tuple[str, ...]
    store: Store
    overrides: Path


class Runner:
    """Makes products; use as a context manager, so that its workers end."""

    def __init__(self, overrides: Path, cache: Path, jobs: int) -> None:
        self.overrides = overrides
        self.store = Store(cache / "products")
        self._index = Index(self.store, cache / "index")
        self.jobs = jobs
        self.keys = Keys(overrides, cache / "codes")
        self._assembled = results.Kept(cache / "assembled")
        self._pool: ProcessPoolExecutor | None = None

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
        self._end_pool()
        self.keys.save()
        self._index.save()
        self._assembled.save(whole=False)  # a run may be about a single alert

    def warm(self) -> None:
        """Start the workers now: they are ready when it is known what is to be made."""
        if self.jobs > 1 and self._pool is None:
            self._pool = _new_pool(self.jobs)
            for _ in range(self.jobs):
                self._pool.submit(_ready)

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
            for key, output in self._attempt_all(ready):
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

    def _attempt_all(self, products: Sequence[Product]) -> Iterator[tuple[str, Output]]:
        """Make products whose parts are there, the long ones first."""
        few = sum(product.cost for product in products) < WORTH_A_POOL
        if self.jobs == 1 or (few and self._pool is None):
            for product in products:
                yield self.keys.of(product), _attempt(self._task(product))
            return
        waiting: dict[Future[Output], _Task] = {}
        for product in sorted(products, key=lambda product: -product.cost):
            if len(waiting) == self.jobs * WAITING:
                yield from self._next(waiting)
            self._submit(self._task(product), waiting)
        while waiting:
            yield from self._next(waiting)

    def _task(self, product: Product) -> _Task:
        parts = tuple(map(self.keys.of, product.parts))
        key = self.keys.of(product)
        return _Task(key, product.make, product.args, parts, self.store, self.overrides)

    def _submit(self, task: _Task, waiting: dict[Future[Output], _Task]) -> None:
        if self._pool is None:
            self._pool = _new_pool(self.jobs)
        try:
            waiting[self._pool.submit(_attempt, task)] = task
        except BrokenProcessPool as error:  # a worker was killed since the last one came back
            refused: Future[Output] = Future()
            refused.set_exception(error)
            waiting[refused] = task

    def _next(self, waiting: dict[Future[Output], _Task]) -> Iterator[tuple[str, Output]]:
        """Take in what is done, at least one; when the pool broke, all that it was busy with."""
        broken = []
        for future in wait(waiting, return_when=FIRST_COMPLETED).done:
            task = waiting.pop(future)
            try:
                yield task.key, future.result()
            except BrokenProcessPool:
                broken.append(task)
        if broken:
            for future in wait(waiting).done:
                task = waiting.pop(future)
                try:
                    yield task.key, future.result()
                except BrokenProcessPool:
                    broken.append(task)
            self._end_pool()
            yield from _one_by_one(broken)

    def _end_pool(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def _file_hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _attempt(task: _Task) -> Output:
    """Make one product and keep it; what fails becomes words, which travel between processes."""
    try:
        parts = []
        for key in task.parts:
            kept = task.store.find(key)
            if kept is None:
                return Output(failed=("缓存里的文件刚刚丢了；请看看磁盘满不满，再运行一次",))
            parts.append(kept.made())
        made = task.make(task.args, task.overrides, *([tuple(parts)] if parts else []))
        if made.overflow:
            return Output(overflow=made.overflow)
        return Output(task.store.keep(task.key, made))
    except FanzhaError as error:
        return Output(failed=(str(error),))
    except OSError as error:
        return Output(failed=(f"读写文件失败：{error}",))
    except MemoryError:
        return Output(failed=("内存不够",))
    except Exception as error:  # a defect of ours: said in one line, and the others are made
        place = traceback.extract_tb(error.__traceback__)[-1]
        name = Path(place.filename).name
        return Output(
            failed=(f"程序出错 {type(error).__name__}：{error}（{name}:{place.lineno}）",)
        )


def _one_by_one(tasks: Sequence[_Task]) -> Iterator[tuple[str, Output]]:
    """Make those alone that were under way when a worker was killed: so it is known who kills."""
    pool = None
    for task in tasks:
        pool = pool or _new_pool(1)
        try:
            output = pool.submit(_attempt, task).result()
        except BrokenProcessPool:
            pool.shutdown(wait=True)
            pool, output = None, Output(failed=(KILLED,))
        yield task.key, output
    if pool is not None:
        pool.shutdown(wait=True)


def _new_pool(workers: int) -> ProcessPoolExecutor:
    """Spawned workers behave the same on Windows and on Linux."""
    return ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=end_with_parent
    )


def _ready() -> None:
    """Import what makers import."""
    for name in ("producers", "raster", "screens.h264"):
        import_module(f"fanzha.{name}")


def end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""

    def watch() -> None:
        parent = parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=watch, daemon=True).start()
