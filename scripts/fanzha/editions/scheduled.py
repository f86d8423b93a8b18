"""Making towns on the workers of a Dask scheduler, which may be other machines.

A town is one task of one thread. Workers get at the project's files in one of two ways: they see the
same folders under the same paths (`shared`), or the files are sent to each worker, also to one that
comes later, and what it makes is fetched from it (see sending.py). A worker that is lost costs time:
its towns go to others, twice at most; then they have failed. Nothing is left on the scheduler.
"""

from __future__ import annotations

import errno
import queue
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from distributed import Client

from fanzha.edition import Project
from fanzha.editions.engine import Engine
from fanzha.editions.place import Local
from fanzha.editions.sending import ProjectFiles, fetch, make_on_worker, packed
from fanzha.editions.tasks import FAILED, MADE, Outcome, Task
from fanzha.errors import FanzhaError, UsageError

ADDRESS = re.compile(r"(?:(?:tcp|tls|wss?)://)?[^\s/]+:\d{1,5}/?")
LOSSES = 2  # how often a town may go elsewhere
# What a town's task gave lay on a worker that was lost before we took it: another makes it.
AGAIN = ("lost", "pending")
ALONE = 60  # seconds for which there may be no worker at all
LOOK = 2  # seconds between looks at the workers
LOST = f"做它的工作机丢了 {LOSSES + 1} 次：多半是内存不够，或者机器关了；看看工作机，再运行一次"


def engine_of(address: str, project: Project, config: Path, *, shared: bool) -> Engine:
    """The engine of a scheduler. Raises UsageError where it cannot be reached."""
    # Dask would wait for the end of a client that never began, and tell of that in a traceback.
    if not ADDRESS.fullmatch(address):
        raise UsageError(f"--scheduler 写成 tcp://10.0.0.5:8786 这样，要有端口；现在是 {address}")
    try:
        client = Client(address, timeout=10, set_as_default=False)
    except OSError:  # what Dask says of all of them is that it waited
        hint = "没有应答；看看 dask scheduler 开着没有，地址和端口对不对"
        raise UsageError(f"连不上调度器 {address}：{hint}") from None
    except ValueError as error:
        raise UsageError(f"连不上调度器 {address}：{error}") from None
    return DaskEngine(client, project, config, shared=shared)


class DaskEngine:
    """The workers of a scheduler; `client` is connected to it, and closed at the end."""

    def __init__(self, client: Any, project: Project, config: Path, *, shared: bool) -> None:
        self.client = client
        self.project = project
        self.config = config
        self.shared = shared

    def run(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """What became of each town, as they come."""
        plugin = None
        futures: dict[Any, Task] = {}
        allowed = self.client.run_on_scheduler(_allow, LOSSES)
        try:
            if not self.shared and tasks:
                plugin = ProjectFiles(*packed(self.project, self.config))
                self.client.register_plugin(plugin)
            yield from self._run(tasks, plugin.name if plugin else "", futures)
        finally:
            self.client.cancel([*futures], force=True)
            if plugin is not None:
                self.client.unregister_worker_plugin(plugin.name)
            self.client.run_on_scheduler(_allow, allowed)
            self.client.close()

    def _run(self, tasks: Sequence[Task], sent: str, futures: dict[Any, Task]) -> Iterator[Outcome]:
        done: queue.SimpleQueue[Any] = queue.SimpleQueue()
        losses: dict[str, int] = {}

        def submit(task: Task) -> None:
            there = replace(task, place=_nowhere(task), signed="") if sent else task
            key = f"fanzha-{task.region}-{uuid4().hex[:12]}"
            future = self.client.submit(make_on_worker, there, sent, key=key, pure=False)
            futures[future] = task
            future.add_done_callback(done.put)

        for task in tasks:
            submit(task)
        alone = time.monotonic()
        while futures:
            try:
                future = done.get(timeout=LOOK)
            except queue.Empty:
                if self._anybody():
                    alone = time.monotonic()
                if time.monotonic() - alone > ALONE:
                    raise UsageError(
                        "调度器上一台工作机也没有了；做好的留着，再运行一次会接着做"
                    ) from None
                continue
            if future.status in AGAIN and losses.get(futures[future].region, 0) < LOSSES:
                region = futures[future].region
                losses[region] = losses.get(region, 0) + 1
                future.add_done_callback(done.put)
                continue
            task = futures.pop(future)
            outcome, worker = self._result(future, task)
            if outcome.state == MADE and worker:
                try:
                    outcome = fetch(self.client, worker, sent, task, outcome)
                except FanzhaError as error:
                    outcome = replace(outcome, state=FAILED, reason=str(error))
                except OSError as error:
                    losses[task.region] = losses.get(task.region, 0) + 1
                    if losses[task.region] <= LOSSES and not _full(error):
                        submit(task)
                        continue
                    reason = f"从工作机取不回来：{error}；看看磁盘满不满"
                    outcome = replace(outcome, state=FAILED, reason=reason)
            yield replace(outcome, lost=losses.get(task.region, outcome.lost))

    def _result(self, future: Any, task: Task) -> tuple[Outcome, str]:
        """The outcome, and the worker where the files wait to be fetched."""
        error = future.exception() if future.status == "error" else None
        if future.status == "finished":
            outcome, worker = future.result()
            return outcome, worker
        if future.status in AGAIN:
            return Outcome(task.region, task.region, FAILED, reason=LOST, lost=LOSSES + 1), ""
        name = type(error).__name__
        if name == "KilledWorker":
            return Outcome(task.region, task.region, FAILED, reason=LOST, lost=LOSSES + 1), ""
        reason = f"工作机上出错 {name}：{error}" if error else "和调度器断开了，这个地区没有做完"
        if isinstance(error, ImportError):
            reason = f"工作机上缺程序：{error}；每台都要装同一版 fanzha"
        return Outcome(task.region, task.region, FAILED, reason=reason), ""

    def _anybody(self) -> bool:
        if self.client.status != "running":
            raise UsageError("和调度器断开了；做好的留着，再运行一次会接着做")
        return bool(self.client.nthreads())


def _nowhere(task: Task) -> Any:
    """Where a worker that does not see our folder makes a town: it says itself. What goes to an
    address goes there at once, unless it is to be signed here first."""
    return Local("") if isinstance(task.place, Local) or task.signed else task.place


def _full(error: OSError) -> bool:
    return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES)


def _allow(losses: int, dask_scheduler: Any = None) -> int:
    """On the scheduler: how often a task may lose its worker; what it was before."""
    before: int = dask_scheduler.allowed_failures
    dask_scheduler.allowed_failures = losses
    return before
