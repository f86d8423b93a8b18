"""Results of pure functions, kept on disk from one run to the next: one file, key → plain data.

A key must hold all that the result depends on but for the `state`, which stands for what all keys
of the file have in common: our code, the libraries, tables. With another state the file is empty.
Whoever deletes it loses nothing but time; what is broken in it is found by its seal and forgotten.

Reading it back may run what stands in it. So the seal is made with a secret of the user who kept it:
a project that was handed on with its cache is read anew.
"""

from __future__ import annotations

import hashlib
import hmac
import marshal
import os
import secrets
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from fanzha import files
from fanzha.own_code import code_state

T = TypeVar("T")
HEAD = 64  # bytes before what is kept: the state and the seal
SECRET = 32  # bytes
QUICK = 1  # a fifth of the size for a hundredth of a second: each of 1,500 towns keeps its pages


class Kept:
    """What is kept in a file, or for this run only where there is none.

    Values are texts, bytes, numbers, and lists, tuples and dicts of them.
    """

    def __init__(self, file: Path | None = None, state: str = "") -> None:
        self.file = file
        self.state = hashlib.sha256(f"{code_state()}\0{state}".encode()).digest()
        self.known = self._read()
        self.used: dict[str, Any] = {}

    def find(self, key: str) -> Any:
        """What is kept under the key, or None."""
        if key not in self.used and key in self.known:
            self.used[key] = self.known[key]
        return self.used.get(key)

    def keep(self, key: str, value: Any) -> None:
        """Keep it; it is written when it is saved."""
        self.used[key] = value

    def made(self, key: str, make: Callable[[], T]) -> T:
        """What is kept under the key; made, where nothing is."""
        found = self.find(key)
        if found is None:
            found = make()
            self.keep(key, found)
        return cast("T", found)

    def save(self, *, whole: bool = True) -> None:
        """Write what was used; unless the run was about the `whole`, the rest stays, too."""
        values = self.used if whole else {**self.known, **self.used}
        if self.file is None or values == self.known:
            return
        data = zlib.compress(marshal.dumps(values), QUICK)
        part = self.file.with_name(f"{self.file.name}.{os.getpid()}")
        with suppress(OSError):  # a folder that may not be written to: the next run takes longer
            self.file.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(self.state + _seal(data) + data)
            files.replace(part, self.file)

    def _read(self) -> dict[str, Any]:
        if self.file is None:
            return {}
        with suppress(OSError, ValueError, EOFError, TypeError, zlib.error):
            data = self.file.read_bytes()
            if hmac.compare_digest(data[:HEAD], self.state + _seal(data[HEAD:])):
                return dict(marshal.loads(zlib.decompress(data[HEAD:])))
        return {}


def digest(*parts: object) -> str:
    """A key: a hash of plain values."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _seal(data: bytes) -> bytes:
    return hmac.digest(_secret(), data, "sha256")


@cache
def _secret() -> bytes:
    """Of this user on this computer; where none can be kept, of this run."""
    with suppress(OSError, RuntimeError):
        home = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_CACHE_HOME")
        path = Path(home or Path.home() / ".cache") / "fanzha" / "secret"
        for _ in range(2):
            with suppress(FileNotFoundError):
                found = path.read_bytes()
                if len(found) == SECRET:
                    return found
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f"{path.name}.{os.getpid()}")
            part.touch(0o600)
            part.write_bytes(secrets.token_bytes(SECRET))
            files.replace(part, path)
    return secrets.token_bytes(SECRET)
