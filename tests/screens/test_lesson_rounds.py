"""Decks of the shipped lessons, without a build: what a class sees, and how long it is asked."""

from __future__ import annotations

import io

import pytest
from pptx import Presentation

from fanzha.content.kinds.lessons import Lesson, Quiz
from fanzha.content.lesson_time import MOST_ROUNDS, rounds_of, true_or_false
from fanzha.edition import Edition, Project, read_edition
from fanzha.product import Made, Product
from fanzha.screens import lessons
from tests.conftest import ROOT, TODAY

# Their points are so long that a drawing beside them would make all of them small.
NO_ROOM = {
    ("ke-wangge", "问的人多，答不上"),
    ("daxue-xinsheng", "反诈法第44条怎么罚"),
    ("daxue-xinsheng", "什么是帮信罪"),
}


@pytest.fixture(scope="module")
def shipped_edition() -> Edition:
    return read_edition(Project(ROOT, ROOT / "docs", "shifan", TODAY))[0]


def make(product: Product) -> Made:
    parts = tuple(make(part) for part in product.parts)
    return product.make(product.args, ROOT / "overrides", *([parts] if parts else []))


def test_every_slide_of_a_talk_has_a_drawing(shipped_edition: Edition) -> None:
    """A talk of forty minutes showed ten slides of three numbered lines and nothing else."""
    for item in shipped_edition.current(Lesson):
        bare = {(item.id, s.title) for s in item.meta.slides if not (s.scam or s.picture)}
        assert bare <= NO_ROOM


def test_nobody_is_asked_for_a_quarter_of_an_hour(shipped_edition: Edition) -> None:
    """Thirteen messages one after the other, a deck of sixty-one slides."""
    counts = [rounds_of(item.meta) for item in shipped_edition.current(Lesson)]
    assert max(counts) == MOST_ROUNDS <= 8


def test_every_round_has_a_hint_that_looks_at_what_tells(shipped_edition: Edition) -> None:
    """One question for all was no help: each message has another place to look at. It gives no answer."""
    quizzes = shipped_edition.current(Quiz)
    for item in shipped_edition.current(Lesson):
        for row in true_or_false(quizzes, item.meta, rounds_of(item.meta)):
            hint = row["hint"]
            assert hint and hint.endswith("？"), (item.id, row["message"])
            assert not any(word in hint for word in ("骗", "假", "真的是")), hint


def test_the_hint_stands_on_the_page_for_who_is_wrong(shipped_edition: Edition) -> None:
    deck = next(p for p in lessons.products(shipped_edition) if p.items == ("kaixue-xiaoxue",))
    show = Presentation(io.BytesIO(make(deck).data))
    hidden = [slide for slide in show.slides if slide._element.get("show") == "0"]
    lesson = next(i.meta for i in shipped_edition.current(Lesson) if i.id == "kaixue-xiaoxue")
    rows = true_or_false(shipped_edition.current(Quiz), lesson, rounds_of(lesson))
    assert len(hidden) == len(rows) == 5
    for slide, row in zip(hidden, rows, strict=True):
        texts = ["".join(s.text_frame.text.split()) for s in slide.shapes if s.has_text_frame]
        assert any(row["hint"] in text for text in texts), texts
