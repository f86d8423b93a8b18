"""A quiz: one question at a time, genuine messages among them, nothing kept, no grade."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.site.conftest import Phone
from tests.site.pages import current
from tests.site.test_triage import SIZES

QUIZ = "quizzes/ceyice-dajia/"
GRADES = re.compile(r"分数|得分|满分|及格|答对\s*\d|答错\s*\d|正确率|％|%")


@cache
def questions(site: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = current(site.parent / "docs")[f"{QUIZ}index.html"]["questions"]
    return found


def pick(page: Page, genuine: bool) -> None:
    page.get_by_role("button", name="是真的" if genuine else "是骗局").tap()


@pytest.mark.parametrize("size", list(SIZES))
def test_one_question_at_a_time_to_what_to_read_next(
    phone: Phone, address: str, shipped: Path, size: str
) -> None:
    """Two are answered wrongly: these two types are what the end offers."""
    page = phone.open(address + QUIZ, viewport=SIZES[size])
    rows = questions(shipped)
    assert any(row["genuine"] for row in rows) and not all(row["genuine"] for row in rows)
    wrong = [at for at, row in enumerate(rows) if row.get("scam")][:2]
    for at, row in enumerate(rows):
        shown = page.locator(".fz-quiz > li:visible")
        expect(shown).to_have_count(1)
        expect(shown).to_contain_text(row["message"])
        expect(shown.get_by_text(row["explain"])).not_to_be_visible()
        for button in shown.get_by_role("button").all():
            box = button.bounding_box()
            assert box and box["height"] >= 60
        pick(page, row["genuine"] != (at in wrong))
        expect(shown.get_by_text(row["explain"])).to_be_visible()
        expect(shown.get_by_role("status")).to_have_text(
            "这一条容易看错，多看一眼。" if at in wrong else "看得准。"
        )
        page.get_by_role("button", name="下一题" if at < len(rows) - 1 else "接着读什么").tap()
    end = page.locator(".fz-quiz__next")
    expect(end).to_be_visible()
    expect(page.locator(".fz-quiz > li:visible")).to_have_count(0)
    links = [str(link.get_attribute("href")) for link in end.locator("a").all()]
    assert [link.rstrip("/").split("/")[-1] for link in links] == [rows[at]["scam"] for at in wrong]
    assert not GRADES.search(page.locator("article").inner_text())
    end.locator("a").first.tap()
    page.wait_for_url(f"{address}scams/{rows[wrong[0]]['scam']}/")


def test_a_genuine_message_taken_for_a_scam_is_no_shame(
    phone: Phone, address: str, shipped: Path
) -> None:
    """Careful people doubt genuine ones too: they learn how to ask."""
    page = phone.open(address + QUIZ)
    for _ in questions(shipped):
        pick(page, False)
        page.get_by_role("button", name=re.compile("下一题|接着读什么")).tap()
    end = page.locator(".fz-quiz__next")
    expect(end).to_contain_text("有的真消息，看着也像骗局")
    page.get_by_role("button", name="再做一遍").tap()
    expect(page.locator(".fz-quiz > li:visible")).to_contain_text(questions(shipped)[0]["message"])


def test_without_script_all_questions_stand_there(
    phone: Phone, address: str, shipped: Path
) -> None:
    page = phone.open(address + QUIZ, java_script_enabled=False)
    rows = questions(shipped)
    expect(page.locator(".fz-quiz > li:visible")).to_have_count(len(rows))
    first = page.locator(".fz-quiz > li").first
    expect(first.get_by_text(rows[0]["explain"])).not_to_be_visible()
    first.locator("summary").tap()
    expect(first.get_by_text(rows[0]["explain"])).to_be_visible()
    named = {row["scam"] for row in rows if row.get("scam")}
    links = page.locator(".fz-quiz__next a").all()
    assert {str(a.get_attribute("href")).rstrip("/").split("/")[-1] for a in links} == named


def test_it_keeps_nothing_and_needs_no_net(phone: Phone, address: str, shipped: Path) -> None:
    """Once the page is there, the net may go; and nobody learns what somebody answered."""
    page = phone.open(address + QUIZ)
    page.context.set_offline(True)
    for row in questions(shipped):
        pick(page, row["genuine"])
        page.get_by_role("button", name=re.compile("下一题|接着读什么")).tap()
    expect(page.locator(".fz-quiz__next")).to_be_visible()
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [
        0,
        0,
        "",
    ]


def test_the_questions_of_a_lesson_stay_as_they_are(phone: Phone, address: str) -> None:
    """A speaker reads them aloud; they are no quiz to tap through."""
    page = phone.open(address + "lessons/yuanba-20/")
    assert page.locator(".fz-quiz > li:visible").count() >= 3
    expect(page.get_by_role("button", name="是骗局")).to_have_count(0)
