"""Towns on workers of a real scheduler: the same bytes, also when workers are killed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fanzha.edition import Project
from fanzha.editions import scheduled
from fanzha.editions.making import Wanted, make_all
from fanzha.editions.place import Local
from fanzha.editions.scheduled import engine_of, fetch
from fanzha.editions.tasks import MADE, Outcome
from fanzha.errors import UsageError
from tests.commands import fanzha
from tests.conftest import ROOT, TODAY, MakeProject
from tests.editions.cluster import Cluster, cluster, wait_for
from tests.editions.deadly import ALWAYS, ONCE
from tests.editions.province import NAMES, made, province

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Two workers at first; a test that kills one starts another."""
    with cluster(tmp_path_factory.mktemp("dask"), 2) as one:
        yield one


@pytest.fixture(scope="module")
def here(project: MakeProject, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What this computer makes of the province alone, as project and folder."""
    town = project(province(), region="sheng")
    done = fanzha(town.root, "build", "--all", "--jobs", 1, "--site-dir", town.root / "alone")
    assert done.returncode == 0, done.stderr
    return town.root


def start(root: Path, out: Path, address: str, *more: str) -> subprocess.Popen[str]:
    """The coordinator, as users start it."""
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "fanzha", "build", "--all", "--scheduler", address),
            *("--site-dir", str(out), *more),
        ],
        cwd=root,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


@pytest.mark.parametrize("more", [(), pytest.param(("--shared",), marks=pytest.mark.full)])
def test_workers_make_the_same_bytes(
    here: Path, running: Cluster, tmp_path: Path, more: tuple[str, ...]
) -> None:
    """With files that are sent and fetched, and in a folder that all see."""
    told, _ = start(here, tmp_path / "out", running.address, *more).communicate(timeout=120)
    assert "做好 4 个" in told, told
    assert made(tmp_path / "out") == made(here / "alone")
    left = [*running.folder.glob("worker-*/dask-scratch-space/worker-*/fanzha-*")]
    assert left == []


@pytest.mark.full
def test_two_shards_on_the_same_workers_do_not_meet(
    here: Path, running: Cluster, tmp_path: Path
) -> None:
    """Each has the project's files on the workers for itself, and leaves those of the other there."""
    shutil.copytree(here, tmp_path / "other", ignore=shutil.ignore_patterns("alone"))
    roots = (here, tmp_path / "other")
    both = [
        start(root, tmp_path / f"out{part}", running.address, "--shard", f"{part}/2")
        for part, root in enumerate(roots, 1)
    ]
    told = [one.communicate(timeout=120)[0] for one in both]
    assert all("没有做成 0 个" in one for one in told), told
    for name in NAMES:
        [folder] = [path for path in tmp_path.glob(f"out*/{name}") if path.is_dir()]
        assert made(folder) == made(here / "alone" / name)


@pytest.mark.full
def test_a_town_that_kills_is_given_up_and_the_others_are_made(
    here: Path, running: Cluster, tmp_path: Path, project: MakeProject
) -> None:
    """It goes elsewhere twice; one that kills only once is made by the next worker."""
    own = {"data/regions/zhen-b.yml": "name: 乙桥镇\nparent: xian\n"}
    deadly = {
        f"data/regions/{name}.yml": f"name: {name}镇\nparent: xian\n" for name in (ONCE, ALWAYS)
    }
    town = project(province({**own, **deadly}), region="sheng")
    for _ in range(3):  # one death of the first, three of the second
        running.start_worker()
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.editions.deadly", str(town.root)),
            *(str(tmp_path / "out"), running.address),
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=180,
    )
    assert "做好 5 个，没有变化 0 个，没有做成 1 个" in done.stdout, done.stdout + done.stderr
    assert "没有做成：always" in done.stdout and "丢了 3 次" in done.stdout
    for name in ("zhen-a", "zhen-b"):
        assert made(tmp_path / "out" / name) == made(here / "alone" / name)


