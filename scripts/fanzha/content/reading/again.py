"""A file that has not changed is not read again: what was made of it is kept, in Python's own form.

Reading, parsing and holding against the models takes five times as long. What is read of a file
depends on its bytes, its place and our code alone; all three are in the key.
"""

from __future__ import annotations

import hashlib
import pickle
import secrets
from collections.abc import Callable, Container
from pathlib import Path
from typing import TypeVar, cast

from fanzha.files import walk
from fanzha.kept import Kept, digest

T = TypeVar("T")


def kept(root: Path, folder: Path) -> Kept:
    """What is kept of the files below a folder of a project."""
    name = digest(folder.relative_to(root).as_posix())[:16]
    return Kept(root / ".cache" / "fanzha" / "read" / name)


def again(kept: Kept, place: tuple[str, ...], data: bytes, read: Callable[[], T]) -> T:
    """What `read` makes of a file, or what it made of the same bytes at the same place."""
    key = digest(place, hashlib.sha256(data).digest())
    found = kept.find(key)
    if found is not None:
        return cast("T", pickle.loads(found))
    made = read()
    kept.keep(key, pickle.dumps(made, protocol=5))
    return made


def state_of(folder: Path, without: Container[str] = ()) -> bytes:
    """A hash of all files below a folder, with their names, but for some by their paths in it.

    Links to folders are not followed; where there is one, the hash is never the same.
    """
    whole = hashlib.sha256()
    for path, entry in walk(folder) if folder.is_dir() else ():
        if path in without:
            continue
        whole.update(path.encode("utf-8", "surrogateescape") + b"\0")
        if entry.is_symlink() and not entry.is_file():
            whole.update(secrets.token_bytes())
        elif entry.is_file():
            whole.update(b"link" if entry.is_symlink() else b"")  # a link is a finding of its own
            whole.update(hashlib.sha256(Path(entry.path).read_bytes()).digest())
    return whole.digest()
