"""From an edition to a published folder: all of it or nothing, and the same bytes every time."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from filelock import FileLock
from PIL import Image

from fanzha.edition import Project
from tests import samples
from tests.commands import PYTHON, fanzha
from tests.conftest import MakeProject

LITTLE = {
    "scams/shuadan.md": samples.scam(),
    "cases/ta-san-dan.md": samples.case(),
    "posters/poster-dianfu.md": samples.poster(),
    "alerts/shuadan-qun.md": samples.alert(),
    "screens/datang.md": samples.screens("item: poster-dianfu", "item: shuadan", "slogan: s001"),
}
LONG = samples.case(samples.BODY + "\n骗子先让您赚一点小钱。\n" * 200)
LEAFLET = "print/leaflet-a4/shuadan.pdf"


def tree(folder: Path) -> dict[str, str]:
    """Path → hash, for every file below the folder."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def manifest(site: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((site / "manifest.json").read_text(encoding="utf-8"))
    return data


def build(root: Path, *args: object, **env: str) -> subprocess.CompletedProcess[str]:
    """A build that must succeed."""
    done = fanzha(root, "build", *args, **env)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def twin(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped library's paper made a second time: elsewhere, by workers of its own, in another zone."""
    root = tmp_path_factory.mktemp("另 一处")
    for name in ("docs", "overrides"):
        shutil.copytree(shipped.parent / name, root / name)
    shutil.copy(shipped.parent / "mkdocs.yml", root)
    day = ("--today", "2026-11-21", "--jobs", 2, "--only", "print")
    build(root, *day, TZ="America/Los_Angeles", PYTHONHASHSEED="7")
    return root


@pytest.fixture(scope="module")
def stash(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the first build of the little project is kept for the tests after it."""
    return tmp_path_factory.mktemp("stash")


@pytest.fixture
def little(project: MakeProject, stash: Path) -> Project:
    """A project with one item of each kind, built, with its cache."""
    made = project(LITTLE, fonts=True)
    if not any(stash.iterdir()):
        build(made.root)
        # Else a second build would see that nothing has changed, and do nothing.
        shutil.rmtree(made.root / ".cache" / "fanzha" / "built")
        for name in ("site", ".cache"):
            shutil.copytree(made.root / name, stash / name)
    else:
        shutil.copytree(stash, made.root, dirs_exist_ok=True)
    return made


def days(docs: Path) -> set[str]:
    """Every date that the content writes; the end of a season comes every year."""
    paths = [path for path in docs.rglob("*") if path.suffix in (".md", ".yml")]
    text = " ".join(path.read_text(encoding="utf-8") for path in paths)
    ends = re.findall(r'^season: .*end: "(\d\d-\d\d)"', text, re.MULTILINE)
    seasons = {f"{year}-{end}" for year in (2026, 2027) for end in ends}
    return seasons | set(re.findall(r"20\d\d-\d\d-\d\d", text))


def mend(made: Project, name: str, text: str) -> None:
    (made.docs / name).write_text(text, encoding="utf-8")


# The same bytes.


@pytest.mark.full
def test_two_builds_in_two_folders_are_identical(shipped: Path, twin: Path) -> None:
    """Then a town can prove that its site is the one that was reviewed."""
    once, again = tree(shipped), tree(twin / "site")
    del again["manifest.json"]
    assert {path: once.get(path) for path in again} == again
    assert len(again) > 1000


def test_two_builds_of_everything_are_identical(little: Project) -> None:
    """The same for pages, slides and videos, on a library that takes seconds.

    The cache is deleted: that loses nothing but time.
    """
    first = tree(little.root / "site")
    shutil.rmtree(little.root / ".cache")
    build(little.root, "--jobs", 1, TZ="America/Los_Angeles", PYTHONHASHSEED="7")
    assert tree(little.root / "site") == first


def test_another_day_on_which_nothing_expires_changes_nothing(little: Project) -> None:
    """A rebuild every night must not print a new date on every leaflet."""
    before = tree(little.root / "site")
    build(little.root, "--today", "2027-01-10")  # an alert holds for sixty days
    assert tree(little.root / "site") == before


def test_no_page_carries_a_date_that_no_item_has(shipped: Path) -> None:
    """The day of the build has no business on a page; what counts is when it was checked."""
    known = days(shipped.parent / "docs")
    # The manifest says until when an item may be handed out: the day of its next review.
    known |= {row["valid_until"] for row in manifest(shipped)["items"].values()}
    for path in [*shipped.rglob("*.html"), shipped / "sitemap.xml", shipped / "manifest.json"]:
        found = set(re.findall(r"20\d\d-\d\d-\d\d", path.read_text(encoding="utf-8")))
        assert found <= known, path.relative_to(shipped)


def test_the_packed_sitemap_carries_no_clock(shipped: Path) -> None:
    """The gzip format has a time in bytes 4 to 7; it must come from the items, too."""
    stamp = int.from_bytes((shipped / "sitemap.xml.gz").read_bytes()[4:8], "little")
    day = time.strftime("%Y-%m-%d", time.gmtime(stamp))
    assert stamp == 0 or day in days(shipped.parent / "docs")


# The manifest.


def test_the_manifest_is_true_of_every_file(shipped: Path) -> None:
    """Whoever copies the site to a stick checks with it that nothing is lost or changed."""
    rows = manifest(shipped)["products"]
    listed = {row["path"]: (row["sha256"], row["bytes"]) for row in rows}
    found = {
        path: (digest, (shipped / path).stat().st_size) for path, digest in tree(shipped).items()
    }
    del found["manifest.json"]
    assert listed == found
    assert [row["path"] for row in rows] == sorted(found)


def test_the_manifest_says_what_the_files_are(shipped: Path) -> None:
    """Pages, pixels and media types as other tools see them, not as we believe them to be."""
    types = {
        ".pdf": "application/pdf",
        ".jpg": "image/jpeg",
        ".html": "text/html",
        ".css": "text/css",
        ".xml": "text/xml",
    }
    docs = shipped.parent / "docs"
    sources = {path.stem for path in docs.rglob("*.md")}
    for table in ("slogans", "rules", "packs"):
        text = (docs / "data" / f"{table}.yml").read_text(encoding="utf-8")
        sources |= set(re.findall(r"^[a-z][a-z0-9-]*(?=:)", text, re.M))
    for row in manifest(shipped)["products"]:
        path = shipped / row["path"]
        assert row["media_type"] == types.get(path.suffix, row["media_type"]), row
        if path.suffix == ".pdf":
            with pikepdf.open(path) as pdf:
                assert row["pages"] == len(pdf.pages)
        if path.suffix == ".jpg":
            with Image.open(path) as image:
                assert (row["width"], row["height"]) == image.size
        if row["family"] != "site":
            assert row["items"], row
            assert set(row["items"]) <= sources, row


def test_the_manifest_names_region_edition_and_version(shipped: Path) -> None:
    items = [path.read_text(encoding="utf-8") for path in (shipped.parent / "docs").rglob("*.md")]
    reviewed = re.findall(r"^reviewed: (\S+)$", "\n".join(items), re.M)
    head = {name: value for name, value in manifest(shipped).items() if name != "products"}
    assert head["generator"] == "fanzha"
    assert head["region"] == "shifan"
    assert head["edition"] == max(reviewed)
    assert re.fullmatch(r"\d+\.\d+\.\d+", head["version"])


def test_the_closing_table_counts_what_was_made(little: Project) -> None:
    """Products, seconds and size by family, and where to find them."""
    done = build(little.root)
    rows = manifest(little.root / "site")["products"]
    for family, label in (
        ("site", "网站"),
        ("print", "印刷品"),
        ("screens", "屏幕"),
        ("share", "转发卡片"),
        ("texts", "文字稿"),
    ):
        count = sum(row["family"] == family for row in rows)
        assert re.search(rf"^{label}\s+{count}\s+[\d.]+\s+[\d.]+ [KM]B$", done.stdout, re.M)
    assert re.search(rf"^合计\s+{len(rows)}\s", done.stdout, re.M)
    assert str(little.root / "site") in done.stdout


# All or nothing.


# A build in one process that dies when it first makes a file or folder of this name: no clock
# decides how far it comes.
KILLED = """
import fnmatch, os, sys
name = sys.argv.pop(1)
def die(event, args):
    if event in ("open", "os.mkdir", "os.rename", "os.link") and (event != "open" or args[1] != "r"):
        if any(fnmatch.fnmatch(os.fspath(a), name) for a in args if isinstance(a, (str, os.PathLike))):
            os._exit(9)
sys.addaudithook(die)
from fanzha.cli import main
main()
"""


def leftovers(root: Path) -> list[str]:
    return sorted(path.name for path in root.glob(".site-*"))


@pytest.mark.parametrize(
    "stage",
    ["*.site-*/*", "*.site-*scams/*/index.html", "*.site-*/print/*/*.pdf"],
    ids=["at the start", "in the pages", "in the sheets"],
)
def test_a_build_killed_in_the_middle_leaves_the_old_site_whole(
    little: Project, stage: str
) -> None:
    """The power goes in an old office; the town's site and its printed codes must go on working."""
    root = little.root
    before = tree(root / "site")
    mend(little, "scams/neu.md", samples.scam())
    done = subprocess.run([*PYTHON, "-c", KILLED, stage, "build", "--jobs", "1"], cwd=root)
    assert done.returncode == 9, "the build was over before it could be killed"
    assert tree(root / "site") == before
    assert leftovers(root) != []
    build(root)
    assert leftovers(root) == []
    assert (root / "site" / "print" / "leaflet-a4" / "neu.pdf").is_file()


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("scams/shuadan.md", samples.scam(title=None), "S0"),
        ("cases/ta-san-dan.md", LONG, "L001"),
    ],
    ids=["before anything is made", "when most is made"],
)
def test_a_build_that_fails_leaves_the_old_site_whole(
    little: Project, name: str, text: str, code: str
) -> None:
    before = tree(little.root / "site")
    mend(little, name, text)
    done = fanzha(little.root, "build")
    assert done.returncode == 1
    assert f"docs/{name}:" in done.stderr and code in done.stderr
    assert tree(little.root / "site") == before
    assert leftovers(little.root) == []


