"""Pages that stand already: what comes out as it did in an earlier build is not written again.

`there` is a folder with files of an earlier build, or none. Bytes are compared, so it does not matter
where they come from. MkDocs writes what is new to its own folder; `same` names the rest.
"""

from __future__ import annotations

from pathlib import Path


class Standing:
    """The pages of a build that need not be written, by their path below the site."""

    def __init__(self, there: Path | None = None) -> None:
        self.there = there
        self.same: dict[str, None] = {}

    def has(self, path: str, text: str) -> bool:
        """Whether the file stands there with this text; then it is among `same`."""
        if self.there is None or not _is(self.there / path, text):
            return False
        self.same[path] = None
        return True

    def read(self, path: str, written: Path) -> bytes:
        """A file of this build, from where it stands or from the folder that MkDocs has written to."""
        folder = self.there if self.there is not None and path in self.same else written
        return (folder / path).read_bytes()


def _is(file: Path, text: str) -> bool:
    try:
        return file.read_bytes() == text.encode("utf-8", "xmlcharrefreplace")
    except OSError:
        return False
