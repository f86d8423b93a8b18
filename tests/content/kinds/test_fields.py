"""The building blocks of the models, fed with raw text as the reader gives it."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from fanzha.content.kinds.fields import Date, Line12, Model, MonthDay, Text, Whole

DATE = TypeAdapter[datetime.date](Date)
WHOLE = TypeAdapter[int](Whole)
MONTH_DAY = TypeAdapter[str](MonthDay)


class Sample(Model):
    """A model of one field."""

    title: Text


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)))
def test_a_date_is_read_as_written(day: datetime.date) -> None:
    assert DATE.validate_python(day.isoformat()) == day
    assert DATE.validate_python(f" {day.isoformat()} ") == day


@pytest.mark.parametrize(
    "text",
    [
        "2026/11/20",
        "2026-1-2",
        "20261120",
        "2026-11",
        "2026-11-20 08:00",
        "2026-11-20T00:00:00",
        "1790000000",
        "明天",
        "",
        "2026-02-30",
        "0026-11-20",
        "1999-12-31",
        "2100-01-01",
        "9999-12-31",
        "2025-02-29",
        "２０２６-１１-２０",
    ],
)
def test_only_one_way_to_write_a_date(text: str) -> None:
    """Two readers of 01/02/2026 would read two days."""
    with pytest.raises(ValidationError):
        DATE.validate_python(text)


@pytest.mark.parametrize("text", ["01-10", "02-29", "12-31"])
def test_a_day_of_the_year(text: str) -> None:
    assert MONTH_DAY.validate_python(text) == text


@pytest.mark.parametrize("text", ["1-10", "0110", "13-01", "02-30", "01/10", "W01-1", "", "夏天"])
def test_what_is_no_day_of_the_year(text: str) -> None:
    """`fromisoformat` also reads weeks, which no editor means."""
    with pytest.raises(ValidationError):
        MONTH_DAY.validate_python(text)


@given(st.integers(0, 999_999_999))
def test_a_whole_number(number: int) -> None:
    assert WHOLE.validate_python(str(number)) == number


@pytest.mark.parametrize(
    "text", ["", " ", "1.0", "+1", "-1", "1_000", "1,000", "０", "9" * 10, "٣"]
)
def test_what_is_no_whole_number(text: str) -> None:
    """Python's own `int` would take 1_000, +1 and the digits of every script."""
    with pytest.raises(ValidationError):
        WHOLE.validate_python(text)


def test_a_text_is_one_line_and_not_empty() -> None:
    assert Sample(title="  刷单 ").title == "刷单"
    for wrong in ("", "   ", "一\n二"):
        with pytest.raises(ValidationError):
            Sample(title=wrong)


def test_a_length_is_a_number_of_characters() -> None:
    """A character beyond the basic plane is one character too."""
    line = TypeAdapter[str](Line12)
    assert line.validate_python("𠮷" * 12) == "𠮷" * 12
    with pytest.raises(ValidationError):
        line.validate_python("𠮷" * 13)


def test_models_cannot_be_changed() -> None:
    """Every producer gets the same item; none may change it for the next."""
    sample = Sample(title="刷单")
    with pytest.raises(ValidationError):
        sample.title = "其他"  # type: ignore[misc]
