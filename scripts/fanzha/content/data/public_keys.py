"""docs/data/keys.yml: the publisher's public keys, those in use and those that were.

It is written by `fanzha keys` and absent where nobody signs. A row is named by its fingerprint: eight
groups of five digits, the first 128 bits of the SHA-256 of the public key, so that it can be read
out over the telephone. A key that has been replaced stays in the list: what it signed until then
stays genuine, unless it was revoked.
"""

from __future__ import annotations

import base64
import binascii
import datetime
import hashlib
from collections.abc import Mapping
from pathlib import Path

from pydantic import Field

from fanzha.content.data.reader import TableReader
from fanzha.content.kinds.fields import Date, Model, Text
from fanzha.findings import Finding

NAME = "keys"
ED25519 = "Ed25519"
KEY_BYTES = 32


class Endorsement(Model):
    """An older key says that this one is ours, too: old verifiers then take it."""

    by: Text = Field(description="旧钥匙的指纹")
    signature: Text = Field(description="旧钥匙对新钥匙的签名")


class PublicKey(Model):
    """A public key: what was signed with its private half comes from the publisher."""

    alg: Text = Field(description="算法；现在是 Ed25519", examples=["Ed25519"])
    public: Text = Field(description="公钥")
    since: Date = Field(description="哪一天做的", examples=["2026-11-30"])
    until: Date | None = Field(None, description="换下的日子：到这一天的版本还认")
    revoked: Date | None = Field(None, description="作废的日子：它签的一概不认")
    endorsed: Endorsement | None = Field(None, description="旧钥匙的介绍")

    @property
    def retired(self) -> bool:
        """Whether nothing new is signed with it."""
        return self.until is not None or self.revoked is not None


def fingerprint(public: str) -> str:
    """The name of a public key: 04132-55010-… Raises ValueError where it is no base64."""
    digest = hashlib.sha256(base64.b64decode(public, validate=True)).digest()
    return "-".join(f"{int.from_bytes(digest[i : i + 2], 'big'):05d}" for i in range(0, 16, 2))


def introduced(alg: str, public: str, since: datetime.date | str) -> bytes:
    """What an older key signs to introduce a newer one."""
    return f"fanzha-key/1\n{alg}\n{public}\n{since}\n".encode()


def current(keys: Mapping[str, PublicKey]) -> str:
    """The fingerprint of the key that signs what is new; "" where there is none."""
    rows = [(row.since, name) for name, row in keys.items() if not row.retired]
    return max(rows, default=("", ""))[1]


def read(root: Path, docs: Path) -> tuple[dict[str, PublicKey], list[Finding]]:
    """Fingerprint → key; empty without the file. `root` is what paths in findings are relative to."""
    reader = TableReader(root, docs / "data")
    if not (docs / "data" / f"{NAME}.yml").is_file():
        return {}, []
    rows = reader.mapping(NAME, PublicKey)
    document = reader.documents.get(NAME)
    for name, row in rows.items():
        why = _wrong(name, row)
        if why and document is not None:
            place = document.fields.at(name)
            found = document.source.finding(
                *("S023", place.line, place.column, why),
                hint="这张表由 fanzha keys 写，不要手改；从备份里恢复它",
            )
            reader.findings.append(found)
    return rows, reader.findings


def _wrong(name: str, row: PublicKey) -> str:
    try:
        size = len(base64.b64decode(row.public, validate=True))
        if row.alg == ED25519 and size != KEY_BYTES:
            return f"公钥要有 {KEY_BYTES} 个字节，这里有 {size} 个"
        return "" if fingerprint(row.public) == name else f"{name} 不是这把公钥的指纹"
    except (ValueError, binascii.Error):
        return "公钥读不懂"
