"""A Dask scheduler and workers of one thread each, as processes of this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import ROOT

PATIENCE = 90  # seconds: a machine that is busy with other tests


class Cluster:
    """`address` is that of the scheduler; `workers` are processes that may be killed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = f"tcp://127.0.0.1:{free_port()}"
        self.workers: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", self.address.rpartition(":")[2]
        )

    def start_worker(self) -> None:
        """One more worker; without a nanny, so that it is gone when it is killed."""
        number = len(self.workers)
        options = ("--no-nanny", "--nthreads", "1", "--death-timeout", str(PATIENCE))
        place = ("--local-directory", str(self.folder / f"worker-{number}"))
        self.workers.append(self._start("worker", self.address, *options, *place))

    def end(self) -> None:
        """Leave nothing."""
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()

    def _start(self, what: str, *args: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{what}-{len(self.workers)}.log").open("wb") as log:
            return subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{what}", "--no-dashboard", *args],
                cwd=self.folder,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdout=log,
                stderr=log,
            )


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    """With so many workers."""
    one = Cluster(folder)
    try:
        for _ in range(workers):
            one.start_worker()
        yield one
    finally:
        one.end()


def wait_for(what: str, true: object) -> None:
    """Until `true()` holds."""
    assert callable(true)
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
