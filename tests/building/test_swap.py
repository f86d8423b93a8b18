"""Putting a new folder in the place of the old one: residents never meet half a site."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from fanzha.building import swap as swap_module
from fanzha.building.swap import swap
from fanzha.errors import UsageError


@pytest.fixture(params=["exchange", "two renames"])
def target(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a site is to be, on Linux (one exchange) and as elsewhere (two renames)."""
    if request.param == "two renames":
        monkeypatch.setattr(swap_module, "_exchange", lambda one, other: False)
    return tmp_path / "网站" / "site"


def write(folder: Path, text: str) -> None:
    (folder / "inner").mkdir(parents=True, exist_ok=True)
    (folder / "inner" / "a.txt").write_text(text, encoding="utf-8")


def tree(folder: Path) -> dict[str, str]:
    """Everything beside and below the target."""
    files = [path for path in folder.parent.rglob("*") if path.is_file()]
    return {
        path.relative_to(folder.parent).as_posix(): path.read_text(encoding="utf-8")
        for path in files
    }


def test_the_first_site_appears_when_it_is_ready(target: Path) -> None:
    with swap(target) as fresh:
        write(fresh, "新")
        assert not target.exists()
    assert tree(target) == {"site/inner/a.txt": "新"}


def test_a_new_site_replaces_the_old_one_whole(target: Path) -> None:
    """What is no longer made must not stay behind: a withdrawn leaflet would still be handed out."""
    write(target, "旧")
    (target / "gone.txt").write_text("旧", encoding="utf-8")
    with swap(target) as fresh:
        write(fresh, "新")
        assert tree(target)["site/inner/a.txt"] == "旧"
    assert tree(target) == {"site/inner/a.txt": "新"}


def test_a_failure_leaves_the_old_site_and_nothing_else(target: Path) -> None:
    write(target, "旧")
    with pytest.raises(KeyboardInterrupt), swap(target) as fresh:
        write(fresh, "新")
        raise KeyboardInterrupt
    assert tree(target) == {"site/inner/a.txt": "旧"}
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def test_what_a_killed_build_left_is_cleared(target: Path) -> None:
    """A power cut in a build must not fill the disk, one half site a day."""
    write(target, "旧")
    code = "import sys, os; from pathlib import Path; from fanzha.building.swap import swap\n" + (
        "with swap(Path(sys.argv[1])) as fresh:\n"
        "    (fresh / 'half.txt').write_text('半', encoding='utf-8'); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code, target]).returncode == 9
    left = [path.name for path in target.parent.iterdir() if path.name != "site"]
    assert len(left) == 1 and left[0].startswith(".site-")
    assert tree(target)["site/inner/a.txt"] == "旧"
    with swap(target) as fresh:
        write(fresh, "新")
    assert [path.name for path in target.parent.iterdir()] == ["site"]


@pytest.mark.parametrize("aside", [".site-old-ab12_9xy", ".site-old"])
def test_a_build_killed_between_the_two_renames_is_made_good(target: Path, aside: str) -> None:
    """Then the old site lies aside and its place is empty; also a build that fails restores it."""
    write(target.with_name(aside), "旧")
    with pytest.raises(ValueError, match="坏"), swap(target):
        raise ValueError("坏")
    assert tree(target) == {"site/inner/a.txt": "旧"}


def test_folders_of_others_are_left_alone(target: Path) -> None:
    """Two sites may be built side by side: site, site-2 and site-new; an owner keeps a copy."""
    others = ["site-2/a.txt", ".site-2-new-ab12_9xy/a.txt", ".sites/a.txt"]
    others += [".site-new-new-ab12_9xy/a.txt", ".site-old/a.txt", ".site-new-mine/a.txt"]
    write(target, "旧")
    for name in others:
        path = target.parent / name
        path.parent.mkdir(parents=True)
        path.write_text("他", encoding="utf-8")
    with swap(target) as fresh:
        write(fresh, "新")
    assert sorted(tree(target)) == sorted([*others, "site/inner/a.txt"])


@pytest.mark.parametrize("name", ["s[ab]", "s*", "站点 (1)"])
def test_left_overs_go_whatever_the_name(tmp_path: Path, name: str) -> None:
    """Brackets and stars are allowed in the name of a folder and mean nothing to us."""
    if sys.platform == "win32" and "*" in name:
        name = "s+"
    write(tmp_path / f".{name}-new-ab12_9xy", "半")
    write(tmp_path / ".sa-new-ab12_9xy", "他")
    with swap(tmp_path / name) as fresh:
        write(fresh, "新")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([".sa-new-ab12_9xy", name])


def test_a_web_server_can_read_the_site(target: Path) -> None:
    """It runs as another user; a private folder would answer 403 to the whole town."""
    with swap(target) as fresh:
        write(fresh, "新")
    assert stat.S_IMODE(target.stat().st_mode) & 0o055 == 0o055


def test_an_open_file_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows refuses to move a folder while a viewer shows one of its PDFs."""
    target = tmp_path / "site"
    write(target, "旧")
    monkeypatch.setattr(swap_module, "_exchange", lambda one, other: False)

    def refuse(path: Path, goal: Path) -> Path:
        raise PermissionError(13, "in use", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", refuse)
        with pytest.raises(UsageError, match=r"正在使用.*关掉后再试"), swap(target) as fresh:
            write(fresh, "新")
    assert tree(target) == {"site/inner/a.txt": "旧"}
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(sys.platform == "win32", reason="links need special rights on Windows")
def test_the_folder_behind_a_link_is_replaced(tmp_path: Path) -> None:
    """On a server, `site` is often a link to the web root: the link stays, its folder is new."""
    web = tmp_path / "www"
    web.mkdir()
    (web / "index.html").write_text("old", encoding="utf-8")
    link = tmp_path / "site"
    link.symlink_to(web, target_is_directory=True)
    with swap(link) as fresh:
        (fresh / "index.html").write_text("new", encoding="utf-8")
    assert link.is_symlink()
    assert (web / "index.html").read_text(encoding="utf-8") == "new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "www"]


@pytest.mark.skipif(sys.platform != "linux", reason="others have no exchange in one step")
def test_on_linux_there_is_no_moment_without_a_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The two folders change places in one step: no rename, between two of which there is nothing."""
    target = tmp_path / "site"
    write(target, "旧")

    def refuse(path: Path, goal: Path) -> Path:
        raise AssertionError("two renames")

    monkeypatch.setattr(Path, "rename", refuse)
    with swap(target) as fresh:
        write(fresh, "新")
    assert tree(target) == {"site/inner/a.txt": "新"}


def test_an_exchange_that_fails_is_not_taken_for_one(tmp_path: Path) -> None:
    """Some disks cannot do it; then the two renames follow."""
    write(tmp_path / "a", "新")
    assert not swap_module._exchange(tmp_path / "a", tmp_path / "nowhere")
    assert (tmp_path / "a").is_dir()
