"""lesson-kit: what a class needs beside the slides: plan, role cards, true or false, key, certificate.

Everything comes from the lesson, from the types that its slides are about, and from the quizzes; how
the plan fills the stated minutes stands in content/lesson_time.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanzha.content.kinds.lessons import Lesson, Quiz
from fanzha.content.lesson_time import plan, rounds_of, true_or_false
from fanzha.content.markup import fill
from fanzha.printing.sheet import A4, item_args, product, set_sheet
from fanzha.product import Args, Made, Product, opens

if TYPE_CHECKING:
    from fanzha.edition import Edition

KIND = "lesson-kit"
MOST_CARDS, CARD_LINES = 6, 3


def on_demand(edition: Edition) -> Iterator[Product]:
    """One kit per current lesson."""
    for item in edition.current(Lesson):
        cards = _cards(edition, item.meta)
        rounds = true_or_false(edition.current(Quiz), item.meta, rounds_of(item.meta))
        args = {
            **item_args(edition, item, A4),
            **fill(
                {
                    "rows": [vars(row) for row in plan(item.meta)],
                    "cards": cards,
                    "rounds": rounds,
                },
                edition.region,
            ),
        }
        yield product(edition, KIND, item.id, [item.id], make, args)


@opens("print/lesson-kit.typ")
def make(args: Args, overrides: Path) -> Made:
    """The kit as PDF for the office."""
    return set_sheet(args, overrides, "lesson-kit.typ")


def _cards(edition: Edition, lesson: Lesson) -> list[dict[str, Any]]:
    """A role card for each type that the lesson is about: what the one says, what the other does."""
    found = {}
    for slide in lesson.slides:
        scam = edition.library.scam(slide.scam)
        if scam is not None:
            found[scam.id] = {
                "name": scam.meta.call or scam.meta.title.split("：")[0],
                "lines": list(scam.meta.lines[:CARD_LINES]),
                "rule": scam.meta.rule,
                "step": scam.meta.steps[0],
            }
    return list(found.values())[:MOST_CARDS]
