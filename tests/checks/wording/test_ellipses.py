"""Three dots are an ellipsis; those of a path are not, and a repair must not lose the path."""

from __future__ import annotations

from fanzha.checks import RULES
from tests.checks.texts import found, in_body
from tests.samples import scam

DOTS = [rule for rule in RULES if rule.code == "W022"]


def test_the_dots_of_a_path_are_no_ellipsis() -> None:
    """`[客服]（../scams/` in a field is a link with the wrong brackets, not a pause."""
    line = "打110，再看[客服]（../scams/kefu.md）"
    assert not in_body(DOTS, line)
    assert found(DOTS, [scam(summary=line)]) == [[]]


def test_dots_between_words_are_mended() -> None:
    """What somebody types for a pause."""
    assert all(one.fix and one.fix.text == "……" for one in in_body(DOTS, "他说...等等。"))
    assert len(in_body(DOTS, "他说...等等..。")) == 2
