"""Room for a file in a folder that may hold files of an earlier build."""

from __future__ import annotations

from pathlib import Path

from fanzha import files


def make_room(target: Path) -> None:
    """The folder of `target` is there, and nothing stands in its place.

    What an earlier build has put there, or where a folder has to be, goes. It is never written to:
    it may be a published file under another name.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        for folder in target.parents:
            if folder.is_file():
                folder.unlink()
                break
        target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir():
        files.remove(target)
    else:
        target.unlink(missing_ok=True)
