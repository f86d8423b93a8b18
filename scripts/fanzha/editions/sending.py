"""What goes to a worker that shares no folder with us, and what comes back from it.

The project (content, looks, settings) is one ZIP, sent by a plugin of the scheduler to every worker
there is and to each that comes. What a worker has made waits in its own folder; we ask for the files
that no town has sent before.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import threading
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from distributed import get_worker
from distributed.diagnostics.plugin import WorkerPlugin

from fanzha.building.swap import swap
from fanzha.building.target import finish
from fanzha.edition import Project
from fanzha.editions.place import HIDDEN, POOL, Local
from fanzha.editions.tasks import Outcome, Task, contents, make
from fanzha.signing.sealing import sign_made
from fanzha.zips import MANIFEST

BATCH = 16_000_000  # bytes that travel at once
LEFT_OUT = (".git", ".vscode", "__pycache__")
DAY = (2026, 1, 1, 0, 0, 0)
_one_town = threading.Lock()  # MkDocs is not made for two at a time in a process


class ProjectFiles(WorkerPlugin):
    """The project on a worker, from its start to its end, or ours."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.data = data

    def setup(self, worker: Any) -> None:
        """Lay the files out."""
        folder = _folder(worker, self.name)
        shutil.rmtree(folder, ignore_errors=True)
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            archive.extractall(folder)

    def teardown(self, worker: Any) -> None:
        """Leave nothing."""
        shutil.rmtree(_folder(worker, self.name), ignore_errors=True)


def packed(project: Project, config: Path) -> tuple[str, bytes]:
    """(name, ZIP) of all files that an edition is made from; the same files, the same bytes.

    The name is of this run alone: two shards of one project may use the same workers at a time.
    """
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for path in (config, *_files(project.docs), *_files(project.root / "overrides")):
            entry = zipfile.ZipInfo(path.relative_to(project.root).as_posix(), DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    return f"fanzha-{uuid4().hex[:16]}", data.getvalue()


def make_on_worker(task: Task, sent: str) -> tuple[Outcome, str]:
    """On a worker: make the town; its address, where the files wait to be fetched."""
    worker = get_worker()
    key = worker.get_current_task()

    def stop() -> bool:
        state = worker.state.tasks.get(key)
        return state is None or state.state not in ("executing", "long-running")

    waits = ""
    if sent:
        root = _folder(worker, sent)
        # Workers of one machine lie side by side, and share what they keep.
        store = Path(worker.local_directory).parent / "fanzha-store"
        task = replace(task, root=str(root), store=str(store))
        if isinstance(task.place, Local):
            task = replace(task, place=Local(str(root / "made")))
            waits = worker.address
    with _one_town:
        return make(task, stop=stop), waits


def fetch(client: Any, worker: str, sent: str, task: Task, outcome: Outcome) -> Outcome:
    """Put in place what a worker has made, and sign it: private keys stay on this computer.

    `sent` is the name under which the project went to it.

    Raises OSError where it is lost, or our disk is full.
    """
    town = f"{sent}/made/{task.region}"
    pool = task.place.path / HIDDEN / POOL if isinstance(task.place, Local) else None
    with task.place.folder(task.region, task.inputs) as folder:
        with swap(folder.path) as fresh:
            manifest = _ask(client, worker, _read, town, [MANIFEST])[MANIFEST]
            missing: dict[str, int] = {}
            for row in json.loads(manifest)["products"]:
                path = fresh / row["path"]
                path.parent.mkdir(parents=True, exist_ok=True)
                if pool is None or not _linked(pool, row["sha256"], path, row["bytes"]):
                    missing[row["path"]] = row["bytes"]
            for some in _batches(missing):
                for name, data in _ask(client, worker, _read, town, some).items():
                    (fresh / name).write_bytes(data)
            (fresh / MANIFEST).write_bytes(manifest)
            if task.signed:
                sign_made(contents(task).edition(task.region), fresh, folder.path)
            finish(fresh, folder.path)
            folder.share(fresh)
        folder.finished()
    _ask(client, worker, _drop, town, [])
    return replace(outcome, fresh=folder.fresh)


def _ask(client: Any, worker: str, act: Callable[..., Any], town: str, names: Sequence[str]) -> Any:
    """Call a function on one worker; every way in which it can be gone is an OSError."""
    try:
        return client.run(act, town, [*names], workers=[worker])[worker]
    except OSError:
        raise
    except Exception as error:
        raise OSError(f"{type(error).__name__}: {error}") from None


def _read(town: str, names: Sequence[str], dask_worker: Any) -> dict[str, bytes]:
    """On a worker: files of a town that it has made; `town` is below the worker's own folder."""
    return {name: (_folder(dask_worker, town) / name).read_bytes() for name in names}


def _drop(town: str, names: Sequence[str], dask_worker: Any) -> None:
    shutil.rmtree(_folder(dask_worker, town), ignore_errors=True)


def _folder(worker: Any, name: str) -> Path:
    return Path(worker.local_directory) / name


def _linked(pool: Path, digest: str, path: Path, size: int) -> bool:
    """Whether some town has the file already: then it is linked, or copied."""
    pooled = pool / digest[:2] / digest[2:]
    try:
        if pooled.stat().st_size != size:
            return False
        os.link(pooled, path)
    except FileNotFoundError:
        return False
    except OSError:
        shutil.copy2(pooled, path)
    return True


def _batches(sizes: dict[str, int]) -> Iterator[list[str]]:
    some: list[str] = []
    total = 0
    for name, size in sizes.items():
        if some and total + size > BATCH:
            yield some
            some, total = [], 0
        some.append(name)
        total += size
    if some:
        yield some


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(part in LEFT_OUT for part in path.parts):
            yield path
