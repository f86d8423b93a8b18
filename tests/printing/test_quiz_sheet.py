"""The printed quiz: questions without answers, answers with the same numbers."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from fanzha.product import Made
from tests.conftest import ROOT
from tests.printing.papers import changed, pages, plans, save, shipped, sizes, type_size, words
from tests.printing.sheets import missing, squeeze, structure

ITEMS = sorted(path.stem for path in (ROOT / "docs" / "quizzes").glob("*.md"))
LONG = "生人来电谈到钱，先挂断，再打家里人的老号码问清楚。" * 5


def parts(made: Made) -> tuple[str, str]:
    """The text of the question pages, and of the answer pages."""
    assert made.back
    texts = pages(made)
    return "".join(texts[: made.back - 1]), "".join(texts[made.back - 1 :])


def rows(count: int, length: int) -> list[dict[str, object]]:
    return [
        {
            "message": f"问{n}。{LONG}"[:length],
            "genuine": n % 3 == 0,
            "explain": f"答{n}。{LONG}"[:length],
        }
        for n in range(1, count + 1)
    ]


@pytest.mark.parametrize("item", ITEMS)
def test_a_quiz_is_one_sheet_of_questions_and_one_of_answers(item: str) -> None:
    made = shipped("quiz-sheet", item)
    assert sizes(made) == [(210, 297)] * 2
    questions = plans()["quiz-sheet", item].args["questions"]
    asked, answered = parts(made)
    assert missing(asked, [row["message"] for row in questions]) is None
    verdicts = [("是真的" if row["genuine"] else "是骗局") + row["explain"] for row in questions]
    assert missing(answered, verdicts) is None
    assert asked.count("□真的") == asked.count("□骗局") == len(questions)
    for row in questions:
        assert squeeze(row["explain"]) not in asked, "no answer is given away"


@pytest.mark.parametrize("item", ITEMS)
def test_answers_carry_the_numbers_of_their_questions(item: str) -> None:
    questions = plans()["quiz-sheet", item].args["questions"]
    asked, answered = parts(shipped("quiz-sheet", item))
    for number, row in enumerate(questions, 1):
        assert f"{number}.{squeeze(row['message'])}" in asked
        assert f"{number}.{'是真的' if row['genuine'] else '是骗局'}" in answered


def test_the_order_is_not_the_editors() -> None:
    """Editors write the genuine ones first or last; whoever has seen two sheets would know."""
    moved = 0
    for item in ITEMS:
        args = plans()["quiz-sheet", item].args
        text = (ROOT / "docs" / "quizzes" / f"{item}.md").read_text(encoding="utf-8")
        for place, name in args["region"].items():
            text = text.replace(f"{{{place}}}", str(name))
        at = [text.find(row["message"][:12]) for row in args["questions"]]
        assert min(at) > 0
        moved += at != sorted(at)
    assert moved == len(ITEMS)


def test_older_people_get_large_type() -> None:
    args = plans()["quiz-sheet", "ceyice-laoren"].args
    made = shipped("quiz-sheet", "ceyice-laoren")
    assert type_size(made, args["questions"][0]["message"][:5]) >= 14
    assert type_size(made, args["questions"][0]["explain"][:5], page=1) >= 14


@pytest.mark.parametrize(("count", "length"), [(4, 20), (8, 60), (13, 60), (20, 40), (20, 120)])
def test_quizzes_of_any_length_are_whole(count: int, length: int) -> None:
    """No question is divided between pages, and none is lost."""
    made = changed("quiz-sheet", "ceyice-dajia", questions=rows(count, length))
    assert made.overflow == () and made.pages and made.pages <= 8
    asked, answered = parts(made)
    assert missing(asked, [f"{n}.问{n}。" for n in range(1, count + 1)]) is None
    assert missing(answered, [f"答{n}。" for n in range(1, count + 1)]) is None
    for text in pages(made):
        assert "编印" in text
        assert text.count("生人") or "问" in text or "答" in text, "no page is empty"
    assert "96110" in pages(made)[made.back - 2] and "96110" in pages(made)[-1]  # type: ignore[operator]


def test_pages_of_one_part_are_filled_alike() -> None:
    """Nine questions on the first page and one on the second would look like a mistake."""
    made = changed("quiz-sheet", "ceyice-dajia", questions=rows(20, 60))
    assert made.back == 3
    counts = [sum("□" in row.text for row in words(made, page)) for page in (0, 1)]
    assert min(counts) > 0.6 * max(counts)


def test_the_key_is_a_table(tmp_path: Path) -> None:
    """Fifty sheets are marked with it in ten minutes."""
    made = changed("quiz-sheet", "ceyice-dajia", questions=rows(13, 30))
    with pikepdf.open(save(made, tmp_path)) as pdf:
        kinds = [str(element.S) for element in structure(pdf)]
    assert (kinds.count("/Table"), kinds.count("/TH"), kinds.count("/TD")) == (2, 13, 13)
    levels = [int(kind[2:]) for kind in kinds if kind in ("/H1", "/H2", "/H3")]
    assert levels == [1, 2] and all(b - a <= 1 for a, b in pairwise(levels))
