"""Fixtures for all tests: small projects made from strings, and the shipped site built once."""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from fanzha.edition import Project
from tests.browser import launch
from tests.commands import fanzha

ROOT = Path(__file__).resolve().parent.parent
TODAY = datetime.date(2026, 11, 21)

MakeProject = Callable[..., Project]


@pytest.fixture
def project(tmp_path_factory: pytest.TempPathFactory) -> MakeProject:
    """Makes a tiny but complete project: `project({"scams/x.md": "..."}, today=...)`.

    Files lie below docs/; text, bytes, or None for a file that shall not be there. The data of
    docs/data/ and the home page are the repository's. Templates are those of the repository too;
    `overrides=True` copies them (6 MB), which only tests that make sheets or slides need.
    The folder has a Chinese name with a space, as on the desktop of a town office.
    """

    def make(
        files: Mapping[str, str | bytes | None] | None = None,
        *,
        today: datetime.date | str = TODAY,
        region: str = "shifan",
        overrides: bool = False,
    ) -> Project:
        root = tmp_path_factory.mktemp("反诈 资料")
        day = datetime.date.fromisoformat(str(today))
        docs = root / "docs"
        shutil.copytree(ROOT / "docs" / "data", docs / "data")
        shutil.copyfile(ROOT / "docs" / "index.md", docs / "index.md")
        for name, content in (files or {}).items():
            _write(docs / name, content)
        if overrides:
            shutil.copytree(ROOT / "overrides", root / "overrides")
        _write(root / "mkdocs.yml", _config(day, region, overrides))
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


def _config(today: datetime.date, region: str, overrides: bool) -> str:
    """The repository's mkdocs.yml with a fixed day and region."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    text = _replace(text, "region: shifan", f'region: {region}\n      today: "{today}"')
    if not overrides:
        theme = json.dumps((ROOT / "overrides" / "site").as_posix(), ensure_ascii=False)
        text = _replace(text, "custom_dir: overrides/site", f"custom_dir: {theme}")
    return text


def _replace(text: str, old: str, new: str) -> str:
    """`mkdocs.yml` may change; then this fixture must be changed too, not silently do nothing."""
    head, found, tail = text.rpartition(old)
    assert found, f"mkdocs.yml has no {old!r}"
    return head + new + tail


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
