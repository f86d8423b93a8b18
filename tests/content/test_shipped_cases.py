"""The stories as a whole: most end badly, as in life, and some are stopped in time."""

from __future__ import annotations

from pathlib import Path

import yaml

DOCS = Path(__file__).resolve().parents[2] / "docs"
CASES = {
    path.stem: yaml.load(path.read_text(encoding="utf-8").split("---\n")[1], yaml.CSafeLoader)
    for path in sorted((DOCS / "cases").glob("*.md"))
}


def test_two_stories_of_five_are_stopped_in_time() -> None:
    """All rescued would be a fairy tale; none, and nobody would believe that it helps to stop."""
    stopped = [name for name, case in CASES.items() if case["loss_band"] == "none"]
    assert 0.34 <= len(stopped) / len(CASES) <= 0.45


def test_every_type_has_a_story() -> None:
    types = {path.stem for path in (DOCS / "scams").glob("*.md")}
    assert types - {case["scam"] for case in CASES.values()} == set()
