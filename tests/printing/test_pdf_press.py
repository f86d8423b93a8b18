"""Every file for a print shop: boxes, crop marks, four inks and no RGB."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from tests.printing.files import BANNER, Pdf, each, millimetres
from tests.printing.sheets import MM

BLEED, SLUG = 3, 9  # millimetres


def test_shops_get_boxes_and_marks(pdfs: list[Pdf]) -> None:
    """The knife cuts at the trim box; what touches an edge runs on for 3 mm."""

    def ask(pdf: Pdf) -> object:
        with pikepdf.open(pdf.path) as file:
            for page in file.pages:
                trim, bleed = millimetres(page.trimbox), millimetres(page.bleedbox)
                media = millimetres(page.mediabox)
                wanted = (trim[0] - BLEED, trim[1] - BLEED, trim[2] + BLEED, trim[3] + BLEED)
                beyond = [abs(a - b) for a, b in zip(media, bleed, strict=True)]
                if any(abs(a - b) > 0.2 for a, b in zip(bleed, wanted, strict=True)):
                    return trim, bleed
                if min(beyond) < SLUG - 0.2:
                    return media, bleed
        return ""

    shop = [pdf for pdf in pdfs if pdf.shop and not BANNER.fullmatch(pdf.kind)]
    assert {pdf.kind for pdf in shop} >= {"xbanner-800x1800"}
    assert each(shop, ask) == {}


def segments(page: pikepdf.Page) -> list[tuple[float, ...]]:
    """(x, y, x, y) in points of the lines that are drawn before the page's own content."""
    found, at = [], (0.0, 0.0)
    for instruction in pikepdf.parse_content_stream(page):
        operator, numbers = str(instruction.operator), instruction.operands
        if operator == "m":
            at = (float(numbers[0]), float(numbers[1]))
        elif operator == "l":
            found.append((*at, float(numbers[0]), float(numbers[1])))
        elif operator == "Q":
            break
    return found


def test_marks_stand_outside_the_bleed_at_the_edges_of_the_trim(pdfs: list[Pdf]) -> None:
    """Two at each corner, long enough to lay a ruler on; inside the bleed they would be printed on
    what is left when the knife slips."""

    def ask(pdf: Pdf) -> object:
        with pikepdf.open(pdf.path) as file:
            for page in file.pages:
                left, bottom, right, top = (float(edge) for edge in page.trimbox)
                inner = [float(edge) for edge in page.bleedbox]
                lines = segments(page)
                upright = [(a, b, d) for a, b, c, d in lines if abs(a - c) < 0.01]
                level = [(b, a, c) for a, b, c, d in lines if abs(b - d) < 0.01]
                wanted = ((upright, (left, right), inner[1::2]), (level, (bottom, top), inner[::2]))
                for marks, edges, (low, high) in wanted:
                    ends = [end for _, *both in marks for end in both]
                    if len(marks) != 4 or any(low + 0.01 < end < high - 0.01 for end in ends):
                        return "not outside", marks
                    if any(abs(start - end) < 5 * MM for _, start, end in marks):
                        return "short", marks
                    if any(min(abs(at - edge) for edge in edges) > 0.1 for at, *_ in marks):
                        return "not at the trim", marks
        return ""

    shop = [pdf for pdf in pdfs if pdf.shop and not BANNER.fullmatch(pdf.kind)]
    assert each(shop, ask) == {}


RGB = {"rg", "RG", "sc", "SC", "scn", "SCN", "cs", "CS", "g", "G"}


def inks(owner: pikepdf.Object) -> Iterator[str]:
    """Operators and picture spaces of a page and its drawings that are not CMYK."""
    for instruction in pikepdf.parse_content_stream(owner):
        operator = str(instruction.operator)
        if operator in RGB - {"g", "G"}:
            yield operator
    resources = owner.get("/Resources", pikepdf.Dictionary())
    yield from map(str, resources.get("/ColorSpace", {}))
    for drawing in resources.get("/XObject", pikepdf.Dictionary()).values():
        if drawing.Subtype == "/Form":
            yield from inks(drawing)
        elif drawing.ColorSpace not in ("/DeviceCMYK", "/DeviceGray"):
            yield str(drawing.ColorSpace)


def test_shops_get_no_rgb(pdfs: list[Pdf]) -> None:
    """A press has four inks; an RGB blue comes out violet, and nobody asks before printing."""

    def ask(pdf: Pdf) -> object:
        with pikepdf.open(pdf.path) as file:
            found = {ink for page in file.pages for ink in inks(page.obj)}
            return found | ({"OutputIntents"} if "/OutputIntents" in file.Root else set())

    assert each([pdf for pdf in pdfs if pdf.shop], ask) == {}
