"""A small town's finished folder, made in a moment: two PDFs, a picture, a ZIP, and a manifest."""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fanzha import zips
from fanzha.content.data.public_keys import ED25519, PublicKey, fingerprint
from fanzha.signing import genuine_list
from fanzha.signing.genuine_list import GenuineList
from fanzha.signing.private_keys import Signer
from fanzha.signing.sealing import Listing, seal
from fanzha.signing.verify import Verifier
from tests.shared import ROOT

DAY = datetime.date(2026, 11, 30)
PUBLISHER = "示范镇反诈宣传工作小组"
PDF, PICTURE, PACK = "print/leaflet-a4/shuadan.pdf", "share/shuadan/card.jpg", "packs/alert-qun.zip"


def signer(seed: int = 1, since: datetime.date = DAY, **more: Any) -> Signer:
    """A key that is the same in every run."""
    private = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
    public = base64.b64encode(private.public_key().public_bytes_raw()).decode()
    row = PublicKey(alg=ED25519, public=public, since=since, **more)
    return Signer(fingerprint(public), row, private.sign)


def item(title: str, edition: str, until: str) -> dict[str, str]:
    return {"title": title, "edition": edition, "valid_until": until}


ITEMS = {
    "qun": item("群里做任务", "2026-11-20", "2027-01-20"),
    "shuadan": item("刷单返利", "2026-11-20", "2027-05-19"),
}


@dataclass
class Town:
    """A folder with its manifest; `sealed` signs it again after a change."""

    folder: Path
    items: dict[str, dict[str, str]] = field(default_factory=lambda: {**ITEMS})
    files: dict[str, tuple[str, list[str], bytes]] = field(
        default_factory=lambda: {
            PDF: ("leaflet-a4", ["shuadan"], b"%PDF-1.7 leaflet" * 40),
            PICTURE: ("card", ["shuadan"], b"\xff\xd8 card" * 40),
        }
    )

    def sealed(
        self, who: Signer | None, keys: Mapping[str, PublicKey], day: datetime.date = DAY
    ) -> Town:
        for path, (_, _, data) in self.files.items():
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).write_bytes(data)
        self.pack(self.folder / PACK)
        rows = [self._row(path, *about[:2]) for path, about in self.files.items()]
        rows.append(self._row(PACK, "alert-packet", ["qun"]))
        manifest = {
            **{"generator": "fanzha", "type": "fanzha-site/1", "region": "shifan"},
            **{"publisher": PUBLISHER, "edition": "2026-11-20", "items": self.items},
            "kinds": {
                "leaflet-a4": "传单（A4，双面）",
                "card": "转发卡片",
                "alert-packet": "整包下载",
            },
            "products": rows,
        }
        text = json.dumps(manifest, ensure_ascii=False)
        (self.folder / "manifest.json").write_text(text, encoding="utf-8")
        seal(self.folder, who, Listing(keys, ROOT / "overrides", day.isoformat(), self.folder))
        return self

    def pack(self, target: Path, /, **more: object) -> Path:
        """The ZIP of its alert, still without a signature."""
        told = {
            **{"region": "shifan", "publisher": PUBLISHER, "path": PACK},
            **{"title": "预警整包：群里做任务", "edition": self.items["qun"]["edition"]},
            **{"items": {"qun": self.items["qun"]}, **more},
        }
        target.parent.mkdir(parents=True, exist_ok=True)
        files = {"怎么发.txt": "先发群里。".encode() * 30, "6-打印/海报.pdf": b"%PDF poster" * 30}
        zips.write(target, files.items(), told)
        return target

    def listed(self, keys: Mapping[str, PublicKey]) -> GenuineList:
        found = genuine_list.opened((self.folder / "genuine.txt").read_bytes(), keys)
        assert isinstance(found, GenuineList), found
        return found

    def verifier(self, keys: Mapping[str, PublicKey], day: datetime.date = DAY) -> Verifier:
        return Verifier(keys, self.listed(keys), day)

    def bytes(self) -> dict[str, bytes]:
        found = (path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in found}

    def _row(self, path: str, kind: str, items: list[str]) -> dict[str, object]:
        data = (self.folder / path).read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        family = path.split("/")[0]
        return {
            **{"path": path, "family": family, "kind": kind, "items": items},
            **{"sha256": digest, "bytes": len(data)},
        }


def signed_by(who: Signer) -> Callable[[Path], Path]:
    """Signs a ZIP."""
    from fanzha.signing.signature import written

    def sign(path: Path) -> Path:
        with path.open("rb") as file:
            contents = zips.read(file)
        zips.sign(path, written(contents.manifest, who.key, who.row, who.sign))
        return path

    return sign
