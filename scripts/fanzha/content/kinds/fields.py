"""The building blocks of the models: text of a length, lists, dates, references.

Every scalar arrives as the raw text of the file. A description is Chinese: editors meet it in
the JSON Schema and in the field reference.
"""

from __future__ import annotations

import datetime
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from fanzha.clock import read_day


class Model(BaseModel):
    """Base of all content models: unknown fields are errors, values cannot change."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True
    )


@dataclass(frozen=True)
class Vocab:
    """Marks a text that must be a key of the vocabulary `table` (docs/data/<table>.yml)."""

    table: str


@dataclass(frozen=True)
class Ref:
    """Marks a text that must be the id of an item of `kind`, or of one of the kinds `also`."""

    kind: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Region:
    """Marks a text that must be the name of a region (docs/data/regions/<name>.yml)."""


@dataclass(frozen=True)
class Asset:
    """Marks a text that must be a file below docs/."""


def _date(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value
    text = str(value).strip()
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        try:
            return read_day(text)
        except ValueError as error:
            raise PydanticCustomError("no_such_day", "{why}", {"why": str(error)}) from None
    run = re.fullmatch(r"(20\d\d)(\d\d)(\d\d)", text, re.ASCII)
    parts = [int(part) for part in (run.groups() if run else re.findall(r"\d{1,4}", text))]
    guess = ""
    if len(parts) == 3:
        with suppress(ValueError):
            year = parts[0] + 2000 if parts[0] < 100 else parts[0]
            guess = datetime.date(year, *parts[1:]).isoformat()
    raise PydanticCustomError(
        "date_format", "日期要写成 2026-11-20 这样（年-月-日）", {"mended": guess}
    )


def _integer(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"\d{1,9}", value.strip(), re.ASCII):
        raise PydanticCustomError("whole_number", "这里要写一个整数，只用数字", {})
    return value


def _one_line(value: str) -> str:
    if "\n" in value:
        raise PydanticCustomError("one_line", "这里只能写一行", {})
    return value


def _month_day(value: Any) -> Any:
    text = str(value).strip()
    if re.fullmatch(r"\d{2}-\d{2}", text, re.ASCII):
        with suppress(ValueError):
            datetime.date.fromisoformat(f"2024-{text}")  # a leap year: 02-29 is a day
            return text
    raise PydanticCustomError("month_day", "月日要写成 01-10 这样（月-日）", {})


def _flag(value: Any) -> Any:
    if value in ("true", "false"):
        return value == "true"
    if isinstance(value, bool):
        return value
    raise PydanticCustomError("flag", "只能写 true（是）或 false（否）", {})


MonthDay = Annotated[str, BeforeValidator(_month_day)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Date = Annotated[datetime.date, BeforeValidator(_date)]
Whole = Annotated[int, BeforeValidator(_integer)]


def _one_word(value: str) -> str:
    if "，" in value or "、" in value:
        words = ", ".join(word.strip() for word in re.split("[，、]", value) if word.strip())
        raise PydanticCustomError(
            "full_width_comma", "列表里要用半角逗号加空格隔开", {"mended": words}
        )
    return value


OneLine = AfterValidator(_one_line)
Text = Annotated[str, Field(min_length=1), OneLine]
Line4 = Annotated[str, Field(min_length=1, max_length=4), OneLine]
Line6 = Annotated[str, Field(min_length=1, max_length=6), OneLine]
Line8 = Annotated[str, Field(min_length=1, max_length=8), OneLine]
Line10 = Annotated[str, Field(min_length=1, max_length=10), OneLine]
Line12 = Annotated[str, Field(min_length=1, max_length=12), OneLine]
Line16 = Annotated[str, Field(min_length=1, max_length=16), OneLine]
Word = Annotated[str, AfterValidator(_one_word), Field(min_length=1, max_length=16), OneLine]
Line24 = Annotated[str, Field(min_length=1, max_length=24), OneLine]
Line36 = Annotated[str, Field(min_length=1, max_length=36), OneLine]
Line40 = Annotated[str, Field(min_length=1, max_length=40), OneLine]
Line60 = Annotated[str, Field(min_length=1, max_length=60), OneLine]
Line120 = Annotated[str, Field(min_length=1, max_length=120), OneLine]
Line240 = Annotated[str, Field(min_length=1, max_length=240), OneLine]
