"""An address that fsspec knows as the place of towns: made in a folder of this computer, then sent.

What is there already with the same hash and size is not sent again. Files that pages point to come
first, pages after them, and the manifest last: a reader never finds a page without its files, and a
sending that was cut off is taken up by the next. What the new manifest does not name is deleted then.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from fanzha.editions.place import HIDDEN, scratch
from fanzha.errors import UsageError
from fanzha.signing.sealing import LIST
from fanzha.zips import MANIFEST, SIGNATURE

BATCH = 32  # files that are sent side by side


@dataclass(frozen=True)
class Remote:
    """An address such as s3://bucket/towns."""

    address: str

    @contextmanager
    def folder(self, region: str, inputs: str) -> Iterator[RemoteFolder]:
        """A folder of this computer, that is sent when it is finished."""
        with scratch() as path:
            self._history(region, path / region)
            yield RemoteFolder(self, region, inputs, path / region)

    def same(self, region: str, inputs: str) -> bool:
        """Whether the record, which is sent last of all, says so."""
        record = self.read(f"{HIDDEN}/{region}.json")
        return bool(inputs) and record is not None and json.loads(record)["inputs"] == inputs

    def read(self, name: str) -> bytes | None:
        """A file at the address."""
        system, root = _system(self.address)
        try:
            data: bytes = system.cat_file(f"{root}/{name}")
        except FileNotFoundError:
            return None
        return data

    def write(self, name: str, data: bytes) -> None:
        """Put a file there."""
        system, root = _system(self.address)
        system.makedirs(f"{root}/{name}".rpartition("/")[0], exist_ok=True)
        system.pipe_file(f"{root}/{name}", data)

    def names(self, folder: str) -> list[str]:
        """Files and folders, without hidden ones."""
        system, root = _system(self.address)
        try:
            found = system.ls(f"{root}/{folder}".rstrip("/"), detail=False, refresh=True)
        except FileNotFoundError:
            return []
        names = (str(path).rstrip("/").rpartition("/")[2] for path in found)
        return sorted(name for name in names if name and not name.startswith("."))

    def _history(self, region: str, folder: Path) -> None:
        """What a town was: a signed list of what is genuine goes on from the one before."""
        listed = self.read(f"{region}/{LIST}")
        manifest = self.read(f"{region}/{MANIFEST}") if listed else None
        if listed and manifest:
            folder.mkdir()
            (folder / LIST).write_bytes(listed)
            (folder / MANIFEST).write_bytes(manifest)


@dataclass
class RemoteFolder:
    """A town that is to be sent."""

    place: Remote
    region: str
    inputs: str
    path: Path
    fresh: int = 0

    def share(self, folder: Path) -> None:
        """Towns at an address share nothing."""

    def finished(self) -> None:
        """Send it."""
        self.fresh = send(self.path, self.place, self.region)
        record = json.dumps({"inputs": self.inputs}).encode()
        self.place.write(f"{HIDDEN}/{self.region}.json", record)


def send(folder: Path, to: Remote, region: str) -> int:
    """Send what is not there; how many bytes that were."""
    system, root = _system(to.address)
    base = f"{root}/{region}"
    system.invalidate_cache()
    there = {
        path.removeprefix(f"{base}/"): int(info["size"])
        for path, info in system.find(base, detail=True).items()
    }
    before = _hashes(to.read(f"{region}/{MANIFEST}"))
    now = _hashes((folder / MANIFEST).read_bytes())
    todo = [
        path
        for path, (digest, size) in now.items()
        if there.get(path) != size or before.get(path, ("", 0))[0] != digest
    ]
    todo.sort(key=lambda path: (path.endswith(".html"), path))
    for some in (todo[at : at + BATCH] for at in range(0, len(todo), BATCH)):
        system.put([str(folder / path) for path in some], [f"{base}/{path}" for path in some])
    to.write(f"{region}/{MANIFEST}", (folder / MANIFEST).read_bytes())
    kept = {MANIFEST}
    if (folder / SIGNATURE).is_file():
        to.write(f"{region}/{SIGNATURE}", (folder / SIGNATURE).read_bytes())
        kept.add(SIGNATURE)
    old = [f"{base}/{path}" for path in there if path not in now and path not in kept]
    if old:
        system.rm(old)
    return sum(now[path][1] for path in todo)


def _hashes(manifest: bytes | None) -> dict[str, tuple[str, int]]:
    rows = json.loads(manifest)["products"] if manifest else ()
    return {row["path"]: (row["sha256"], row["bytes"]) for row in rows}


@lru_cache(maxsize=8)
def _system(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it; keys come from the environment."""
    scheme = address.partition("://")[0]
    try:
        import fsspec

        system, path = fsspec.core.url_to_fs(address)
    except ImportError:
        raise UsageError(
            f'要发到 {scheme}://，先装一次：.venv 里的 python -m pip install "fanzha[s3]"'
        ) from None
    except ValueError as error:
        raise UsageError(f"不认识地址 {address}：{error}") from None
    return system, str(path).rstrip("/")
