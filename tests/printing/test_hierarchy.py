"""What is largest on a paper is what to remember, and a paper is filled by its type, not by white."""

from __future__ import annotations

import pytest

from tests.printing.on_demand import make, plan
from tests.printing.papers import plans, shipped, type_size, words
from tests.printing.sheets import squeeze

LETTERS = sorted(key for key in plans() if key[0] in {"letter", "notice"})
WINDOWS = sorted(name for kind, name in plan() if kind == "window-slip")


@pytest.mark.parametrize(("kind", "item"), LETTERS)
def test_the_rule_of_a_letter_is_larger_than_its_title_and_read_first(kind: str, item: str) -> None:
    made, args = shipped(kind, item), plans()[kind, item].args
    assert type_size(made, args["rule"]) > type_size(made, args["title"])
    lines = words(made)
    (rule,) = (line for line in lines if squeeze(args["rule"]) == squeeze(line.text))
    (addressee,) = (line for line in lines if squeeze(line.text) == squeeze(args["addressee"]))
    assert rule.bottom > addressee.top


@pytest.mark.parametrize(("kind", "item"), LETTERS)
def test_what_follows_the_clauses_stands_apart_from_them(kind: str, item: str) -> None:
    """A closing that begins at the distance of a clause reads as one more of them."""
    made, args = shipped(kind, item), plans()[kind, item].args

    def base(text: str) -> float:
        found = [line for line in words(made) if squeeze(text)[-7:] in squeeze(line.text)]
        return found[0].bottom

    before, last = (base(clause) for clause in args["clauses"][-2:])
    first = squeeze(args["closing"])[:6]
    closing = next(line for line in words(made) if squeeze(line.text).startswith(first))
    assert last - closing.bottom > 1.15 * (before - last)


@pytest.mark.parametrize("window", WINDOWS)
def test_a_slip_from_a_window_is_read_without_glasses(window: str) -> None:
    product = plan()["window-slip", window]
    made = make(product)
    assert made.overflow == ()
    for row in product.args["traps"]:
        assert type_size(made, row["say"]) >= 15 and type_size(made, row["do"]) >= 15
    assert type_size(made, product.args["rule"]) >= 26


@pytest.mark.parametrize(
    ("kind", "name", "headline", "points"),
    [("wallet-card", "ka-qianbao", 28, 13), ("tent-card", "ka-yinhang", 66, 19)],
)
def test_a_card_is_filled_by_its_words(kind: str, name: str, headline: int, points: int) -> None:
    product = plan()[kind, name]
    made = make(product)
    assert made.overflow == ()
    for line in product.args["headline"]:
        assert type_size(made, line) >= headline
    for point in product.args["points"]:
        assert type_size(made, point[:4]) >= points


@pytest.mark.parametrize(("kind", "item"), sorted(key for key in plans() if key[0] == "form"))
def test_what_a_table_says_is_read_where_it_is_filled_in(kind: str, item: str) -> None:
    """Hints of 11 points left the right half of their lines white."""
    made, args = shipped(kind, item), plans()[kind, item].args
    assert made.overflow == ()
    for clause in args["clauses"]:
        assert type_size(made, clause[:4]) >= 13
    assert type_size(made, args["columns"][-1]["title"][:2]) >= 12
