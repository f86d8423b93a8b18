"""The folder that a build replaces: whose it is, who writes it now, what of it must stay.

Ours is what our manifest says. A folder without our manifest.json is somebody's work and is never
replaced. What an owner put into ours (CNAME, .well-known/, robots.txt) is carried over into the
new site. A lock beside the folder keeps two builds apart, also those of two projects.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from filelock import FileLock, Timeout

from fanzha.edition import Project
from fanzha.errors import UsageError
from fanzha.files import walk
from fanzha.zips import MANIFEST, SIGNATURE

BUSY = "另一个生成正在进行，等它结束再试"
OURS = frozenset({MANIFEST, SIGNATURE})  # beside what the manifest lists
NAMED = 3  # files that a message names; of the rest it gives the number


@contextmanager
def hold(project: Project, target: Path) -> Iterator[None]:
    """Nobody else builds in the project or into `target` while the block runs.

    Raises UsageError where somebody does, or where the target holds what is not ours.
    """
    if target.resolve().is_relative_to(project.docs.resolve()):
        raise UsageError(f"成品不能放在内容文件夹 {project.docs} 里；请换一个 --site-dir")
    refuse_strangers(target.resolve())  # first: no lock is left beside somebody's photographs
    with hold_project(project), hold_target(target):
        yield


@contextmanager
def hold_project(project: Project) -> Iterator[None]:
    """Nobody else builds in the project while the block runs."""
    cache = project.root / ".cache" / "fanzha"
    cache.mkdir(parents=True, exist_ok=True)
    with locked(cache / "build.lock", project.root):
        yield


@contextmanager
def hold_target(target: Path) -> Iterator[None]:
    """Nobody else builds into `target` while the block runs, and it is ours."""
    target = target.resolve()
    refuse_strangers(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    with locked(target.with_name(f".{target.name}.lock"), target):
        refuse_strangers(target)
        yield


@contextmanager
def locked(lock: Path, what: Path) -> Iterator[None]:
    """Nobody else has the lock while the block runs; `what` is told where somebody has."""
    held = FileLock(lock, timeout=0)
    try:
        held.acquire()
    except Timeout:
        raise UsageError(f"{BUSY}（成品文件夹 {what}）") from None
    try:
        yield
    finally:
        held.release()


def refuse_strangers(target: Path) -> None:
    """Raise UsageError unless the target is missing, empty, or was made by us."""
    mend = "为防误删，请换一个 --site-dir，或先清空它"
    if not os.path.lexists(target):
        return
    if not target.is_dir():
        raise UsageError(f"{target} 是一个文件，不是文件夹；{mend}")
    if any(target.iterdir()) and listed(target) is None:
        raise UsageError(f"{target} 里有别的文件，没有清单 {MANIFEST}，不是本工具生成的；{mend}")


def listed(folder: Path) -> dict[str, int] | None:
    """Path → bytes of all files that our manifest names; None where there is none of ours."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if manifest["generator"] != "fanzha":
            return None
        found = {str(row["path"]): int(row["bytes"]) for row in manifest["products"]}
        # A path that leads out of the folder was not written by us.
        inside = all(map(_inside, found))
        return found if inside else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def finish(fresh: Path, target: Path) -> tuple[str, ...]:
    """Make the fresh folder ready to take the place of `target`; what was carried over from it.

    It must hold what its manifest says and nothing else: another program, or a second build, may
    have been at work in it. Raises UsageError otherwise; the old site stays.
    """
    compare(fresh)
    publishable(fresh)
    return carry_over(target.resolve(), fresh)


def compare(fresh: Path) -> None:
    """Raise UsageError unless the folder holds exactly the files of its manifest.

    Sizes are compared and not hashes: the hashes were taken from the same bytes a moment ago, and
    reading 270 MB again would take longer than all pages.
    """
    wanted = listed(fresh)
    if wanted is None:
        raise UsageError(_disturbed(fresh, [f"没有清单 {MANIFEST}"]))
    found = {
        path: (fresh / path if entry.is_symlink() else entry).stat().st_size
        for path, entry in walk(fresh)
        if path not in OURS and not entry.is_dir(follow_symlinks=False)
    }
    wrong = [f"少了 {path}" for path in wanted.keys() - found.keys()]
    wrong += [f"多了 {path}" for path in found.keys() - wanted.keys()]
    wrong += [
        f"{path} 不完整" for path in wanted.keys() & found.keys() if wanted[path] != found[path]
    ]
    if wrong:
        raise UsageError(_disturbed(fresh, sorted(wrong)))


def publishable(folder: Path) -> None:
    """A web server may read everything, whatever the umask of the one who builds."""
    if os.name == "nt":
        return
    folder.chmod(folder.stat().st_mode & 0o7777 | 0o755)
    for _, entry in walk(folder):
        mode = entry.stat(follow_symlinks=False).st_mode & 0o7777
        wanted = mode | (0o755 if entry.is_dir(follow_symlinks=False) else 0o644)
        if wanted != mode and not entry.is_symlink():
            Path(entry.path).chmod(wanted)


def carry_over(old: Path, fresh: Path) -> tuple[str, ...]:
    """Take along from the old site what is not in its manifest; the paths, in order.

    A file costs no room where the disk can link it. Raises UsageError where a new file has the
    name of one that would be lost.
    """
    ours = listed(old)
    if ours is None:
        return ()
    kept = [path for path in files(old, empty=True) if path not in ours and path not in OURS]
    for path in kept:
        goal = fresh / path
        if _taken(fresh, path):
            raise UsageError(
                f"{old / path} 不是本工具生成的，现在要在同一个地方放新的文件；"
                "要留着它，就移到成品文件夹外面；不要了，就删去它"
            )
        goal.parent.mkdir(parents=True, exist_ok=True)
        _copy(old / path, goal)
    return tuple(kept)


def files(folder: Path, *, empty: bool = False) -> list[str]:
    """All files and links below the folder, and empty folders where wanted, as paths with /."""
    entries = [(path, entry.is_dir(follow_symlinks=False)) for path, entry in walk(folder)]
    full = {path.rpartition("/")[0] for path, _ in entries}
    return sorted(
        path for path, is_folder in entries if not is_folder or (empty and path not in full)
    )


def few(paths: Sequence[str]) -> str:
    """The first few of many, and how many there are."""
    shown = "、".join(paths[:NAMED])
    return shown if len(paths) <= NAMED else f"{shown} 等 {len(paths)} 个"


def _inside(path: str) -> bool:
    return not path.startswith("/") and ".." not in path.split("/") and "\\" not in path


def _taken(fresh: Path, path: str) -> bool:
    """Whether a new file stands at this path, or where one of its folders would have to be."""
    above = [fresh / part for part in PurePosixPath(path).parents if part.name]
    return os.path.lexists(fresh / path) or any(part.is_file() for part in above)


def _copy(source: Path, goal: Path) -> None:
    if source.is_symlink():
        goal.symlink_to(source.readlink(), target_is_directory=source.is_dir())
    elif source.is_dir():
        goal.mkdir()
        shutil.copystat(source, goal)
    else:
        with suppress(OSError):
            os.link(source, goal)
            return
        shutil.copy2(source, goal)


def _disturbed(fresh: Path, wrong: list[str]) -> str:
    return (
        f"新做的成品和清单对不上：{few(wrong)}。多半是磁盘满了，或者别的程序动了 {fresh.parent} "
        "里的文件；原来的成品没有动，请再运行一次"
    )


__all__ = [
    *("carry_over", "compare", "few", "files", "finish"),
    *("hold", "hold_project", "hold_target", "listed", "locked", "publishable"),
]
