"""The live preview as a guest on somebody's computer: one address, one folder, nothing left behind.

MkDocs' server answers to every name that leads to it, so a page on the internet could read a
preview through a name of its own (DNS rebinding); it puts the site into the system's folder for
temporary files, where a closed window leaves 275 MB; and it takes its port when all is made.
"""

from __future__ import annotations

import ipaddress
import os
import signal
import socket
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from fanzha import files
from fanzha.errors import UsageError

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
# What the system sends when a window is closed or the computer shuts down.
ENDS = ("SIGTERM", "SIGHUP", "SIGBREAK")
HERE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Address:
    """Where a preview listens."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """What to type into a browser; a server on all addresses is reached by the nearest."""
        host = "127.0.0.1" if self.everywhere else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"

    @property
    def everywhere(self) -> bool:
        """Whether it listens on all addresses of the computer."""
        return self.host in ("0.0.0.0", "::")

    def names(self, host: str) -> bool:
        """Whether a Host header names this server. No foreign name is an address in figures."""
        name, _, port = host.rpartition(":")
        name = name.strip("[]").lower()
        if port != str(self.port):
            return False
        if self.everywhere:
            return name in HERE or _is_address(name)
        return name == self.host or (self.host in HERE and name in HERE)


def read_address(text: str) -> Address:
    """`dev_addr` of mkdocs.yml, such as 127.0.0.1:8000 or [::1]:8000."""
    host, _, port = text.rpartition(":")
    host = host.strip("[]").lower()
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise UsageError(f"mkdocs.yml 里的 dev_addr 要写成 127.0.0.1:8000 这样，不是 {text}")
    return Address(host, int(port))


def refuse_taken(address: Address) -> None:
    """Raise UsageError where nobody can listen there; said before anything is made."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    with socket.socket(family) as probe:
        if os.name != "nt":  # on Windows it would let two programs share a port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address.host, address.port))
        except OSError as error:
            raise UsageError(
                f"{address.host}:{address.port} 用不了，多半是被占用了（{error.strerror}）：先关掉另一个"
                "预览窗口；或者在 mkdocs.yml 里写一行 dev_addr: 127.0.0.1:8001，换一个端口"
            ) from None


def only_for(address: Address, app: App) -> App:
    """The application, for requests that name this server; others are refused."""

    def guarded(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if address.names(environ.get("HTTP_HOST", "")):
            return app(environ, start)
        start("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8")])
        return [f"只能从 {address.url} 打开".encode()]

    return guarded


@contextmanager
def own_folder(root: Path) -> Iterator[None]:
    """Temporary files go below the project's cache; what a closed window left there is cleared.

    A window that is closed, or a computer that shuts down, ends the block like Ctrl-C.
    """
    folder = root / ".cache" / "fanzha" / "preview"
    folder.parent.mkdir(parents=True, exist_ok=True)
    before = tempfile.tempdir
    try:
        with FileLock(folder.with_suffix(".lock"), timeout=0):
            files.remove(folder)
            folder.mkdir(exist_ok=True)
            tempfile.tempdir = str(folder)
            ends = [getattr(signal, name) for name in ENDS if hasattr(signal, name)]
            handlers = {end: signal.signal(end, signal.default_int_handler) for end in ends}
            try:
                yield
            finally:
                for end, handler in handlers.items():
                    signal.signal(end, handler)
                tempfile.tempdir = before
                files.remove(folder)
    except Timeout:
        raise UsageError("这个项目已经在预览了：用那个窗口，或者先关掉它") from None


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
