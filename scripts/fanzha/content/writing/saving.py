"""Opening a file to be changed, and saving it only if nobody else has changed it meanwhile."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from pathlib import Path

from fanzha.errors import UsageError
from fanzha.files import save

_ONE_AT_A_TIME = threading.Lock()  # a form has a thread per request


class ConflictError(UsageError):
    """Somebody else has changed the file since it was opened; `now` is what stands in it."""

    def __init__(self, path: Path, now: str | None) -> None:
        self.now = now
        what = "已经被别人改过" if now is not None else "已经被别人删去或改了名"
        super().__init__(f"{path.name} {what}，没有保存，免得盖掉别人写的")


@dataclass(frozen=True)
class Opened:
    """A file as it was read: its text, line ends and all, and the hash that saving asks for."""

    text: str
    hash: str


def open_text(path: Path) -> Opened:
    """Read a file. Raises UsageError where it is not there or is no UTF-8 text."""
    try:
        data = path.read_bytes()
        return Opened(data.decode("utf-8"), _hash(data))
    except FileNotFoundError:
        raise UsageError(f"没有 {path.name} 这个文件") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path.name} 不是 UTF-8 编码；用记事本另存为，编码选 UTF-8") from None


def save_text(path: Path, text: str, expected_hash: str | None) -> str:
    """Save in one step and give the new hash; `expected_hash` None means a file not there yet.

    Raises ConflictError where the file is not as it was opened; then it stays as it is.
    """
    data = text.encode("utf-8")
    with _ONE_AT_A_TIME:
        try:
            now: bytes | None = path.read_bytes()
        except FileNotFoundError:
            now = None
        if (None if now is None else _hash(now)) != expected_hash:
            raise ConflictError(path, None if now is None else now.decode("utf-8", "replace"))
        if now != data:
            save(path, data)
    return _hash(data)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
