"""The kinds: which fields they need, what holds between fields, and how choices read."""

from __future__ import annotations

from enum import Enum

import pytest

from fanzha.content.kinds.meta import (
    AgeBand,
    Basis,
    LossBand,
    Meta,
    Scope,
    Severity,
    Status,
)
from fanzha.content.kinds.registry import KINDS
from tests.checking import findings, places
from tests.conftest import MakeProject
from tests.samples import alert, case, line_of, poster, scam


@pytest.mark.parametrize("choice", [Status, Basis, Severity, Scope, AgeBand, LossBand])
def test_every_choice_has_a_chinese_label(choice: type[Enum]) -> None:
    """Residents read the label, never the value."""
    labels = [getattr(member, "label", "") for member in choice]
    assert all(not label.isascii() for label in labels)
    assert len(set(labels)) == len(labels)


MODELS = dict.fromkeys(kind.model for kind in KINDS.values())


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_is_described_in_chinese(model: type[Meta]) -> None:
    """The description is what an editor reads in the reference and in a message."""
    for name, info in model.model_fields.items():
        assert info.description, name
        assert not info.description.isascii(), name


def test_an_alert_must_say_when_it_ends(project: MakeProject) -> None:
    """A warning without an end stands on a wall for years."""
    made = project({"scams/shuadan.md": scam(), "alerts/a.md": alert(expires=None)})
    (found,) = findings(made, "S")
    assert (found.path, found.code) == ("docs/alerts/a.md", "S020")
    assert "expires" in found.message


@pytest.mark.parametrize("expires", [None, "2027-05-31"])
def test_other_kinds_may_end_or_not(project: MakeProject, expires: str | None) -> None:
    assert places(project({"scams/shuadan.md": scam(expires=expires)})) == []


@pytest.mark.parametrize("field", ["channels", "lines", "red_flags", "steps", "rule", "course"])
def test_a_scam_needs_its_parts(project: MakeProject, field: str) -> None:
    (found,) = findings(project({"scams/shuadan.md": scam(**{field: None})}), "S")
    assert found.message == f"缺少字段 {field}"


@pytest.mark.parametrize(
    "field", ["rule", "scam", "age_band", "loss_band", "story", "turning_point", "lesson"]
)
def test_a_case_needs_its_parts(project: MakeProject, field: str) -> None:
    made = project({"scams/shuadan.md": scam(), "cases/a.md": case(**{field: None})})
    (found,) = findings(made, "S")
    assert found.message == f"缺少字段 {field}"


@pytest.mark.parametrize("value", ["67", "67岁", "61-70"])
def test_an_exact_age_is_refused(project: MakeProject, value: str) -> None:
    """In a small place an exact age names a person."""
    made = project({"scams/shuadan.md": scam(), "cases/a.md": case(age_band=value)})
    (found,) = findings(made, "S")
    assert (found.code, found.line) == ("S023", line_of(case(), "age_band"))
    assert "over-60" in found.hint


def test_the_turning_point_is_a_step_of_the_story(project: MakeProject) -> None:
    text = case(turning_point="{step: 4, text: 停下。}")
    made = project({"scams/shuadan.md": scam(), "cases/a.md": text})
    (found,) = findings(made, "S")
    assert (found.line, found.column) == (line_of(text, "turning_point"), 16)
    assert "story 只有 3 步，没有第 4 步" in found.message


@pytest.mark.parametrize("after", [4, 5])
def test_the_course_is_stopped_before_its_end(project: MakeProject, after: int) -> None:
    """After the last stage the money is gone; “stop here” would come too late."""
    text = scam(stop_here=f"{{after: {after}, text: 停下。}}")
    (found,) = findings(project({"scams/shuadan.md": text}), "S")
    assert (found.line, found.column) == (line_of(text, "stop_here:"), 12)
    assert f"course 有 4 步，要在第 4 步之前停下，不能是第 {after} 步之后" in found.message


def test_the_course_has_four_to_six_stages(project: MakeProject) -> None:
    """Fewer explain nothing, more cannot be drawn in a row."""
    rows = "".join(f"\n  - {{stage: 第{n}步, text: 对方说话}}" for n in range(7))
    made = project({"scams/shuadan.md": scam(course=rows)})
    assert {found.code for found in findings(made, "S")} == {"S024"}


def test_a_picture_needs_words(project: MakeProject) -> None:
    """Some readers do not see it; screen readers say the words."""
    files = {"assets/pictures/a.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"}
    text = scam(image="assets/pictures/a.svg")
    (found,) = findings(project({**files, "scams/shuadan.md": text}), "S")
    assert (found.line, found.code) == (line_of(text, "image"), "S023")
    assert "alt" in found.message
    assert "alt" in found.hint
    good = scam(image="assets/pictures/a.svg", alt="手机屏幕")
    assert findings(project({**files, "scams/shuadan.md": good}), "S") == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("headline", "[]"),
        ("headline", "[一, 二, 三, 四]"),
        ("headline", f"[{'字' * 11}]"),
        ("points", "[一, 二, 三, 四]"),
        ("points", f"[{'字' * 17}]"),
        ("rule", "字" * 13),
    ],
)
def test_a_poster_holds_few_words(project: MakeProject, field: str, value: str) -> None:
    """More cannot be read while walking past."""
    made = project({"scams/shuadan.md": scam(), "posters/p.md": poster(**{field: value})})
    assert {f.code for f in findings(made, "S")} == {"S024"}


@pytest.mark.parametrize("date", ["2025", "2025-06", "2025-06-01"])
def test_a_source_may_be_dated_by_year_month_or_day(project: MakeProject, date: str) -> None:
    text = scam(sources=f"\n  - {{publisher: 公安部, title: 清单, date: {date}}}")
    assert findings(project({"scams/shuadan.md": text}), "S") == []
