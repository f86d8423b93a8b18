"""Towns at an address: sent once, taken up where it was cut off, and cleared of what is no more.

fsspec's `memory://` stands for all of them, and a real S3 server (moto) is asked, too.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import fsspec
import pytest

from fanzha.building.progress import Silent
from fanzha.edition import Project
from fanzha.editions.address import place
from fanzha.editions.engine import LocalEngine
from fanzha.editions.making import Wanted, make_all
from fanzha.editions.report import Report
from tests.commands import fanzha
from tests.conftest import MakeProject
from tests.editions.object_store import ask, object_store
from tests.editions.province import NAMES, made, province


def build(project: Project, address: str) -> Report:
    engine = LocalEngine(1, Silent())
    config = project.root / "mkdocs.yml"
    return make_all(project, config, place(address), Wanted(), engine, lambda *_: None)


@pytest.fixture
def memory() -> Iterator[Any]:
    """An empty place in the memory of this process."""
    system = fsspec.filesystem("memory")
    yield system
    system.store.clear()


def test_what_is_sent_is_what_a_folder_has(
    project: MakeProject, tmp_path: Path, memory: Any
) -> None:
    town = project(province(), region="sheng")
    told = build(town, "memory://bucket/towns")
    alone = project(province(), region="zhen-a")
    assert fanzha(alone.root, "build", "--site-dir", tmp_path / "a").returncode == 0
    base = "/bucket/towns/zhen-a/"
    there = {path.removeprefix(base): memory.cat(path) for path in memory.find(base)}
    assert there == made(tmp_path / "a")
    assert b'href="zhen-b/"' in memory.cat("/bucket/towns/index.html")
    assert all(one.fresh == one.size for one in told.outcomes)
    assert {one.state for one in build(town, "memory://bucket/towns").outcomes} == {"same"}


def test_only_what_is_not_there_is_sent(project: MakeProject, memory: Any) -> None:
    """A changed town sends what changed; what was cut off is sent again; what is gone, goes."""
    town = project(province(), region="sheng")
    build(town, "memory://bucket/towns")
    profile = town.docs / "data" / "regions" / "zhen-a.yml"
    text = profile.read_text(encoding="utf-8")
    profile.write_text(text + "products: {texts: [shuadan/group.txt]}\n", encoding="utf-8")
    memory.pipe_file("/bucket/towns/zhen-a/texts/shuadan/group.txt", b"cut off")
    told = {one.region: one for one in build(town, "memory://bucket/towns").outcomes}
    assert [name for name, one in told.items() if one.state == "made"] == ["zhen-a"]
    assert told["zhen-a"].fresh == told["zhen-a"].size
    assert not memory.exists("/bucket/towns/zhen-a/texts/shuadan/script.txt")
    assert memory.cat("/bucket/towns/zhen-a/texts/shuadan/group.txt") != b"cut off"
    profile.write_text(profile.read_text(encoding="utf-8") + "reward: 有奖励\n", encoding="utf-8")
    again = {one.region: one for one in build(town, "memory://bucket/towns").outcomes}
    assert again["zhen-a"].fresh < again["zhen-a"].size


@pytest.fixture
def s3(tmp_path: Path) -> Iterator[Mapping[str, str]]:
    """A server that speaks S3; what stands in the environment of those who use it."""
    with object_store(tmp_path) as env:
        yield env


@pytest.mark.long
def test_a_real_s3_server(project: MakeProject, tmp_path: Path, s3: Mapping[str, str]) -> None:
    """As users do: keys and address stand in the environment."""
    town = project(province(), region="sheng")
    ask(s3, "make", "towns")
    command = [sys.executable, "-m", "fanzha", "build", "--all", "--jobs", "1"]
    for said in ("做好 4 个", "没有变化 4 个"):
        done = subprocess.run(
            [*command, "--site-dir", "s3://towns/all"],
            cwd=town.root,
            env={**os.environ, **s3, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            encoding="utf-8",
        )
        assert said in done.stdout, done.stdout + done.stderr
    got = tmp_path / "got"
    ask(s3, "get", "towns/all", str(got))
    here = project(province(), region="sheng")
    assert fanzha(here.root, "build", "--all", "--jobs", 1, "--site-dir", "out").returncode == 0
    for name in NAMES:
        assert made(got / name) == made(here.root / "out" / name)
