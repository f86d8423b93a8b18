"""How large the letters of a sheet are, and from how far one reads them."""

from __future__ import annotations

import pypdfium2

from fanzha.product import Made
from tests.printing.sheets import MM

READ = 200  # a character is read from as many times its height, as signs on roads are


def type_of(character: str, sheet: Made, words: str = "") -> float:
    """The size in millimetres of the type of a character, which fills nine tenths of its square."""
    return height_of(character, sheet, words) / 0.91


def height_of(character: str, sheet: Made, words: str = "") -> float:
    """The height in millimetres of a character as it is printed."""
    with pypdfium2.PdfDocument(sheet.data) as document:
        page = document[0].get_textpage()
        text = page.get_text_bounded()
        at = text.index(words) + words.index(character) if words else text.index(character)
        _, bottom, _, top = page.get_charbox(at)
        return float((top - bottom) / MM)


def tallest(character: str, sheet: Made) -> float:
    """The size in millimetres of the type of a character where it is largest."""
    with pypdfium2.PdfDocument(sheet.data) as document:
        page = document[0].get_textpage()
        text = page.get_text_range()
        boxes = [page.get_charbox(at) for at, one in enumerate(text) if one == character]
        return max(float((top - bottom) / MM) for _, bottom, _, top in boxes) / 0.91
