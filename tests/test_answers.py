"""A report that is given again is the one that a check would give now.

Whoever sees an old report mends what is no longer wrong, or prints what is.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from fanzha import checks
from fanzha.edition import Project
from tests.commands import fanzha
from tests.conftest import MakeProject
from tests.samples import alert, case, page, scam

PAGE = "help/a.md"
WRONG = page("先挂断,再打电话。\n")


def said(root: Path, *args: object) -> str:
    """What a check of the page reports."""
    return fanzha(root, "check", f"docs/{PAGE}", *args).stdout


def forget(root: Path) -> None:
    """As if nothing had been answered before."""
    for file in (root / ".cache" / "fanzha").rglob("answers*"):
        file.unlink()


def test_the_same_question_is_answered_from_what_is_kept(project: MakeProject) -> None:
    root = project({PAGE: WRONG}).root
    first = said(root)
    kept = (root / ".cache" / "fanzha" / "answers").read_bytes()
    assert "W020" in first
    assert said(root) == first
    assert (root / ".cache" / "fanzha" / "answers").read_bytes() == kept


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (f"docs/{PAGE}", page("先挂断，再打电话。\n")),
        ("docs/scams/a.md", scam()),  # an id twice
        ("docs/assets/jiu.txt", "x"),
        ("overrides/fonts/coverage.txt", "x"),
    ],
)
def test_any_file_that_changes_makes_a_new_answer(
    project: MakeProject, place: str, text: str
) -> None:
    root = project({PAGE: WRONG}).root
    said(root)
    path = root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    after = said(root)
    forget(root)
    assert said(root) == after


@pytest.mark.parametrize(
    "args", [("--select", "F"), ("--ignore", "W"), ("--format", "json"), ("--today", "2029-01-01")]
)
def test_another_question_is_another_answer(project: MakeProject, args: tuple[str, ...]) -> None:
    root = project({PAGE: WRONG}).root
    before = said(root)
    after = said(root, *args)
    assert after != before
    forget(root)
    assert said(root, *args) == after


def test_an_answer_of_somebody_else_is_not_believed(project: MakeProject) -> None:
    """A project that is handed on with its cache: nothing in it says that all is well."""
    fine, bad = project({PAGE: page("先挂断，再打电话。\n")}).root, project({PAGE: WRONG}).root
    said(fine)
    said(bad)
    answers = (root / ".cache" / "fanzha" / "answers" for root in (fine, bad))
    good, own = answers
    own.write_bytes(good.read_bytes())
    assert "W020" in said(bad)
    own.write_bytes(own.read_bytes()[:-8] + b"\0" * 8)
    assert "W020" in said(bad)


def test_a_check_of_one_file_finds_what_the_whole_finds_there(project: MakeProject) -> None:
    made: Project = project(
        {
            PAGE: WRONG,
            "scams/shuadan.md": scam(),
            "cases/baoma.md": case().replace("scam: shuadan", "scam: meiyou"),
            "alerts/dianzan.md": alert(),
        }
    )
    whole = checks.check(made).findings
    for path in sorted({one.path for one in whole if one.path.endswith(".md")}):
        alone = checks.check(made, [made.root / path]).findings
        assert [f for f in alone if f.path == path] == [f for f in whole if f.path == path], path
