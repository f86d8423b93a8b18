"""Fixtures for all tests: small projects made from strings, and the shipped site built once."""

from __future__ import annotations

import datetime
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from fanzha import checks
from fanzha.edition import Project
from tests import near
from tests.browser import launch
from tests.commands import fanzha
from tests.shared import ROOT, STORE, Shared, lay_out, lend

TODAY = datetime.date(2026, 11, 21)

ITEM_REFERENCE = re.compile(
    r"(?m),? *\b(?:scam|stand): [a-z0-9-]+|^ *scams: \[[^\]]*\]\n|,? *\bimage: assets/[a-z0-9/.-]+"
)

# Each slogan is made into a banner and a proof; one slogan is enough for a small project.
LATER_SLOGANS = re.compile(r"(?m)^s(?!001:)\d+:.*\n")

# Tests that take long, by the fixtures that they use; a run with --quick leaves them out.
SLOW = {"browser", "shipped", "little", "town", "planned", "before", "later"}

# What takes a worker longest (20 to 80 CPU s), by `make.py test --durations 40`: these come first,
# the rest fills what is left of the workers.
LONGEST = (
    *("building/test_publish.py", "editor/test_browser.py", "site/test_access.py"),
    *("site/test_phone.py", "screens/test_loop.py", "site/test_search.py", "site/test_reading.py"),
    *("site/test_offline.py", "site/test_hostile.py", "test_engineers_guide.py"),
    *("building/test_keys.py", "checks/test_rules.py", "editions/test_signed.py"),
)

MakeProject = Callable[..., Project]
Some = Callable[[Iterable[Any], Callable[[Any], object]], list[Any]]
PAGE = re.compile(r"(?:([a-z]+)/)?([a-z0-9]+(?:-[a-z0-9]+)*)\.md")

