"""The store: what was made, one file per product under its key, and beside it what is known of it.

A product is linked from here into the site, so it is neither read nor written again. The file
beside it holds its key, hash, size, facts and time of writing, under a seal. Where size and time
are as they were, the file is believed; where not (a disk that was copied, somebody who edited a
published file, which is the same file), it is hashed. The nanoseconds of the time are chosen at
random, so no later write can have the same. Deleting the store loses nothing but time.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fanzha import files
from fanzha.building.room import make_room
from fanzha.product import Made

KEEP_SECONDS = 60 * 24 * 3600
DAY = 24 * 3600
SECOND = 10**9  # nanoseconds
BESIDE = ".json"
_sorted = json.JSONEncoder(sort_keys=True).encode


@dataclass(frozen=True)
class Kept:
    """A product in the store; `facts` are what the manifest says about it."""

    path: Path
    sha256: str
    size: int
    facts: Mapping[str, float | int]
    file: tuple[int, int] = (0, 0)  # which one it is on the disk: device and number

    def made(self) -> Made:
        """What its maker returned."""
        return Made.of(self.path.read_bytes(), self.facts)

    def link(self, target: Path) -> None:
        """The file in another place too: the same on the disk where that goes, else a copy.

        Where it is there already, it stays.
        """
        with suppress(OSError):
            if self.file[1] and _number(target.stat()) == self.file:
                return
        with suppress(OSError):
            os.link(self.path, target)
            return
        make_room(target)
        try:
            os.link(self.path, target)
        except OSError:  # another disk, a file system without links, too many of them
            shutil.copy2(self.path, target)


@dataclass(frozen=True)
class Store:
    """The products that are kept below a folder."""

    folder: Path

    def find(self, key: str) -> Kept | None:
        """The product of this key; None where there is none, or it is not what was kept."""
        path = self.path(key)
        beside = f"{path}{BESIDE}"
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            with Path(beside).open("rb") as file:
                told = os.fstat(file.fileno())
                record = json.loads(file.read())
            if record.pop("seal") != _seal(key, record):
                return None
            now = path.stat()
            kept = Kept(path, record["sha256"], record["size"], record["facts"], _number(now))
            if now.st_size != kept.size:
                return None
            if now.st_mtime_ns != record["time"]:
                if _file_hash(path) != kept.sha256:
                    return None
                _write(Path(beside), _record(key, kept, now.st_mtime_ns))
            elif told.st_mtime < time.time() - DAY:
                os.utime(beside)  # in use
            return kept
        return None

    def keep(self, key: str, made: Made) -> Kept:
        """Keep a product; what was there under its key is replaced."""
        path = self.path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = _part(path)
        part.write_bytes(made.data)
        moment = time.time_ns() // SECOND * SECOND + secrets.randbelow(SECOND)
        os.utime(part, ns=(moment, moment))
        written = part.stat()  # some file systems have coarser times
        files.replace(part, path)
        digest = hashlib.sha256(made.data).hexdigest()
        kept = Kept(path, digest, len(made.data), made.facts(), _number(written))
        _write(path.with_name(path.name + BESIDE), _record(key, kept, written.st_mtime_ns))
        return kept

    def prune(self) -> None:
        """Drop what no build has used for sixty days, and what was left half written; once a day."""
        mark = self.folder.with_name(f"{self.folder.name}.pruned")
        with suppress(OSError):
            if mark.exists() and mark.stat().st_mtime > time.time() - DAY:
                return
            mark.touch()
        oldest = time.time() - KEEP_SECONDS
        for path in self.folder.glob("*/*"):
            beside = path if path.suffix == BESIDE else path.with_name(path.name + BESIDE)
            with suppress(OSError):
                if (beside if beside.exists() else path).stat().st_mtime < oldest:
                    path.unlink()

    def path(self, key: str) -> Path:
        """Where the product of this key is, or would be."""
        return Path(f"{self.folder}/{key[:2]}/{key[2:]}")  # thousands: one step, not two


def _record(key: str, kept: Kept, moment: int) -> dict[str, Any]:
    record = {"sha256": kept.sha256, "size": kept.size, "facts": kept.facts, "time": moment}
    return {**record, "seal": _seal(key, record)}


def _seal(key: str, record: Mapping[str, Any]) -> str:
    """A hash of what is said of a product and of its key: entries cannot change places."""
    return hashlib.sha256(f"{key}{_sorted(record)}".encode()).hexdigest()


def _number(info: os.stat_result) -> tuple[int, int]:
    return info.st_dev, info.st_ino


def _write(path: Path, record: Mapping[str, Any]) -> None:
    part = _part(path)
    part.write_text(json.dumps(record), encoding="utf-8", newline="\n")
    files.replace(part, path)


def _part(path: Path) -> Path:
    return path.with_name(f"{path.name}.{os.getpid()}")


def _file_hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
