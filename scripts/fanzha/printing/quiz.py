"""quiz-sheet: questions to tick, and answers with reasons on sheets of their own (R19)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanzha.content.kinds.lessons import Quiz
from fanzha.printing.sheet import A4, item_args, product, set_sheet
from fanzha.product import Args, Made, Product, opens

if TYPE_CHECKING:
    from fanzha.edition import Edition

KIND = "quiz-sheet"


def products(edition: Edition) -> Iterator[Product]:
    """One file per current quiz: first the questions, then the answers."""
    for item in edition.current(Quiz):
        args = item_args(edition, item, A4)
        args["questions"] = sorted(args["questions"], key=_place)
        yield product(edition, KIND, item.id, [item.id], make, args)


@opens("print/quiz-sheet.typ")
def make(args: Args, overrides: Path) -> Made:
    """The quiz on as few pages as its type allows."""
    return set_sheet(args, overrides, "quiz-sheet.typ")


def _place(question: dict[str, Any]) -> bytes:
    """Mixes the order, the same at each build: editors tend to begin with the genuine ones."""
    return hashlib.sha256(question["message"].encode("utf-8")).digest()
