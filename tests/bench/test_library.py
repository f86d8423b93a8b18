"""The generated libraries, without which no figure means anything."""

from pathlib import Path

import pytest

from fanzha.edition import Project, read_edition
from tests.bench.library import write_project

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A library of two hundred items; each takes a while."""
    return write_project(ROOT, tmp_path_factory.mktemp("made") / "one", 200)


@pytest.mark.long
def test_library_has_that_size(made: Project) -> None:
    """Rates and growth are per item; that all items are valid is seen to where they are written."""
    edition, _ = read_edition(made)
    assert len(edition.library.items) == 200


@pytest.mark.full  # Another size takes the same way through the code.
def test_a_larger_library_has_that_size(tmp_path: Path) -> None:
    edition, _ = read_edition(write_project(ROOT, tmp_path / "one", 300))
    assert len(edition.library.items) == 300


@pytest.mark.long
def test_same_library_every_time(made: Project, tmp_path: Path) -> None:
    """Figures of two runs can be compared only when they are of the same texts."""
    bodies = []
    for docs in (made.docs, write_project(ROOT, tmp_path / "two", 200).docs):
        bodies.append({page.relative_to(docs): page.read_bytes() for page in docs.rglob("*.md")})
    assert bodies[0] == bodies[1]


@pytest.mark.long
def test_variations_are_not_copies(
    made: Project, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Copies would flatter compression and everything that remembers; with --all among more."""
    more = request.config.getoption("--all")
    docs = (write_project(ROOT, tmp_path / "one", 500) if more else made).docs
    stories = [page.read_text(encoding="utf-8") for page in (docs / "cases").glob("*.md")]
    assert len({story.split("---\n")[2] for story in stories}) > 0.9 * len(stories)
