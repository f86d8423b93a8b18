"""What is big and made once for all workers of a run: a folder behind a lock.

Workers (pytest-xdist) are processes; each has its own session fixtures. What one of them has made
into a shared folder, the others use as it is, so no test may write there.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).resolve().parent.parent
STORE = Path(".cache") / "fanzha"
Make = Callable[[Path], None]


class Shared:
    """`shared("shipped", make)` is a folder that `make(folder)` has filled, once in a run."""

    def __init__(self, factory: pytest.TempPathFactory) -> None:
        base = factory.getbasetemp()  # under xdist, that of this worker alone
        self.base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def __call__(self, name: str, make: Make) -> Path:
        folder = self.base / name
        ready, failed = (self.base / f"{name}.{end}" for end in ("ready", "failed"))
        with FileLock(self.base / f"{name}.lock"):
            assert not failed.exists(), f"{name}: another worker could not make it"
            if not ready.exists():
                folder.mkdir()
                failed.touch()
                make(folder)
                failed.rename(ready)
        return folder


def lay_out(root: Path, origin: Path = ROOT, names: Sequence[str] = ("docs", "overrides")) -> None:
    """The project `origin` again in the folder `root`, with the products that it has made.

    Products lie under the hash of all that they are made from, so what is still good is found and
    the rest is made anew. They are linked, not copied: nobody ever writes into one.
    """
    for folder in names:
        shutil.copytree(origin / folder, root / folder)
    shutil.copyfile(origin / "mkdocs.yml", root / "mkdocs.yml")
    lend(origin / STORE, root / STORE)


def lend(store: Path, other: Path) -> None:
    """Every product of one store also in the other."""
    files = (path for path in store.rglob("*") if path.is_file() and path.suffix != ".lock")
    for path in files:
        target = other / path.relative_to(store)
        target.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError, FileNotFoundError):  # a run beside us was as quick
            try:
                target.hardlink_to(path)
            except FileExistsError:
                raise
            except OSError:  # the store lies on another disk
                shutil.copyfile(path, target)
