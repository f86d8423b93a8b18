"""The only place that imports pptx: slides of native text and shapes, written as the same bytes.

Lengths are pixels of the show's own canvas (1920 wide for 16:9). Every run names its face for
Latin, East Asian and complex text: without `a:ea`, WPS and PowerPoint set Chinese in whatever the
template says. The face is Microsoft YaHei, by name only: each Windows since Vista has it, with
WPS and with Office alike, while Noto Sans SC, our face on paper, is on hardly any town computer and
would be replaced by the thin SimSun. Lines are broken here (pptx_lines.py), and sizes leave room for a
wider replacement on other systems.
"""

from __future__ import annotations

import datetime
import io
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from fanzha.office_files import settled
from fanzha.screens.pptx_lines import broken, worth

FACE = "Microsoft YaHei"
LONG_SIDE = 12_192_000  # EMU: 13.33 inches, the width of a 16:9 slide
EMU_PER_POINT = 12_700
# Parts of the template that say nothing to our readers, or differ from machine to machine.
DROPPED = (RT.THUMBNAIL, RT.PRINTER_SETTINGS)
LINE = 1.4  # em: a line of YaHei is 1.32 high, of Noto Sans 1.45
SHAPES = {
    "box": MSO_SHAPE.RECTANGLE,
    "card": MSO_SHAPE.ROUNDED_RECTANGLE,
    "disc": MSO_SHAPE.OVAL,
    "shoulders": MSO_SHAPE.ROUND_2_SAME_RECTANGLE,
    "flag": MSO_SHAPE.PENTAGON,
}
ALIGN = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
ANCHOR = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}


