"""teaching: quizzes and performances for Word, so that a teacher or a troupe changes a line (R19, R29)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanzha.content.kinds.lessons import Quiz
from fanzha.content.kinds.meta import Meta
from fanzha.content.kinds.performances import Performance
from fanzha.content.markup import fill
from fanzha.language.phrases import calls_data
from fanzha.product import Args, Made, Product
from fanzha.texts.plain import text_product

if TYPE_CHECKING:
    from fanzha.content.library import Item
    from fanzha.edition import Edition

BOX = "□真的　□骗局"


def products(edition: Edition) -> Iterator[Product]:
    """A document per current quiz and per current performance."""
    for quiz in edition.current(Quiz):
        args = _args(edition, quiz)
        yield text_product(quiz.id, "quiz", "quiz.docx", "测试题（Word）", make_quiz, args)
    for play in edition.current(Performance):
        args = _args(edition, play) | {"genre_label": play.meta.genre.label}
        yield text_product(play.id, "play", "play.docx", "演出本子（Word）", make_play, args)


def make_quiz(args: Args, overrides: Path) -> Made:
    """The questions with boxes to tick; then, under a heading of their own, the answers."""
    from fanzha.texts.docx_writer import Block, write  # slow to import; no check needs it

    rows = list(enumerate(args["questions"], 1))
    blocks = [Block("title", args["title"])]
    blocks.append(
        Block("flat", "下面的事，有的是真的，有的是骗局。想一想，在□里打个钩。不用写名字。")
    )
    for number, row in rows:
        blocks += [Block("clause", f"{number}. {row['message']}"), Block("right", BOX)]
    blocks.append(Block("heading", "答案和讲解（念答案的人留着）"))
    for number, row in rows:
        verdict = "是真的" if row["genuine"] else "是骗局"
        blocks.append(Block("clause", row["explain"], voice=f"{number}. {verdict}"))
    blocks += _end(args)
    return Made(write(blocks, args["title"], args["publisher"], args["day"]))


def make_play(args: Args, overrides: Path) -> Made:
    """Who plays and with what, then line by line; what is done stands in brackets."""
    from fanzha.texts.docx_writer import Block, write  # slow to import; no check needs it

    head = f"{args['genre_label']}　{len(args['cast'])}个人　{args['minutes']}分钟"
    blocks = [Block("title", args["title"]), Block("flat", head)]
    blocks += [Block("flat", role["about"], voice=role["name"]) for role in args["cast"]]
    if args["props"]:
        blocks.append(Block("flat", "、".join(args["props"]), voice="道具"))
    if args["beat"]:
        blocks.append(Block("flat", args["beat"], voice="念法"))
    blocks.append(Block("heading", "本子"))
    for line in args["script"]:
        done = f"（{line['act']}）" if line["act"] else ""
        if line["say"]:
            blocks.append(Block("spoken", line["say"] + done, voice=line["who"]))
        else:
            blocks.append(Block("small", done))
    blocks += _end(args)
    return Made(write(blocks, args["title"], args["publisher"], args["day"]))


def _end(args: Args) -> list[Any]:
    from fanzha.texts.docx_writer import Block

    blocks = [Block("rule", f"请记住：{args['rule']}")] if args["rule"] else []
    blocks += [Block("flat", phone) for phone in args["phones"]]
    return [*blocks, *(Block("small", line) for line in args["small"])]


def _args(edition: Edition, item: Item[Meta]) -> dict[str, Any]:
    region, day = edition.region, item.meta.reviewed
    newest = region.lasting(item.id)
    small = [f"最新内容：{newest}"] if newest else []
    small.append(f"{region.publisher}　编号{region.id}-{item.id}-{day:%Y%m%d}")
    if region.sample:
        small.append("示范数据，请勿当真")
    return {
        **fill(item.meta.model_dump(mode="json"), region),
        "phones": [f"{call['sentence']}。" for call in calls_data(edition.tables)],
        "publisher": region.publisher,
        "day": day.isoformat(),
        "small": small,
    }
