"""Writing a ZIP of files that lie elsewhere: the same files give the same bytes on every machine."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

DAY = (2026, 1, 1, 0, 0, 0)  # of every file in the ZIP; its list knows the real days
# Packed already; another pass would cost time and save nothing.
STORED = frozenset(
    {".jpg", ".png", ".zip", ".docx", ".xlsx", ".pptx", ".webp", ".pdf", ".mp4", ".htz"}
)


def write(target: Path, entries: Iterable[tuple[str, bytes | Path]]) -> None:
    """The entries in their order, each a name and what it is, or the file where that lies."""
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in entries:
            entry = zipfile.ZipInfo(name, DAY)
            entry.create_system = 0  # else it differs between Windows and Linux
            packed = PurePosixPath(name).suffix in STORED
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content.read_bytes() if isinstance(content, Path) else content)
