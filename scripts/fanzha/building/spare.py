"""The site before the last, kept to become the next: what has not changed stays in its place.

A site has six thousand files, of which a changed alert changes a hundred. To link all the others
into an empty folder, and to delete those of the old site, takes longer than to make what is new. So
the old site is not deleted after a swap, but put aside below the cache, and the next build begins
with it.

Nothing in it is believed. What is not a plain file that its manifest lists goes at once (`settle`);
a product stays where it is the same file as in the store, a page where its bytes are the same; what
this build did not make goes at the end (`sweep`). So the site comes out as from an empty folder.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from fanzha.building.target import listed
from fanzha.edition import Project
from fanzha.files import move, remove, walk
from fanzha.zips import MANIFEST


def place(project: Project) -> Path:
    """Where an old site is kept: one for the project, whatever folder it comes from."""
    return project.root / ".cache" / "fanzha" / "spare"


def take(spare: Path, fresh: Path) -> None:
    """Let the empty folder `fresh` be what was put aside, if anything was."""
    if not spare.is_dir() or spare.is_symlink():
        return
    fresh.rmdir()
    try:
        move(spare, fresh)
    except OSError:  # on another disk
        fresh.mkdir()
        return
    fresh.chmod(0o755)
    settle(fresh)


def put_aside(old: Path, spare: Path) -> None:
    """Keep the old site; where that cannot be (another disk, a file in use), it is deleted."""
    with suppress(OSError):
        spare.parent.mkdir(parents=True, exist_ok=True)
        remove(spare)
        move(old, spare)
    remove(old)


def settle(folder: Path) -> None:
    """Leave nothing in the folder but plain files that its manifest lists."""
    ours = listed(folder) or {}
    for path, entry in [*walk(folder)]:
        if entry.is_dir(follow_symlinks=False):
            continue
        if path not in ours or entry.is_symlink() or not entry.is_file():
            Path(entry.path).unlink()
    _clear(folder)


def sweep(folder: Path, made: Collection[str]) -> None:
    """Delete what is not among the paths that were made."""
    wanted = {*made, MANIFEST}
    gone = [
        entry.path
        for path, entry in walk(folder)
        if path not in wanted and not entry.is_dir(follow_symlinks=False)
    ]
    for path in gone:
        Path(path).unlink()
    _clear(folder)


def _clear(folder: Path) -> None:
    """Delete empty folders, the inner ones first."""
    full: set[str] = set()
    folders: list[tuple[str, str]] = []
    for path, entry in walk(folder):
        if entry.is_dir(follow_symlinks=False):
            folders.append((path, entry.path))
        else:
            full.update(_above(path))
    for path, place in reversed(folders):
        if path not in full:
            Path(place).rmdir()


def _above(path: str) -> list[str]:
    steps = path.split("/")
    return ["/".join(steps[:end]) for end in range(1, len(steps))]
