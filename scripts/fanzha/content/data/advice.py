"""docs/data/advice.yml: what to do and what never to do in each situation."""

from __future__ import annotations

from pydantic import Field

from fanzha.content.kinds.fields import Line16, Line36, Model, Word


class Advice(Model):
    """One situation. Items may say it shorter; none may say the opposite."""

    label: Line16 = Field(description="处境")
    do: tuple[Line36, ...] = Field(min_length=1, description="照先后该做的事")
    never: tuple[Line36, ...] = Field(min_length=1, description="绝不做的事")
    when: tuple[Word, ...] = Field(min_length=1, description="句子里有这些词，说的就是这个处境")
    against: tuple[Word, ...] = Field(
        min_length=1, description="同一句里又有这些词，前面没有“不、别、没”，就是说反了"
    )
    other: tuple[Word, ...] = Field((), description="词的前面有这些词，说的是另一种处境")
    order: dict[Word, tuple[Word, ...]] = Field(
        default_factory=dict, description="后一步的词：同一段里，它前面要先说这些词之一"
    )
    swapped: dict[Word, tuple[Word, ...]] = Field(
        default_factory=dict, description="后一步的词：同一段里又说了这些词，就要说在它前面"
    )
