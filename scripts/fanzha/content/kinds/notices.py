"""Papers that an office hands out: notices, letters, pledges, slips, and tables to fill in."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from fanzha.content.kinds.fields import (
    Flag,
    Line12,
    Line16,
    Line24,
    Line60,
    Line120,
    Line240,
    Model,
    Whole,
)
from fanzha.content.kinds.meta import Labelled, Texted


class Form(Labelled):
    """What kind of paper a notice is."""

    NOTICE = "notice", "告知书"
    LETTER = "letter", "公开信"
    PLEDGE = "pledge", "承诺书"
    SLIP = "slip", "转账提示单"
    RECORD = "record", "登记表"
    SURVEY = "survey", "调查问卷"


class Column(Model):
    """One column of a table that is filled in by hand."""

    title: Line16 = Field(
        description="栏名；叫“序号”的一栏自动印上1、2、3", examples=["日期", "发到哪里"]
    )
    width: Annotated[Whole, Field(ge=8, le=200)] | None = Field(
        None, description="栏宽，毫米；不写的几栏平分剩下的宽度", examples=[24]
    )


class SurveyQuestion(Model):
    """A question with answers to tick; nobody writes a name."""

    ask: Line60 = Field(description="问题", examples=["钱刚转给了骗子，先打哪个电话？"])
    options: tuple[Line16, ...] = Field(
        min_length=2, max_length=6, description="可选的答案", examples=[["110", "不知道"]]
    )
    several: Flag = Field(False, description="能不能选几个：true 就能")
    topic: Line12 | None = Field(
        None, description="表格和图里的短名字；要电子问卷就每题都写", examples=["先打哪个电话"]
    )
    right: Line16 | None = Field(
        None, description="哪个答案对，照抄 options 里的；不算对错的题不写", examples=["110"]
    )

    @model_validator(mode="after")
    def _right_is_an_option(self) -> Self:
        if self.right is not None and (self.several or self.right not in self.options):
            raise PydanticCustomError(
                "right_option",
                "“{right}”不在 options 里，或者这一题能选几个",
                {"right": self.right, "field": "right"},
            )
        return self


class Notice(Texted):
    """A paper to hand out: letter, notice, pledge, slip, form, questionnaire."""

    form: Form = Field(
        description="样式：notice 告知书，letter 公开信，pledge 承诺书，slip 转账提示单，record 登记表，"
        "survey 调查问卷"
    )
    addressee: Line24 | None = Field(None, description="写给谁", examples=["各位家长："])
    opening: Line240 | None = Field(None, description="开头一段")
    clauses: tuple[Line60, ...] = Field((), max_length=20, description="一条一条的内容")
    closing: Line120 | None = Field(None, description="结尾一段")
    blanks: tuple[Line16, ...] = Field(
        (), max_length=8, description="留空让人填的几项", examples=[["姓名", "日期"]]
    )
    receipt: Line60 | None = Field(None, description="回执上的一句话；不写就没有回执")
    columns: tuple[Column, ...] = Field(
        (),
        max_length=12,
        description="表格的栏：登记表都要有；承诺书写了就是多人签名的表",
    )
    side_by_side: Annotated[Whole, Field(ge=1, le=3)] = Field(
        1, description="表格左右并排几份；栏少的签名表写2，一张纸能多签些人"
    )

    questions: tuple[SurveyQuestion, ...] = Field(
        (), max_length=20, description="调查问卷的题目；别的样式不写"
    )

    @model_validator(mode="after")
    def _papers_have_their_parts(self) -> Self:
        wrong: tuple[str, str] | None = None
        if self.form is Form.RECORD and not self.columns:
            wrong = "是登记表，就要写表格的栏 columns", "form"
        elif self.form is Form.SURVEY and not self.questions:
            wrong = "是调查问卷，就要写题目 questions", "form"
        elif self.questions and self.form is not Form.SURVEY:
            wrong = "是题目，只有调查问卷能写", "questions"
        elif self.columns and self.form not in (Form.RECORD, Form.PLEDGE):
            wrong = "是表格的栏，只有登记表和承诺书能写", "columns"
        elif self.columns and self.blanks:
            wrong = "和 columns 只能写一样：有表格就不写 blanks", "blanks"
        elif self.form is Form.SLIP and not self.clauses:
            wrong = "是提示单，就要写一条一条的问题 clauses", "form"
        if wrong:
            raise PydanticCustomError(
                "paper_parts", "{text}", {"text": wrong[0], "field": wrong[1]}
            )
        return self
