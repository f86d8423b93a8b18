"""The generated libraries, without which no figure means anything."""

from pathlib import Path

import pytest

from fanzha import checks
from fanzha.edition import Project
from tests.bench.library import write_project

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("count", [60, 300])
def test_library_is_of_that_size_and_valid(tmp_path: Path, count: int) -> None:
    """A finding would stop the build that is to be measured."""
    day = write_project(ROOT, tmp_path / "one", count)
    project = Project(tmp_path / "one", tmp_path / "one" / "docs", "shifan", day)
    edition, findings = checks.check(project)
    assert [finding.as_text() for finding in findings] == []
    assert len(edition.library.items) == count
    assert all(item.current(day) for item in edition.library.items)


def test_same_library_every_time(tmp_path: Path) -> None:
    """Figures of two runs can be compared only when they are of the same texts."""
    for name in ("one", "two"):
        write_project(ROOT, tmp_path / name, 100)
    texts = [
        {page.name: page.read_bytes() for page in (tmp_path / name / "docs").rglob("*.md")}
        for name in ("one", "two")
    ]
    assert texts[0] == texts[1]


def test_variations_are_not_copies(tmp_path: Path) -> None:
    """Copies would flatter caches and compression."""
    write_project(ROOT, tmp_path / "one", 500)
    stories = (tmp_path / "one" / "docs" / "cases").glob("*.md")
    assert len({page.read_text(encoding="utf-8").split("---\n")[2] for page in stories}) > 300
