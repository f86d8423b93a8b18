"""A hash of all our code and of what it stands on: what is remembered on disk holds for these only."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent


@cache
def code_state() -> str:
    """Changes with any module of ours, with Python, and with any library that is installed.

    Read once: nobody changes the code under a running command.
    """
    digest = hashlib.sha256()
    for part in (sys.version, *installed()):
        digest.update(part.encode("utf-8", "surrogateescape") + b"\0")
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        digest.update(name.encode("utf-8", "surrogateescape") + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def installed() -> Iterator[str]:
    """Names and versions of all libraries, as their folders are called."""
    for folder in sys.path:
        if Path(folder).is_dir():
            names = (path.name for path in Path(folder).iterdir())
            yield from sorted(name for name in names if name.endswith((".dist-info", ".pth")))
