"""Many towns with a key: signed by whoever starts them, though others make them, and sent anywhere.

The private key is on the computer that starts the build and nowhere else: workers have none.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from fanzha.edition import Project
from fanzha.editions import fingerprints
from tests.commands import fanzha
from tests.conftest import MakeProject
from tests.editions.cluster import cluster
from tests.editions.object_store import ask, object_store
from tests.editions.province import NAMES, PROVINCE, made, province
from tests.samples import alert

pytestmark = pytest.mark.long
ALERT = {
    "alerts/qun.md": alert(severity="urgent"),
    "data/regions/sheng.yml": PROVINCE.replace(
        "[shuadan/script.txt, shuadan/group.txt]}", "[group.txt], packs: [alert-qun]}"
    ),
}


@dataclass(frozen=True)
class Office:
    """A province with a key, on the computer of whoever starts the builds."""

    town: Project
    key: dict[str, str]

    def build(self, *args: object, code: int = 0, **env: str) -> subprocess.CompletedProcess[str]:
        # Not by `fanzha`: Dask opens files of its own in a way that is an error there.
        done = subprocess.run(
            [sys.executable, "-m", "fanzha", "build", "--all", *map(str, args)],
            cwd=self.town.root,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **self.key, **env},
            capture_output=True,
            encoding="utf-8",
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done


@pytest.fixture
def office(project: MakeProject, tmp_path: Path) -> Office:
    """With all towns built there, signed, in the folder `alone`."""
    key = {"FANZHA_KEYS": str(tmp_path / "keys")}
    made_here = Office(project(province(ALERT), region="sheng", fonts=True), key)
    assert fanzha(made_here.town.root, "keys", "new", **key).returncode == 0
    made_here.build("--jobs", 1, "--site-dir", tmp_path / "alone")
    return made_here


def test_workers_without_the_key(office: Office, tmp_path: Path) -> None:
    alone = made(tmp_path / "alone")
    assert {f"{name}/manifest.sig" for name in NAMES} <= alone.keys()
    with cluster(tmp_path, 1) as running:
        there = ("--scheduler", running.address)
        office.build(*there, "--site-dir", tmp_path / "fetched")
        assert made(tmp_path / "fetched") == alone
        told = office.build(*there, "--shared", "--site-dir", tmp_path / "shared", code=1).stdout
        assert told.count("没有私钥") == len(NAMES)


@pytest.mark.full  # An address alone is proved in test_remote.py, workers alone above.
def test_workers_and_an_address(office: Office, tmp_path: Path) -> None:
    town, key, build = office.town, office.key, office.build
    alone = made(tmp_path / "alone")
    with object_store(tmp_path) as env, cluster(tmp_path, 1) as running:
        there = ("--scheduler", running.address)
        ask(env, "make", "towns")
        build(*there, "--site-dir", "s3://towns/all", **env)
        again = build(*there, "--site-dir", "s3://towns/all", **env)
        assert "没有变化 4 个" in again.stdout
        ask(env, "get", "towns/all", str(tmp_path / "got"))
        assert made(tmp_path / "got") == alone
        # A later edition: the list still knows what was handed out before.
        _change(town.docs / "alerts" / "qun.md")
        build(*there, "--site-dir", "s3://towns/all", **env)
        ask(env, "get", "towns/all", str(tmp_path / "later"))
        build("--jobs", 1, "--site-dir", tmp_path / "alone")
        assert made(tmp_path / "later") == made(tmp_path / "alone")
    listed = json.loads((tmp_path / "later/zhen-a/genuine.txt").read_bytes().split(b"\n")[0])
    assert "packs/alert-qun.zip" in {row[1] for row in listed["old"]}
    shown = fanzha(town.root, "verify", tmp_path / "later/zhen-a", **key).stdout
    assert "是真的" in shown


def test_a_key_that_came_later_makes_the_towns_again(
    project: MakeProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = project(province(), region="sheng")
    config = town.root / "mkdocs.yml"
    monkeypatch.setenv("FANZHA_KEYS", str(tmp_path))
    before = fingerprints.shared(town, config)
    (tmp_path / "0f0f.pem").write_text("", encoding="utf-8")
    assert fingerprints.shared(town, config) != before


def _change(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    new = text.replace("\nreviewed: 2026-11-20", "\nreviewed: 2026-11-21")
    assert new != text
    path.write_text(new, encoding="utf-8")
