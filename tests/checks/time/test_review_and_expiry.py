"""Family T: what is stale by the day of the build. The samples are reviewed on 2026-11-20."""

from __future__ import annotations

import pytest

from fanzha.findings import Severity
from tests.checking import findings
from tests.conftest import MakeProject
from tests.samples import alert, case, line_of, page, poster, scam

TIME = ("T001", "T002", "T003", "T009")


def codes(project: MakeProject, today: str, **fields: str) -> list[str]:
    """The codes of T001 to T003 that one page gives on a day; other pages are left out."""
    made = project({"help/x.md": page(**fields)}, today=today)
    found = [f for f in findings(made, "T") if f.path == "docs/help/x.md"]
    return [f.code for f in found if f.code in TIME]


@pytest.mark.parametrize(
    ("today", "found"),
    [
        ("2026-11-21", []),
        ("2027-05-19", []),
        ("2027-05-20", ["T001"]),
        ("2027-08-17", ["T001"]),
        ("2027-08-18", ["T009"]),
    ],
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


# What comes soon, and what was forgotten.


def soon(project: MakeProject, today: str, **fields: str) -> list[str]:
    """The notices that a scam gives on a day."""
    made = project({"scams/shuadan.md": scam(**fields)}, today=today)
    return [f.code for f in findings(made, "T") if f.path == "docs/scams/shuadan.md"]


@pytest.mark.parametrize(
    ("today", "found"),
    [
        ("2026-12-16", []),
        ("2026-12-17", ["T004"]),
        ("2026-12-31", ["T004"]),
        ("2027-01-01", ["T001"]),
    ],
)
def test_a_review_is_announced_two_weeks_before(
    project: MakeProject, today: str, found: list[str]
) -> None:
    """Due on 2026-12-31; on the day itself there is still time."""
    assert soon(project, today, review_in="41") == found


@pytest.mark.parametrize(
    ("today", "found"),
    [
        ("2026-12-16", []),
        ("2026-12-17", ["T005"]),
        ("2026-12-31", ["T005"]),
        ("2027-01-01", ["T002"]),
    ],
)
def test_an_end_is_announced_two_weeks_before(
    project: MakeProject, today: str, found: list[str]
) -> None:
    """Paper that hangs outside has to be changed in time."""
    assert soon(project, today, expires="2026-12-31") == found


@pytest.mark.parametrize(("today", "found"), [("2026-11-21", ["T007"]), ("2026-12-24", [])])
def test_what_is_planned_is_said(project: MakeProject, today: str, found: list[str]) -> None:
    """On the day itself it is simply published."""
    assert soon(project, today, published="2026-12-24") == found


@pytest.mark.parametrize(
    ("reviewed", "found"),
    [("2026-07-01", ["T003"]), ("2026-07-22", ["T003"]), ("2026-07-23", []), ("2026-11-19", [])],
)
def test_a_text_may_be_read_some_months_before_it_comes_out(
    project: MakeProject, reviewed: str, found: list[str]
) -> None:
    """Else a planned item would become an error on its very day."""
    assert soon(project, "2026-11-21", reviewed=reviewed) == found


@pytest.mark.parametrize(("today", "found"), [("2027-02-18", []), ("2027-02-19", ["T008"])])
def test_a_type_comes_back_within_ninety_days(
    project: MakeProject, today: str, found: list[str]
) -> None:
    """Warnings about the same scam fade within weeks."""
    assert soon(project, today) == found


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("cases/a.md", case(published="2027-02-01", reviewed="2027-02-01"), []),
        ("alerts/a.md", alert(published="2027-02-01", reviewed="2027-02-01"), []),
        ("posters/a.md", poster(published="2027-02-01", reviewed="2027-02-01"), []),
        ("cases/a.md", case(published="2026-11-20", reviewed="2027-02-01"), []),
        (
            "cases/a.md",
            case(published="2027-02-01", reviewed="2027-02-01", status="draft"),
            ["T008"],
        ),
        ("cases/a.md", case(published="2027-02-01", reviewed="2027-02-01", scam="kefu"), ["T008"]),
    ],
    ids=["case", "alert", "poster", "reviewed", "draft", "another scam"],
)
def test_any_kind_brings_a_type_back(
    project: MakeProject, path: str, text: str, found: list[str]
) -> None:
    files = {"scams/shuadan.md": scam(), "scams/kefu.md": scam(), path: text}
    made = project(files, today="2027-03-01")
    codes = [f.code for f in findings(made, "T") if f.path == "docs/scams/shuadan.md"]
    assert codes == found


def test_notices_are_notices(project: MakeProject) -> None:
    """None of them may stop a build."""
    made = project(
        {"scams/shuadan.md": scam(review_in="95", expires="2027-02-28")}, today="2027-02-20"
    )
    found = [f for f in findings(made, "T") if f.path == "docs/scams/shuadan.md"]
    assert [f.code for f in found] == ["T004", "T008", "T005"]
    assert {f.severity for f in found} == {Severity.NOTICE}


def test_no_date_stops_a_build(project: MakeProject) -> None:
    """An office that nobody looks after must still be able to change its telephone number."""
    files = {"scams/shuadan.md": scam(), "cases/a.md": case(), "alerts/b.md": alert()}
    for today in ("2027-08-18", "2030-01-01", "2036-02-29", "2099-12-31"):
        found = findings(project(files, today=today))
        assert {f.code for f in found if f.severity is Severity.WARNING} == {"T002", "T009"}
        assert not [f for f in found if f.severity is Severity.ERROR]


def test_what_nobody_reads_any_more_says_that_it_is_out(project: MakeProject) -> None:
    text = page()
    made = project({"help/x.md": text}, today="2030-01-01")
    (found,) = [f for f in findings(made, "T") if f.path == "docs/help/x.md"]
    assert (found.code, found.severity) == ("T009", Severity.WARNING)
    assert (found.line, found.column) == (line_of(text, "reviewed"), 11)
    assert "2027-05-19 就该核对" in found.message and "不再印发和播放" in found.message


def test_a_clock_that_is_years_behind_is_said_once(project: MakeProject) -> None:
    """The battery of an old computer is empty: four hundred errors would hide the reason."""
    found = findings(project({"help/x.md": page()}, today="2020-01-01"), "T")
    errors = [f for f in found if f.severity is Severity.ERROR]
    assert [(f.path, f.code) for f in errors] == [("docs/index.md", "T006")]
    assert "电脑的日期多半错了" in errors[0].hint
