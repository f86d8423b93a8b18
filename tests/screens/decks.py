"""What is inside a PPTX, read as XML, and what LibreOffice makes of it."""

from __future__ import annotations

import ctypes
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from pptx import Presentation

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True)
class Page:
    """One slide: its title, all its text, its notes; whether a show passes it over."""

    title: str
    text: str
    notes: str
    hidden: bool = False


def pages(path: Path) -> list[Page]:
    """The slides of a file in order."""
    return [
        Page(
            title=_whole(slide.shapes.title),
            text="\n".join(_whole(s) for s in slide.shapes if s.has_text_frame),
            notes=slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else "",
            hidden=slide._element.get("show") == "0",
        )
        for slide in Presentation(str(path)).slides
    ]


def _whole(shape: Any) -> str:
    """The text of a shape, without the breaks that end its lines."""
    return str(shape.text_frame.text).replace("\v", "")


def faces(path: Path) -> list[tuple[str, str, tuple[str | None, ...]]]:
    """(part, text, faces for Latin, East Asian and complex text) of every run that we write."""
    found = []
    with zipfile.ZipFile(path) as file:
        for name in file.namelist():
            if name.startswith(("ppt/slides/s", "ppt/notesSlides/n")):
                for run in ElementTree.fromstring(file.read(name)).iter(f"{A}r"):
                    tags = [run.find(f"{A}rPr/{A}{kind}") for kind in ("latin", "ea", "cs")]
                    named = tuple(None if tag is None else tag.get("typeface") for tag in tags)
                    found.append((name, run.findtext(f"{A}t") or "", named))
    return found


def lines(path: Path) -> list[list[tuple[str, tuple[float, float, float, float]]]]:
    """Per page of a PDF, its lines of text and where they stand, in parts of the page.

    A rectangle is (left, top, right, bottom), from the upper left corner.
    """
    found = []
    document = pdfium.PdfDocument(path)
    for page in document:
        width, height = page.get_size()
        text = page.get_textpage()
        boxes = [text.get_rect(number) for number in range(text.count_rects())]
        found.append(
            [
                (
                    text.get_text_bounded(*box).strip(),
                    (
                        box[0] / width,
                        1 - box[3] / height,
                        box[2] / width,
                        1 - box[1] / height,
                    ),
                )
                for box in boxes
            ]
        )
    document.close()
    return found


def baselines(path: Path) -> list[list[tuple[str, float]]]:
    """Per page of a PDF its letters and digits, and how high above its foot, in points, each stands."""
    found = []
    with pdfium.PdfDocument(path) as document:
        for page in document:
            text = page.get_textpage()
            letters = []
            x, y = ctypes.c_double(), ctypes.c_double()
            for at in range(text.count_chars()):
                letter = chr(pdfium_c.FPDFText_GetUnicode(text.raw, at))
                if letter.isalnum():
                    pdfium_c.FPDFText_GetCharOrigin(text.raw, at, x, y)
                    letters.append((letter, y.value))
            found.append(letters)
    return found
