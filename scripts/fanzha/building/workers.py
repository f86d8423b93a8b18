"""Making products in this process or in a pool of others.

Workers put what they make into the store and send back only what is known of it, so a run holds
neither all products nor all that waits. What fails or does not fit is told and not kept; the rest
goes on. Where a worker is killed (by a system without memory, by a library), its products are made
again one by one; one that kills its worker again is named.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread

from fanzha.building.store import Kept, Store
from fanzha.errors import FanzhaError
from fanzha.product import Args, Maker, Overflow

# Starting a worker costs about as much as making this many products.
WORTH_A_POOL = 24
WAITING = 4  # products that are sent ahead, for each worker
KILLED = "做它的进程两次被系统结束，多半是内存不够"


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
class Task:
    """All that a worker needs; parts are keys, because what was made of them lies in the store."""

    key: str
    make: Maker
    args: Args
    parts: tuple[str, ...]
    store: Store
    overrides: Path
    cost: int


class Workers:
    """Processes of a run, at most `jobs`; they start when they are needed."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def warm(self) -> None:
        """Start them now: they are ready when it is known what is to be made."""
        if self.jobs > 1 and self._pool is None:
            self._pool = _new_pool(self.jobs)
            for _ in range(self.jobs):
                self._pool.submit(_ready)

    def end(self) -> None:
        """End them, and drop what waits."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def attempt(self, tasks: Sequence[Task]) -> Iterator[tuple[str, Output]]:
        """The key of each task and what became of it; parts are there, and long ones come first."""
        few = sum(task.cost for task in tasks) < WORTH_A_POOL
        if self.jobs == 1 or (few and self._pool is None):
            for task in tasks:
                yield task.key, _attempt(task)
            return
        waiting: dict[Future[Output], Task] = {}
        for task in sorted(tasks, key=lambda task: -task.cost):
            if len(waiting) == self.jobs * WAITING:
                yield from self._next(waiting)
            self._submit(task, waiting)
        while waiting:
            yield from self._next(waiting)

    def _submit(self, task: Task, waiting: dict[Future[Output], Task]) -> None:
        if self._pool is None:
            self._pool = _new_pool(self.jobs)
        try:
            waiting[self._pool.submit(_attempt, task)] = task
        except BrokenProcessPool as error:  # a worker was killed since the last one came back
            refused: Future[Output] = Future()
            refused.set_exception(error)
            waiting[refused] = task

    def _next(self, waiting: dict[Future[Output], Task]) -> Iterator[tuple[str, Output]]:
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
            self.end()
            yield from _one_by_one(broken)


def _attempt(task: Task) -> Output:
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


def _one_by_one(tasks: Sequence[Task]) -> Iterator[tuple[str, Output]]:
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
