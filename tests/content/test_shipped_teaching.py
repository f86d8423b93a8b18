"""What is shipped for those who teach: somebody for every counter, something for every school."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

DOCS = Path(__file__).resolve().parents[2] / "docs"
AT_WORK = ("banks", "hotels", "delivery", "markets", "communities", "hospitals")


def shipped(folder: str) -> dict[str, dict[str, Any]]:
    """File name → front matter."""
    return {
        path.stem: yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
        for path in sorted((DOCS / folder).glob("*.md"))
    }


@pytest.mark.parametrize("venue", AT_WORK)
def test_who_stands_beside_the_payment_is_taught_in_a_quarter_of_an_hour(venue: str) -> None:
    """Tellers, hotel desks, couriers, markets, guards, hospitals: a talk between two shifts."""
    talks = [
        talk
        for talk in shipped("lessons").values()
        if "frontline" in talk["audiences"] and venue in talk["venues"]
    ]
    assert talks
    assert all(10 <= talk["minutes"] <= 15 for talk in talks)
    for talk in talks:
        said = "".join(slide["say"] for slide in talk["slides"])
        assert "110" in said, "whoever sees a payment must know whom to ring"


def test_who_visits_at_home_is_taught_the_visit() -> None:
    [talk] = [talk for talk in shipped("lessons").values() if "grid" in talk["audiences"]]
    assert 10 <= talk["minutes"] <= 15


@pytest.mark.parametrize("name", ["ceyice-xiaoxue", "ceyice-zhongxue", "ceyice-gaozhong"])
def test_every_school_has_its_quiz_with_genuine_messages(name: str) -> None:
    """Who meets frauds only, learns to answer "fraud"."""
    quiz = shipped("quizzes")[name]
    genuine = [question["genuine"] for question in quiz["questions"]]
    assert "students" in quiz["audiences"] and "schools" in quiz["venues"]
    assert 0.25 <= sum(genuine) / len(genuine) <= 0.5
