"""ZIPs that say what they hold: the files, then manifest.json, then (with a key) manifest.sig.

The manifest names the publisher, the items with edition and last day, each file with its hash, and
the hash of all bytes before itself. What follows those bytes (the two last files, the list of
contents) follows from them alone, so `read` proves every byte of a ZIP without unpacking anything,
in Python as in the page in a browser. Times are fixed: the same files give the same bytes. A player
passes over both files, as over every text.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from fanzha.files import replace

MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
TYPE = "fanzha-pack/1"
DAY = (2026, 1, 1, 0, 0, 0)  # of every file in a ZIP; the manifest knows the real days
# Packed already; another pass would cost time and save nothing.
STORED = frozenset(
    {".jpg", ".png", ".zip", ".docx", ".xlsx", ".pptx", ".webp", ".pdf", ".mp4", ".htz"}
)
# Local header, end of the list: APPNOTE.TXT of PKWARE, 4.3.7 and 4.3.16.
LOCAL, END = "<4s5H3L2H", "<4s4H2LH"
DOS_DAY = (DAY[0] - 1980) << 9 | DAY[1] << 5 | DAY[2]
MADE_BY, RIGHTS = 20, 0o600 << 16  # what Python's zipfile writes


@dataclass(frozen=True)
class Contents:
    """What a whole ZIP of ours says of itself: both files as they stand in it."""

    manifest: bytes
    signature: bytes | None


class NotOursError(Exception):
    """It is no ZIP of ours, or not one byte for byte."""


def write(
    target: Path,
    files: Iterable[tuple[str, bytes | Path]],
    told: Mapping[str, Any],
    *,
    packed: bool = True,
) -> None:
    """The files in their order, and the manifest; `told` is the declaration
    of its content (language/declaration.py).

    Files are compressed where it helps and `packed` is wanted.
    """
    rows = []
    with zipfile.ZipFile(target, "w") as archive:
        for name, source in files:
            data = source if isinstance(source, bytes) else source.read_bytes()
            _add(archive, name, data, packed and PurePosixPath(name).suffix not in STORED)
            digest = hashlib.sha256(data).hexdigest()
            rows.append({"path": name, "bytes": len(data), "sha256": digest})
    with target.open("r+b") as file:
        records = [*_records(file, _start_of_list(file))]
        end = _start_of_list(file)
        before = {"bytes": end, "sha256": _digest(file, end)}
        manifest = {"generator": "fanzha", "type": TYPE, **told, "files": rows, "before": before}
        text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
        file.seek(end)
        file.write(_tail(records, end, text.encode(), None))
        file.truncate()


def sign(target: Path, signature: bytes | None) -> None:
    """Put a signature of its manifest into a ZIP of ours, in place of the one it has."""
    with target.open("rb") as file:
        contents, records, end = _parts(file)
        file.seek(0)
        data = file.read(end)
    part = target.with_name(f".{target.name}.part")
    part.write_bytes(data + _tail(records, end, contents.manifest, signature))
    replace(part, target)


def read(file: BinaryIO) -> Contents:
    """What a ZIP says of itself, every byte proved but the signature. Raises NotOursError."""
    try:
        contents, records, end = _parts(file)
        before = json.loads(contents.manifest)["before"]
        file.seek(end)
        same = file.read() == _tail(records, end, contents.manifest, contents.signature)
        if not same or before != {"bytes": end, "sha256": _digest(file, end)}:
            raise NotOursError
    except (ValueError, KeyError, TypeError, struct.error) as error:
        raise NotOursError from error
    return contents


def _add(archive: zipfile.ZipFile, name: str, data: bytes, packed: bool) -> None:
    entry = zipfile.ZipInfo(name, DAY)
    entry.create_system = 0  # else it differs between Windows and Linux
    entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    archive.writestr(entry, data)


@dataclass(frozen=True)
class _Record:
    """A file as its header in the ZIP has it; `fixed` is what list and header share."""

    start: int
    fixed: bytes
    name: bytes
    data: int  # where its bytes begin
    size: int


def _records(file: BinaryIO, end: int) -> Iterator[_Record]:
    """The headers from the beginning up to `end`."""
    place, length = 0, struct.calcsize(LOCAL)
    while place < end:
        file.seek(place)
        header = file.read(length)
        mark, *_, size, _, name_length, extra = struct.unpack(LOCAL, header)
        if mark != b"PK\3\4" or extra:
            raise NotOursError
        data = place + length + name_length
        yield _Record(place, header[4:], file.read(name_length), data, size)
        place = data + size
    if place != end:
        raise NotOursError


def _start_of_list(file: BinaryIO) -> int:
    """Where the list of contents begins; nothing stands behind its end."""
    length = struct.calcsize(END)
    size = file.seek(0, 2)
    if size < length:
        raise NotOursError
    file.seek(size - length)
    mark, *_, listed, start, comment = struct.unpack(END, file.read(length))
    if mark != b"PK\5\6" or comment or start + listed + length != size:
        raise NotOursError
    return int(start)


def _parts(file: BinaryIO) -> tuple[Contents, Sequence[_Record], int]:
    """Both files, the records of all others, and where those end."""
    records = [*_records(file, _start_of_list(file))]
    names = [record.name.decode("utf-8", "replace") for record in records]
    if len(set(names)) != len(names) or MANIFEST not in names:
        raise NotOursError
    place = names.index(MANIFEST)
    if names[place + 1 :] not in ([], [SIGNATURE]):
        raise NotOursError
    found = []
    for record in records[place:]:
        file.seek(record.data)
        found.append(file.read(record.size))
    contents = Contents(found[0], found[1] if len(found) > 1 else None)
    return contents, records[:place], records[place].start


def _tail(records: Sequence[_Record], end: int, manifest: bytes, signature: bytes | None) -> bytes:
    """All that follows the files: manifest, signature, and the list of contents."""
    written, place = [], end
    rows = [(record.fixed, record.name, record.start) for record in records]
    for name, data in ((MANIFEST, manifest), (SIGNATURE, signature)):
        if data is None:
            continue
        about = (20, 0, 0, 0, DOS_DAY, zlib.crc32(data), len(data), len(data), len(name), 0)
        header = struct.pack(LOCAL, b"PK\3\4", *about)
        rows.append((header[4:], name.encode(), place))
        written.append(header + name.encode() + data)
        place += len(written[-1])
    listed = b"".join(
        b"PK\1\2"
        + struct.pack("<H", MADE_BY)
        + fixed
        + struct.pack("<3H2L", 0, 0, 0, RIGHTS, start)
        + name
        for fixed, name, start in rows
    )
    count = len(rows)
    last = struct.pack(END, b"PK\5\6", 0, 0, count, count, len(listed), place, 0)
    return b"".join([*written, listed, last])


def _digest(file: BinaryIO, length: int) -> str:
    """SHA-256 of the first bytes."""
    file.seek(0)
    digest, left = hashlib.sha256(), length
    while left and (piece := file.read(min(left, 1 << 20))):
        digest.update(piece)
        left -= len(piece)
    return digest.hexdigest()
