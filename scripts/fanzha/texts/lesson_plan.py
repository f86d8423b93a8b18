"""lesson-plan-docx: a lesson as a table that a teacher changes: slide, minutes, what to do, to say, material.

It says what the plan of the lesson kit says, and the words beside it; see content/lesson_time.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanzha.content.kinds.lessons import Lesson, Quiz
from fanzha.content.lesson_time import (
    ACTIVITY,
    QUESTIONS,
    ROUNDS,
    Row,
    in_words,
    plan,
    rounds_of,
    true_or_false,
)
from fanzha.content.markup import fill
from fanzha.language.phrases import calls_data
from fanzha.product import Args, Made, Product

if TYPE_CHECKING:
    from fanzha.content.library import Item
    from fanzha.edition import Edition

KIND = "lesson-plan-docx"
HEAD = ("讲什么", "多久", "做什么", "说什么", "幻灯片和材料")
WIDTHS = (36.0, 18.0, 51.0, 120.0, 36.0)  # 261 mm between the margins
BEFORE = "上课前备好：幻灯片，教学包里的角色卡（两人一对）、练习纸和结业证（一人一份）。"


def on_demand(edition: Edition) -> Iterator[Product]:
    """A document per current lesson."""
    for item in edition.current(Lesson):
        yield Product(
            path=f"texts/{KIND}/{item.id}.docx",
            family="texts",
            kind=KIND,
            label=edition.tables.sheets[KIND].label,
            items=(item.id,),
            make=make,
            args=_args(edition, item),
        )


def make(args: Args, overrides: Path) -> Made:
    """The table for Word, on A4 across."""
    from fanzha.texts.docx_writer import Block, Table, write  # slow to import; no check needs it

    rows = args["rows"]
    total = round(sum(row["seconds"] for row in rows) / 60)
    shown = [
        (row["title"], in_words(row["seconds"]), row["doing"], row["say"], row["material"])
        for row in rows
    ]
    blocks: list[Block | Table] = [
        Block("title", f"{args['title']}　教案"),
        Block("rule", f"请记住：{args['rule']}"),
        Block("flat", "".join(args["phones"])),
        Block("flat", f"共{total}分钟。讲话按一分钟210个字算，剩下的时间用来练。"),
        Block("flat", BEFORE),
        # Last, so that no page has only what is left over.
        Table(HEAD, WIDTHS, tuple(shown)),
    ]
    foot = "　".join(args["small"])
    return Made(write(blocks, args["title"], args["publisher"], args["day"], wide=True, foot=foot))


def _round(row: Row, number: int, told: dict[str, Any], count: int) -> dict[str, Any]:
    """A row for each round: one of eleven was higher than a page."""
    word = "真的" if told["genuine"] else "骗局"
    return vars(
        replace(
            row,
            title=f"真假题　{number}",
            seconds=row.seconds // count,
            doing="念一遍，举手，讲为什么",
            say=f"{told['message']}\n{word}：{told['explain']}",
        )
    )


def _args(edition: Edition, item: Item[Lesson]) -> dict[str, Any]:
    lesson, region, day = item.meta, edition.region, item.meta.reviewed
    rounds = true_or_false(edition.current(Quiz), lesson, rounds_of(lesson))
    words = {
        ACTIVITY: lesson.activity,
        QUESTIONS: "\n".join(
            f"{n}. {q.ask}（{q.answer}）" for n, q in enumerate(lesson.questions, 1)
        ),
    }
    rows = []
    for row in plan(lesson):
        if row.title == ROUNDS:
            rows += [_round(row, n, one, len(rounds)) for n, one in enumerate(rounds, 1)]
        else:
            rows.append(vars(replace(row, say=row.say or words[row.title])))
    small = [f"{region.publisher}　编号{region.id}-{item.id}-{day:%Y%m%d}"]
    if region.sample:
        small.append("示范数据，请勿当真")
    return {
        **fill({"title": lesson.title, "rule": lesson.rule, "rows": rows}, region),
        "phones": [f"{call['sentence']}。" for call in calls_data(edition.tables)],
        "publisher": region.publisher,
        "day": day.isoformat(),
        "small": small,
    }