def test_what_is_withdrawn_leaves_the_site(little: Project) -> None:
    """An old leaflet that stays for download is handed out for years."""
    mend(little, "posters/poster-dianfu.md", samples.poster(status="withdrawn"))
    build(little.root)
    assert not [path for path in tree(little.root / "site") if path.endswith("poster-dianfu.pdf")]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_what_an_owner_keeps_in_the_site_stays_and_everybody_can_read_it(little: Project) -> None:
    """The whole command, run by an account whose files are its own."""
    site = little.root / "site"
    (site / "CNAME").write_text("fanzha.town.example\n", encoding="utf-8")
    before = os.umask(0o077)
    try:
        done = build(little.root)
    finally:
        os.umask(before)
    assert "照样留着：CNAME" in done.stdout
    assert (site / "CNAME").read_text(encoding="utf-8") == "fanzha.town.example\n"
    assert "CNAME" not in {row["path"] for row in manifest(site)["products"]}
    paths = [site, *site.rglob("*")]
    assert {path.stat().st_mode & 0o777 for path in paths if path.is_dir()} == {0o755}
    assert {path.stat().st_mode & 0o777 for path in paths if path.is_file()} == {0o644}


@pytest.mark.parametrize("content", ["folder", "file"])
def test_a_folder_that_is_not_ours_is_refused(little: Project, content: str) -> None:
    """`--site-dir` with a slip of the finger must not delete the office's photographs."""
    photos = little.root / "照片"
    picture = photos / "a.jpg" if content == "folder" else photos
    picture.parent.mkdir(exist_ok=True)
    picture.write_bytes(b"\xff\xd8")
    done = fanzha(little.root, "build", "--site-dir", "照片")
    assert done.returncode == 2
    assert "照片" in done.stderr and "--site-dir" in done.stderr
    assert picture.read_bytes() == b"\xff\xd8"
    assert not list(little.root.glob(".照片-*"))