# A slow machine is no defect; and a run must find today what it found yesterday.
for name, examples in (("sample", 40), ("all", 200)):
    settings.register_profile(name, deadline=None, derandomize=True, max_examples=examples)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--quick", action="store_true", help="no browser, no shipped build, not `long`"
    )
    parser.addoption(
        "--near", action="store_true", help="all tests near what changed, one of every other file"
    )
    parser.addoption("--all", action="store_true", help="in full what else is proved on samples")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("all" if config.getoption("--all") else "sample")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Files that take long come first, or one worker would be left with them at the end."""
    weight: Counter[Path] = Counter()
    for item in items:
        weight[item.path] = max(weight[item.path], len(SLOW & set(fixtures(item))))
    for place, name in enumerate(reversed(LONGEST), 10):
        weight[ROOT / "tests" / name] = place
    items.sort(key=lambda item: -weight[item.path])
    if not config.getoption("--all"):
        full = [item for item in items if item.get_closest_marker("full")] + surplus(items)
        config.hook.pytest_deselected(items=full)
        left_out = set(full)
        items[:] = [item for item in items if item not in left_out]
    if config.getoption("--quick"):
        kept = [item for item in items if not late(item)]
        config.hook.pytest_deselected(items=[item for item in items if late(item)])
        items[:] = kept
    if config.getoption("--near"):
        places = near.places(near.changed(ROOT))
        seen: set[Path] = set()
        kept = []
        for item in items:
            path = item.path.relative_to(ROOT / "tests").as_posix()
            if item.path not in seen or near.is_near(path, places):
                kept.append(item)
            seen.add(item.path)
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept


def surplus(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """The cases that a usual run leaves out: all but every nth of a test marked `sample(n)`."""
    cases: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if item.get_closest_marker("sample"):
            cases[item.nodeid.partition("[")[0]].append(item)
    found = []
    for same in cases.values():
        marker = same[0].get_closest_marker("sample")
        every = marker.args[0] if marker else 1
        found += [item for at, item in enumerate(same) if at % every]
    return found


def late(item: pytest.Item) -> bool:
    """Whether a test is not for somebody who waits."""
    return bool(SLOW & set(fixtures(item)) or item.get_closest_marker("long"))


def fixtures(item: pytest.Item) -> Sequence[str]:
    return item.fixturenames if isinstance(item, pytest.Function) else ()


@pytest.fixture(scope="session")
def some(request: pytest.FixtureRequest) -> Some:
    """`some(things, kind)`: one thing of each kind, the same in every run; with --all every thing.

    For proofs that take long and can hardly fail for one thing alone.
    """

    def choose(things: Iterable[Any], kind: Callable[[Any], object]) -> list[Any]:
        if request.config.getoption("--all"):
            return list(things)
        found: dict[object, list[Any]] = defaultdict(list)
        for thing in things:
            found[kind(thing)].append(thing)
        return [same[crc32(repr(one).encode()) % len(same)] for one, same in found.items()]

    return choose


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory, shared: Shared) -> MakeProject:
    """Makes a tiny but complete project: `project({"scams/x.md": "..."}, today=...)`.

    Files lie below docs/; text, bytes, or None for a file that shall not be there. The data of
    docs/data/ (without what it says of single items), the home page, 关于我们 and the templates are
    the repository's; `fonts=True` copies the fonts too (6 MB), which tests that make sheets or
    slides need. The folder has a Chinese name with a space, as on the desktop of a town office.

    What a check has found in the tables is known already, as in an office where one was run before;
    `cold=True` is a project that nothing is known of.
    """

    def make(
        files: Mapping[str, str | bytes | None] | None = None,
        *,
        today: datetime.date | str = TODAY,
        region: str = "shifan",
        fonts: bool = False,
        cold: bool = False,
    ) -> Project:
        root = tmp_path_factory.mktemp("反诈 资料")
        if not cold:
            shutil.copytree(shared("checked", checked), root / STORE)
        return lay(root, files or {}, today, region, fonts)

    def checked(folder: Path) -> None:
        """What is remembered of a project without items, made in a folder of its own."""
        bare = lay(tmp_path_factory.mktemp("bare"), {}, TODAY, "shifan", fonts=False)
        checks.check(bare)
        shutil.copytree(bare.root / STORE, folder, dirs_exist_ok=True)

    def lay(
        root: Path,
        files: Mapping[str, str | bytes | None],
        today: datetime.date | str,
        region: str,
        fonts: bool,
    ) -> Project:
        day = datetime.date.fromisoformat(str(today))
        docs = root / "docs"
        shutil.copytree(ROOT / "docs" / "data", docs / "data")
        for name, text in _tables().items():
            _write(docs / "data" / name, text)
        for name in ("index.md", "about.md"):
            shutil.copyfile(ROOT / "docs" / name, docs / name)
        for name, content in files.items():
            _write(docs / name, content)
        if "data/published.yml" not in files:
            _write(docs / "data" / "published.yml", _published(files))
        left_out = None if fonts else shutil.ignore_patterns("*.otf")
        shutil.copytree(ROOT / "overrides", root / "overrides", ignore=left_out)
        _write(root / "mkdocs.yml", _config(day, region))
        return Project(root, docs, region, day)

    return make


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """Makes something big once for all workers."""
    return Shared(tmp_path_factory)


@pytest.fixture(scope="session")
def shipped(shared: Shared) -> Path:
    """The site folder of the repository's own content, built by the real command line.

    It is built from a copy, so that tests never meet a build in the working tree; what the working
    tree has made already is used, and what is made here is kept for the next run.
    """

    def make(root: Path) -> None:
        lay_out(root)
        done = fanzha(root, "build", "--today", TODAY.isoformat())
        assert done.returncode == 0, done.stdout + done.stderr
        lend(root / STORE, ROOT / STORE)

    return shared("shipped", make) / "site"


@cache
def _tables() -> dict[str, str]:
    """The tables of a small project by name: thousands of projects are made of them."""
    texts = {
        path.name: ITEM_REFERENCE.sub("", path.read_text(encoding="utf-8"))
        for path in (ROOT / "docs" / "data").glob("*.yml")
    }
    return {**texts, "slogans.yml": LATER_SLOGANS.sub("", texts["slogans.yml"])}


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
