"""How the slides of a lesson look: title, points, activity, questions with answers, phones.

16:9, 1920x1080 px. One slide is one step of the talk; at most three sizes of type on each.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from fanzha.product import Args
from fanzha.screens.lesson_page import BODY, EDGE, LEAST, SIZE, WIDE, Pages, disc
from fanzha.screens.lesson_quiz import question, true_or_false
from fanzha.screens.pptx_writer import Box, Show, Slide, Type, fitted, tokens
from fanzha.typeset import qr_png

MANY = 4  # cards that stand closer to each other


def write(args: Args, overrides: Path, drawings: Sequence[bytes]) -> tuple[bytes, int]:
    """The PPTX and the number of its slides."""
    show = Show(SIZE, tokens(overrides))
    _Talk(args, show, drawings).all()
    day = datetime.date.fromisoformat(args["day"])
    return show.save(args["title"], args["publisher"], day), len(show.deck.slides)


class _Talk(Pages):
    """One lesson on its way into a show."""

    def all(self) -> None:
        """Every slide in the order of the talk."""
        self.opening()
        spent = 0
        for number, slide in enumerate(self.args["slides"], 1):
            spent += slide["minutes"]
            self.points(number, slide, spent)
        self.activity(self.args["minutes"] - spent)
        for number, row in enumerate(self.args["rounds"], 1):
            true_or_false(self, number, row)
        for number, asked in enumerate(self.args["questions"], 1):
            question(self, number, asked)
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
        page = self.page(slide["title"], f"{head}\n{slide['say']}")
        drawing = slide["drawing"]
        if drawing and slide["picture"] and self.args["large"]:
            self._pictured(page, slide)
            return
        width = 1080 if drawing else WIDE
        if drawing:
            self.picture(page, Box(1220, 379, 590, 442), drawing)
        act = [slide["act"]] if slide["act"] else []
        said = [*(slide["points"] or (() if act else ("请听我说",))), *act]
        gap = 36 if len(said) < MANY else 24
        height = min(240, (BODY.height - (len(said) - 1) * gap) / len(said))
        top = BODY.top + (BODY.height - len(said) * height - (len(said) - 1) * gap) / 2
        room = Box(0, 0, width - 270, height - 30)
        size = min(fitted([point], room, 92 if drawing else 116, LEAST) for point in said)
        for at, point in enumerate(said):
            box = Box(EDGE, top + at * (height + gap), width, height)
            if act and at == len(said) - 1:
                self._act(page, box, point, size)
            else:
                self._card(page, box, "" if act else str(at + 1), point, size)

    def _pictured(self, page: Slide, slide: Mapping[str, Any]) -> None:
        """For those who read little: the picture fills the slide, the words stand beside it."""
        drawing = slide["drawing"]
        self.picture(page, Box(EDGE, 260, 900, 675), drawing)
        said = slide["points"]
        room = Box(1080, 270, 730, 660)
        height = room.height / max(1, len(said))
        one = Box(0, 0, room.width, height)
        size = min((fitted([point], one, 104, LEAST) for point in said), default=LEAST)
        for at, point in enumerate(said):
            box = Box(room.left, room.top + at * height, room.width, height)
            page.text(box, [point], Type(size, "blue", bold=True))

    def activity(self, minutes: int) -> None:
        """What to do together, step by step; how it ends is for the speaker alone, it may give answers away."""
        text = self.args["activity"]
        what, _, length = text.partition("。")[0].partition("，")
        note = (
            f"一起做，连问答还有 {minutes} 分钟。\n{text}" if minutes > 0 else f"一起做。\n{text}"
        )
        page = self.show.slide("wash", note)
        page.shape("box", Box(0, 0, 1920, 24), "amber")
        page.title(Box(EDGE, 110, WIDE, 120), ["一起做"], Type(84, "blue", bold=True))
        timed = length.endswith("分钟")
        wide = WIDE - 400 if timed else WIDE
        said = [what if timed or not length else f"{what}，{length}"]
        steps = self.args["activity_steps"]
        box = Box(EDGE, 250, wide, 190 if steps else 260)
        page.text(box, said, Type(fitted(said, box, 112 if steps else 130, 60), bold=True))
        if timed:
            _clock(page, Box(EDGE + WIDE - 320, 90, 320, 320), length.removesuffix("分钟"))
        room = Box(0, 0, WIDE - 270, 110)
        size = min((fitted([step], room, 84, LEAST) for step in steps), default=LEAST)
        for at, step in enumerate(steps):
            place = Box(EDGE, 470 + at * 164, WIDE, 140)
            page.shape("card", place, "white")
            disc(page, Box(place.left + 50, place.top + 17, 106, 106), "blue", str(at + 1), 62)
            inner = Box(place.left + 216, place.top + 10, place.width - 246, place.height - 20)
            page.text(inner, [step], Type(size, bold=True))
        if not steps:
            for at, colour in enumerate(("grey", "blue", "grey")):
                _person(page, 960 + (at - 1) * 420, 600, colour)
        self.foot(page)

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
        self.foot(page)

    def _act(self, page: Slide, box: Box, text: str, size: float) -> None:
        """What to do when one sees the signs above it: blue, for it is the other half of the slide."""
        page.shape("card", box, "blue")
        wide = 116
        place = Box(box.left + 50, box.top + (box.height - wide) / 2, wide, wide)
        disc(page, place, "amber", "做", 68, on="ink")
        inner = Box(box.left + 216, box.top + 10, box.width - 246, box.height - 20)
        page.text(inner, [text], Type(size, "white", bold=True))

    def _card(self, page: Slide, box: Box, mark: str, text: str, size: float) -> None:
        threat = text.startswith("“")  # what the other side says
        page.shape("card", box, "blush" if threat else "wash")
        wide = 116
        place = Box(box.left + 50, box.top + (box.height - wide) / 2, wide, wide)
        sign = not mark  # beside what to do, the others are what to look out for
        disc(page, place, "red" if threat or sign else "blue", mark or "看", 68)
        inner = Box(box.left + 216, box.top + 10, box.width - 246, box.height - 20)
        page.text(inner, [text], Type(size, bold=True))

    def _around(self, *headings: str) -> Iterator[str]:
        """Sections of the lesson's page, for the notes."""
        for heading in headings:
            if text := self.args["around"].get(heading):
                yield f"{heading}：\n{text}"


def _clock(page: Slide, box: Box, minutes: str) -> None:
    """How many minutes there are, on a disc."""
    page.shape("disc", box, "amber")
    inner = Box(box.left + 24, box.top + 24, box.width - 48, box.height - 48)
    page.shape("disc", inner, "white")
    page.text(
        Box(box.left, box.top + 60, box.width, 130), [minutes], Type(120, "ink", True, "center")
    )
    page.text(
        Box(box.left, box.top + 190, box.width, 70), ["分钟"], Type(52, "ink", True, "center")
    )


def _person(page: Slide, centre: float, top: float, colour: str) -> None:
    """Head and shoulders, as in our drawings; no face."""
    page.shape("disc", Box(centre - 70, top, 140, 140), colour)
    page.shape("shoulders", Box(centre - 140, top + 156, 280, 150), colour)