@pytest.mark.parametrize("place", ["docs", "."])
def test_the_project_itself_is_refused(little: Project, place: str) -> None:
    done = fanzha(little.root, "build", "--site-dir", place)
    assert done.returncode == 2
    assert (little.docs / "scams" / "shuadan.md").is_file()


def test_two_builds_at_once_do_not_mix(little: Project) -> None:
    """The second one is told to wait; both writing at once would give half of each."""
    before = tree(little.root / "site")
    with FileLock(little.root / ".cache" / "fanzha" / "build.lock"):
        done = fanzha(little.root, "build")
    assert done.returncode == 2 and "另一个生成正在进行" in done.stderr
    assert tree(little.root / "site") == before
    build(little.root)


# One family only.


def test_only_print_keeps_the_pages_and_slides(little: Project) -> None:
    """To print tonight's leaflet nobody waits for the website, and nothing else may go."""
    site = little.root / "site"
    before = tree(site)
    mend(little, "scams/shuadan.md", samples.scam(title="刷单返利新说法"))
    build(little.root, "--only", "print")
    after = tree(site)
    assert before.keys() == after.keys()
    changed = {path for path in after if after[path] != before[path]}
    # Its own sheets, and the leaflet of the alert that names it.
    assert {LEAFLET, "print/leaflet-a4/shuadan-qun.pdf", "manifest.json"} <= changed
    assert all(path.startswith("print/") for path in changed - {"manifest.json"})
    listed = {row["path"]: row["sha256"] for row in manifest(site)["products"]}
    assert {**listed, "manifest.json": after["manifest.json"]} == after


