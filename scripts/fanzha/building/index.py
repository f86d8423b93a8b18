"""What is known of the products in a store, read at once instead of file by file.

A site has four thousand products, and a build that changes one of them asks for all. A row is believed
where its file is the same on the disk, as long and as old as when it was noted; else the store is
asked, which hashes what it is not sure of. Deleting the index loses nothing but time.
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

from fanzha.building.store import DAY, Kept, Store
from fanzha.kept import Kept as Results


class Index:
    """Finds products in the store; what it learns is kept in `file`."""

    def __init__(self, store: Store, file: Path) -> None:
        self.store = store
        self._rows = Results(file)

    def find(self, key: str) -> Kept | None:
        """The product of this key, or None, as `Store.find` says."""
        row = self._rows.find(key)
        if row is not None:
            sha256, size, facts, file, moment, noted = row
            path = self.store.path(key)
            with suppress(OSError):
                now = path.stat()
                same = (now.st_dev, now.st_ino), now.st_size, now.st_mtime_ns
                # Once a day the store is asked, which notes that the product is in use.
                if same == (file, size, moment) and time.time() < noted + DAY:
                    return Kept(path, sha256, size, facts, file)
        kept = self.store.find(key)
        self.note(key, kept)
        return kept

    def note(self, key: str, kept: Kept | None) -> None:
        """Know this product the next time, if it is there."""
        if kept is None:
            return
        with suppress(OSError):
            moment = kept.path.stat().st_mtime_ns
            row = kept.sha256, kept.size, {**kept.facts}, kept.file, moment, time.time()
            self._rows.keep(key, row)

    def save(self) -> None:
        """Keep what is known for the next run, which may be about other products."""
        self._rows.save(whole=False)
