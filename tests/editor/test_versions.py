"""Versions: kept where there is Git, told in Chinese, and no harm where there is none."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from fanzha.editor.versions import Difference, Versions, differences, form_of
from fanzha.errors import UsageError
from tests import samples

HAS_GIT = shutil.which("git") is not None


def git(root: Path, *words: str) -> str:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@b", *words]
    done = subprocess.run(command, cwd=root, check=True, capture_output=True, encoding="utf-8")
    return done.stdout


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Versions:
    """A project in a folder of a repository, with one version; nobody has told Git a name."""
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    root = tmp_path / "仓库" / "反诈 资料"
    (root / "docs" / "cases").mkdir(parents=True)
    (root / "docs" / "cases" / "a.md").write_text(samples.case(), encoding="utf-8")
    (root / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    git(root.parent, "init", "--quiet")
    git(root.parent, "add", "-A")
    git(root.parent, "commit", "--quiet", "-m", "first")
    return Versions(root, root / "docs")


@pytest.mark.skipif(not HAS_GIT, reason="needs Git")
def test_only_the_content_becomes_a_version(town: Versions) -> None:
    assert town.kept()
    assert not town.keep("没有改动")
    path = town.docs / "cases" / "a.md"
    text = path.read_text(encoding="utf-8").replace("她扫码进了群。", "他扫码进了群。")
    path.write_text(text.replace("先返小钱。\n", "先返小钱，再要垫钱。\n", 1), encoding="utf-8")
    (town.docs / "cases" / "新的.md").write_text("新的", encoding="utf-8")
    (town.root / "mkdocs.yml").write_text("site_name: y\n", encoding="utf-8")
    git(town.root, "add", "mkdocs.yml")  # what somebody else has prepared stays prepared
    assert town.changed() == ["docs/cases/a.md", "docs/cases/新的.md"]
    assert town.compare(path) == [
        Difference("经过 第1条 发生了什么", "她扫码进了群。", "他扫码进了群。"),
        Difference("正文“是什么”", "先返小钱。", "先返小钱，再要垫钱。"),
    ]
    assert town.keep("改了两处\n--amend")
    assert (town.changed(), town.compare(path)) == ([], [])
    assert git(town.root, "log", "-1", "--format=%an %s").strip() == "反诈宣传编辑 改了两处 --amend"
    assert git(town.root, "diff", "--cached", "--name-only").count("mkdocs.yml") == 1


def test_without_git_there_are_no_versions(
    town: Versions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = town.docs / "cases" / "a.md"
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    bare = Versions(tmp_path, tmp_path / "docs")
    monkeypatch.setenv("PATH", str(tmp_path))
    for versions in (town, bare):
        assert (versions.kept(), versions.changed()) == (False, [])
        with pytest.raises(UsageError, match="没有装 Git"):
            versions.keep("x")
    assert town.last(path) is None


def test_lists_and_broken_files_are_compared_too() -> None:
    old = samples.scam()
    new = old.replace("  - 佣金马上到\n", "").replace("audiences: [everyone]", "audiences: [older]")
    found = differences(old, new, form_of("scams/x.md"))
    assert Difference("给谁看 第1条", "everyone", "older") in found
    assert Difference("对方常说的话 第2条", "佣金马上到", "") in found
    broken = differences(old, old.replace("title: ", "title："), form_of("scams/x.md"))
    assert [each.label for each in broken] == ["第2行"]