def test_only_the_site_keeps_the_sheets(little: Project) -> None:
    site = little.root / "site"
    before = tree(site)
    mend(little, "alerts/shuadan-qun.md", samples.alert(title="刷单群换了名字"))
    build(little.root, "--only", "site")
    after = tree(site)
    assert after.keys() == before.keys()
    assert after["alerts/shuadan-qun/index.html"] != before["alerts/shuadan-qun/index.html"]
    assert after[LEAFLET] == before[LEAFLET]


def test_one_family_of_another_region_is_refused(little: Project) -> None:
    """Pages of one town with leaflets of another would send people to the wrong station."""
    before = tree(little.root / "site")
    text = "name: 青石镇\nsite_name: 青石镇反诈\npublisher: 青石镇\nsite_url: https://q.example/\n"
    mend(little, "data/regions/qingshi.yml", text)
    done = fanzha(little.root, "build", "--only", "print", "--region", "qingshi")
    assert done.returncode == 2 and "shifan" in done.stderr
    assert tree(little.root / "site") == before


# The cache.


def kept(root: Path) -> dict[Path, int]:
    """File of the cache → its number on the disk, which changes when it is written anew."""
    files = (root / ".cache" / "fanzha" / "products").rglob("*")
    return {path: path.stat().st_ino for path in files if path.is_file()}


def test_a_second_build_makes_no_sheet_again(little: Project) -> None:
    """A comma on one page must not cost the minutes of the whole print room."""
    before = kept(little.root)
    assert len(before) >= 5
    build(little.root)
    assert kept(little.root) == before
    mend(little, "scams/shuadan.md", samples.scam(title="刷单返利新说法"))
    build(little.root)
    new = kept(little.root).keys() - before.keys()
    assert 1 <= len(new) < len(before)
    assert before.items() <= kept(little.root).items()


