"""Which tests `test --quick` chooses."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import LONGEST
from tests.near import ROOMS, changed, is_near, places
from tests.shared import ROOT


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("scripts/fanzha/checks/facts/sources.py", "checks"),
        ("scripts/fanzha/kept.py", "test_kept.py"),
        ("overrides/print/plate.typ", "printing"),
        ("docs/data/words/app.yml", "content/data"),
        ("tests/site/test_search.py", "site/test_search.py"),
        ("tests/site/conftest.py", "site"),
        ("requirements.txt", "test_packaging.py"),
    ],
)
def test_a_change_has_its_tests(path: str, near: str) -> None:
    assert places([path]) == {near}
    assert (ROOT / "tests" / near).exists()


def test_every_folder_of_templates_has_its_tests() -> None:
    """But for what all of them share."""
    folders = {f"overrides/{path.name}" for path in (ROOT / "overrides").iterdir() if path.is_dir()}
    shared = {"overrides/fonts", "overrides/typst"}
    assert folders - shared <= set(ROOMS)
    assert all((ROOT / path).exists() for path in ROOMS)


def test_what_stands_near() -> None:
    assert is_near("checks/facts/test_facts.py", {"checks"})
    assert is_near("test_kept.py", {"test_kept.py"})
    assert not is_near("checks/facts/test_facts.py", {"check", ".", "site"})


def test_what_is_new_or_changed_is_found(tmp_path: Path) -> None:
    def git(*args: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
        subprocess.run(["git", *who, *args], cwd=tmp_path, check=True, capture_output=True)

    git("init")
    for name in ("stands", "changed"):
        (tmp_path / f"{name}.py").write_text("", encoding="utf-8")
    git("add", ".")
    git("commit", "-m", "first")
    for name in ("changed", "新的"):
        (tmp_path / f"{name}.py").write_text("1", encoding="utf-8")
    assert changed(tmp_path) == ["changed.py", "新的.py"]


def test_what_comes_first_is_there() -> None:
    """A file that was renamed would come last, and a worker wait for it."""
    assert [name for name in LONGEST if not (ROOT / "tests" / name).is_file()] == []
