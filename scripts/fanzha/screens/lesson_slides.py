"""How the slides of a lesson look: title, points, activity, questions with answers, phones.

16:9, 1920x1080 px. One slide is one step of the talk; at most three sizes of type on each.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from fanzha.product import Args
from fanzha.screens.pptx_motion import empty, link
from fanzha.screens.pptx_writer import Box, Show, Slide, Type, fitted, tokens
from fanzha.typeset import qr_png

SIZE = (1920, 1080)
EDGE = 110
WIDE = 1920 - 2 * EDGE
HEAD = Box(EDGE, 70, WIDE, 150)
BODY = Box(EDGE, 270, WIDE, 660)
FOOT = Box(EDGE, 985, WIDE, 60)
LEAST = 44  # px: 22 points, legible from the back of a class-room
REAL, FRAUD = "真的", "骗局"
LEFT, RIGHT = Box(EDGE, 770, 820, 160), Box(990, 770, 820, 160)  # two buttons
THINK = 15  # seconds
ASK_FOR_HANDS = (
    f"念一遍。黄条走{THINK}秒，走完就举手。"
    "翻下一页是答案；也可以请人来点“真的”或“骗局”，点错了有一页请他再想。"
)
LOOK_AGAIN = (
    "再看一遍，找三样：",
    "要不要出钱？",
    "要不要验证码、密码？",
    "要不要点链接、装软件？",
)


def write(args: Args, overrides: Path, drawings: Sequence[bytes]) -> tuple[bytes, int]:
    """The PPTX and the number of its slides."""
    show = Show(SIZE, tokens(overrides))
    _Talk(args, show, drawings).all()
    day = datetime.date.fromisoformat(args["day"])
    return show.save(args["title"], args["publisher"], day), len(show.deck.slides)


class _Talk:
    """One lesson on its way into a show."""

    def __init__(self, args: Args, show: Show, drawings: Sequence[bytes]) -> None:
        self.args = args
        self.show = show
        self.drawings = drawings

    def all(self) -> None:
        """Every slide in the order of the talk."""
        self.opening()
        spent = 0
        for number, slide in enumerate(self.args["slides"], 1):
            spent += slide["minutes"]
            self.points(number, slide, spent)
        self.activity(self.args["minutes"] - spent)
        for number, row in enumerate(self.args["rounds"], 1):
            self.round(number, row)
        for number, question in enumerate(self.args["questions"], 1):
            self.question(number, question)
            self.answer(number, question)
        self.closing()

    def opening(self) -> None:
        """What it is about, the one rule, for whom and how long."""
        args = self.args
        before = "\n".join(self._around("讲之前", "讲的时候"))
        slide = self.show.slide("blue", f"全课 {args['minutes']} 分钟。\n{before}")
        small, _, large = args["title"].rpartition("：")
        lines = [large]
        box = Box(EDGE, 270, WIDE, 260)
        slide.text(Box(EDGE, 130, WIDE, 100), [small or "反诈课"], Type(64, "white", bold=True))
        slide.title(box, lines, Type(fitted(lines, box, 170, 90), "white", bold=True))
        slide.shape("box", Box(EDGE, 560, 220, 14), "amber")
        slide.shape("card", Box(EDGE, 640, WIDE, 190), "white")
        slide.text(Box(EDGE + 60, 640, 330, 190), ["今天记一句"], Type(56, "grey"))
        rule = Box(EDGE + 400, 640, WIDE - 460, 190)
        slide.text(rule, [args["rule"]], Type(fitted([args["rule"]], rule, 96, 60), "blue", True))
        audience = "、".join(args["audiences"])
        foot = f"讲给{audience}　　共{args['minutes']}分钟"
        slide.text(Box(EDGE, 890, WIDE, 60), [foot], Type(44, "white"))
        slide.text(Box(EDGE, 960, WIDE, 60), [args["publisher"]], Type(44, "white"))

    def points(self, number: int, slide: Mapping[str, Any], spent: int) -> None:
        """A heading and up to three points on cards, beside the drawing."""
        minutes = slide["minutes"]
        head = f"讲 {minutes} 分钟，讲完共 {spent} 分钟。"
        page = self._page(slide["title"], f"{head}\n{slide['say']}")
        drawing = slide["drawing"]
        if drawing and slide["picture"]:
            self._pictured(page, slide)
            return
        width = 1080 if drawing else WIDE
        if drawing:
            data = self.drawings[drawing["part"]]
            page.picture(Box(1220, 379, 590, 442), data, drawing["alt"])
        said = slide["points"] or ("请听我说",)
        gap = 36
        height = (BODY.height - 2 * gap) / 3
        top = BODY.top + (BODY.height - len(said) * height - (len(said) - 1) * gap) / 2
        room = Box(0, 0, width - 270, height - 30)
        size = min(fitted([point], room, 92, LEAST) for point in said)
        for at, point in enumerate(said):
            box = Box(EDGE, top + at * (height + gap), width, height)
            self._card(page, box, str(at + 1), point, size)

    def _pictured(self, page: Slide, slide: Mapping[str, Any]) -> None:
        """For those who read little: the picture fills the slide, the words stand beside it."""
        drawing = slide["drawing"]
        page.picture(Box(EDGE, 260, 900, 675), self.drawings[drawing["part"]], drawing["alt"])
        said = slide["points"]
        room = Box(1080, 270, 730, 660)
        height = room.height / max(1, len(said))
        one = Box(0, 0, room.width, height)
        size = min((fitted([point], one, 104, LEAST) for point in said), default=LEAST)
        for at, point in enumerate(said):
            box = Box(room.left, room.top + at * height, room.width, height)
            page.text(box, [point], Type(size, "blue", bold=True))

    def activity(self, minutes: int) -> None:
        """What to do together; how is for the speaker alone, it may give answers away."""
        text = self.args["activity"]
        what = text.partition("。")[0]
        note = (
            f"一起做，连问答还有 {minutes} 分钟。\n{text}" if minutes > 0 else f"一起做。\n{text}"
        )
        page = self.show.slide("wash", note)
        page.shape("box", Box(0, 0, 1920, 24), "amber")
        page.title(Box(EDGE, 110, WIDE, 120), ["一起做"], Type(84, "blue", bold=True))
        box = Box(EDGE, 270, WIDE, 240)
        page.text(box, [what], Type(fitted([what], box, 110, 60), bold=True))
        for at, colour in enumerate(("grey", "blue", "grey")):
            _person(page, 960 + (at - 1) * 420, 600, colour)
        self._foot(page)

    def round(self, number: int, row: Mapping[str, Any]) -> None:
        """A message with time to think, and on the next slide whether it is genuine.

        A click on the right word leads there, on the other to a slide that asks to look again.
        """
        page = self._page(f"真的还是骗局？　{number}", ASK_FOR_HANDS)
        page.shape("card", Box(EDGE, 260, WIDE, 400), "wash")
        room = Box(EDGE + 60, 275, WIDE - 120, 370)
        lines = [row["message"]]
        page.text(room, lines, Type(fitted(lines, room, 76, LEAST), bold=True))
        _timer(page, Box(EDGE, 684, WIDE, 58))
        found = [_button(page, *button) for button in ((REAL, "blue", LEFT), (FRAUD, "red", RIGHT))]
        right, wrong = found if row["genuine"] else found[::-1]
        again = self._again(page)
        answer = self._answer(row)
        right(answer)
        wrong(again)
        _button(again, "看答案", "blue", RIGHT)(answer)

    def _again(self, question: Slide) -> Slide:
        """For who chose the wrong word; hidden, so that who only turns pages does not come by."""
        page = self._page("再想一想", "", hidden=True)
        page.shape("card", Box(EDGE, 260, WIDE, 440), "blush")
        room = Box(EDGE + 60, 280, WIDE - 120, 400)
        page.text(room, LOOK_AGAIN, Type(fitted(LOOK_AGAIN, room, 92, LEAST), bold=True))
        _button(page, "回到题目", "grey", LEFT)(question)
        return page

    def _answer(self, row: Mapping[str, Any]) -> Slide:
        """What it was, and why."""
        word, colour = (REAL, "blue") if row["genuine"] else (FRAUD, "red")
        page = self._page(f"这是{word}", row["explain"])
        page.shape("card", Box(EDGE, 260, WIDE, 200), colour)
        page.text(Box(EDGE, 260, WIDE, 200), [word], Type(120, "white", True, "center"))
        page.shape("card", Box(EDGE, 490, WIDE, 440), "wash" if row["genuine"] else "blush")
        box = Box(EDGE + 60, 505, WIDE - 120, 410)
        lines = [row["explain"]]
        page.text(box, lines, Type(fitted(lines, box, 96, LEAST), bold=True))
        return page

    def question(self, number: int, question: Mapping[str, str]) -> None:
        """The question alone, so that the room answers before the slide does."""
        page = self._page(f"想一想　{number}", "先请大家答，再翻下一页。")
        page.shape("card", Box(EDGE, 270, WIDE, 650), "wash")
        page.shape("disc", Box(EDGE + 70, 435, 320, 320), "blue")
        page.text(Box(EDGE + 70, 430, 320, 320), ["问"], Type(180, "white", True, "center"))
        box = Box(EDGE + 470, 300, WIDE - 550, 590)
        page.text(box, [question["ask"]], Type(fitted([question["ask"]], box, 120, 60), bold=True))

    def answer(self, number: int, question: Mapping[str, str]) -> None:
        """The answer, under the question."""
        page = self._page(f"想一想　{number}", question["answer"])
        ask = Box(EDGE, 250, WIDE, 150)
        page.text(ask, [question["ask"]], Type(fitted([question["ask"]], ask, 56, LEAST), "grey"))
        page.shape("card", Box(EDGE, 430, WIDE, 480), "wash")
        page.shape("disc", Box(EDGE + 60, 550, 240, 240), "blue")
        page.text(Box(EDGE + 60, 546, 240, 240), ["答"], Type(136, "white", True, "center"))
        box = Box(EDGE + 380, 460, WIDE - 460, 420)
        lines = [question["answer"]]
        page.text(box, lines, Type(fitted(lines, box, 84, LEAST), bold=True))

    def closing(self) -> None:
        """The rule again and whom to ring, which stays while people leave."""
        args = self.args
        after = "\n".join(self._around("讲之后"))
        page = self.show.slide("white", f"请大家跟着念一遍。\n{after}")
        page.shape("box", Box(0, 0, 1920, 400), "blue")
        box = Box(EDGE, 60, WIDE, 280)
        page.title(box, [args["rule"]], Type(fitted([args["rule"]], box, 150, 80), "white", True))
        for at, call in enumerate(args["calls"]):
            digits, purpose = call["digits"], f"{call['when']}，{call['act']}"
            top = 450 + at * 200
            box = Box(EDGE, top, 560, 180)
            page.text(box, [digits], Type(fitted([digits], box, 150, 60, lead=1.1), "blue", True))
            page.text(Box(EDGE + 590, top, 800, 180), [purpose], Type(72, bold=True))
        page.text(Box(EDGE, 860, 1300, 80), [args["contact"]], Type(56))
        if args["url"]:
            page.picture(Box(1480, 470, 330, 330), qr_png(args["url"]), "二维码：这一课的网页")
            page.text(Box(1420, 800, 450, 60), ["扫码再看一遍"], Type(44, "grey", align="center"))
        self._foot(page)

    def _page(self, title: str, notes: str, *, hidden: bool = False) -> Slide:
        """A white slide with its heading and its foot."""
        page = self.show.slide("white", notes, hidden=hidden)
        page.shape("box", Box(0, 0, 1920, 24), "blue")
        page.title(HEAD, [title], Type(fitted([title], HEAD, 96, 64), "blue", bold=True))
        page.shape("box", Box(EDGE, 222, 160, 12), "amber")
        self._foot(page)
        return page

    def _card(self, page: Slide, box: Box, mark: str, text: str, size: float) -> None:
        threat = text.startswith("“")  # what the other side says
        page.shape("card", box, "blush" if threat else "wash")
        disc = 116
        top = box.top + (box.height - disc) / 2
        page.shape("disc", Box(box.left + 50, top, disc, disc), "red" if threat else "blue")
        number = Type(68, "white", True, "center")
        page.text(Box(box.left + 50, top - 2, disc, disc), [mark], number)
        inner = Box(box.left + 216, box.top + 10, box.width - 246, box.height - 20)
        page.text(inner, [text], Type(size, bold=True))

    def _foot(self, page: Slide) -> None:
        page.shape("box", Box(EDGE, 968, WIDE, 3), "line")
        page.text(FOOT, [f"记一句：{self.args['rule']}"], Type(36, "grey"))
        page.text(FOOT, [self.args["publisher"]], Type(36, "grey", align="right"))

    def _around(self, *headings: str) -> Iterator[str]:
        """Sections of the lesson's page, for the notes."""
        for heading in headings:
            if text := self.args["around"].get(heading):
                yield f"{heading}：\n{text}"


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


def _person(page: Slide, centre: float, top: float, colour: str) -> None:
    """Head and shoulders, as in our drawings; no face."""
    page.shape("disc", Box(centre - 70, top, 140, 140), colour)
    page.shape("shoulders", Box(centre - 140, top + 156, 280, 150), colour)