@dataclass(frozen=True)
class Box:
    """A rectangle of the canvas, in pixels."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Type:
    """How text looks: size in pixels, `colour` a name of tokens.json."""

    size: float
    colour: str = "ink"
    bold: bool = False
    align: str = "left"
    anchor: str = "middle"


class Show:
    """A presentation in the making. `loop` repeats it until Esc."""

    def __init__(
        self, size: tuple[int, int], colours: dict[str, str], *, loop: bool = False
    ) -> None:
        self.size = size
        self.colours = colours
        self.scale = LONG_SIDE / max(size)
        self.deck = Presentation()
        self.deck.slide_width, self.deck.slide_height = (self._emu(side) for side in size)
        # The template says that it is for old televisions (screen4x3); without a word it is custom.
        self.deck.element.find(qn("p:sldSz")).attrib.pop("type", None)
        _keep_one_layout(self.deck)
        _dress(self.deck, colours)
        if loop:
            _repeat(self.deck)

    def slide(
        self, ground: str, notes: str, *, seconds: int | None = None, hidden: bool = False
    ) -> Slide:
        """A further slide on a plain ground; it goes on by itself after `seconds`.

        A `hidden` one comes only when something leads to it, and has no notes.
        """
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[0])
        slide.background.fill.solid()
        slide.background.fill.fore_color.rgb = self._colour(ground)
        if hidden:
            slide._element.set("show", "0")
            return Slide(self, slide)
        frame = slide.notes_slide.notes_text_frame
        for at, line in enumerate(notes.split("\n")):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            _run(paragraph, line)
        if seconds is not None:
            _advance(slide, seconds)
        return Slide(self, slide)

    def save(self, title: str, author: str, day: datetime.date) -> bytes:
        """The file. `day` is its date: the same slides give the same bytes."""
        about = self.deck.core_properties
        about.title, about.author, about.last_modified_by = title, author, author
        about.created = about.modified = datetime.datetime.combine(day, datetime.time())
        about.revision, about.language = 1, "zh-CN"
        for text in ("subject", "keywords", "comments", "category"):
            setattr(about, text, "")
        buffer = io.BytesIO()
        self.deck.save(buffer)
        return settled(buffer.getvalue())

    def _emu(self, pixels: float) -> Emu:
        return Emu(round(pixels * self.scale))

    def _points(self, pixels: float) -> Pt:
        return Pt(math.floor(pixels * self.scale / EMU_PER_POINT))

    def _colour(self, name: str) -> Any:
        return RGBColor.from_string(self.colours[name].removeprefix("#"))


class Slide:
    """One slide; shapes lie over each other in the order of the calls."""

    def __init__(self, show: Show, slide: Any) -> None:
        self.show = show
        self.slide = slide

    def title(
        self,
        box: Box,
        lines: Sequence[str],
        style: Type,
        *,
        rows: float | None = None,
        last: str | None = None,
    ) -> None:
        """The title: the outline shows it, and readers for the blind say it first.

        `rows` is the exact height of a line, `last` the colour of the last one.
        """
        shape = self.slide.shapes.title
        self.slide.shapes._spTree.append(shape._element)  # on top of what was drawn before
        shape.left, shape.top, shape.width, shape.height = self._edges(box)
        self._write(shape.text_frame, box, lines, style)
        if rows is not None:
            for paragraph in shape.text_frame.paragraphs:
                paragraph.line_spacing = self.show._points(rows)
        if last is not None:
            run = shape.text_frame.paragraphs[-1].runs[0]
            run.font.color.rgb = self.show._colour(last)

    def text(self, box: Box, lines: Sequence[str], style: Type) -> Any:
        """Lines of text in a box of their own, which is returned."""
        shape = self.slide.shapes.add_textbox(*self._edges(box))
        self._write(shape.text_frame, box, lines, style)
        return shape

    def shape(self, kind: str, box: Box, fill: str, line: str | None = None) -> Any:
        """A plain shape, with the name of SHAPES; it is returned."""
        shape = self.slide.shapes.add_shape(SHAPES[kind], *self._edges(box))
        shape.fill.solid()
        shape.fill.fore_color.rgb = self.show._colour(fill)
        if kind == "card":
            shape.adjustments[0] = min(0.5, 24 / min(box.width, box.height))
        elif kind == "shoulders":
            shape.adjustments[0] = 0.5
        if line is None:
            shape.line.fill.background()
        else:
            shape.line.color.rgb = self.show._colour(line)
            shape.line.width = self.show._emu(4)
        _decorative(shape)
        return shape

    def picture(self, box: Box, data: bytes, alt: str) -> None:
        """A PNG, with what it shows for those who do not see it."""
        picture = self.slide.shapes.add_picture(io.BytesIO(data), *self._edges(box))
        picture._element.nvPicPr.cNvPr.set("descr", alt)

    def _edges(self, box: Box) -> tuple[Emu, Emu, Emu, Emu]:
        left, top, width, height = (
            self.show._emu(side) for side in (box.left, box.top, box.width, box.height)
        )
        return left, top, width, height

    def _write(self, frame: Any, box: Box, lines: Sequence[str], style: Type) -> None:
        # A number that is broken is another number; in a narrow box it rather sticks out.
        frame.word_wrap = not (len(lines) == 1 and lines[0].replace("-", "").isdigit())
        frame.auto_size = None
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = ANCHOR[style.anchor]
        for at, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            paragraph.alignment = ALIGN[style.align]
            text = broken(line, box.width / style.size)
            for number, part in enumerate(text.lines if text else (line,)):
                if number > 0:
                    paragraph.add_line_break()
                _run(paragraph, part, self.show._points(style.size), style.bold)
                paragraph.runs[-1].font.color.rgb = self.show._colour(style.colour)


def fitted(
    lines: Sequence[str],
    box: Box,
    most: float,
    least: float,
    *,
    lead: float = LINE,
    wrap: bool = True,
) -> float:
    """The size up to `most` that is best to read of those at which the lines fill no more than the box."""
    best: tuple[float, float] = (0, least)
    size = most
    while size >= least:
        found = [broken(line, box.width / size) for line in lines]
        texts = [text for text in found if text is not None]
        rows = [len(text.lines) for text in texts]
        whole = len(texts) == len(lines) and (wrap or max(rows) == 1)
        if whole and sum(rows) * size * lead <= box.height:
            best = max(best, (worth(size, texts), size))
        size -= 2
    return best[1]


def tokens(overrides: Path) -> dict[str, str]:
    """Colours by name, from overrides/tokens.json."""
    text = (overrides / "tokens.json").read_text(encoding="utf-8")
    colours: dict[str, str] = json.loads(text)["colours"]
    return colours


def _run(paragraph: Any, text: str, size: Pt | None = None, bold: bool | None = None) -> None:
    run = paragraph.add_run()
    run.text = text
    font = run.font
    font.size, font.bold, font.name = size, bold, FACE
    properties = run._r.get_or_add_rPr()
    properties.set("lang", "zh-CN")
    properties.set("altLang", "en-US")
    for tag in ("a:ea", "a:cs"):
        etree.SubElement(properties, qn(tag)).set("typeface", FACE)


def _decorative(shape: Any) -> None:
    """No text of its own, no shadow."""
    shape._element.remove(shape._element.txBody)
    style = shape._element.find(qn("p:style"))  # brings a shadow and a line of the theme
    shape._element.remove(style)


def _keep_one_layout(deck: Any) -> None:
    """Only 'title only', fitted to the slide; the others are drawn for 4:3 and have English names."""
    width = deck.slide_width / 9_144_000
    height = deck.slide_height / 6_858_000
    for layout in list(deck.slide_layouts):
        if layout.name != "Title Only":
            deck.slide_layouts.remove(layout)
    layout = deck.slide_layouts[0]
    layout.name = "标题"
    for place in (deck.slide_master, layout):
        for shape in place.placeholders:
            if shape._element.spPr.xfrm is not None:
                shape.left, shape.width = round(shape.left * width), round(shape.width * width)
                shape.top, shape.height = round(shape.top * height), round(shape.height * height)


def _dress(deck: Any, colours: dict[str, str]) -> None:
    """Our face and colours in the theme, so that what an editor adds looks like the rest."""
    part = deck.slide_master.part.part_related_by(RT.THEME)
    theme = etree.fromstring(part.blob)
    for font in theme.iter(qn("a:latin"), qn("a:ea"), qn("a:cs")):
        font.set("typeface", FACE)
    names = {"dk2": "blue", "lt2": "wash", "accent1": "blue", "accent2": "red", "accent3": "amber"}
    names |= {"accent4": "grey", "accent5": "line", "accent6": "blush", "hlink": "blue"}
    for slot, name in names.items():
        for colour in theme.iter(qn(f"a:{slot}")):
            colour[0].set("val", colours[name].removeprefix("#"))
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)
    for kind in DROPPED:
        for source in (deck.part, deck.part.package):
            found = [key for key, link in source._rels.items() if link.reltype == kind]
            for key in found:
                source._rels.pop(key)


def _repeat(deck: Any) -> None:
    """Full screen, again and again until Esc."""
    part = deck.part.part_related_by(RT.PRES_PROPS)
    properties = etree.fromstring(part.blob)
    show = etree.Element(qn("p:showPr"), loop="1", showNarration="1")
    etree.SubElement(show, qn("p:present"))
    etree.SubElement(show, qn("p:sldAll"))
    properties.insert(0, show)
    part._blob = etree.tostring(properties, xml_declaration=True, encoding="UTF-8", standalone=True)


def _advance(slide: Any, seconds: int) -> None:
    """Go on after so long, or at a click, with a wipe, which lays no text over text."""
    change = etree.Element(qn("p:transition"), spd="med", advClick="1", advTm=str(seconds * 1000))
    etree.SubElement(change, qn("p:wipe"), dir="r")
    slide._element.find(qn("p:clrMapOvr")).addnext(change)
