"""Word and PowerPoint files without the marks of their making: the same content, the same bytes."""

from __future__ import annotations

import io
import zipfile

_DATE = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP can hold


def settled(data: bytes) -> bytes:
    """The same parts without dates: the list of contents first, the others by name."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target,
    ):
        for name in sorted(source.namelist(), key=lambda name: (name[0] != "[", name)):
            target.writestr(entry(name), source.read(name))
    return buffer.getvalue()


def entry(name: str) -> zipfile.ZipInfo:
    """A part without a date, packed."""
    found = zipfile.ZipInfo(name, _DATE)
    found.compress_type = zipfile.ZIP_DEFLATED
    found.create_system = 0  # else it differs between Windows and Linux
    return found
