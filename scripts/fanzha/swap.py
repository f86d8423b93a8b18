"""Putting a finished folder in the place of another in one step.

`swap(target)` gives a fresh folder beside the target. When the block ends well, the two change
places and the old one is deleted; when it fails, the fresh one is deleted and the target was never
touched. What a killed build left behind is cleared by the next one.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fanzha.errors import UsageError

GENERATOR = b'content="fanzha'


def is_ours(folder: Path) -> bool:
    """Whether the folder is empty or was made by us: only then may it be replaced."""
    if not folder.is_dir():
        return False
    if not any(folder.iterdir()):
        return True
    manifest, index = folder / "manifest.json", folder / "index.html"
    if manifest.is_file() and b'"generator": "fanzha"' in manifest.read_bytes()[:200]:
        return True
    return index.is_file() and GENERATOR in index.read_bytes()


@contextmanager
def swap(target: Path) -> Iterator[Path]:
    """A fresh folder that becomes `target` when the block ends without an error."""
    target = target.resolve()  # a link to a web root: the folder behind it is replaced
    parent = target.parent
    parent.mkdir(parents=True, exist_ok=True)
    _recover(target)
    fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}-new-", dir=parent))
    # mkdtemp makes a private folder; a web server must be able to read the site.
    fresh.chmod(0o755)
    try:
        yield fresh
        _replace(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _replace(fresh: Path, target: Path) -> None:
    if not target.exists():
        fresh.rename(target)
        return
    if _exchange(fresh, target):
        return
    aside = target.with_name(f".{target.name}-old")
    try:
        target.rename(aside)
    except PermissionError as error:
        raise UsageError(
            f"{target} 里有文件正在使用（网页服务、看图或看PDF的软件），请关掉后再试"
        ) from error
    try:
        fresh.rename(target)
    except OSError:
        aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _recover(target: Path) -> None:
    """Clear what a killed build left; the lock says that no other build is running."""
    aside = target.with_name(f".{target.name}-old")
    if aside.exists() and not target.exists():
        aside.rename(target)
    shutil.rmtree(aside, ignore_errors=True)
    for leftover in target.parent.glob(f".{target.name}-new-*"):
        shutil.rmtree(leftover, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Linux can exchange two folders atomically (renameat2, RENAME_EXCHANGE); others cannot."""
    if sys.platform != "linux":
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    here, exchange = -100, 2
    return bool(rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)


def save(path: Path, data: bytes) -> None:
    """Write a single file in one step: whole or not at all. Raises UsageError where it cannot."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UsageError(
            f"{path} 写不进去：{error.strerror}；文件夹在不在？文件是不是正打开着？"
        ) from error
