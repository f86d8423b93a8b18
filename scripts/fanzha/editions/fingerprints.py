"""What an edition depends on, as hashes: what all towns share once, and what is one town's own.

A town whose own hash is that of its last build, and whose folder is as it was left, is not made
again. Regions that are not above a town do not count for it: a new village remakes no other.
"""

from __future__ import annotations

import hashlib
import stat
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import fanzha
from fanzha.building.unchanged import UNKNOWN, files_below
from fanzha.content.local import FOLDER
from fanzha.edition import Project
from fanzha.own_code import installed
from fanzha.signing.private_keys import state as state_of_keys

OWN = ("data/regions/", f"{FOLDER}/")  # below docs/: what is not shared by all


def shared(project: Project, config: Path) -> str:
    """A hash of all that every town is made from; "" where that cannot be known."""
    settings = config.read_text(encoding="utf-8", errors="replace")
    if any(word in settings for word in UNKNOWN):
        return ""
    digest = hashlib.sha256()
    for part in (str(project.today), settings, code(), state_of_keys()):
        digest.update(part.encode("utf-8", "surrogateescape") + b"\0")
    for folder in (project.docs, project.root / "overrides"):
        left_out = OWN if folder == project.docs else ()
        _add(digest, folder, left_out)
    return digest.hexdigest()


def everything(base: str, project: Project) -> str:
    """The same with what all towns have of their own: who has read that, need not read again."""
    digest = hashlib.sha256(base.encode())
    for folder in (*(project.docs / name for name in OWN), *([] if base else [project.docs])):
        _add(digest, folder)
    return digest.hexdigest()


def town(base: str, project: Project, chain: Sequence[str]) -> str:
    """The same with what one town, and those above it, have of their own; "" as above."""
    if not base:
        return ""
    digest = hashlib.sha256(base.encode())
    for name in chain:
        path = project.docs / "data" / "regions" / f"{name}.yml"
        digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
        _add(digest, project.docs / FOLDER / name)
    return digest.hexdigest()


@cache
def code() -> str:
    """A hash of our program and of the versions of all libraries: the same on every machine, or
    what comes out is not."""
    digest = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    here = Path(fanzha.__file__).parent
    for path, _ in files_below(here):
        if path.endswith(".py"):
            digest.update(path.encode() + b"\0" + (here / path).read_bytes() + b"\0")
    for name in installed():
        if name.endswith(".dist-info") and not name.startswith("fanzha"):
            digest.update(name.encode() + b"\0")
    return digest.hexdigest()


def _add(digest: hashlib._Hash, folder: Path, left_out: tuple[str, ...] = ()) -> None:
    for path, info in files_below(folder):
        if stat.S_ISREG(info.st_mode) and not path.startswith(left_out or ("\0",)):
            digest.update(path.encode("utf-8", "surrogateescape") + b"\0")
            digest.update(hashlib.sha256((folder / path).read_bytes()).digest())
