"""Towns on a scheduler: against the process pool, and with workers that are killed.

Run: `python -m tests.bench.scheduled [--towns 20] [--runs 10]`. Twenty small towns are made by the pool
and by four Dask workers of one thread each, three times each and in turn, every time with nothing kept;
then ten times more by the workers, of which one dies at a random moment. Moments are drawn with a fixed
seed; what comes out is compared byte by byte.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from fanzha.edition import Project
from tests.bench.province import small_towns
from tests.editions.cluster import Cluster, cluster
from tests.editions.province import made

WORKERS = 4
RUNS = 3


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="交给 Dask 要多久，工作机没了会怎样")
    parser.add_argument("--towns", type=int, default=20)
    parser.add_argument("--runs", type=int, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fanzha-bench-") as name:
        folder = Path(name)
        project = small_towns(folder / "project", options.towns)
        with cluster(folder, WORKERS) as one:
            seconds = _both(folder, project, one)
            _kills(folder, project, one, seconds, options.runs)


def _both(folder: Path, project: Project, one: Cluster) -> float:
    """Median seconds of the scheduler; both are printed."""
    pool, dask = [], []
    for run in range(RUNS):
        pool.append(_timed(folder / f"pool{run}", project, "--jobs", str(WORKERS)))
        dask.append(_timed(folder / f"dask{run}", project, "--scheduler", one.address))
    same = made(folder / "pool0" / "out") == made(folder / "dask0" / "out")
    first, second = statistics.median(pool), statistics.median(dask)
    print(
        f"进程 {first:.1f} 秒，Dask {second:.1f} 秒，每秒做的是它的 {first / second:.2f} 倍；"
        f"文件{'相同' if same else '不同'}",
        flush=True,
    )
    return second


def _kills(folder: Path, project: Project, one: Cluster, seconds: float, runs: int) -> None:
    """How many runs end complete though a worker is killed."""
    wanted, chance, complete = made(folder / "pool0" / "out"), random.Random(5), 0
    for run in range(runs):
        build = _started(folder / f"kill{run}", project, "--scheduler", one.address)
        moment = seconds * chance.uniform(0.05, 0.95)
        time.sleep(moment)
        living = [worker for worker in one.workers if worker.poll() is None]
        chance.choice(living).send_signal(signal.SIGKILL)
        told, _ = build.communicate()
        whole = build.returncode == 0 and made(folder / f"kill{run}" / "out") == wanted
        complete += whole
        print(
            f"第 {run + 1} 次：{moment:.1f} 秒时没了一台，{'做全了' if whole else '没有做全'}",
            flush=True,
        )
        if not whole:
            print(told[-2000:], flush=True)
        one.start_worker()
        time.sleep(3)
    print(f"{runs} 次里做全 {complete} 次")


def _timed(folder: Path, project: Project, *more: str) -> float:
    start = time.perf_counter()
    build = _started(folder, project, *more)
    told, _ = build.communicate()
    if build.returncode:
        raise SystemExit(told)
    return time.perf_counter() - start


def _started(folder: Path, project: Project, *more: str) -> subprocess.Popen[str]:
    """A build of all towns with nothing kept from another."""
    shutil.copytree(project.root, folder, ignore=shutil.ignore_patterns(".cache", "out"))
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "fanzha", "build", "--all", *more),
            *("--site-dir", str(folder / "out"), "--today", project.today.isoformat()),
        ],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
