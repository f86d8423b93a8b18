"""Whether a file, a ZIP or a folder is genuine: bytes first, then the key, then the dates."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fanzha import zips
from fanzha.content.data.public_keys import PublicKey
from fanzha.errors import UsageError
from fanzha.files import reason, walk
from fanzha.signing.genuine_list import GenuineList, short
from fanzha.signing.signature import Signed, check
from fanzha.signing.verdict import Found, Verdict, of_manifest, of_row
from fanzha.zips import MANIFEST, SIGNATURE

FEW = 5  # files that a result names


@dataclass(frozen=True)
class Verifier:
    """What one trusts: keys, and the newest signed list at hand, where there is one."""

    keys: Mapping[str, PublicKey]
    listed: GenuineList | None
    today: datetime.date

    def look(self, path: Path) -> Found:
        """What is to be said of it. Raises UsageError where it cannot be read."""
        try:
            if path.is_dir():
                return self._folder(path)
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                if path.suffix.lower() in (".zip", ".htz"):
                    return self._zip(path, digest)
            return self._file(path.name, digest)
        except OSError as error:
            raise UsageError(f"读不了 {path}：{reason(error)}") from error

    def _zip(self, path: Path, digest: str) -> Found:
        with path.open("rb") as file:
            try:
                contents = zips.read(file)
                manifest = self._manifest(contents.manifest)
            except zips.NotOursError:
                found = self._file(path.name, digest)
                if found.verdict is Verdict.UNKNOWN:
                    return Found(Verdict.CHANGED, notes=("重新打过包的，解开以后逐个核验",))
                return found
        signed = self._signed(contents.manifest, contents.signature, manifest)
        listed = self.listed
        key = short(digest)
        on_list = listed is not None and key in listed.files
        found = of_manifest(manifest, signed, listed, self.today, on_list=on_list)
        if listed is None or found.verdict is not Verdict.CURRENT:
            return found
        now = listed.by_path.get(str(manifest["path"]))
        if now is not None and now != key:
            return replace(found, verdict=Verdict.OLD, notes=("这个包已经重新做过",))
        return _named(found, path.name, str(manifest["path"]))

    def _folder(self, folder: Path) -> Found:
        data = _read(folder / MANIFEST)
        if data is None:
            return Found(Verdict.UNSIGNED, notes=(f"没有清单 {MANIFEST}",))
        try:
            manifest = self._manifest(data)
            rows = {str(r["path"]): str(r["sha256"]) for r in _rows(manifest)}
        except (zips.NotOursError, KeyError, TypeError):
            return Found(Verdict.CHANGED, notes=(f"清单 {MANIFEST} 读不懂",))
        wrong = _differences(folder, rows)
        if wrong:
            more = f"，一共 {len(wrong)} 处" if len(wrong) > FEW else ""
            return Found(Verdict.CHANGED, notes=(*wrong[:FEW], f"和清单对不上{more}"))
        signed = self._signed(data, _read(folder / SIGNATURE), manifest)
        found = of_manifest(manifest, signed, self.listed, self.today)
        if (
            self.listed is None
            or found.verdict is not Verdict.CURRENT
            or "products" not in manifest
        ):
            return found
        now = self.listed.by_path
        other = [
            path for path, digest in rows.items() if now.get(path, "") not in ("", short(digest))
        ]
        if other:
            notes = (f"{len(other)} 个文件和名单上的不是同一版",)
            return replace(found, verdict=Verdict.OLD, notes=notes)
        return found

    def _file(self, name: str, digest: str) -> Found:
        if self.listed is None:
            return Found(Verdict.UNKNOWN, notes=("没有名单可比，单个文件核验不了",))
        row = self.listed.files.get(short(digest))
        if row is not None:
            return of_row(*row, self.listed, name, self.today)
        old = self.listed.old.get(short(digest))
        if old is not None:
            notes = (f"{old[0]}，{old[1]} 起换了新的",)
            return Found(Verdict.OLD, publisher=self.listed.publisher, notes=notes)
        return Found(Verdict.UNKNOWN, notes=(f"对照的名单是 {self.listed.day} 的",))

    def _signed(self, data: bytes, signature: bytes | None, manifest: Mapping[str, Any]) -> Signed:
        return check(data, signature, str(manifest["edition"]), self.keys)

    def _manifest(self, data: bytes) -> dict[str, Any]:
        """A manifest of ours as data. Raises NotOursError where it is none."""
        try:
            manifest = json.loads(data)
            whole = {"region", "publisher", "edition", "items"} <= manifest.keys()
            dated = all(
                {"title", "edition", "valid_until"} <= {*r} for r in manifest["items"].values()
            )
        except (ValueError, AttributeError, TypeError, KeyError) as error:
            raise zips.NotOursError from error
        if not (whole and dated and manifest.get("generator") == "fanzha"):
            raise zips.NotOursError
        return dict(manifest)


def _rows(manifest: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The files that a manifest names: of a site its products, of a pack its files."""
    return [*(manifest["products"] if "products" in manifest else manifest["files"])]


def _differences(folder: Path, rows: Mapping[str, str]) -> list[str]:
    """What is missing, changed, or there though no list names it."""
    here = {
        path
        for path, entry in walk(folder)
        if path not in (MANIFEST, SIGNATURE) and not entry.is_dir(follow_symlinks=False)
    }
    wrong = [f"少了 {path}" for path in rows.keys() - here]
    wrong += [f"多了 {path}" for path in here - rows.keys()]
    for path in rows.keys() & here:
        with (folder / path).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != rows[path]:
                wrong.append(f"{path} 改过")
    return sorted(wrong)


def _named(found: Found, name: str, path: str) -> Found:
    own = path.rpartition("/")[2]
    if name == own:
        return found
    return replace(found, verdict=Verdict.RENAMED, notes=(f"原来的名字是 {own}",))


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
