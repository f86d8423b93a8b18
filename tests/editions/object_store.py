"""A server that speaks S3, as a process of this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.editions.cluster import free_port, wait_for

# As users run it: keys and address stand in the environment.
SCRIPT = (
    "import sys, s3fs; fs = s3fs.S3FileSystem(use_listings_cache=False)\n"
    "if sys.argv[1] == 'make': fs.mkdir(sys.argv[2])\n"
    "else: fs.get(sys.argv[2] + '/', sys.argv[3] + '/', recursive=True)"
)


@contextmanager
def object_store(folder: Path) -> Iterator[Mapping[str, str]]:
    """What stands in the environment of those who use it; its log lies in the folder."""
    port = free_port()
    with (folder / "s3.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "moto.server", "-p", str(port)], stdout=log, stderr=log
        )
    try:
        wait_for("the S3 server", lambda: _listens(port))
        yield {
            **{"AWS_ACCESS_KEY_ID": "k", "AWS_SECRET_ACCESS_KEY": "s"},
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
            "AWS_DEFAULT_REGION": "us-east-1",
        }
    finally:
        server.kill()
        server.wait()


def ask(env: Mapping[str, str], *words: str) -> None:
    """`make BUCKET`, or `get PLACE FOLDER`."""
    subprocess.run([sys.executable, "-c", SCRIPT, *words], env={**os.environ, **env}, check=True)


def _listens(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0
