"""Making towns on this computer: the first with all processes, the others side by side.

The first town makes what all share, so that the others find it in the store and nobody makes it
twice. Then a process makes one town at a time. Where one is killed (by a system without memory), the
towns that were under way are made again one by one; one whose process is killed again has failed.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import replace
from multiprocessing import get_context
from typing import Protocol

from fanzha.building.progress import Progress
from fanzha.building.workers import KILLED, end_with_parent
from fanzha.editions.tasks import FAILED, Outcome, Task, make

TOWNS_PER_PROCESS = 40  # then a fresh one: what libraries keep does not pile up


Maker = Callable[..., Outcome]  # of a task, and of a progress where somebody looks


class Engine(Protocol):
    """Makes towns somewhere."""

    def run(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """What became of each, as they come."""


class LocalEngine:
    """Processes of this computer. `maker` is what each does with a task."""

    def __init__(self, jobs: int, progress: Progress, maker: Maker = make) -> None:
        self.jobs = jobs
        self.progress = progress
        self.maker = maker

    def run(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """The first alone, then the others. With one job all of it is done in this process."""
        if self.jobs == 1:
            yield from map(self.maker, tasks)
        elif tasks:
            yield self._alone(replace(tasks[0], jobs=self.jobs), 0, self.progress)
            yield from self._side_by_side(tasks[1:])

    def _side_by_side(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        todo = deque(tasks)
        while todo:
            suspects: list[Task] = []
            yield from self._round(todo, suspects)
            for task in suspects:
                yield self._alone(task, 1)

    def _round(self, todo: deque[Task], suspects: list[Task]) -> Iterator[Outcome]:
        """Make towns until none is left, or a process is killed: then some are `suspects`."""
        pool = _new_pool(self.jobs)
        waiting: dict[Future[Outcome], Task] = {}
        try:
            while (todo and not suspects) or waiting:
                while todo and not suspects and len(waiting) <= self.jobs:
                    task = todo.popleft()
                    try:
                        waiting[pool.submit(_work, self.maker, task)] = task
                    except BrokenProcessPool:
                        suspects.append(task)
                for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                    task = waiting.pop(future)
                    try:
                        yield future.result()
                    except BrokenProcessPool:
                        suspects.append(task)
        except BaseException:
            _interrupt(pool)
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _alone(self, task: Task, lost: int, progress: Progress | None = None) -> Outcome:
        """A town in a process of its own. One whose process may have been killed is tried twice: it
        may only have waited behind another that kills."""
        for again in range(2):
            pool = _new_pool(1)
            try:
                future = pool.submit(_work, self.maker, task, progress)
                return replace(future.result(), lost=lost + again)
            except BrokenProcessPool:
                continue
            except BaseException:
                _interrupt(pool)
                raise
            finally:
                pool.shutdown(wait=True, cancel_futures=True)
        return Outcome(task.region, task.region, FAILED, reason=KILLED, lost=lost + 2)


def _work(maker: Maker, task: Task, progress: Progress | None = None) -> Outcome:
    """In the worker: an interruption ends this town, clears what it began, and nothing else."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return maker(task) if progress is None else maker(task, progress)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _new_pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        workers,
        mp_context=get_context("spawn"),
        initializer=_begin,
        max_tasks_per_child=TOWNS_PER_PROCESS,
    )


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()


def _interrupt(pool: ProcessPoolExecutor) -> None:
    """Tell the workers, where the terminal has not told them (that of Windows always does)."""
    if os.name == "nt":
        return
    for number in [*(pool._processes or ())]:
        with suppress(OSError):
            os.kill(number, signal.SIGINT)
