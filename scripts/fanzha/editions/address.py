"""From what stands behind --site-dir to a place."""

from __future__ import annotations

from pathlib import Path

from fanzha.editions.place import Local, Place
from fanzha.editions.remote import Remote


def place(address: str) -> Place:
    """A folder, or an address that fsspec knows."""
    if "://" in address:
        return Remote(address.rstrip("/"))
    return Local(str(Path(address).absolute()))
