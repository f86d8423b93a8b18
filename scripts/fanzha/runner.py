"""Running products: from the cache, in this process, or in a pool.

The cache holds one file per product under the hash of all its inputs: the maker's name, its
arguments, its parts, our code, the templates and fonts, and the versions of what draws. Deleting
it loses nothing but time.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Container, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Any, Protocol, Self

from fanzha import typeset
from fanzha.product import Made, Product

# Starting a worker costs about as much as making this many products.
WORTH_A_POOL = 24
KEEP_SECONDS = 60 * 24 * 3600


class Progress(Protocol):
    """Told how far a run is; see cli.py for the one that people see."""

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


def _seal(facts: Mapping[str, float | int], data: bytes) -> str:
    """Hash of a cached product and of what is said about it: a damaged disk changes either."""
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode() + b"\n" + data).hexdigest()


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""

    def watch() -> None:
        parent = parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=watch, daemon=True).start()


class Runner:
    """Makes products; use as a context manager, so that its workers end."""

    def __init__(self, overrides: Path, cache: Path, jobs: int) -> None:
        self.overrides = overrides
        self.cache = cache
        self.jobs = jobs
        self.pool: ProcessPoolExecutor | None = None
        self._keys: dict[int, str] = {}

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
        if self.pool is not None:
            self.pool.shutdown(wait=True, cancel_futures=True)

    def run(
        self, products: Sequence[Product], progress: Progress
    ) -> Iterator[tuple[Product, Made]]:
        """Each product with what was made of it; the order is that of finishing."""
        if not products:
            return
        progress.start(len(products), products[0].family)
        pending: dict[str, list[Product]] = {}
        for product in products:
            key = self._key(product)
            made = None if key in pending else self._load(key)
            if made is None:
                pending.setdefault(key, []).append(product)
            else:
                progress.step()
                yield product, made
        for key, made in self._make([some[0] for some in pending.values()]):
            for product in pending.get(key, ()):
                progress.step()
                yield product, made
        progress.finish()
        self._keys.clear()

    def _make(self, products: Sequence[Product]) -> Iterator[tuple[str, Made]]:
        """Key and output of the products and of those of their parts that had to be made."""
        asked = {self._key(product) for product in products}
        done: dict[str, Made] = {}
        for wave in self._waves(products):
            for product, key, made in self._run_wave(wave, done):
                if not made.overflow:
                    self._store(key, made)
                done[key] = made
                yield key, self._with_parts(product, made, done, asked)
            done = {key: made for key, made in done.items() if made.overflow}

    def _waves(self, products: Sequence[Product]) -> list[list[Product]]:
        """Those products and their missing parts, each once, parts before what needs them."""
        depths: dict[str, int] = {}
        found: dict[str, Product] = {}

        def visit(product: Product) -> int:
            key = self._key(product)
            if key not in depths:
                missing = (
                    part for part in product.parts if not self._path(self._key(part)).exists()
                )
                depths[key] = 1 + max(map(visit, missing), default=-1)
                found[key] = product
            return depths[key]

        for product in products:
            visit(product)
        waves: list[list[Product]] = [[] for _ in range(1 + max(depths.values(), default=-1))]
        for key, product in found.items():
            waves[depths[key]].append(product)
        return waves

    def _run_wave(
        self, wave: Sequence[Product], done: Mapping[str, Made]
    ) -> Iterator[tuple[Product, str, Made]]:
        if self.jobs == 1 or sum(product.cost for product in wave) < WORTH_A_POOL:
            for product in wave:
                made = product.make(*self._arguments(product, done))
                yield product, self._key(product), made
            return
        if self.pool is None:
            # Spawned workers behave the same on Windows and on Linux.
            self.pool = ProcessPoolExecutor(
                self.jobs, mp_context=get_context("spawn"), initializer=_end_with_parent
            )
        waiting = {
            self.pool.submit(product.make, *self._arguments(product, done)): product
            for product in sorted(wave, key=lambda product: -product.cost)
        }
        for future in as_completed(waiting):
            product = waiting.pop(future)
            yield product, self._key(product), future.result()

    def _arguments(self, product: Product, done: Mapping[str, Made]) -> tuple[Any, ...]:
        """What a maker is called with; its parts come from this run or from the cache."""
        if not product.parts:
            return product.args, self.overrides
        return product.args, self.overrides, tuple(self._part(part, done) for part in product.parts)

    def _part(self, part: Product, done: Mapping[str, Made]) -> Made:
        key = self._key(part)
        made = done.get(key) or self._load(key)
        if made is None:  # a disk that lost what it was just given
            made = part.make(*self._arguments(part, done))
        return made

    def _with_parts(
        self, product: Product, made: Made, done: Mapping[str, Made], asked: Container[str]
    ) -> Made:
        """What is too long in a part that nobody asked for by itself is said of the whole."""
        hidden = [key for part in product.parts if (key := self._key(part)) not in asked]
        spilt = [mark for key in hidden if key in done for mark in done[key].overflow]
        return replace(made, overflow=(*spilt, *made.overflow)) if spilt else made

    @cached_property
    def _tools(self) -> str:
        """Hash of everything but the arguments: code, templates, fonts, versions."""
        digest = hashlib.sha256(typeset.versions().encode())
        code = Path(__file__).parent
        for folder, patterns in (
            (code, ["**/*.py"]),
            (self.overrides, ["*.json", "*/*.typ", "screens/*.html", "fonts/*.[ot]tf"]),
        ):
            for pattern in patterns:
                for path in sorted(folder.glob(pattern)):
                    digest.update(path.relative_to(folder).as_posix().encode())
                    digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()

    def _key(self, product: Product) -> str:
        """Hash of all that a product depends on; kept during a run, because parts recur."""
        if id(product) not in self._keys:
            maker = f"{product.make.__module__}.{product.make.__qualname__}"
            parts = [self._key(part) for part in product.parts]
            inputs = [self._tools, maker, product.args, *parts]
            text = json.dumps(inputs, ensure_ascii=False, sort_keys=True)
            self._keys[id(product)] = hashlib.sha256(text.encode()).hexdigest()
        return self._keys[id(product)]

    def _path(self, key: str) -> Path:
        return self.cache / "products" / key[:2] / key[2:]

    def _load(self, key: str) -> Made | None:
        """A cached product: one line of JSON (facts and hash), then the bytes."""
        path = self._path(key)
        with suppress(OSError, ValueError, KeyError, TypeError):
            head, _, data = path.read_bytes().partition(b"\n")
            record = json.loads(head)
            if record["sha256"] == _seal(record["facts"], data):
                os.utime(path)
                return Made(data, **record["facts"])
        return None

    def _store(self, key: str, made: Made) -> None:
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        record = {"sha256": _seal(made.facts(), made.data), "facts": made.facts()}
        part = path.with_name(f"{path.name}.{os.getpid()}")
        part.write_bytes(json.dumps(record).encode() + b"\n" + made.data)
        part.replace(path)

    def prune(self) -> None:
        """Drop what no build has used for sixty days."""
        oldest = time.time() - KEEP_SECONDS
        for path in (self.cache / "products").glob("*/*"):
            with suppress(OSError):
                if path.stat().st_mtime < oldest:
                    path.unlink()
