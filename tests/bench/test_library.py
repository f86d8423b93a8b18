"""The generated libraries, without which no figure means anything."""

from pathlib import Path

import pytest

from fanzha.edition import read_edition
from tests.bench.library import write_project

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("count", [200, 300])
def test_library_has_that_size(tmp_path: Path, count: int) -> None:
    """Rates and growth are per item; that all items are valid is seen to where they are written."""
    edition, _ = read_edition(write_project(ROOT, tmp_path / "one", count))
    assert len(edition.library.items) == count


def test_same_library_every_time(tmp_path: Path) -> None:
    """Figures of two runs can be compared only when they are of the same texts."""
    bodies = []
    for name in ("one", "two"):
        docs = write_project(ROOT, tmp_path / name, 200).docs
        bodies.append({page.relative_to(docs): page.read_bytes() for page in docs.rglob("*.md")})
    assert bodies[0] == bodies[1]


def test_variations_are_not_copies(tmp_path: Path) -> None:
    """Copies would flatter compression and everything that remembers."""
    docs = write_project(ROOT, tmp_path / "one", 500).docs
    stories = [page.read_text(encoding="utf-8") for page in (docs / "cases").glob("*.md")]
    assert len({story.split("---\n")[2] for story in stories}) > 0.9 * len(stories)
