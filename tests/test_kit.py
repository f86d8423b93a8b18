"""The folder for a computer without a network: complete, by hash, and it works with the cable cut."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT, MakeProject
from tests.samples import scam
from tests.test_make import Commands
from tests.test_make import make as make  # a fixture

PIN = re.compile(r"(?m)^([\w.-]+==[^\s#]+)")
SCRIPT = ROOT / "scripts" / "make_kit.py"


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_kit", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_wheel_stands_in_the_list_with_its_hash(maker: ModuleType, tmp_path: Path) -> None:
    names = ["a_b-1.0-cp311-cp311-win_amd64.whl", "a_b-1.0-cp312-cp312-win_amd64.whl"]
    for name in names:
        (tmp_path / name).write_bytes(name.encode())
    text = maker.hashes(tmp_path)
    assert text.count("a-b==1.0") == 1
    assert all(hashlib.sha256(name.encode()).hexdigest() in text for name in names)


def test_all_pins_are_gathered(maker: ModuleType) -> None:
    """A pin with a comment behind it is a pin; the project itself is none."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    rows = [row for row in text.splitlines() if "==" in row and not row.startswith("#")]
    assert len(maker.PIN.findall(text)) == len(rows) > 40


def test_a_file_to_double_click_starts_the_project(maker: ModuleType, tmp_path: Path) -> None:
    maker.copy_project(tmp_path)
    start = (tmp_path / "开始.cmd").read_bytes()
    assert start.isascii() and b"scripts\\make.py" in start and b"\r\n" in start
    assert os.access(tmp_path / "开始.sh", os.X_OK)
    assert (tmp_path / "docs/data/numbers.yml").is_file() and not list(
        tmp_path.rglob("__pycache__")
    )


def test_beside_wheels_nothing_is_fetched_and_everything_has_a_hash(
    make: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = Commands()
    monkeypatch.setattr(make, "run", commands)
    make.install(("requirements.txt",))
    assert "--no-index" not in commands[-1]
    (make.ROOT / "wheels").mkdir()
    (make.ROOT / "wheels/requirements.txt").write_text("a==1 --hash=sha256:0\n", encoding="utf-8")
    make.install(("requirements.txt",))
    listed, own = commands[-2:]
    assert {"--no-index", "--require-hashes"} <= set(listed)
    assert {"--no-index", "--no-deps", "--no-build-isolation"} <= set(own)


def test_every_pin_has_its_hashes() -> None:
    """Run scripts/make_hashes.py after a change of requirements.txt."""
    listed = (ROOT / "requirements-hashes.txt").read_text(encoding="utf-8")
    rows = {
        row.split(" ")[0].lower().replace("_", "-") for row in listed.split("\n") if "==" in row
    }
    pins = PIN.findall((ROOT / "requirements.txt").read_text(encoding="utf-8"))
    assert {pin.lower().replace("_", "-") for pin in pins} <= rows
    assert all("--hash=sha256:" in row for row in re.split(r"\n(?=\w)", listed)[1:])


@pytest.mark.parametrize(
    ("listed", "python", "by_hash"),
    [("a-b==1 \\\n    --hash=sha256:0\n", (3, 12), True), ("a-b==1 \\\n", (3, 15), False)],
)
def test_online_too_only_what_has_a_hash_is_installed(
    make: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    listed: str,
    python: tuple[int, int],
    by_hash: bool,
) -> None:
    """Where the list is not for this system, that is said."""
    commands, told = Commands(), []
    monkeypatch.setattr(make, "run", commands)
    monkeypatch.setattr(make, "say", told.append)
    monkeypatch.setattr(make.sys, "version_info", python)
    monkeypatch.setattr(make.platform, "machine", lambda: "AMD64")
    monkeypatch.setattr(make.platform, "libc_ver", lambda: ("glibc", "2.36"))
    (make.ROOT / "requirements.txt").write_text("a_b==1  # MIT\n-e .\n", encoding="utf-8")
    (make.ROOT / make.HASHES).write_text(listed, encoding="utf-8")
    assert make.install(("requirements.txt",)) == 0
    assert ("--require-hashes" in commands[0]) == by_hash
    assert bool(told) != by_hash
    if by_hash:
        assert {"--no-deps", "--no-build-isolation"} <= set(commands[1])


def test_a_list_of_other_pins_is_refused(make: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make, "run", Commands())
    (make.ROOT / "requirements.txt").write_text("a==2\n", encoding="utf-8")
    (make.ROOT / make.HASHES).write_text("a==1 --hash=sha256:0\n", encoding="utf-8")
    with pytest.raises(make.SetupError, match=r"make_hashes\.py"):
        make.install(("requirements.txt",))


GUARD = """
import socket
def refuse(self, address, *rest):
    if self.family != getattr(socket, "AF_UNIX", None):
        open({told!r}, "a").write(repr(address))
        raise OSError("no network in a build")
def look_up(host, *rest, **more):
    open({told!r}, "a").write(repr(host))
    raise socket.gaierror("no network in a build")
socket.socket.connect = socket.socket.connect_ex = refuse
socket.getaddrinfo = socket.gethostbyname = look_up
"""


def test_no_dependency_reaches_the_network(project: MakeProject, tmp_path: Path) -> None:
    """Each process of a build runs with sockets that write down whom they were asked to call."""
    told = tmp_path / "told.txt"
    (tmp_path / "sitecustomize.py").write_text(GUARD.format(told=str(told)), encoding="utf-8")
    made = project({"scams/shuadan.md": scam()}, fonts=True)
    command = ("print", "shuadan", "--product", "leaflet-a4", "-o", str(tmp_path / "x.pdf"))
    done = subprocess.run(
        [sys.executable, "-m", "fanzha", *command],
        cwd=made.root,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")
    assert not told.exists(), told.read_text(encoding="utf-8")


@pytest.mark.full
def test_the_kit_works_with_the_network_cut(tmp_path: Path) -> None:
    """A new namespace has no network at all."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    made = [sys.executable, SCRIPT, "--platform", "linux", "--python", version, "--to", tmp_path]
    subprocess.run(made, check=True, timeout=900)
    cut = ["unshare", "--user", "--map-root-user", "--net"]
    if not shutil.which("unshare") or subprocess.run([*cut, "true"]).returncode:
        pytest.skip("this machine cannot cut the network for one process")
    done = subprocess.run(
        [*cut, Path(sys.executable).resolve(), tmp_path / "fanzha/scripts/make.py", "check"],
        env={"HOME": str(tmp_path), "PATH": os.environ["PATH"], "PIP_CONFIG_FILE": os.devnull},
        capture_output=True,
        timeout=900,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.full
def test_every_wheel_for_windows_is_there(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, SCRIPT, "--platform", "windows", "--to", tmp_path])
    assert done.returncode == 0
    assert {"cp311", "cp312", "cp313"} <= {
        wheel.name.split("-")[2] for wheel in (tmp_path / "fanzha/wheels").glob("*win_amd64.whl")
    }
