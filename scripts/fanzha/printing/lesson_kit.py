"""lesson-kit: what a class needs beside the slides: plan, role cards, worksheet, its key, certificate.

Everything comes from the lesson, from the types that its slides are about, and from the quizzes; how
the plan fills the stated minutes stands in content/lesson_time.py. Role cards say what the lesson says:
what a clerk of a bank tells a customer is no use to a market woman.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanzha.content.kinds.lessons import Lesson, LessonSlide, Quiz
from fanzha.content.lesson_notes import sections
from fanzha.content.lesson_time import (
    ACTIVITY,
    QUESTIONS,
    ROUNDS,
    addressed,
    for_pupils,
    plan,
    rounds_of,
    thoughts,
    true_or_false,
)
from fanzha.content.markup import fill
from fanzha.printing.sheet import A4, item_args, picture, product, set_sheet
from fanzha.product import Args, Made, Product, opens

if TYPE_CHECKING:
    from fanzha.content.kinds.items import Scam
    from fanzha.edition import Edition

KIND = "lesson-kit"
MOST_CARDS, CARD_LINES, CARD_FLAGS = 6, 3, 3
PARTS = {ACTIVITY: "activity", ROUNDS: "rounds", QUESTIONS: "questions"}
AT_WORK = frozenset({"frontline", "grid"})


def on_demand(edition: Edition) -> Iterator[Product]:
    """One kit per current lesson."""
    for item in edition.current(Lesson):
        cards = _cards(edition, item.meta)
        rounds = true_or_false(edition.current(Quiz), item.meta, rounds_of(item.meta))
        args = {
            **item_args(edition, item, A4),
            **fill(
                {
                    "rows": [
                        {
                            **vars(row),
                            "part": PARTS.get(row.title, "talk"),
                            "say": thoughts(row.say),
                        }
                        for row in plan(item.meta)
                    ],
                    "cards": addressed(cards, item.meta),
                    "rounds": rounds,
                    "you": "你" if for_pupils(item.meta) else "您",
                    "notes": sections(item.document.body),
                    "for": [edition.tables.audiences[name].label for name in item.meta.audiences],
                    "at_work": bool(AT_WORK & set(item.meta.audiences)),
                },
                edition.region,
            ),
            "pictures": {
                **{card["id"]: _drawing(edition, card) for card in cards},
                **{
                    row["picture"]: picture(edition, row["picture"])
                    for row in rounds
                    if row["picture"]
                },
            },
        }
        yield product(edition, KIND, item.id, [item.id], make, args)


@opens("print/lesson-kit.typ")
def make(args: Args, overrides: Path) -> Made:
    """The kit as PDF for the office."""
    return set_sheet(args, overrides, "lesson-kit.typ")


def _cards(edition: Edition, lesson: Lesson) -> list[dict[str, Any]]:
    """A pair of cards for each type that the lesson is about, in the order of its slides."""
    found: dict[str, dict[str, Any]] = {}
    for slide in lesson.slides:
        scam = edition.library.scam(slide.scam)
        if scam is not None and scam.id not in found:
            found[scam.id] = {"id": scam.id, **(_written(slide) or _of_type(scam.meta))}
    return list(found.values())[:MOST_CARDS]


def _quoted(lines: Sequence[str]) -> list[str]:
    """As they are printed: where lines end is known for whole texts only."""
    return [f"“{line}”" for line in lines]


def _drawing(edition: Edition, card: dict[str, Any]) -> str:
    """That of the slide, which shows what happens there; else that of the type."""
    if card.get("picture"):
        return picture(edition, card["picture"])
    scam = edition.library.scam(card["id"])
    return picture(edition, scam.meta.image) if scam is not None else ""


def _written(slide: LessonSlide) -> dict[str, Any] | None:
    """The pair that the lesson itself has."""
    card = slide.card
    if card is None:
        return None
    return {
        "name": slide.title,
        "who": card.who,
        "ours": card.ours,
        "lines": _quoted(card.lines),
        "flags": list(card.signs),
        "rule": card.say,
        "step": card.act,
        "picture": slide.picture,
    }


def _of_type(scam: Scam) -> dict[str, Any]:
    """What the one says; what the other, whom it is said to, listens for, says and does."""
    return {
        "name": scam.call or scam.title.split("：")[0],
        "who": "骗人的",
        "ours": "听的人",
        "lines": _quoted(scam.lines[:CARD_LINES]),
        "flags": list(scam.red_flags[:CARD_FLAGS]),
        "rule": scam.rule,
        "step": scam.steps[0],
    }
