"""manifest.json: every published file, from what it was made, and how to verify it."""

from __future__ import annotations

import hashlib
import json
import mimetypes
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from fanzha import __version__
from fanzha.edition import Edition
from fanzha.errors import UsageError
from fanzha.language.declaration import item_rows
from fanzha.signing.sealing import GENUINE
from fanzha.zips import MANIFEST

TYPE = "fanzha-site/1"
# Of a row, what every file has; all else are facts of its kind: pages, pixels, seconds, segments.
COLUMNS = frozenset({"path", "family", "kind", "items", "sha256", "bytes", "media_type"})
_row = json.JSONEncoder(ensure_ascii=False).encode
# A fixed table where systems differ.
MEDIA_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".html": "text/html",
    ".xml": "text/xml",
    ".json": "application/json",
    ".map": "application/json",
    ".svg": "image/svg+xml",
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".gz": "application/gzip",
    ".bmp": "image/bmp",
    ".zip": "application/zip",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".m3u8": "application/vnd.apple.mpegurl",
    ".smil": "application/smil+xml",
    ".txt": "text/plain",
    ".ico": "image/vnd.microsoft.icon",
}


@dataclass(frozen=True)
class Entry:
    """One row of the manifest."""

    path: str
    family: str
    kind: str
    items: tuple[str, ...]
    sha256: str
    size: int
    facts: Mapping[str, float | int]
    label: str = ""  # what its kind is called

    def as_dict(self) -> dict[str, object]:
        """The row as JSON data."""
        return {
            "path": self.path,
            "family": self.family,
            "kind": self.kind,
            "items": list(self.items),
            "sha256": self.sha256,
            "bytes": self.size,
            "media_type": media_type(self.path),
            **self.facts,
        }


def write_manifest(folder: Path, edition: Edition, entries: Sequence[Entry]) -> None:
    """manifest.json: what is here, from what, and how to verify it.

    `items` are all that may be handed out now, with edition and last day: who checks a file sees in
    them whether it is the newest.
    """
    valid = [item.id for item in edition.library.items if item.valid(edition.today)]
    sheets = edition.tables.sheets
    manifest = {
        "generator": "fanzha",
        "type": TYPE,
        "version": __version__,
        "region": edition.region.id,
        "publisher": edition.region.publisher,
        "edition": edition.date.isoformat(),
        "items": item_rows(edition, valid),
        "kinds": {
            entry.kind: sheets[entry.kind].label if entry.kind in sheets else plain(entry.label)
            for entry in sorted(entries, key=lambda e: (e.kind, e.path), reverse=True)
            if entry.label
        },
    }
    # A row a line: a file of thousands of rows is written in a tenth of the time, and can be compared.
    head = json.dumps(manifest, ensure_ascii=False, indent=1).removesuffix("\n}")
    in_order = sorted(entries, key=lambda e: e.path)
    rows = ",\n  ".join(_row(entry.as_dict()) for entry in in_order)
    text = f'{head},\n "products": [\n  {rows}\n ]\n}}\n'
    (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")


def plain(label: str) -> str:
    """The label of a kind without what it says of one file: 整包下载（条屏） → 整包下载."""
    return re.sub("[（：].*", "", label)


def media_type(path: str) -> str:
    """The media type by file name."""
    suffix = PurePosixPath(path).suffix
    return MEDIA_TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"


def keep_others(target: Path, fresh: Path, only: str, edition: Edition) -> list[Entry]:
    """With --only, the other families stay as they are, when they are of the same region."""
    old = target / MANIFEST
    if not old.is_file():
        return []
    manifest = json.loads(old.read_text(encoding="utf-8"))
    if manifest.get("region") != edition.region.id:
        raise UsageError(
            f"{target} 是地区 {manifest.get('region')} 的成品，不能只换其中一类；"
            "请生成全部，或换一个 --site-dir"
        )
    entries = []
    kinds = manifest.get("kinds", {})
    for row in manifest["products"]:
        source = target / row["path"]
        if row["family"] == only or row["kind"] == GENUINE or not source.is_file():
            continue
        if hashlib.sha256(source.read_bytes()).hexdigest() != row["sha256"]:
            raise UsageError(f"{source} 被改动过，和清单对不上；请不带 --only 重新生成全部")
        copy = fresh / row["path"]
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, copy)
        facts = {name: row[name] for name in row if name not in COLUMNS}
        entries.append(
            Entry(
                row["path"],
                row["family"],
                row["kind"],
                tuple(row["items"]),
                row["sha256"],
                row["bytes"],
                facts,
                kinds.get(row["kind"], ""),
            )
        )
    return entries
