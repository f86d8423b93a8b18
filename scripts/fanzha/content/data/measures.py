"""docs/data/measures.yml: what may stand beside a number, and names that hold one."""

from __future__ import annotations

from pydantic import Field

from fanzha.content.kinds.fields import Model, Text


class Measures(Model):
    """By these words a run of digits explains itself; see checks/facts/numeral_meaning.py."""

    units: tuple[tuple[Text, ...], ...] = Field((), description="写在数字后面的量词和单位")
    before: tuple[Text, ...] = Field((), description="写在数字前面的字，如“第”“￥”")
    announced: tuple[Text, ...] = Field((), description="后面跟着一串号码的词，如“单号”")
    names: tuple[Text, ...] = Field((), description="带数字的名称，整个写出来")
