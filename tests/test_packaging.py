"""pyproject.toml, requirements.txt and what the code imports say the same.

`pip install .` brings only what pyproject.toml names, and `make.py` installs only what
requirements.txt pins: what one of them forgets works here and fails in a town.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
from collections import Counter
from collections.abc import Iterable
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT, MakeProject
from tests.samples import scam
from tests.test_architecture import MODULES, imports

# Named though never imported: MkDocs finds it as a theme.
NOT_IMPORTED = {"mkdocs-material"}
# What fsspec loads for an address that begins with s3://.
FOUND_BY_NAME = {"s3fs"}
PLATFORMS = [
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
]


def imported() -> set[str]:
    """The distributions that the package imports, also inside functions."""
    homes = packages_distributions()
    names = {name.split(".")[0] for tree in MODULES.values() for name in imports(tree)}
    outside = names - set(sys.stdlib_module_names) - {"fanzha"}
    return {canonicalize_name(homes[name][0]) for name in outside}


def declared() -> set[str]:
    """The dependencies of pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {canonicalize_name(Requirement(line).name) for line in project["dependencies"]}


def extras() -> set[str]:
    """What only some need: many machines, other places than a folder."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [line for some in project["optional-dependencies"].values() for line in some]
    return {canonicalize_name(Requirement(line).name) for line in lines}


def pinned(text: str) -> list[str]:
    """The names in (a part of) requirements.txt, each as often as it stands there."""
    return [canonicalize_name(name) for name in re.findall(r"(?m)^([\w.-]+)==\S+", text)]


REQUIREMENTS = (ROOT / "requirements.txt").read_text(encoding="utf-8")


def needed(names: Iterable[str]) -> set[str]:
    """These distributions and all that they need, on Linux or Windows."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        for line in requires(name) or []:
            need = Requirement(line)
            marks = [{"extra": "", **platform} for platform in PLATFORMS]
            if need.marker is None or any(need.marker.evaluate(mark) for mark in marks):
                waiting.append(canonicalize_name(need.name))
    return found


def test_pyproject_names_what_is_imported() -> None:
    assert (declared() | extras()) - NOT_IMPORTED - FOUND_BY_NAME == imported()


def test_every_line_of_requirements_is_a_pin_or_the_project() -> None:
    """An unpinned name would bring another version every month."""
    lines = [line.split("#")[0].strip() for line in REQUIREMENTS.splitlines()]
    assert len([line for line in lines if line and line != "-e ."]) == len(pinned(REQUIREMENTS))


def test_requirements_begin_with_what_pyproject_names() -> None:
    """With its licence and its purpose; what those need follows below."""
    ours, _, _ = REQUIREMENTS.partition("# What those need.")
    assert set(pinned(ours)) == declared()


def test_requirements_pin_all_that_is_needed_once_and_nothing_else() -> None:
    """Installed from PyPI on its own, or kept after its user went: both are surprises."""
    assert [name for name, count in Counter(pinned(REQUIREMENTS)).items() if count > 1] == []
    assert set(pinned(REQUIREMENTS)) == needed(declared())


@pytest.mark.full
def test_pip_install_brings_all_that_is_needed(project: MakeProject, tmp_path: Path) -> None:
    """With pip alone, as somebody does who has never seen requirements.txt: minutes, and a network."""
    root = project({"scams/shuadan.md": scam()}, fonts=True).root
    source = tmp_path / "source"
    shutil.copytree(ROOT / "scripts", source / "scripts")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copyfile(ROOT / name, source / name)
    venv.create(tmp_path / "venv", with_pip=True)
    folder = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    pip = [folder / "python", "-m", "pip", "install", "--quiet", source]
    subprocess.run(pip, check=True)
    for command in (["list"], ["print", "shuadan", "--product", "leaflet-a4", "-o", "x.pdf"]):
        done = subprocess.run([folder / "fanzha", *command], cwd=root, capture_output=True)
        assert (done.returncode, done.stderr.decode()) == (0, "")
    assert (root / "x.pdf").read_bytes().startswith(b"%PDF")