def test_a_worker_that_is_killed_costs_only_time(
    here: Path, running: Cluster, tmp_path: Path
) -> None:
    running.start_worker()
    out = tmp_path / "out"
    coordinator = start(here, out, running.address, "--shared")
    wait_for("the first town", lambda: [*out.glob("*/manifest.json")] or coordinator.poll())
    next(one for one in running.workers if one.poll() is None).kill()
    told, _ = coordinator.communicate(timeout=120)
    assert "没有做成 0 个" in told, told
    assert {name: made(out / name) for name in NAMES} == {
        name: made(here / "alone" / name) for name in NAMES
    }


def test_what_a_killed_worker_had_ready_is_made_again(
    here: Path, running: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has made its towns and dies while we still fetch those of another."""
    running.start_worker()
    town = Project(here, here / "docs", "sheng", TODAY)
    engine = engine_of(running.address, town, here / "mkdocs.yml", shared=False)
    killed: list[str] = []

    def kill_another(client: Any, worker: str, *rest: Any) -> Outcome:
        if not killed:
            wait_for("all towns", lambda: {one.status for one in ours(client)} == {"finished"})
            holders = {one for some in client.who_has().values() for one in some}
            killed.append(sorted(holders - {worker})[0])
            number = client.run(os.getpid, workers=killed)[killed[0]]
            # Killed, not asked to end: then it would hand on what it has.
            next(one for one in running.workers if one.pid == number).kill()
            wait_for("the loss", lambda: {one.status for one in ours(client)} != {"finished"})
        return fetch(client, worker, *rest)

    monkeypatch.setattr(scheduled, "fetch", kill_another)
    out = Local(str(tmp_path / "out"))
    told = make_all(town, here / "mkdocs.yml", out, Wanted(), engine, lambda *_: None)
    assert killed
    assert {one.region: one.state for one in told.outcomes} == dict.fromkeys(NAMES, MADE)
    assert made(tmp_path / "out") == made(here / "alone")


def ours(client: Any) -> list[Any]:
    """What the client knows of the tasks of towns."""
    return [state for key, state in [*client.futures.items()] if str(key).startswith("fanzha-")]


@pytest.mark.full
@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to whole consoles")
def test_ctrl_c_leaves_nothing(here: Path, running: Cluster, tmp_path: Path) -> None:
    """What is in place stays whole; nothing half made, nothing on the workers, no lock."""
    running.start_worker()
    out = tmp_path / "out"
    coordinator = start(here, out, running.address, "--shared")
    wait_for("the folder", lambda: out.is_dir() or coordinator.poll())
    coordinator.send_signal(signal.SIGINT)
    told, _ = coordinator.communicate(timeout=60)
    assert coordinator.returncode in (0, 130), told
    wait_for("nothing half made", lambda: not [*out.glob(".*-new-*")])
    for name in NAMES:
        if (out / name).exists():
            assert made(out / name) == made(here / "alone" / name)
    again, _ = start(here, out, running.address, "--shared").communicate(timeout=120)
    assert "没有做成 0 个" in again, again
    assert made(out) == made(here / "alone")


@pytest.mark.full
def test_no_scheduler_is_said_at_once(here: Path, tmp_path: Path) -> None:
    told, _ = start(here, tmp_path / "out", "tcp://127.0.0.1:9").communicate(timeout=60)
    assert "连不上调度器 tcp://127.0.0.1:9" in told and "Traceback" not in told
    assert "没有应答" in told and "Timed out" not in told


@pytest.mark.parametrize("address", ["10.0.0.5", "tcp://10.0.0.5", "http://10.0.0.5:80", "x y:1"])
def test_an_address_that_is_none_is_told_before_anything_waits(
    project: MakeProject, address: str
) -> None:
    """Dask waits twenty seconds for a client that never began, and then shows a traceback."""
    made = project(province(), region="sheng")
    with pytest.raises(UsageError, match="写成 tcp://"):
        scheduled.engine_of(address, made, made.root / "mkdocs.yml", shared=False)
