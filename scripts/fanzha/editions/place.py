"""Where towns go: a folder, or an address that fsspec knows (s3://…), with one folder per town.

Beside them `.towns/` holds what is not for readers: a record of each town, reports, and (in a folder)
the pool of files. A record says from what a town was made and how its folder was left.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from fanzha.building.target import hold_target
from fanzha.building.unchanged import folder_hash
from fanzha.editions import files_once
from fanzha.errors import UsageError
from fanzha.files import replace
from fanzha.zips import MANIFEST

HIDDEN = ".towns"
POOL = "files"
PUBLIC = "towns.json"  # the mark of a folder of towns


class Folder(Protocol):
    """Where one town is put while it is made."""

    path: Path
    fresh: int

    def share(self, folder: Path) -> None:
        """Called with the whole folder, before it goes into its place."""

    def finished(self) -> None:
        """Called when it is in its place."""


class Place(Protocol):
    """Where all towns go."""

    @contextmanager
    def folder(self, region: str, inputs: str) -> Iterator[Folder]:
        """The folder of a town, held while it is made."""

    def same(self, region: str, inputs: str) -> bool:
        """Whether the town was made from the same, and nobody touched it."""

    def read(self, name: str) -> bytes | None:
        """A file at this place; None where there is none."""

    def write(self, name: str, data: bytes) -> None:
        """Put a file there, whole."""

    def names(self, folder: str) -> list[str]:
        """What lies in a folder."""


@dataclass(frozen=True)
class Local:
    """A folder on this computer, or one that all workers see under the same path."""

    root: str  # a path of another system must get through to a worker

    @property
    def path(self) -> Path:
        """The folder."""
        return Path(self.root)

    @contextmanager
    def folder(self, region: str, inputs: str) -> Iterator[LocalFolder]:
        """The town's own folder; nobody else makes it meanwhile."""
        path = self.path / region
        with hold_target(path):
            yield LocalFolder(self, region, inputs, path)

    def same(self, region: str, inputs: str) -> bool:
        """Whether record and folder agree."""
        record = self.read(f"{HIDDEN}/{region}.json")
        path = self.path / region
        if not inputs or record is None or not (path / MANIFEST).is_file():
            return False
        known = json.loads(record)
        return bool(known["inputs"] == inputs and known["folder"] == folder_hash(path))

    def read(self, name: str) -> bytes | None:
        """A file of the folder."""
        path = self.path / name
        return path.read_bytes() if path.is_file() else None

    def write(self, name: str, data: bytes) -> None:
        """In one step: a reader finds the old file or the new one."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.{os.getpid()}")
        part.write_bytes(data)
        replace(part, path)

    def names(self, folder: str) -> list[str]:
        """Files and folders, without hidden ones."""
        here = self.path / folder
        found = here.iterdir() if here.is_dir() else ()
        return sorted(path.name for path in found if not path.name.startswith("."))


@dataclass
class LocalFolder:
    """A town's folder in a folder."""

    place: Local
    region: str
    inputs: str
    path: Path
    fresh: int = 0

    def share(self, folder: Path) -> None:
        """Files that other towns have are links."""
        self.fresh = files_once.share(folder, self.place.path / HIDDEN / POOL)

    def finished(self) -> None:
        """Note from what it was made, and how it was left."""
        record = {"inputs": self.inputs, "folder": folder_hash(self.path)}
        self.place.write(f"{HIDDEN}/{self.region}.json", json.dumps(record).encode())


def refuse_strangers(root: Path) -> None:
    """Raise UsageError where the folder holds a single town, or what is not ours."""
    if (root / MANIFEST).is_file():
        raise UsageError(f"{root} 里是一个地区的成品；给所有地区换一个 --site-dir，例如 towns")
    if root.exists() and not root.is_dir():
        raise UsageError(f"{root} 是一个文件，不是文件夹；换一个 --site-dir")
    there = [path for path in root.iterdir() if path.name[0] != "."] if root.is_dir() else []
    if there and not (root / PUBLIC).is_file():
        raise UsageError(f"{root} 里有别的文件，不是本工具生成的；换一个 --site-dir，或先清空它")


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    path = Path(tempfile.mkdtemp(prefix="fanzha-"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def as_json(value: Any) -> bytes:
    """JSON for people and programs."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
