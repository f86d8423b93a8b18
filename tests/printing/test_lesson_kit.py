"""The kit of a lesson: a class of forty minutes had talk for eleven, and sheets that nobody made."""

from __future__ import annotations

import io
import re

import pytest

from fanzha.content.kinds.lessons import Lesson, Quiz
from fanzha.content.lesson_time import plan, true_or_false
from fanzha.edition import Edition, Project, read_edition
from fanzha.printing import lesson_kit
from tests.conftest import ROOT, TODAY

pypdfium2 = pytest.importorskip("pypdfium2")


@pytest.fixture(scope="module")
def shipped_edition() -> Edition:
    return read_edition(Project(ROOT, ROOT / "docs", "shifan", TODAY))[0]


def test_every_lesson_fills_its_minutes(shipped_edition: Edition) -> None:
    """Talk at 210 characters a minute, practice, activity, rounds and questions: a tenth more or less."""
    lessons = shipped_edition.current(Lesson)
    assert len(lessons) >= 14
    for item in lessons:
        rows = plan(item.meta)
        minutes = sum(row.seconds for row in rows) / 60
        assert 0.9 * item.meta.minutes <= minutes <= 1.12 * item.meta.minutes, (item.id, minutes)


def test_rounds_mix_what_is_genuine_with_what_is_not(shipped_edition: Edition) -> None:
    item = shipped_edition.library.by_id["yuanba-40"]
    rounds = true_or_false(shipped_edition.current(Quiz), item.meta, 9)
    assert len({row["message"] for row in rounds}) == 9
    assert 2 <= sum(row["genuine"] for row in rounds) <= 4


def test_what_the_notes_say_to_print_is_in_the_kit(shipped_edition: Edition) -> None:
    """打印“买家”三句话，每组一张: there was no such sheet."""
    for item in shipped_edition.current(Lesson):
        for line in item.document.body.splitlines():
            if re.search("打印|卡片", line):
                assert "教学包" in line, (item.id, line)


def test_the_kit_has_plan_cards_worksheet_key_and_certificate(shipped_edition: Edition) -> None:
    item = shipped_edition.library.by_id["yuanba-20"]
    (product,) = (p for p in lesson_kit.on_demand(shipped_edition) if p.items == ("yuanba-20",))
    made = product.make(product.args, ROOT / "overrides")
    assert made.overflow == ()
    pages = [
        page.get_textpage().get_text_range()
        for page in pypdfium2.PdfDocument(io.BytesIO(made.data))
    ]
    # Few questions: their key stands on the plan, and each sheet of them is several slips.
    for number, words in enumerate(("教案", "角色卡", "真假题", "结业证")):
        assert words in pages[number], (number, words)
    assert "真假题的答案" in pages[0] and pages[2].count("真假题") == 2
    assert str(item.meta.rule) in pages[-1] and "96110" in pages[-1]
    key = "".join(pages[0].split())
    assert all("".join(row["explain"].split())[:12] in key for row in product.args["rounds"])
