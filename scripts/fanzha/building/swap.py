"""Putting a finished folder in the place of another in one step.

`swap(target)` gives a fresh folder beside the target. When the block ends well, the two change
places and the old one is deleted; when it fails, the fresh one is deleted and the target was never
touched. What a killed build left behind is cleared by the next one. The caller holds the lock of
the target (see target.py): what is named for it here belongs to no living build.

Names beside `site`: `.site-new-abcd1234` is being made, or is rubbish; `.site-old-abcd1234` is the
old site, whole, between two renames.
"""

from __future__ import annotations

import ctypes
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fanzha.building.spare import put_aside, take
from fanzha.errors import UsageError
from fanzha.files import move, remove


@contextmanager
def swap(target: Path, spare: Path | None = None) -> Iterator[Path]:
    """A fresh folder that becomes `target` when the block ends without an error.

    With a `spare`, the old folder is put aside there, and the fresh one begins with what was.
    """
    target = target.resolve()  # a link to a web root: the folder behind it is replaced
    parent = target.parent
    parent.mkdir(parents=True, exist_ok=True)
    _recover(target)
    fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}-new-", dir=parent))
    # mkdtemp makes a private folder; a web server must be able to read the site.
    fresh.chmod(0o755)
    try:
        if spare is not None:
            take(spare, fresh)
        yield fresh
        _replace(fresh, target)
        if spare is not None and fresh.exists():
            put_aside(fresh, spare)
    finally:
        remove(fresh)


def _replace(fresh: Path, target: Path) -> None:
    """The two change places; the old folder ends up under the name of the fresh one."""
    if not target.exists():
        move(fresh, target)
        return
    if _exchange(fresh, target):
        return
    aside = _named(target, "old", fresh.name[-8:])
    try:
        move(target, aside)
    except PermissionError as error:
        raise UsageError(
            f"{target} 里有文件正在使用（网页服务、看图或看PDF的软件），请关掉后再试"
        ) from error
    try:
        move(fresh, target)
    except OSError:
        move(aside, target)
        raise
    move(aside, fresh)


def _recover(target: Path) -> None:
    """Clear what a killed build of this target left, and of no other: `site-new` has its own."""
    mark = re.compile(rf"\.{re.escape(target.name)}-(new|old)-[a-z0-9_]{{8}}")
    found = [path for path in target.parent.iterdir() if mark.fullmatch(path.name)]
    # The previous version had one fixed name for the old site.
    olds = [path for path in found if "-old-" in path.name[-13:]] + [
        target.with_name(f".{target.name}-old")
    ]
    for old in olds:
        if old.is_dir() and not target.exists():
            move(old, target)
    for path in found:
        if path.is_dir():
            remove(path)


def _named(target: Path, state: str, mark: str) -> Path:
    return target.with_name(f".{target.name}-{state}-{mark}")


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
