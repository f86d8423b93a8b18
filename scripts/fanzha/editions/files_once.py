"""Each distinct file once on the disk: the files of all towns are links into one pool.

A file of the pool is named by the hash of its bytes. Where the disk knows no links, or a file has too
many (NTFS: 1,023), a town keeps a copy, and nothing else changes. A file that no town uses any more
has one link left, and goes.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from fanzha.zips import MANIFEST


def share(folder: Path, pool: Path) -> int:
    """Put the files of a finished folder into the pool; how many bytes were not there before."""
    fresh = 0
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    for row in manifest["products"]:
        path, pooled = folder / row["path"], pool / row["sha256"][:2] / row["sha256"][2:]
        try:
            there = pooled.stat()
        except OSError:
            there = None
        if there is not None and there.st_size == row["bytes"]:
            if not os.path.samestat(there, path.stat()):
                _take(pooled, path)
            continue
        fresh += row["bytes"]
        pooled.parent.mkdir(parents=True, exist_ok=True)
        with suppress(OSError):
            pooled.unlink(missing_ok=True)
            os.link(path, pooled)
    return fresh + (folder / MANIFEST).stat().st_size


def prune(pool: Path) -> None:
    """Drop what no town uses."""
    for path in pool.glob("*/*"):
        with suppress(OSError):
            if path.stat().st_nlink == 1:
                path.unlink()


def _take(pooled: Path, path: Path) -> None:
    """The file of the pool in the place of one with the same bytes."""
    link = path.with_name(f".{path.name}.link")
    try:
        os.link(pooled, link)
        link.replace(path)
    except OSError:
        link.unlink(missing_ok=True)