def test_a_damaged_cache_changes_nothing(little: Project) -> None:
    """After a power cut its files may be empty or half; the build makes them anew."""
    site = little.root / "site"
    before = tree(site)
    for number, path in enumerate(kept(little.root)):
        data = path.read_bytes()
        path.write_bytes([b"", data[: len(data) // 2], data[:-9] + b"\0" * 9][number % 3])
    build(little.root)
    assert tree(site) == before


def test_what_is_kept_of_pages_changes_no_page(little: Project) -> None:
    """Markdown, codes and styles are taken over where nothing of theirs changed, and only there."""
    body = samples.BODY + "\n## 再看一眼\n\n看[案例](../cases/ta-san-dan.md)，打96110。\n"
    mend(little, "scams/shuadan.md", samples.scam(body, title="刷单返利新说法"))
    mend(
        little,
        "cases/zai-yi-ge.md",
        samples.case(samples.BODY + "\n看[骗局](../scams/shuadan.md)。\n", title="又一个"),
    )
    build(little.root, "--only", "site")
    found = tree(little.root / "site")
    shutil.rmtree(little.root / ".cache" / "fanzha" / "pages")
    build(little.root, "--only", "site")
    assert tree(little.root / "site") == found
    assert (little.root / ".cache" / "fanzha" / "pages" / "shifan").is_file()


# The site before the last.


def test_a_site_made_from_an_old_one_is_the_same_as_from_nothing(little: Project) -> None:
    """Only what changed is put in its place; what somebody did to the old site must not come back."""
    old = little.root / ".cache" / "fanzha" / "spare"
    mend(little, "scams/shuadan.md", samples.scam(title="刷单返利新说法"))
    build(little.root)
    pages = sorted(old.rglob("*.html"))
    pages[0].write_text("x", encoding="utf-8")
    pages[1].unlink()
    (old / LEAFLET).unlink()
    (old / LEAFLET).write_bytes(b"x")
    alert = next((old / "packs").rglob("*.zip"), None) or next(old.rglob("*.zip"))
    alert.write_bytes(alert.read_bytes()[:-1] + b"x")
    (old / "stray.txt").write_text("x", encoding="utf-8")
    mend(little, "alerts/shuadan-qun.md", samples.alert(title="群里刷单，又来了"))
    mend(little, "cases/ta-san-dan.md", samples.case(status="withdrawn"))
    build(little.root)
    found = tree(little.root / "site")
    for folder in (little.root / ".cache" / "fanzha").iterdir():
        if folder.name != "products" and folder.is_dir():
            shutil.rmtree(folder)
    build(little.root)
    assert tree(little.root / "site") == found


# One screen only.


def test_a_screen_that_few_have_is_made_on_demand(little: Project) -> None:
    """Films of 8 million pixels took a fifth of every build, for one hall in a county."""
    done = fanzha(little.root, "screens", "--profile", "256x64")
    assert done.returncode == 0, done.stderr
    folder = little.root / "screens-256x64"
    found = tree(folder)
    assert "screens/datang/256x64/index.html" in found
    assert {path.split("/")[2] for path in found if "/" in path} == {"256x64"}
    listed = {row["path"]: row["sha256"] for row in manifest(folder)["products"]}
    assert {**listed, "manifest.json": found["manifest.json"]} == found
    before = tree(little.root / "site")
    for args, word in (
        (("--profile", "9x9"), "192x96"),
        (("--profile", "256x64", "--site-dir", "site"), "--site-dir"),
    ):
        done = fanzha(little.root, "screens", *args)
        assert done.returncode == 2 and word in done.stderr
    assert tree(little.root / "site") == before


# Nothing changed.


def test_where_nothing_changed_nothing_is_made(little: Project) -> None:
    """The office runs it each morning; most mornings there is nothing new."""
    first = build(little.root)
    before = tree(little.root / "site")
    files = {path: path.stat().st_ino for path in (little.root / "site").rglob("*")}
    again = build(little.root)
    assert "没有变化" in again.stdout
    assert {path: path.stat().st_ino for path in (little.root / "site").rglob("*")} == files
    told = [line for line in first.stderr.splitlines() if "警告" in line or "提示" in line]
    assert [line for line in told if line not in again.stderr] == []
    assert tree(little.root / "site") == before


def test_where_anything_changed_it_is_made(little: Project) -> None:
    """A word too few, a file that somebody edited or deleted in the site, another day."""
    root, site = little.root, little.root / "site"
    whole = tree(site)

    def longer(path: Path) -> None:
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")

    changes: dict[str, Callable[[], object]] = {
        "page": lambda: (site / "index.html").write_text("x", encoding="utf-8"),
        "lost": lambda: (site / LEAFLET).unlink(),
        "region": lambda: longer(little.docs / "data" / "regions" / "shifan.yml"),
        "stranger": lambda: (site / "CNAME").write_text("example.cn", encoding="utf-8"),
        "template": lambda: longer(root / "overrides" / "site" / "404.html"),
        "day": lambda: None,
    }
    build(root)
    for change, make in changes.items():
        make()
        done = build(root, *(("--today", "2027-01-03") if change == "day" else ()))
        assert "没有变化" not in done.stdout, change
        found = tree(site)
        if change == "template":  # of which every page bears the mark
            assert found.keys() >= whole.keys() and found != whole
            whole = found
        assert {path: found.get(path) for path in whole} == whole, change
