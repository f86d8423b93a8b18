"""Making, replacing and giving up keys: docs/data/keys.yml and the file of the private half.

A replaced key introduces the new one where it still can, and what it signed stays genuine; half a year
long both are in use. A stolen one is revoked. A lost one is only replaced: the new one is announced
on the site and on paper, by its fingerprint.
"""

from __future__ import annotations

import base64
import datetime
from collections.abc import Mapping
from pathlib import Path

import yaml

from fanzha.content.data.public_keys import (
    ED25519,
    Endorsement,
    PublicKey,
    current,
    fingerprint,
    introduced,
)
from fanzha.errors import UsageError
from fanzha.files import save
from fanzha.invocation import how_to_run
from fanzha.signing import private_keys
from fanzha.signing.private_keys import Ask

HEAD = (
    "# 发布单位的公钥，由 fanzha keys 写，不要手改。公钥可以给任何人看；私钥不在这里。\n"
    "# until 换下的日子，revoked 作废的日子。旧的一行留着：印出去的、拷出去的还要靠它核验。\n"
)
OVERLAP = datetime.timedelta(days=180)


def start(
    project: Path, docs: Path, keys: Mapping[str, PublicKey], day: datetime.date, passphrase: str
) -> tuple[str, Path]:
    """The first key; its fingerprint and the file of its private half."""
    if current(keys):
        again = how_to_run("keys rotate")
        raise UsageError(f"已经有钥匙了：{current(keys)}。要换新的，运行 {again}")
    name, row, path = _made(project, day, passphrase)
    _write(docs, {**keys, name: row})
    return name, path


def rotate(
    project: Path,
    docs: Path,
    keys: Mapping[str, PublicKey],
    day: datetime.date,
    passphrase: str,
    ask: Ask | None,
    *,
    lost: bool = False,
    stolen: bool = False,
) -> tuple[str, Path]:
    """A new key in the place of the one in use."""
    old = current(keys)
    if not old:
        raise UsageError(f"还没有钥匙，先运行 {how_to_run('keys new')}")
    before = None if lost or stolen else private_keys.signer_of(old, keys[old], project, ask)
    if before is None and not (lost or stolen):
        raise UsageError(
            f"这台电脑上没有 {old} 的私钥，新钥匙没有人介绍。到有私钥的电脑上换；"
            "私钥找不到了，加 --lost；可能被别人拿到了，加 --stolen"
        )
    name, row, path = _made(project, day, passphrase)
    if before is not None:
        proof = before.sign(introduced(row.alg, row.public, row.since))
        signature = base64.b64encode(proof).decode()
        row = row.model_copy(update={"endorsed": Endorsement(by=old, signature=signature)})
    over = {"revoked": day} if stolen else {"until": day if lost else day + OVERLAP}
    _write(docs, {**keys, old: keys[old].model_copy(update=over), name: row})
    return name, path


def _made(project: Path, day: datetime.date, passphrase: str) -> tuple[str, PublicKey, Path]:
    private, path = private_keys.make(project, passphrase)
    public = private_keys.public_text(private)
    return fingerprint(public), PublicKey(alg=ED25519, public=public, since=day), path


def _write(docs: Path, keys: Mapping[str, PublicKey]) -> None:
    rows = {
        name: row.model_dump(mode="json", exclude_none=True)
        for name, row in sorted(keys.items(), key=lambda pair: (pair[1].since, pair[0]))
    }
    text = yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=200)
    save(docs / "data" / "keys.yml", (HEAD + text).encode())
