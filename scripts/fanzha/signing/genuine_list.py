"""genuine.txt: every file that is handed out now, by its hash. Two lines: the list as JSON, and its
signature.

`items` are what may be handed out now (title, edition, last day), `files` rows of hash, path, kind and
items, `old` what was on earlier lists of the same folder: hash, path, the day on which it went. Of
those the latest are kept; what has gone from the list altogether is called unknown, never genuine.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fanzha.content.data.public_keys import PublicKey
from fanzha.signing.signature import Trust, check

TYPE = "fanzha-list/1"
OLD = 4000  # rows, some 350 kB
Row = Mapping[str, Any]


@dataclass(frozen=True)
class GenuineList:
    """A list that a trusted key has signed."""

    region: str
    day: str
    items: Mapping[str, Mapping[str, str]]
    kinds: Mapping[str, str]
    files: Mapping[str, tuple[str, str, tuple[str, ...]]]  # hash → path, kind, items
    old: Mapping[str, tuple[str, str]]  # hash → path, day on which it went
    publisher: str

    @property
    def by_path(self) -> dict[str, str]:
        """Path → hash."""
        return {path: digest for digest, (path, _, _) in self.files.items()}


def compiled(manifest: Row, rows: Sequence[Row], old: Sequence[Sequence[str]], day: str) -> bytes:
    """The first line: all products of the folder, without its pages."""
    data = {
        "generator": "fanzha",
        "type": TYPE,
        "region": manifest["region"],
        "publisher": manifest["publisher"],
        "edition": manifest["edition"],
        "day": day,
        "items": manifest["items"],
        "kinds": manifest["kinds"],
        "files": [
            [short(row["sha256"]), row["path"], row["kind"], row["items"]]
            for row in rows
            if row["family"] != "site"
        ],
        "old": old,
    }
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def old_rows(path: Path | None, manifest: Row, rows: Sequence[Row], day: str) -> list[list[str]]:
    """What an earlier list of the same region had and this one has not, the latest first."""
    try:
        data = json.loads(path.read_bytes().split(b"\n")[0]) if path is not None else {}
        if data.get("region") != manifest["region"]:
            return []
        was = [[row[0], row[1], day] for row in data["files"]] + data["old"]
        here = {short(row["sha256"]) for row in rows}
        found = {str(row[0]): [str(cell) for cell in row] for row in reversed(was)}
        gone = [row for digest, row in found.items() if digest not in here]
        return sorted(gone, key=lambda row: (row[2], row[1], row[0]), reverse=True)[:OLD]
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return []


def opened(data: bytes, keys: Mapping[str, PublicKey]) -> GenuineList | Trust:
    """The list, where a trusted key has signed it; otherwise what is wrong with that."""
    first, _, second = data.partition(b"\n")
    try:
        content = json.loads(first)
        signed = check(first + b"\n", second or None, content["day"], keys)
        if content["type"] != TYPE:
            return Trust.WRONG
        if signed.trust is not Trust.GOOD:
            return signed.trust
        return GenuineList(
            content["region"],
            content["day"],
            content["items"],
            content["kinds"],
            {row[0]: (row[1], row[2], tuple(row[3])) for row in content["files"]},
            {row[0]: (row[1], row[2]) for row in content["old"]},
            content["publisher"],
        )
    except (ValueError, KeyError, TypeError, IndexError):
        return Trust.WRONG


def short(digest: str) -> str:
    """A hash in base64 without its filling: a third shorter than in hexadecimal."""
    return base64.b64encode(bytes.fromhex(digest)).decode().rstrip("=")
