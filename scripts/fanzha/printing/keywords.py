"""keywords-a3: the words that fraudsters use, each on a card of its own, on one large sheet (R8).

Made of every paper whose clauses all name a word and then say what to do ("屏幕共享：…"). The letter
of the same words is for the hand; this sheet is read standing in front of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from fanzha.content.kinds.notices import Notice
from fanzha.content.markup import fill
from fanzha.printing.handbook import short_name
from fanzha.printing.sheet import A3, item_args, product, set_sheet
from fanzha.product import Args, Made, Product, opens

if TYPE_CHECKING:
    from fanzha.edition import Edition

KIND = "keywords-a3"
FEWEST = 12  # words; fewer would leave the sheet empty
LONGEST = 10  # characters of a word


def on_demand(edition: Edition) -> Iterator[Product]:
    """A sheet of each paper of words."""
    for item in edition.current(Notice):
        entries = [short_name(clause) for clause in item.meta.clauses]
        if len(entries) < FEWEST or any(not text or len(word) > LONGEST for word, text in entries):
            continue
        words = [{"word": word, "text": text} for word, text in entries]
        args = {
            **item_args(edition, item, A3),
            "words": fill(words, edition.region),
            "says": list(item.meta.clauses),
        }
        yield product(edition, KIND, item.id, [item.id], make, args)


@opens("print/keywords.typ")
def make(args: Args, overrides: Path) -> Made:
    """The sheet as PDF for the office."""
    return set_sheet(args, overrides, "keywords.typ")
