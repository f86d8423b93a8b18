"""lesson-kit: what a class needs beside the slides: plan, role cards, worksheet, its key, certificate.

Everything comes from the lesson, from the types that its slides are about, and from the quizzes; how
the plan fills the stated minutes stands in content/lesson_time.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanzha.content.kinds.lessons import Lesson, Quiz
from fanzha.content.lesson_notes import sections
from fanzha.content.lesson_time import ACTIVITY, QUESTIONS, ROUNDS, plan, rounds_of, true_or_false
from fanzha.content.markup import fill
from fanzha.printing.sheet import A4, item_args, picture, product, set_sheet
from fanzha.product import Args, Made, Product, opens

if TYPE_CHECKING:
    from fanzha.content.kinds.items import Scam
    from fanzha.content.library import Item
    from fanzha.edition import Edition

KIND = "lesson-kit"
MOST_CARDS, CARD_LINES, CARD_FLAGS = 6, 3, 3
PARTS = {ACTIVITY: "activity", ROUNDS: "rounds", QUESTIONS: "questions"}
AT_WORK = frozenset({"frontline", "grid"})


def on_demand(edition: Edition) -> Iterator[Product]:
    """One kit per current lesson."""
    for item in edition.current(Lesson):
        scams = _scams(edition, item.meta)
        rounds = true_or_false(edition.current(Quiz), item.meta, rounds_of(item.meta))
        args = {
            **item_args(edition, item, A4),
            **fill(
                {
                    "rows": [
                        {**vars(row), "part": PARTS.get(row.title, "talk")}
                        for row in plan(item.meta)
                    ],
                    "cards": [_card(scam, item.meta) for scam in scams],
                    "rounds": rounds,
                    "notes": sections(item.document.body),
                    "for": [edition.tables.audiences[name].label for name in item.meta.audiences],
                    "at_work": bool(AT_WORK & set(item.meta.audiences)),
                },
                edition.region,
            ),
            "pictures": {scam.id: picture(edition, scam.meta.image) for scam in scams},
        }
        yield product(edition, KIND, item.id, [item.id], make, args)


@opens("print/lesson-kit.typ")
def make(args: Args, overrides: Path) -> Made:
    """The kit as PDF for the office."""
    return set_sheet(args, overrides, "lesson-kit.typ")


def _scams(edition: Edition, lesson: Lesson) -> list[Item[Scam]]:
    """The types that the lesson is about, in the order of its slides."""
    found: dict[str, Item[Scam]] = {}
    for slide in lesson.slides:
        scam = edition.library.scam(slide.scam)
        if scam is not None:
            found.setdefault(scam.id, scam)
    return list(found.values())[:MOST_CARDS]


def _card(item: Item[Scam], lesson: Lesson) -> dict[str, Any]:
    """Two cards of a pair: what the one says; what the other listens for, says and does.

    Those who sit at a counter learn what they say to a customer who is being told what to do.
    """
    scam = item.meta
    counter = scam.counter if AT_WORK & set(lesson.audiences) else None
    return {
        "id": item.id,
        "name": scam.call or scam.title.split("：")[0],
        "lines": list(scam.lines[:CARD_LINES]),
        "flags": list(scam.red_flags[:CARD_FLAGS]),
        "rule": scam.rule,
        "step": counter or scam.steps[0],
        "at_work": counter is not None,
    }
