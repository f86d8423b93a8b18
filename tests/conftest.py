"""Fixtures for all tests: small projects made from strings, and the shipped site built once."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from fanzha.edition import Project
from tests.browser import launch
from tests.commands import fanzha

ROOT = Path(__file__).resolve().parent.parent
TODAY = datetime.date(2026, 11, 21)

ITEM_REFERENCE = re.compile(r"(?m),? *\bscam: [a-z0-9-]+|^ *scams: \[[^\]]*\]\n")

# Each slogan is made into four banners; one slogan is enough for a small project.
LATER_SLOGANS = re.compile(r"(?m)^s(?!001:)\d+:.*\n")

MakeProject = Callable[..., Project]
PAGE = re.compile(r"(?:([a-z]+)/)?([a-z0-9]+(?:-[a-z0-9]+)*)\.md")

# A slow machine is no defect; and a run must find today what it found yesterday.
settings.register_profile("fanzha", deadline=None, derandomize=True, max_examples=200)
settings.load_profile("fanzha")


@pytest.fixture
def project(tmp_path_factory: pytest.TempPathFactory) -> MakeProject:
    """Makes a tiny but complete project: `project({"scams/x.md": "..."}, today=...)`.

    Files lie below docs/; text, bytes, or None for a file that shall not be there. The data of
    docs/data/ (without what it says of single items), the home page, 关于我们 and the templates are
    the repository's; `fonts=True` copies the fonts too (6 MB), which tests that make sheets or
    slides need. The folder has a Chinese name with a space, as on the desktop of a town office.
    """

    def make(
        files: Mapping[str, str | bytes | None] | None = None,
        *,
        today: datetime.date | str = TODAY,
        region: str = "shifan",
        fonts: bool = False,
    ) -> Project:
        root = tmp_path_factory.mktemp("反诈 资料")
        day = datetime.date.fromisoformat(str(today))
        docs = root / "docs"
        shutil.copytree(ROOT / "docs" / "data", docs / "data")
        for path in (docs / "data").glob("*.yml"):
            _write(path, ITEM_REFERENCE.sub("", path.read_text(encoding="utf-8")))
        slogans = docs / "data" / "slogans.yml"
        _write(slogans, LATER_SLOGANS.sub("", slogans.read_text(encoding="utf-8")))
        for name in ("index.md", "about.md"):
            shutil.copyfile(ROOT / "docs" / name, docs / name)
        for name, content in (files or {}).items():
            _write(docs / name, content)
        if "data/published.yml" not in (files or {}):
            _write(docs / "data" / "published.yml", _published(files or {}))
        left_out = None if fonts else shutil.ignore_patterns("*.otf")
        shutil.copytree(ROOT / "overrides", root / "overrides", ignore=left_out)
        _write(root / "mkdocs.yml", _config(day, region))
        return Project(root, docs, region, day)

    return make


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site folder of the repository's own content, built by the real command line.

    It is built from a copy, so that tests never meet a build in the working tree.
    """
    root = tmp_path_factory.mktemp("shipped")
    for folder in ("docs", "overrides"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    done = fanzha(root, "build", "--today", TODAY.isoformat())
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def _published(files: Mapping[str, str | bytes | None]) -> str:
    """All items that are no drafts have been published (see content/data/published_ids.py)."""
    kinds = {"index": "pages", "about": "pages"}
    for name, text in files.items():
        match = PAGE.fullmatch(name)
        if match and "\nstatus: draft" not in str(text):
            kinds.setdefault(match[2], match[1] or "pages")
    return "".join(f"{id}: {{kind: {kind}, day: 2026-11-20}}\n" for id, kind in kinds.items())


def _config(today: datetime.date, region: str) -> str:
    """The repository's mkdocs.yml with a fixed day and this region."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    head, found, tail = text.rpartition("region: shifan")
    assert found, "the settings of the plugin have changed: change this fixture too"
    return f'{head}region: {region}\n      today: "{today}"{tail}'


def _write(path: Path, content: str | bytes | None) -> None:
    if content is None:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for the whole run; each test opens a context of its own."""
    with sync_playwright() as playwright:
        program = launch(playwright)
        yield program
        program.close()
