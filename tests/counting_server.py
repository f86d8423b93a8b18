"""A server that sends packed, as real ones do, writes down what it sent, and can be switched off."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

PREFIX = "/fanzha/"
PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"}
HEADERS = 220  # what the header lines of an answer weigh, roughly


@dataclass
class Log:
    """What was sent: (path without what follows ?, bytes of body and header)."""

    sent: list[tuple[str, int]] = field(default_factory=list)
    down: bool = False  # answers nobody any more
    gate: threading.Event = field(default_factory=threading.Event)  # closed: answers must wait

    def __post_init__(self) -> None:
        self.gate.set()

    def clear(self) -> None:
        self.sent.clear()

    @property
    def weight(self) -> int:
        return sum(size for _, size in self.sent)

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.sent]


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, folder: Path, log: Log, **options: Any) -> None:
        self.folder, self.log = folder, log
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        self.log.gate.wait()
        if self.log.down:
            self.close_connection = True
            return
        path = self.path.split("?")[0]
        file = self.folder / path.removeprefix(PREFIX)
        file = file / "index.html" if path.endswith("/") else file
        found = path.startswith(PREFIX) and file.is_file()
        data = (file if found else self.folder / "404.html").read_bytes()
        packed = file.suffix in PACKED
        body = gzip.compress(data, 6) if packed else data
        self.log.sent.append((path.removeprefix(PREFIX), len(body) + HEADERS))
        self.send_response(200 if found else 404)
        kind = self.guess_type(str(file)) if found else "text/html"
        charset = "; charset=utf-8" if kind.startswith(("text/", "application/javascript")) else ""
        self.send_header("Content-Type", kind + charset)
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        with suppress(ConnectionError):  # a page that is left hangs up
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


@contextmanager
def weighing(folder: Path) -> Iterator[tuple[str, Log]]:
    """The address at which the folder is served, and the log of what is sent."""
    log = Log()
    handler = partial(_Handler, folder=folder, log=log)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{PREFIX}", log
        log.gate.set()
        server.shutdown()
