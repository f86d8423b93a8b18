"""The page that all slides of a lesson share: its measures, heading and foot. 16:9, 1920x1080 px."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fanzha.product import Args
from fanzha.screens.pptx_writer import Box, Show, Slide, Type, fitted

SIZE = (1920, 1080)
EDGE = 110
WIDE = 1920 - 2 * EDGE
HEAD = Box(EDGE, 70, WIDE, 150)
BODY = Box(EDGE, 270, WIDE, 660)
FOOT = Box(EDGE, 985, WIDE, 60)
LEAST = 44  # px: 22 points, legible from the back of a class-room


class Pages:
    """Slides of one lesson."""

    def __init__(self, args: Args, show: Show, drawings: Sequence[bytes]) -> None:
        self.args = args
        self.show = show
        self.drawings = drawings

    def page(self, title: str, notes: str, *, hidden: bool = False, colour: str = "blue") -> Slide:
        """A white slide with its heading and its foot."""
        page = self.show.slide("white", notes, hidden=hidden)
        page.shape("box", Box(0, 0, 1920, 24), "blue")
        page.title(HEAD, [title], Type(fitted([title], HEAD, 96, 64), colour, bold=True))
        page.shape("box", Box(EDGE, 222, 160, 12), "amber")
        self.foot(page)
        return page

    def foot(self, page: Slide) -> None:
        """What to remember, and whose lesson it is."""
        page.shape("box", Box(EDGE, 968, WIDE, 3), "line")
        page.text(FOOT, [f"记一句：{self.args['rule']}"], Type(36, "grey"))
        page.text(FOOT, [self.args["publisher"]], Type(36, "grey", align="right"))

    def picture(self, page: Slide, box: Box, drawing: dict[str, Any]) -> None:
        """A drawing by its place among those of the lesson."""
        page.picture(box, self.drawings[drawing["part"]], drawing["alt"])


def disc(page: Slide, box: Box, fill: str, letter: str, size: float, on: str = "white") -> None:
    """A letter on a disc."""
    page.shape("disc", box, fill)
    page.text(box, [letter], Type(size, on, True, "center"))
