"""Slides that ask: a message that is genuine or not, a question. What was asked stays where it stood when
the answer comes, so that the room still sees what it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fanzha.screens.lesson_page import EDGE, LEAST, WIDE, Pages, disc
from fanzha.screens.pptx_motion import empty, link
from fanzha.screens.pptx_writer import Box, Slide, Type, fitted

REAL, FRAUD = "真的", "骗局"
ASKED = Box(EDGE, 255, WIDE, 360)  # where the message stands, before and after
BELOW = Box(EDGE, 640, WIDE, 295)
LEFT, RIGHT = Box(EDGE, 770, 820, 160), Box(990, 770, 820, 160)  # two buttons
QUESTION = Box(EDGE, 260, WIDE, 310)
ANSWER = Box(EDGE, 600, WIDE, 330)
THINK = 15  # seconds
ASK_FOR_HANDS = (
    f"念一遍。黄条走{THINK}秒，走完就举手。"
    "翻下一页是答案；也可以请人来点“真的”或“骗局”，点错了有一页请他再想。"
)
# Right for every message that has no hint of its own: 要出钱吗？要点链接吗？ led away from a fraud that asks for
# neither.
LOOK_AGAIN = "谁说的？要做什么？能不能当面问到人？"
AGAIN = "再看一遍："


def true_or_false(pages: Pages, number: int, row: Mapping[str, Any]) -> None:
    """A message with time to think, and on the next slide whether it is genuine.

    A click on the right word leads there, on the other to a slide that asks to look again.
    """
    page = pages.page(f"真的还是骗局？　{number}", ASK_FOR_HANDS)
    _message(pages, page, row)
    _timer(page, Box(EDGE, 660, WIDE, 62))
    found = [_button(page, *button) for button in ((REAL, "blue", LEFT), (FRAUD, "red", RIGHT))]
    right, wrong = found if row["genuine"] else found[::-1]
    again = _again(pages, page, number, row)
    answer = _verdict(pages, number, row)
    right(answer)
    wrong(again)
    _button(again, "看答案", "blue", RIGHT)(answer)


def question(pages: Pages, number: int, asked: Mapping[str, str]) -> None:
    """The question with an empty place for its answer, so that the room answers before the slide does;
    then the same with the answer in it."""
    page = pages.page(f"想一想　{number}", "先请大家答，再翻下一页。")
    _ask(page, asked["ask"])
    page.shape("card", ANSWER, "white", line="line")
    disc(page, _disc(ANSWER, 200), "line", "答", 112)
    page.text(_beside(ANSWER), ["先请大家答"], Type(64, "grey", bold=True))
    page = pages.page(f"想一想　{number}", asked["answer"])
    _ask(page, asked["ask"])
    page.shape("card", ANSWER, "blue")
    disc(page, _disc(ANSWER, 200), "white", "答", 112, on="blue")
    box = _beside(ANSWER)
    lines = [asked["answer"]]
    page.text(box, lines, Type(fitted(lines, box, 80, LEAST), "white", bold=True))


def _message(pages: Pages, page: Slide, row: Mapping[str, Any]) -> None:
    """What came, in its own place, beside its drawing, which has a ground of its own."""
    if row["drawing"]:
        page.shape("card", ASKED, "white", line="line")
    else:
        page.shape("card", ASKED, "wash")
    room = Box(ASKED.left + 60, ASKED.top + 20, ASKED.width - 120, ASKED.height - 40)
    if row["drawing"]:
        high = ASKED.height - 40
        pages.picture(page, Box(room.left, room.top, high * 4 / 3, high), row["drawing"])
        taken = high * 4 / 3 + 60
        room = Box(room.left + taken, room.top, room.width - taken, room.height)
    lines = [row["message"]]
    page.text(room, lines, Type(fitted(lines, room, 84, LEAST), bold=True))


def _again(pages: Pages, asked: Slide, number: int, row: Mapping[str, Any]) -> Slide:
    """For who chose the wrong word; hidden, so that who only turns pages does not come by."""
    page = pages.page(f"再想一想　{number}", "", hidden=True)
    _message(pages, page, row)
    hint = Box(EDGE, 640, WIDE, 110)
    lines = [AGAIN + (row["hint"] or LOOK_AGAIN)]
    page.text(hint, lines, Type(fitted(lines, hint, 80, LEAST), "red", bold=True))
    _button(page, "回到题目", "grey", LEFT)(asked)
    return page


def _verdict(pages: Pages, number: int, row: Mapping[str, Any]) -> Slide:
    """What it was, and why, under the message."""
    word, colour = (REAL, "blue") if row["genuine"] else (FRAUD, "red")
    page = pages.page(f"这是{word}　{number}", row["explain"], colour=colour)
    _message(pages, page, row)
    page.shape("card", BELOW, "wash" if row["genuine"] else "blush")
    mark = Box(BELOW.left, BELOW.top, 200, BELOW.height)
    page.shape("card", mark, colour)
    page.text(mark, [*word], Type(100, "white", True, "center"))
    room = Box(mark.left + 250, BELOW.top + 10, BELOW.width - 290, BELOW.height - 20)
    lines = [row["explain"]]
    page.text(room, lines, Type(fitted(lines, room, 80, LEAST), bold=True))
    return page


def _ask(page: Slide, text: str) -> None:
    page.shape("card", QUESTION, "wash")
    disc(page, _disc(QUESTION, 200), "blue", "问", 112)
    box = _beside(QUESTION)
    page.text(box, [text], Type(fitted([text], box, 92, LEAST), bold=True))


def _disc(card: Box, size: float) -> Box:
    return Box(card.left + 60, card.top + (card.height - size) / 2, size, size)


def _beside(card: Box) -> Box:
    """What a disc leaves of a card."""
    return Box(card.left + 330, card.top + 15, card.width - 390, card.height - 30)


def _button(page: Slide, word: str, colour: str, box: Box) -> Callable[[Slide], None]:
    """A card with a word that leads to a slide, and what says to which; card and word both do."""
    shapes = (
        page.shape("card", box, colour),
        page.text(box, [word], Type(84, "white", True, "center")),
    )

    def lead(other: Slide) -> None:
        for shape in shapes:
            link(shape, other)

    return lead


def _timer(page: Slide, box: Box) -> None:
    """A bar that gets shorter for as long as there is to think; what lies under it says that time is up."""
    page.text(Box(box.left, box.top, 300, box.height), [f"想{THINK}秒"], Type(48, "blue", True))
    track = Box(box.left + 320, box.top, box.width - 320, box.height)
    page.shape("box", track, "line")
    page.text(track, ["时间到，请举手"], Type(44, bold=True, align="center"))
    empty(page, page.shape("box", track, "amber"), THINK)
