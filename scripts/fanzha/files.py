"""Files: finding them, and moving, removing and saving what another program may hold for a moment.

On Windows a virus scanner or an index opens every fresh file; for as long as it does, the file and
the folders above it cannot be moved or deleted. It is over in a second or two, so we try again.
"""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from fanzha.errors import UsageError

T = TypeVar("T")
# Access denied, sharing violation, lock violation, folder not empty (a file is still closing).
HELD = frozenset({5, 32, 33, 145})
REASONS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: "上面一级不是文件夹",
    errno.EEXIST: "已经有这个名字",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "这里只能读，不能写",
    errno.ENOSPC: "磁盘满了",
    errno.ENAMETOOLONG: "名字太长",
}
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)  # seconds


def move(source: Path, goal: Path) -> None:
    """Rename a file or folder; `goal` must not be there."""
    _patiently(lambda: source.rename(goal))


def replace(source: Path, goal: Path) -> None:
    """Put a file in the place of another in one step."""
    _patiently(lambda: source.replace(goal))


def remove(folder: Path) -> None:
    """Delete a folder with all that is in it; what will not go stays, and nothing is raised."""
    try:
        _patiently(lambda: shutil.rmtree(folder))
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)


def reason(error: OSError) -> str:
    """Why a file could not be read or written, in Chinese where it is a common reason."""
    return REASONS.get(error.errno or 0) or error.strerror or str(error)


def make_folder(folder: Path) -> None:
    """Make a folder with those above it. Raises UsageError where a file stands in its place."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise UsageError(f"{folder} 这个位置上有一个文件，不是文件夹；换一个名字") from error


def save(path: Path, data: bytes) -> None:
    """Write a single file in one step: whole or not at all. Raises UsageError where it cannot."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UsageError(
            f"{path} 写不进去：{reason(error)}；文件夹在不在？文件是不是正打开着？"
        ) from error


def walk(folder: Path | str, above: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """All that is below a folder, its folders too: the path with /, and what the system knows of it.

    Links are not followed. A site has thousands of files: this is many times as fast as a Path each.
    """
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            yield above + entry.name, entry
            if entry.is_dir(follow_symlinks=False):
                yield from walk(entry.path, f"{above}{entry.name}/")


def _patiently(act: Callable[[], T]) -> T:
    """Do it; where somebody holds the file, again after a pause, at most for three seconds."""
    for pause in PAUSES:
        try:
            return act()
        except OSError as error:
            if getattr(error, "winerror", None) not in HELD:
                raise
        time.sleep(pause)
    return act()
