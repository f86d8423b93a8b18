"""Signing a finished folder: its ZIPs, its manifest, the list of what is genuine, and the page.

It is the last step of a build and the whole of `fanzha sign`. The folder is the only input beside the
key, so both give the same bytes. Ed25519 has no chance in it: the same again gives the same again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanzha import zips
from fanzha.content.data.public_keys import PublicKey
from fanzha.files import save
from fanzha.language.declaration import PAGE
from fanzha.signing import genuine_list, private_keys
from fanzha.signing.page import page
from fanzha.signing.private_keys import Signer
from fanzha.signing.signature import written
from fanzha.zips import MANIFEST, SIGNATURE

if TYPE_CHECKING:
    from fanzha.edition import Edition

GENUINE = "genuine"  # the kind of the list and of the page
LIST = "genuine.txt"
ARCHIVES = (".zip", ".htz")


def sign_made(edition: Edition, fresh: Path, target: Path | None) -> str:
    """Sign a folder that was made just now, where this computer has the key; by which one.

    A site takes the place of `target` and gets a list and a page; what is made on demand gets none.
    """
    keys, root = edition.tables.keys, edition.project.root
    if not keys:
        return ""
    signer = private_keys.signer(keys, root)
    if target is None:
        seal(fresh, signer)
    else:
        listing = Listing(keys, root / "overrides", edition.today.isoformat(), target)
        seal(fresh, signer, listing)
    return signer.key if signer is not None else ""


def sign_zip(edition: Edition, path: Path) -> None:
    """Sign a ZIP that was made by itself, where this computer has the key."""
    keys = edition.tables.keys
    signer = private_keys.signer(keys, edition.project.root) if keys else None
    if signer is not None:
        _seal_zip(path, {}, signer)


@dataclass(frozen=True)
class Listing:
    """What the list and the page of a site need; `before` is the folder with the list until now."""

    keys: Mapping[str, PublicKey]
    overrides: Path
    day: str
    before: Path


def seal(folder: Path, signer: Signer | None, listing: Listing | None = None) -> None:
    """Sign a folder that has its manifest; without a signer nothing in it stays signed."""
    (folder / SIGNATURE).unlink(missing_ok=True)
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    rows = [row for row in manifest["products"] if row["kind"] != GENUINE]
    for row in rows:
        if row["path"].endswith(ARCHIVES):
            _seal_zip(folder / row["path"], row, signer)
    if listing is not None:
        files = _listed(manifest, rows, signer, listing)
        for name in (LIST, PAGE):
            (folder / name).unlink(missing_ok=True)
        for name, data in files.items():
            save(folder / name, data)
            rows.append(_row(name, data))
    manifest["products"] = sorted(rows, key=lambda row: row["path"])
    data = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
    save(folder / MANIFEST, data)
    if signer is not None:
        save(folder / SIGNATURE, written(data, signer.key, signer.row, signer.sign))


def _listed(
    manifest: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
    signer: Signer | None,
    listing: Listing,
) -> dict[str, bytes]:
    """The signed list and the page; without a signer the page alone, which knows the keys."""
    if signer is None:
        return {PAGE: page(listing.overrides, manifest, listing.keys, b"")}
    old = genuine_list.old_rows(listing.before / LIST, manifest, rows, listing.day)
    data = genuine_list.compiled(manifest, rows, old, listing.day)
    data += written(data, signer.key, signer.row, signer.sign)
    return {LIST: data, PAGE: page(listing.overrides, manifest, listing.keys, data)}


def _seal_zip(path: Path, row: dict[str, Any], signer: Signer | None) -> None:
    with path.open("rb") as file:
        try:
            contents = zips.read(file)
        except zips.NotOursError:
            return  # a ZIP that says nothing of itself; its hash stands in the list
    signature = None
    if signer is not None:
        signature = written(contents.manifest, signer.key, signer.row, signer.sign)
    if signature != contents.signature:
        zips.sign(path, signature)
        with path.open("rb") as file:
            row["sha256"] = hashlib.file_digest(file, "sha256").hexdigest()
        row["bytes"] = path.stat().st_size


def _row(name: str, data: bytes) -> dict[str, object]:
    return {
        "path": name,
        "family": "site",
        "kind": GENUINE,
        "items": [],
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "media_type": "text/html" if name == PAGE else "text/plain",
    }
