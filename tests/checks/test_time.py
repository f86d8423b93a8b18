"""Family T: what is stale by the day of the build. The samples are reviewed on 2026-11-20."""

from __future__ import annotations

import pytest

from fanzha.findings import Severity
from tests.checking import findings
from tests.conftest import MakeProject
from tests.samples import line_of, page, scam

TIME = {"T001", "T002", "T003"}


def codes(project: MakeProject, today: str, **fields: str) -> list[str]:
    """The codes of T001 to T003 that one page gives on a day; other pages are left out."""
    made = project({"help/x.md": page(**fields)}, today=today)
    found = [f for f in findings(made, "T") if f.path == "docs/help/x.md"]
    return [f.code for f in found if f.code in TIME]


@pytest.mark.parametrize(
    ("today", "found"),
    [("2026-11-21", []), ("2027-05-19", []), ("2027-05-20", ["T001"]), ("2030-01-01", ["T001"])],
)
def test_a_review_is_due_after_its_days(project: MakeProject, today: str, found: list[str]) -> None:
    """2026-11-20 and 180 days: the last good day is 2027-05-19."""
    assert codes(project, today) == found


def test_an_overdue_review_is_said_where_it_is_mended(project: MakeProject) -> None:
    text = page()
    made = project({"help/x.md": text}, today="2027-06-01")
    (found,) = [f for f in findings(made, "T") if f.path == "docs/help/x.md"]
    assert (found.code, found.severity) == ("T001", Severity.WARNING)
    assert (found.line, found.column) == (line_of(text, "reviewed"), 11)
    assert "2027-05-19 就该核对了" in found.message


@pytest.mark.parametrize(
    ("today", "found"),
    [("2026-12-31", []), ("2027-01-01", ["T002"])],
)
def test_an_item_ends_after_its_last_day(
    project: MakeProject, today: str, found: list[str]
) -> None:
    assert codes(project, today, expires="2026-12-31") == found


def test_what_has_ended_says_how_to_go_on(project: MakeProject) -> None:
    made = project({"help/x.md": page(expires="2026-12-31")}, today="2027-01-01")
    found = next(f for f in findings(made, "T") if f.code == "T002")
    assert found.severity is Severity.WARNING
    assert "status: withdrawn" in found.hint


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_what_is_not_published_does_not_get_old(project: MakeProject, status: str) -> None:
    assert codes(project, "2030-01-01", expires="2026-12-31", status=status) == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"reviewed": "2025-11-20"}, "T003"),
        ({"expires": "2026-11-19"}, "T003"),
        ({"reviewed": "2026-11-22"}, "T006"),
        ({"reviewed": "2062-11-20"}, "T006"),
    ],
    ids=["reviewed a year before", "ended before published", "reviewed tomorrow", "wrong year"],
)
def test_dates_that_cannot_be(project: MakeProject, fields: dict[str, str], code: str) -> None:
    """A review in the future would keep an item from ever being overdue."""
    made = project({"help/x.md": page(**fields)})
    (found,) = findings(made, "T")
    assert (found.code, found.severity) == (code, Severity.ERROR)
    field = next(iter(fields))
    assert found.source.startswith(f"{field}: ")
    assert found.column == len(field) + 3


@pytest.mark.parametrize(
    "fields",
    [
        {"published": "2026-11-20", "reviewed": "2026-11-20"},
        {"published": "2026-12-24", "reviewed": "2026-11-20"},
        {"expires": "2026-11-21"},
        {"reviewed": "2026-11-21"},
    ],
    ids=["same day", "planned", "ends today", "reviewed today"],
)
def test_dates_that_can_be(project: MakeProject, fields: dict[str, str]) -> None:
    """An item may be written, and read, before the day on which it comes out."""
    found = findings(project({"help/x.md": page(**fields)}), "T")
    assert [f for f in found if f.severity is not Severity.NOTICE] == []


def test_a_contradiction_stops_a_build(project: MakeProject) -> None:
    made = project({"scams/shuadan.md": scam(expires="2026-01-01")})
    found = next(f for f in findings(made, "T") if f.code == "T003")
    assert found.severity is Severity.ERROR
