"""The folder that a build replaces: nobody's work is lost, and two builds never mix."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from fanzha.building.target import carry_over, compare, finish, hold, listed, publishable
from fanzha.edition import Project
from fanzha.errors import UsageError
from tests import samples
from tests.commands import PYTHON
from tests.conftest import TODAY, MakeProject

MANIFEST = "manifest.json"
ROW = {"path": "../town/docs/x.md", "bytes": 1}  # what no build of ours writes


def site(folder: Path, *paths: str, generator: str = "fanzha") -> Path:
    """A site with a manifest; each file holds its own path."""
    rows = []
    for path in paths:
        write(folder / path, path)
        rows.append({"path": path, "bytes": len(path.encode())})
    write(folder / MANIFEST, json.dumps({"generator": generator, "products": rows}))
    return folder


def write(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def below(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def town_in(root: Path) -> Project:
    (root / "docs").mkdir(parents=True, exist_ok=True)
    return Project(root, root / "docs", "shifan", TODAY)


# Whose it is.


def test_only_what_our_manifest_names_is_ours(tmp_path: Path) -> None:
    """A folder is replaced when it is missing, empty, or has our manifest; else it is a person's work."""
    town = town_in(tmp_path / "town")
    for name in ("missing", "empty", "ours", "photos", "pages", "other", "broken", "list", "out"):
        if name != "missing":
            (tmp_path / name).mkdir()
    site(tmp_path / "ours", "index.html")
    write(tmp_path / "photos" / "a.jpg")
    # A page that says so proves nothing: somebody saved it from our site among his own files.
    write(tmp_path / "pages" / "index.html", '<meta name="generator" content="fanzha 0.1.0">')
    site(tmp_path / "other", "index.html", generator="somebody")
    write(tmp_path / "broken" / MANIFEST, '{"generator": "fanzha", "prod')
    write(tmp_path / "list" / MANIFEST, '["fanzha"]')
    write(tmp_path / "out" / MANIFEST, json.dumps({"generator": "fanzha", "products": [ROW]}))
    write(tmp_path / "file")
    refused = []
    for path in sorted(tmp_path.iterdir()):
        try:
            with hold(town, path):
                pass
        except UsageError as error:
            assert str(path) in str(error) and "--site-dir" in str(error)
            refused.append(path.name)
    assert refused == ["broken", "file", "list", "other", "out", "pages", "photos", "town"]
    with hold(town, tmp_path / "missing"):
        pass


def test_nothing_is_left_beside_the_work_of_others(tmp_path: Path) -> None:
    town = town_in(tmp_path / "town")
    write(tmp_path / "desk" / "photos" / "a.jpg")
    with pytest.raises(UsageError, match="photos"), hold(town, tmp_path / "desk" / "photos"):
        pass
    assert below(tmp_path / "desk") == ["photos", "photos/a.jpg"]


@pytest.mark.parametrize("place", ["docs", "docs/site"])
def test_a_site_inside_the_content_is_refused(tmp_path: Path, place: str) -> None:
    """The next build would read its pages as content."""
    town = town_in(tmp_path)
    with pytest.raises(UsageError, match="内容文件夹"), hold(town, tmp_path / place):
        pass


# Who writes it now.

