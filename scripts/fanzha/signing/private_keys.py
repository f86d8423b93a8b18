"""The private keys: files in a folder of the user, never in the project.

The folder is fanzha/keys below the user's settings (%APPDATA%, ~/.config), or what FANZHA_KEYS says: a
stick that lies in the safe. A file is PKCS#8 in PEM, encrypted where there is a passphrase; on Linux
only its owner may read it. Losing it loses the right to sign, so people are told to copy it.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fanzha.content.data.public_keys import PublicKey, current, fingerprint
from fanzha.errors import UsageError
from fanzha.files import reason

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FOLDER, PASSPHRASE = "FANZHA_KEYS", "FANZHA_PASSPHRASE"
Ask = Callable[[], str]  # asks the user for the passphrase


@dataclass(frozen=True)
class Signer:
    """Who signs: the row of keys.yml, and the private half."""

    key: str
    row: PublicKey
    sign: Callable[[bytes], bytes]


def folder() -> Path:
    """Where the private keys of this user lie."""
    own = os.environ.get(FOLDER)
    if own:
        return Path(own).absolute()
    home = os.environ.get("APPDATA") or os.environ.get("XDG_CONFIG_HOME")
    return Path(home or Path.home() / ".config") / "fanzha" / "keys"


def state() -> str:
    """Changes with the keys that this computer has: a build signs with what is there."""
    found = folder()
    names = sorted(path.name for path in found.glob("*.pem")) if found.is_dir() else []
    return f"{names} {PASSPHRASE in os.environ}"


def outside(project: Path) -> Path:
    """The folder of the keys; raises UsageError where it lies in the project."""
    found = folder()
    if found.resolve().is_relative_to(project.resolve()):
        raise UsageError(
            f"私钥不能放在项目里（{found}）：项目会拷给别人，会传上网。"
            f"请把 {FOLDER} 改成别处的文件夹，例如保险柜里的U盘；已经传出去过的，用 keys rotate --stolen 作废"
        )
    return found


def find(keys: Mapping[str, PublicKey], project: Path) -> Path | None:
    """The file of the key that signs what is new, where this computer has it."""
    name = current(keys)
    path = outside(project) / f"{name}.pem" if name else None
    return path if path is not None and path.is_file() else None


def signer(keys: Mapping[str, PublicKey], project: Path, ask: Ask | None = None) -> Signer | None:
    """Who signs here; None where this computer has no key, or where nobody may be asked for its
    passphrase. Raises UsageError where the file is no key of ours, or others may read it."""
    path = find(keys, project)
    if path is None:
        return None
    name = current(keys)
    private = _opened(path, ask)
    if private is None:
        return None
    if fingerprint(public_text(private)) != name:
        raise UsageError(f"{path} 里的不是 {name} 这把钥匙；从备份里拷回来")
    return Signer(name, keys[name], private.sign)


def signer_of(name: str, row: PublicKey, project: Path, ask: Ask | None) -> Signer | None:
    """The private half of one certain key, retired or not."""
    path = outside(project) / f"{name}.pem"
    private = _opened(path, ask) if path.is_file() else None
    return Signer(name, row, private.sign) if private is not None else None


def make(project: Path, passphrase: str) -> tuple[Ed25519PrivateKey, Path]:
    """A new private key, in a file that only its owner may read."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    target = outside(project)
    private = Ed25519PrivateKey.generate()
    path = target / f"{fingerprint(public_text(private))}.pem"
    lock: serialization.KeySerializationEncryption = serialization.NoEncryption()
    if passphrase:
        lock = serialization.BestAvailableEncryption(passphrase.encode())
    data = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, lock
    )
    try:
        target.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Only the owner from the first byte on; an existing file is never written over.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
    except OSError as error:
        raise UsageError(f"私钥存不进 {target}：{reason(error)}") from error
    return private, path


def public_text(private: Ed25519PrivateKey) -> str:
    """The public half as it stands in keys.yml."""
    return base64.b64encode(private.public_key().public_bytes_raw()).decode()


def _opened(path: Path, ask: Ask | None) -> Ed25519PrivateKey | None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    if os.name != "nt" and path.stat().st_mode & 0o077:
        raise UsageError(f"{path} 别人也能读；运行 chmod 600 '{path}'，再试")
    data = path.read_bytes()
    locked = b"ENCRYPTED" in data
    passphrase = os.environ.get(PASSPHRASE, "") if locked else ""
    if locked and not passphrase:
        if ask is None:
            return None
        passphrase = ask()
    try:
        private = load_pem_private_key(data, passphrase.encode() or None)
    except ValueError:
        why = "口令不对" if locked else "私钥坏了，从备份里拷回来"
        raise UsageError(f"打不开 {path}：{why}") from None
    if not isinstance(private, Ed25519PrivateKey):
        raise UsageError(f"{path} 不是 Ed25519 的私钥")
    return private
