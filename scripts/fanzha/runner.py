"""Running products: from the cache, in this process, or in a pool.

The cache holds one file per product under the hash of all its inputs: the maker's name, its
arguments, our code, the templates and fonts, and the versions of what draws. Deleting it loses
nothing but time.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import suppress
from functools import cached_property
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Protocol, Self

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
        pending: list[tuple[Product, str]] = []
        for product in products:
            key = self._key(product)
            made = self._load(key)
            if made is None:
                pending.append((product, key))
            else:
                progress.step()
                yield product, made
        for product, key, made in self._make(pending):
            if not made.overflow:
                self._store(key, made)
            progress.step()
            yield product, made
        progress.finish()

    def _make(self, pending: Sequence[tuple[Product, str]]) -> Iterator[tuple[Product, str, Made]]:
        if self.jobs == 1 or len(pending) < WORTH_A_POOL:
            for product, key in pending:
                yield product, key, product.make(product.args, self.overrides)
            return
        if self.pool is None:
            # Spawned workers behave the same on Windows and on Linux.
            self.pool = ProcessPoolExecutor(
                self.jobs, mp_context=get_context("spawn"), initializer=_end_with_parent
            )
        waiting = {
            self.pool.submit(product.make, product.args, self.overrides): (product, key)
            for product, key in pending
        }
        for future in as_completed(waiting):
            product, key = waiting.pop(future)
            yield product, key, future.result()

    @cached_property
    def _tools(self) -> str:
        """Hash of everything but the arguments: code, templates, fonts, versions."""
        digest = hashlib.sha256(typeset.versions().encode())
        code = Path(__file__).parent
        for folder, patterns in (
            (code, ["**/*.py"]),
            (self.overrides, ["*.json", "typst/*", "print/*", "screens/*", "fonts/*.otf"]),
        ):
            for pattern in patterns:
                for path in sorted(folder.glob(pattern)):
                    digest.update(path.relative_to(folder).as_posix().encode())
                    digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()

    def _key(self, product: Product) -> str:
        maker = f"{product.make.__module__}.{product.make.__qualname__}"
        text = json.dumps([self._tools, maker, product.args], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

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
