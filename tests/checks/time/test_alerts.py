"""Family T, alerts: they are news, and they end."""

from __future__ import annotations

import pytest

from fanzha.findings import Severity
from tests.checking import findings
from tests.conftest import MakeProject
from tests.samples import alert, line_of, scam


def test_a_warning_of_more_than_sixty_days_is_shortened(project: MakeProject) -> None:
    """Published on 2026-11-20: the last day is 2027-01-19."""
    text = alert(expires="2027-01-20")
    (found,) = findings(project({"scams/shuadan.md": scam(), "alerts/a.md": text}), "T")
    assert (found.code, found.line) == ("T010", line_of(text, "expires"))
    assert found.fix is not None and found.fix.text == "2027-01-19"


@pytest.mark.parametrize(
    "fields",
    [
        {"expires": "2027-01-19"},
        {"expires": "2027-12-31", "season": '{start: "09-01", end: "12-31"}', "news": None},
        {"expires": "2027-12-31", "status": "draft"},
    ],
    ids=["sixty days", "a season", "a draft"],
)
def test_what_may_stand(project: MakeProject, fields: dict[str, str | None]) -> None:
    made = project({"scams/shuadan.md": scam(), "alerts/a.md": alert(**fields)})
    assert findings(made, "T01") == []


def test_a_warning_without_news_is_told(project: MakeProject) -> None:
    made = project({"scams/shuadan.md": scam(), "alerts/a.md": alert(news=None, seen=None)})
    (found,) = findings(made, "T")
    assert (found.code, found.severity) == ("T011", Severity.WARNING)
    assert "news" in found.message and "seen" in found.message and "since" not in found.message


@pytest.mark.parametrize("name", ["医保社保停用", "寒假缴费通知"])
def test_a_short_name_that_reads_like_a_notice_is_told(project: MakeProject, name: str) -> None:
    text = alert(topic=name)
    (found,) = findings(project({"scams/shuadan.md": scam(), "alerts/a.md": text}), "T")
    assert (found.code, found.line) == ("T015", line_of(text, "topic"))


@pytest.mark.parametrize("name", ["假停用短信", "骗您叫车送现金", "冒充快递理赔", None])
def test_a_short_name_that_says_it_is_a_fraud_may_stand(
    project: MakeProject, name: str | None
) -> None:
    """Where none is written, the name of the type says so itself: an alert must not wait for it."""
    assert (
        findings(project({"scams/shuadan.md": scam(), "alerts/a.md": alert(topic=name)}), "T") == []
    )


def test_the_name_of_the_type_will_do_where_it_says_so(project: MakeProject) -> None:
    made = project({"scams/shuadan.md": scam(title="假老师收费"), "alerts/a.md": alert(topic=None)})
    assert findings(made, "T") == []
