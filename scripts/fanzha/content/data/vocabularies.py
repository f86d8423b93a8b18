"""The ways into the site as data: who reads, where, how it began, what was said, the self-check.

Rows of docs/data/{audiences,venues,channels,sayings}.yml, and the decision tree of selfcheck.yml.
Keys of the vocabularies are what items write; labels are what residents see.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from fanzha.content.kinds.fields import (
    Line12,
    Line16,
    Line24,
    Line36,
    Line60,
    Model,
    Ref,
    Text,
    Word,
)
from fanzha.content.kinds.meta import Labelled

MOST_QUESTIONS = 6


class Term(Model):
    """A word of a vocabulary."""

    label: Text = Field(description="页面上显示的名字")


class Audience(Term):
    """For whom; one without a title has no page of its own."""

    title: Line16 | None = Field(None, description="网页的标题")
    intro: Line60 | None = Field(None, description="开头一句")
    rule: Line12 | None = Field(None, description="最要记的一条")
    do: tuple[Line36, ...] = Field((), max_length=4, description="要做的事")


class Venue(Term):
    """Where paper hangs and screens play."""

    intro: Line60 | None = Field(None, description="这里最该防什么")
    put: tuple[Line24, ...] = Field((), max_length=4, description="印出来的放在哪")
    play: tuple[Line24, ...] = Field((), max_length=4, description="屏幕和喇叭怎么用")


class Channel(Term):
    """How it reached somebody."""

    title: Line16 | None = Field(None, description="网页的标题")
    intro: Line60 | None = Field(None, description="开头一句")
    do: tuple[Line36, ...] = Field((), max_length=5, description="先做什么")
    genuine: tuple[Line36, ...] = Field((), max_length=3, description="真的是什么样")


class Saying(Model):
    """Something that is typically said; the lines of scams that hold one of the words belong to it."""

    label: Line16 = Field(description="他怎么说")
    words: tuple[Word, ...] = Field(min_length=1, description="对方的话里有这些词")
    why: Line36 = Field(description="为什么是骗")
    do: Line36 = Field(description="怎么办")


class Level(Labelled):
    """What the self-check found."""

    PAID = "paid", "钱已转走"
    DANGER = "danger", "先打110"
    SCAM = "scam", "多半是骗局"
    UNSURE = "unsure", "没看出来"


class Question(Model):
    """One question of the self-check; `if_yes` and `if_no` name the next question, or an answer."""

    ask: Line36 = Field(description="问题")
    hint: Line36 | None = Field(None, description="补一句")
    if_yes: Text = Field(description="答“是”以后去哪里")
    if_no: Text = Field(description="答“不是”以后去哪里")


class Answer(Model):
    """Where the self-check ends."""

    level: Level = Field(
        description="paid 钱已转走，danger 先打110，scam 多半是骗局，unsure 没看出来"
    )
    title: Line16 = Field(description="结果")
    say: Line60 = Field(description="一句话讲明白")
    do: tuple[Line36, ...] = Field(min_length=1, max_length=4, description="怎么办")
    scams: tuple[Annotated[str, Ref("scams")], ...] = Field((), description="像哪些骗局")


class SelfCheck(Model):
    """At most six questions to an answer, whichever way; the first question begins."""

    questions: dict[str, Question] = Field(default_factory=dict, description="问题")
    answers: dict[str, Answer] = Field(default_factory=dict, description="结果")

    @model_validator(mode="after")
    def _every_path_ends(self) -> Self:
        for name in sorted(set(self.questions) & set(self.answers)):
            _refuse("“{name}”既是问题又是结果，请换一个名字", "answers", name)
        for name, question in self.questions.items():
            for goal in (question.if_yes, question.if_no):
                if goal not in self.questions and goal not in self.answers:
                    _refuse("问题“{name}”的下一步“{goal}”不存在", "questions", name, goal)
        met: set[str] = set()
        for path in paths(self.questions):
            met.update(path)
            asked = path[:-1] if path[-1] in self.answers else path
            if len(asked) != len(set(asked)):
                _refuse("问到“{name}”又绕了回来，问不完", "questions", path[-1])
            if len(asked) > MOST_QUESTIONS:
                _refuse("走到“{name}”要问七个问题，最多六个", "questions", asked[-1])
        for name in (*self.questions, *self.answers):
            if name not in met:
                _refuse("“{name}”走不到，删去它，或者让一个问题通向它", "questions", name)
        return self


def paths(questions: Mapping[str, Question]) -> Iterator[tuple[str, ...]]:
    """Every way through the questions; one that does not end is cut after seven."""
    pending: list[tuple[str, ...]] = [(next(iter(questions)),)] if questions else []
    while pending:
        path = pending.pop()
        question = questions.get(path[-1])
        if question is None or len(path) > MOST_QUESTIONS:
            yield path
        else:
            pending += [(*path, question.if_no), (*path, question.if_yes)]


def _refuse(message: str, field: str, name: str, goal: str = "") -> None:
    raise PydanticCustomError("selfcheck", message, {"name": name, "goal": goal, "field": field})