HOLD = """
import datetime, sys
from pathlib import Path
from fanzha.edition import Project
from fanzha.building.target import hold
root, target = map(Path, sys.argv[1:])
with hold(Project(root, root / "docs", "shifan", datetime.date(2026, 11, 21)), target):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_two_projects_with_one_target_do_not_mix(tmp_path: Path) -> None:
    """Two towns with one web root by mistake: the second one is told, and each site is whole."""
    one, two = town_in(tmp_path / "one"), town_in(tmp_path / "two")
    target = tmp_path / "www" / "[站]"
    command = [sys.executable, "-c", HOLD, one.root, target]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, encoding="utf-8", **pipes) as other:  # type: ignore[call-overload]
        assert other.stdout.readline() == "held\n"
        with pytest.raises(UsageError, match="另一个生成正在进行"), hold(two, target):
            pass
        with hold(two, tmp_path / "www" / "elsewhere"):
            pass
        other.stdin.close()
        other.wait()
    with hold(two, target):
        pass


def test_two_builds_into_one_folder_give_one_whole_site(
    project: MakeProject, tmp_path: Path
) -> None:
    """The whole command twice at once; it gave an incomplete site with exit 0."""
    target = tmp_path / "www"
    pages = {"help/x.md": samples.page()}
    command = [*PYTHON, "-m", "fanzha", "build", "--only", "site", "--site-dir", target]
    quiet = subprocess.DEVNULL
    children = [
        subprocess.Popen(command, cwd=project(pages).root, stdout=quiet, stderr=quiet)
        for _ in range(2)
    ]
    codes = sorted(child.wait() for child in children)
    assert codes in ([0, 0], [0, 2])
    compare(target)
    assert (target / "help" / "x" / "index.html").is_file()
    assert below(tmp_path)[:2] == [".www.lock", "www"]


def test_one_project_builds_once_at_a_time(tmp_path: Path) -> None:
    """Its cache is written by one build only."""
    town = town_in(tmp_path)
    with (
        hold(town, tmp_path / "site"),
        pytest.raises(UsageError, match="另一个生成正在进行"),
        hold(town, tmp_path / "other"),
    ):
        pass


def test_a_killed_build_holds_nothing(tmp_path: Path) -> None:
    """After a power cut nobody has to look for a file to delete."""
    town = town_in(tmp_path)
    command = [sys.executable, "-c", HOLD, town.root, tmp_path / "site"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, encoding="utf-8", **pipes) as other:  # type: ignore[call-overload]
        assert other.stdout.readline() == "held\n"
        other.kill()
    with hold(town, tmp_path / "site"):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="links need special rights on Windows")
def test_the_lock_is_that_of_the_folder_behind_a_link(tmp_path: Path) -> None:
    """Two projects reach one web root by different names."""
    one, two = town_in(tmp_path / "one"), town_in(tmp_path / "two")
    (tmp_path / "www").mkdir()
    (two.root / "site").symlink_to(tmp_path / "www", target_is_directory=True)
    with (
        hold(one, tmp_path / "www"),
        pytest.raises(UsageError, match="另一个生成正在进行"),
        hold(two, two.root / "site"),
    ):
        pass


# What is about to be swapped in.


def test_a_whole_folder_is_let_through(tmp_path: Path) -> None:
    compare(site(tmp_path / "new", "index.html", "print/a.pdf"))


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda new: (new / "print" / "a.pdf").unlink(), "少了 print/a.pdf"),
        (lambda new: write(new / "print" / "b.pdf"), "多了 print/b.pdf"),
        (lambda new: write(new / "print" / "a.pdf", "x"), "print/a.pdf 不完整"),
        (lambda new: (new / MANIFEST).unlink(), "没有清单"),
    ],
    ids=["lost", "stray", "cut short", "no manifest"],
)
def test_a_folder_that_is_not_as_its_manifest_says_is_stopped(
    tmp_path: Path, damage: object, said: str
) -> None:
    """A full disk, a cleaner, another build: the town keeps the site that it had."""
    new = site(tmp_path / "new", "index.html", "print/a.pdf")
    damage(new)  # type: ignore[operator]
    with pytest.raises(UsageError, match=said) as error:
        finish(new, tmp_path / "site")
    assert "原来的成品没有动" in str(error.value)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
@pytest.mark.parametrize("mask", [0o077, 0o022, 0o002])
def test_a_web_server_can_read_all_of_it(tmp_path: Path, mask: int) -> None:
    """An office's account may keep its files to itself; the site is for everybody."""
    before = os.umask(mask)
    try:
        new = site(tmp_path / "new", "index.html", "print/a/b.pdf")
    finally:
        os.umask(before)
    publishable(new)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in [new, *new.rglob("*")] if path.is_dir()}
    assert modes == {0o775 if mask == 0o002 else 0o755}
    modes = {stat.S_IMODE(path.stat().st_mode) for path in new.rglob("*") if path.is_file()}
    assert modes == {0o664 if mask == 0o002 else 0o644}


# What must stay.


def test_what_an_owner_keeps_in_the_site_stays(tmp_path: Path) -> None:
    """CNAME names the town's address; without .well-known/ its certificate is not renewed."""
    old = site(tmp_path / "site", "index.html", "print/old.pdf")
    write(old / "CNAME", "town.example")
    write(old / ".well-known" / "security.txt", "mail")
    write(old / "print" / "note.txt", "by hand")
    (old / "upload" / "empty").mkdir(parents=True)
    write(old / "index.html", "changed by hand, but ours")
    new = site(tmp_path / "new", "index.html", "print/new.pdf")
    kept = finish(new, old)
    assert kept == (".well-known/security.txt", "CNAME", "print/note.txt", "upload/empty")
    assert (new / "CNAME").read_text(encoding="utf-8") == "town.example"
    assert (new / "index.html").read_text(encoding="utf-8") == "index.html"
    assert below(new) == [
        *(".well-known", ".well-known/security.txt", "CNAME", "index.html", MANIFEST),
        *("print", "print/new.pdf", "print/note.txt", "upload", "upload/empty"),
    ]
    assert listed(new) == {"index.html": 10, "print/new.pdf": 13}
    again = site(tmp_path / "again", "index.html")
    assert finish(again, new) == kept, "and once more, at the next build"


@pytest.mark.skipif(sys.platform == "win32", reason="links need special rights on Windows")
def test_links_of_an_owner_stay_links(tmp_path: Path) -> None:
    """What they lead to is not copied into the site, and not deleted with the old one."""
    old = site(tmp_path / "site", "index.html")
    write(tmp_path / "films" / "a.mp4")
    (old / "films").symlink_to(tmp_path / "films", target_is_directory=True)
    (old / "gone.txt").symlink_to("nowhere")
    new = site(tmp_path / "new", "index.html")
    assert carry_over(old, new) == ("films", "gone.txt")
    assert (new / "films").readlink() == tmp_path / "films"
    assert (new / "gone.txt").is_symlink()


@pytest.mark.parametrize("name", ["robots.txt", "print", "index.html/x.txt"])
def test_a_file_that_would_be_lost_stops_the_build(tmp_path: Path, name: str) -> None:
    """A new version makes a file where the owner has put one of the same name."""
    old = site(tmp_path / "site", "a.html")
    write(old / name, "by hand")
    new = site(tmp_path / "new", "index.html", "robots.txt", "print/a.pdf")
    with pytest.raises(UsageError, match=r"不是本工具生成的.*移到成品文件夹外面") as error:
        carry_over(old, new)
    assert str(old / name) in str(error.value)
    assert (old / name).read_text(encoding="utf-8") == "by hand"


def test_the_lock_is_free_again_for_the_same_process(tmp_path: Path) -> None:
    """The live preview builds many times; an error in one build must not block the next."""
    town = town_in(tmp_path)
    with pytest.raises(ValueError, match="坏"), hold(town, tmp_path / "site"):
        raise ValueError("坏")
    with hold(town, tmp_path / "site"):
        pass
