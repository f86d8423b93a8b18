"""docs/data/words/names.yml: by which characters and words a full name is known in running text."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from fanzha.content.kinds.fields import Model, Text

Words = Annotated[tuple[Text, ...], Field(min_length=1)]


class Names(Model):
    """Characters are written in one row, words as a list."""

    surnames: Text = Field(description="姓，一个字一个姓")
    compound: Words = Field(description="两个字的姓")
    given: Text = Field(description="名字里常用、别的词里少用的字")
    never: Text = Field(description="名字里不会有的字")
    careful: Text = Field(description="也常做别的词的姓，名字的两个字都要认得出才算")
    titles: Words = Field(description="跟在姓后面的称呼")
    roles: Words = Field(description="站在名字前面的身份")
    real: Words = Field(description="后面的是真名，哪怕前面写了化名")
    placeholders: Words = Field(description="谁都知道是假的名字")
    says: Words = Field(description="名字后面常接的动作")
    starts: Text = Field(description="名字后面能接的字")
    starts_long: Text = Field(description="两个字的名后面还能接的字")
    ordinary: dict[str, Text] = Field(description="姓和哪些字连着是平常的词：马上、马虎")
