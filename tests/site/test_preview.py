"""The live preview: its port, its names, its folder. MkDocs' own part is not tested again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from fanzha.errors import UsageError
from fanzha.site.preview import Address, only_for, own_folder, read_address, refuse_taken
from tests.commands import PYTHON, fanzha
from tests.conftest import MakeProject
from tests.samples import page


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def on_port(root: Path, port: int) -> None:
    """Let the settings name this port."""
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(f"dev_addr: 127.0.0.1:{port}\n{text}", encoding="utf-8", newline="\n")


# Its port.


def test_a_taken_port_is_said_before_anything_is_made(project: MakeProject, taken: int) -> None:
    """It was said after minutes, when all leaflets were made; the content is not even looked at."""
    root = project({"help/x.md": page(title="刷单: 返利")}, cold=True).root
    on_port(root, taken)
    done = fanzha(root, "serve")
    assert done.returncode == 2
    assert f"127.0.0.1:{taken} 用不了" in done.stderr and "dev_addr" in done.stderr
    assert "docs/help/x.md" not in done.stderr
    assert not (root / ".cache").exists()


def test_a_free_port_is_left_free() -> None:
    address = Address("127.0.0.1", free())
    refuse_taken(address)
    with socket.create_server((address.host, address.port)):
        pass


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("127.0.0.1:8000", "http://127.0.0.1:8000/"),
        ("localhost:8123", "http://localhost:8123/"),
        ("[::1]:8000", "http://[::1]:8000/"),
        ("0.0.0.0:80", "http://127.0.0.1:80/"),
    ],
)
def test_the_address_that_is_shown_can_be_opened(text: str, url: str) -> None:
    assert read_address(text).url == url


@pytest.mark.parametrize("text", ["8000", ":8000", "127.0.0.1:", "127.0.0.1:x", "a:0", "a:70000"])
def test_what_is_no_address_is_explained(text: str) -> None:
    with pytest.raises(UsageError, match=r"dev_addr 要写成 127\.0\.0\.1:8000 这样"):
        read_address(text)


# Its names.


@pytest.mark.parametrize(
    ("listens", "host", "answered"),
    [
        ("127.0.0.1:8000", "127.0.0.1:8000", True),
        ("127.0.0.1:8000", "localhost:8000", True),
        ("127.0.0.1:8000", "LOCALHOST:8000", True),
        ("127.0.0.1:8000", "127.0.0.1:8001", False),
        ("127.0.0.1:8000", "evil.example:8000", False),
        ("127.0.0.1:8000", "127.0.0.1.evil.example:8000", False),
        ("127.0.0.1:8000", "10.0.0.5:8000", False),
        ("127.0.0.1:8000", "localhost", False),
        ("127.0.0.1:8000", "", False),
        ("[::1]:8000", "[::1]:8000", True),
        ("192.168.1.9:8000", "192.168.1.9:8000", True),
        ("192.168.1.9:8000", "localhost:8000", False),
        ("0.0.0.0:8000", "192.168.1.9:8000", True),
        ("0.0.0.0:8000", "localhost:8000", True),
        ("0.0.0.0:8000", "evil.example:8000", False),
    ],
)
def test_only_its_own_names_are_answered(listens: str, host: str, answered: bool) -> None:
    """A page on the internet gives its own name this address, and reads what is not yet out."""
    said: list[str] = []
    app = only_for(read_address(listens), lambda environ, start: [b"draft"])
    body = b"".join(app({"HTTP_HOST": host}, lambda status, headers: said.append(status)))
    assert (body == b"draft") is answered
    assert said == ([] if answered else ["403 Forbidden"])


# Its folder.


def test_temporary_files_lie_in_the_project(tmp_path: Path) -> None:
    """And what a closed window left there is gone at the next start."""
    folder = tmp_path / ".cache" / "fanzha" / "preview"
    (folder / "mkdocs_old").mkdir(parents=True)
    before = tempfile.gettempdir()
    with own_folder(tmp_path):
        assert Path(tempfile.mkdtemp()).parent == folder
        assert not (folder / "mkdocs_old").exists()
        with pytest.raises(UsageError, match="已经在预览"), own_folder(tmp_path):
            pass
    assert not folder.exists()
    assert tempfile.gettempdir() == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_a_closed_window_leaves_nothing(project: MakeProject, tmp_path: Path) -> None:
    """The whole command, from its start to the closing of its window."""
    root = project({"help/x.md": page()}, fonts=True).root
    port = free()
    on_port(root, port)
    command = [*PYTHON, "-m", "fanzha", "serve"]
    env = {**os.environ, "PYTHONIOENCODING": "utf-8", "TMPDIR": str(tmp_path)}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=root, env=env, stdout=quiet, stderr=quiet) as child:
        address = f"http://127.0.0.1:{port}/help/x/"
        try:
            while not answers(address):
                assert child.poll() is None, "the preview ended by itself"
                time.sleep(0.05)
            foreign = Request(address, headers={"Host": f"evil.example:{port}"})
            with pytest.raises(HTTPError) as refused:
                urlopen(foreign)
            assert refused.value.code == 403
            refused.value.close()
            child.send_signal(signal.SIGHUP)
            child.wait()
        finally:
            child.kill()
    assert not (root / ".cache" / "fanzha" / "preview").exists()
    assert list(tmp_path.iterdir()) == []


def answers(address: str) -> bool:
    """Whether the page is there."""
    try:
        with urlopen(address) as answer:
            return "示范镇" in answer.read().decode("utf-8")
    except OSError:
        return False
