"""Papers made in this process from the shipped library, or from one item with other fields."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from fanzha.edition import Project, read_edition
from fanzha.printing import products
from fanzha.product import Made, Product
from tests.conftest import ROOT, TODAY
from tests.printing.sheets import squeeze

PAPERS = (
    "bank-slip",
    "notice",
    "letter",
    "pledge",
    "form",
    "survey",
    "quiz-sheet",
    "stage-script",
)


@cache
def plans() -> dict[tuple[str, str], Product]:
    """(kind, item) → product, of the shipped papers."""
    edition, _ = read_edition(Project(ROOT, ROOT / "docs", "shifan", TODAY))
    return {(p.kind, p.items[0]): p for p in products(edition) if p.kind in PAPERS}


@cache
def shipped(kind: str, item: str) -> Made:
    """A shipped paper."""
    return changed(kind, item)


def changed(kind: str, item: str, **fields: Any) -> Made:
    """A shipped paper with other values in some fields."""
    plan = plans()[kind, item]
    return plan.make({**plan.args, **fields}, ROOT / "overrides")


@dataclass(frozen=True)
class Words:
    """A piece of text and its box in points, from the bottom left corner of the page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def words(made: Made, page: int = 0) -> list[Words]:
    """The pieces of text of a page."""
    with pypdfium2.PdfDocument(made.data) as document:
        text = document[page].get_textpage()
        boxes = [text.get_rect(n) for n in range(text.count_rects())]
        return [Words(text.get_text_bounded(*box), *box) for box in boxes]


def pages(made: Made) -> list[str]:
    """The text of each page, without white space."""
    with pypdfium2.PdfDocument(made.data) as document:
        return [squeeze(page.get_textpage().get_text_bounded()) for page in document]


def sizes(made: Made) -> list[tuple[float, float]]:
    """Width and height of each page in millimetres."""
    with pypdfium2.PdfDocument(made.data) as document:
        return [
            (round(width / 72 * 25.4, 1), round(height / 72 * 25.4, 1))
            for width, height in (page.get_size() for page in document)
        ]


def type_size(made: Made, phrase: str, page: int = 0) -> float:
    """Type size in points of the first character of a phrase."""
    with pypdfium2.PdfDocument(made.data) as document:
        text = document[page].get_textpage()
        count = text.count_chars()
        whole = "".join(text.get_text_range(n, 1) or " " for n in range(count))
        return float(pdfium.FPDFText_GetFontSize(text, whole.index(phrase)))


def small_print(made: Made, least: float = 14, first: int = 0, last: int | None = None) -> str:
    """All that is set in smaller type than `least` points, on pages from `first` up to `last`."""
    found = []
    with pypdfium2.PdfDocument(made.data) as document:
        for page in list(document)[first:last]:
            text = page.get_textpage()
            for at in range(text.count_chars()):
                small = pdfium.FPDFText_GetFontSize(text, at) < least - 0.01
                found.append(text.get_text_range(at, 1) if small else "\n")
    return re.sub(r"[^\S\n]", "", "".join(found))


def ink(made: Made, page: int = 0, dpi: int = 100) -> Image.Image:
    """Where there is ink: 255 where a grey rendering is darker than mid, else 0."""
    with pypdfium2.PdfDocument(made.data) as document:
        image = document[page].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    return image.point(lambda grey: 255 if grey < 140 else 0)


def share(dark: Image.Image, *box: int) -> float:
    """The share of ink in a box (left, top, right, bottom) of pixels."""
    part = dark.crop(box)
    return part.histogram()[255] / (part.width * part.height)


def level_lines(dark: Image.Image, x: int) -> list[int]:
    """Where ink begins in the column `x` of pixels, going down."""
    column = [bool(dark.getpixel((x, y))) for y in range(dark.height)]
    return [y for y in range(1, dark.height) if column[y] and not column[y - 1]]


def save(made: Made, folder: Path) -> Path:
    """The paper as a file, for tools that want one."""
    path = folder / "paper.pdf"
    path.write_bytes(made.data)
    return path
