"""The only place that imports python-docx: blocks of text → a document that an office changes.

Word takes the face of Chinese characters from `w:eastAsia`, which python-docx does not set: without
it they come in whatever the machine has. Headings are real headings, so that Word's own outline and
readers for the blind know them. Without dates inside the package the same text is the same file.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from fanzha.office_files import settled

FACE, HEAVY = "宋体", "微软雅黑"
BLUE = RGBColor(0x0B, 0x3D, 0x91)
GREY = "A9AFB8"
# Style → (points, bold, colour, millimetres before, characters of indent)
LOOK: dict[str, tuple[float, bool, RGBColor | None, float, int]] = {
    "title": (22, True, BLUE, 0, 0),
    "heading": (16, True, BLUE, 6, 0),
    "text": (14, False, None, 1.5, 2),
    "flat": (14, False, None, 1.5, 0),
    "clause": (14, False, None, 1.5, 0),
    "spoken": (16, False, None, 2, 0),
    "rule": (16, True, BLUE, 4, 0),
    "right": (14, False, None, 2, 0),
    "small": (10.5, False, None, 2, 0),
    "cell": (11, False, None, 0.8, 0),
}
HEADINGS = {"title": "Heading 1", "heading": "Heading 2"}
NAMES = {
    "text": "正文段落",
    "flat": "正文不缩进",
    "clause": "条目",
    "spoken": "念的话",
    "rule": "要记住的",
    "right": "落款",
    "small": "小字",
    "cell": "表格里的字",
}
ALIGNED = {"title": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}


@dataclass(frozen=True)
class Block:
    """A paragraph in a style of `LOOK`; `voice` stands before it in bold."""

    style: str
    text: str
    voice: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of texts below a head that every page repeats, the first of each in bold; `widths` are
    millimetres."""

    head: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]


def write(
    blocks: Sequence[Block | Table],
    title: str,
    author: str,
    day: str,
    *,
    wide: bool = False,
    foot: str = "",
) -> bytes:
    """A4, portrait or `wide`; `day` is its ISO date; `foot` stands on every page, with its number."""
    base, ids = _base(wide)
    document = Document(io.BytesIO(base))
    for block in blocks:
        if isinstance(block, Table):
            _table(document, block, ids["cell"])
            continue
        paragraph = document.add_paragraph()
        paragraph._p.style = ids[block.style]
        if block.voice:
            paragraph.add_run(f"{block.voice}：").bold = True
        paragraph.add_run(block.text)
    if foot:
        _foot(document, foot, ids["small"])
    about = document.core_properties
    about.title, about.author, about.last_modified_by = title, author, author
    about.created = about.modified = datetime.datetime.fromisoformat(day)
    about.revision, about.language, about.comments = 1, "zh-CN", ""
    buffer = io.BytesIO()
    document.save(buffer)
    return settled(buffer.getvalue())


def _table(document: Any, table: Table, style: str) -> None:
    """A table whose rows are not torn at the end of a page."""
    rows = (table.head, *table.rows)
    made = document.add_table(len(rows), len(table.head), style="Table Grid")
    made.autofit = False
    _ruled(made)
    for column, width in zip(made.columns, table.widths, strict=True):
        column.width = Mm(width)
    for number, (row, texts) in enumerate(zip(made.rows, rows, strict=True)):
        properties = row._tr.get_or_add_trPr()
        properties.append(properties.makeelement(qn("w:cantSplit"), {}))
        if number == 0:
            properties.append(properties.makeelement(qn("w:tblHeader"), {}))
        for cell, text, width in zip(row.cells, texts, table.widths, strict=True):
            cell.width = Mm(width)
            if number == 0:
                fill = cell._tc.get_or_add_tcPr().makeelement(qn("w:shd"), {})
                fill.set(qn("w:val"), "clear")
                fill.set(qn("w:fill"), str(BLUE))
                cell._tc.tcPr.append(fill)
            for at, line in enumerate(text.split("\n")):
                paragraph = cell.add_paragraph() if at else cell.paragraphs[0]
                paragraph._p.style = style
                run = paragraph.add_run(line)
                run.bold = number == 0 or cell._tc is row.cells[0]._tc or None
                if number == 0:
                    run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)


def _ruled(table: Any) -> None:
    """Thin grey lines, and air between a line and its text."""
    properties = table._tbl.tblPr
    borders = properties.makeelement(qn("w:tblBorders"), {})
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = borders.makeelement(qn(f"w:{side}"), {})
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", GREY)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties.append(borders)
    margins = properties.makeelement(qn("w:tblCellMar"), {})
    for side, twips in (("top", "60"), ("left", "110"), ("bottom", "80"), ("right", "110")):
        edge = margins.makeelement(qn(f"w:{side}"), {})
        edge.set(qn("w:w"), twips)
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    properties.append(margins)


def _foot(document: Any, text: str, style: str) -> None:
    """Small print on every page, and which page it is."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph._p.style = style
    paragraph.add_run(f"{text}　　第")
    field = paragraph._p.makeelement(qn("w:fldSimple"), {})
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.add_run("页")


@cache
def _base(wide: bool) -> tuple[bytes, dict[str, str]]:
    """An empty document with all our styles, and their ids: making them takes longer than a text."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Mm(18 if wide else 25)
    section.top_margin = section.bottom_margin = Mm(16 if wide else 22)
    _language(document)
    ids = {name: _style(document, name).style_id for name in LOOK}
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue(), ids


def _language(document: Any) -> None:
    """Chinese, or Word marks every word as misspelt."""
    properties = document.styles["Normal"].element.get_or_add_rPr()
    language = properties.makeelement(qn("w:lang"), {})
    language.set(qn("w:val"), "zh-CN")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)


def _style(document: Any, name: str) -> Any:
    """A style of the document; an office that changes it changes every paragraph that has it."""
    size, bold, colour, before, indent = LOOK[name]
    known = HEADINGS.get(name)
    styles = document.styles
    style = styles[known] if known else styles.add_style(NAMES[name], WD_STYLE_TYPE.PARAGRAPH)
    face = HEAVY if bold or name == "cell" else FACE
    style.font.size, style.font.bold, style.font.name = Pt(size), bold, face
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    if colour is not None:
        style.font.color.rgb = colour
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Mm(before), Mm(1)
    layout.line_spacing = 1.2 if name == "cell" else 1.4
    layout.first_line_indent = Pt(size * indent) if indent else None
    if name in ALIGNED:
        layout.alignment = ALIGNED[name]
    return style
