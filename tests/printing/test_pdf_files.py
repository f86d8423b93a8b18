"""Every PDF of the shipped library as a file: whole, of its size, with its fonts, tags and claims.

Each test names all files that break it, so that one run shows all that is to be mended.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import page as validator
import pikepdf
import yaml
from fontTools.cffLib import CFFFontSet

from fanzha import producers
from tests.conftest import Some
from tests.printing.files import BANNER, Pdf, each, millimetres, office
from tests.printing.sheets import fonts, structure
from tests.texts.made import edition

A4, A4_LANDSCAPE, A5, A3 = (210, 297), (297, 210), (148, 210), (297, 420)
SIZES: dict[str, set[tuple[float, float]]] = {
    "trifold": {A4_LANDSCAPE},
    "booklet-a5": {A5},
    "booklet-a5-print": {A4_LANDSCAPE},
    "poster-a3": {A3},
    "poster-a3-bw": {A3},
    "plate-a3": {A3},
    "board-900x1200": {(900, 1200)},
    "xbanner-800x1800": {(800, 1800)},
    "notice-board": {A3},
    "notice-board-bw": {A3},
    "pledge": {A4, A4_LANDSCAPE},
    "form": {A4, A4_LANDSCAPE},
    "cards": {A4, A4_LANDSCAPE},
    "stickers": {A4, A4_LANDSCAPE},
    "door-hanger": {A4_LANDSCAPE},
    "door-hanger-a3": {(420, 297)},
    "board-overview": {(900, 1200)},
    "notice-overview": {A3},
    "alert-record": {A4_LANDSCAPE},
    **{f"alert-{kind}": {A3} for kind in ("notice", "notice-bw", "poster-a3", "poster-a3-bw")},
}
SIDES = {
    **{"leaflet-a4": 2, "leaflet-a4-bw": 2, "trifold": 2},
    **{"door-hanger": 2, "door-hanger-a3": 2},
}
# One page each.
FLAT = re.compile(
    r"(?:alert-)?poster|alert-notice|plate|board|xbanner|notice-board|banner|bank-slip|stickers"
)
# Both rules ask whether a font's own widths are those of the file. This validator does not read
# the default width of a CFF font's dictionary; `test_widths_are_those_of_the_fonts` does.
# A packed stream whose last byte is a carriage return is held to be one byte too long; qpdf, which
# counts, is asked in `test_files_are_whole`.
PROFILES = {"booklet-a5-print": ("2b",)}
MISREAD = {
    "PDFA2A-TRUETYPE-GLYPH-WIDTH-001",
    "PDFUA1-FONT-GLYPH-WIDTH-001",
    "PDFA2A-STREAM-LENGTH-001",
    "PDFA2B-STREAM-LENGTH-001",
    "PDFA2B-TRUETYPE-GLYPH-WIDTH-001",
}


def test_every_kind_of_sheet_is_made(pdfs: list[Pdf], shipped: Path) -> None:
    """A kind that the print centre names and nobody gets is a broken promise."""
    text = (shipped.parent / "docs" / "data" / "sheets.yml").read_text(encoding="utf-8")
    manifest = json.loads((shipped / "manifest.json").read_text(encoding="utf-8"))
    assert {pdf.kind for pdf in pdfs} <= set(yaml.safe_load(text))
    on_demand = {product.kind for product in producers.on_demand(edition())}
    made = {row["kind"] for row in manifest["products"]}
    assert set(yaml.safe_load(text)) - on_demand <= made and not on_demand & made
    centre = (shipped / "print" / "index.html").read_text(encoding="utf-8")
    assert not [kind for kind in on_demand if kind in centre]


def test_files_are_whole(pdfs: list[Pdf], some: Some) -> None:
    """A print shop's software refuses a PDF whose inner table is wrong."""

    def ask(pdf: Pdf) -> str:
        done = subprocess.run(["qpdf", "--check", pdf.path], capture_output=True, encoding="utf-8")
        return done.stdout + done.stderr if done.returncode else ""

    assert each(some(pdfs, lambda pdf: pdf.kind), ask) == {}


def test_pages_have_the_size_that_they_say(pdfs: list[Pdf]) -> None:
    """A sheet 3 mm too wide is scaled by the printer, and everything on it shrinks."""

    def ask(pdf: Pdf) -> object:
        with pikepdf.open(pdf.path) as file:
            sizes = {millimetres(page.trimbox)[2:] for page in file.pages}
            if pdf.shop:
                sizes = {
                    (round(box[2] - box[0], 1), round(box[3] - box[1], 1))
                    for box in (millimetres(page.trimbox) for page in file.pages)
                }
            pages = len(file.pages)
        if BANNER.fullmatch(pdf.kind):  # see test_banner.py: a tenth, with its unit
            return sizes if pages != 1 else ""
        wrong = sizes - {(float(a), float(b)) for a, b in SIZES.get(pdf.kind, {A4})}
        most = SIDES.get(pdf.kind, 1 if FLAT.match(pdf.kind) else None)
        return (sizes, pages) if wrong or (most and pages != most) else ""

    assert each(pdfs, ask) == {}


def test_the_manifest_counts_the_pages(pdfs: list[Pdf]) -> None:
    """The print centre tells people how many sheets of paper they need."""

    def ask(pdf: Pdf) -> object:
        with pikepdf.open(pdf.path) as file:
            return (
                (len(file.pages), pdf.row.get("pages"))
                if len(file.pages) != pdf.row.get("pages")
                else ""
            )

    assert each(pdfs, ask) == {}


def test_fonts_are_embedded_and_subset(pdfs: list[Pdf]) -> None:
    """A shop without Noto Sans SC would print boxes; whole fonts would be 6 MB a leaflet."""

    def ask(pdf: Pdf) -> object:
        with pikepdf.open(pdf.path) as file:
            names = [str(font.DescendantFonts[0].BaseFont) for font in fonts(file)]
            whole = [n for n in names if not re.fullmatch(r"/[A-Z]{6}\+NotoSansSC-\w+", n)]
            embedded = all(
                len(font.DescendantFonts[0].FontDescriptor.FontFile3.read_bytes()) > 100
                for font in fonts(file)
            )
        return "" if names and embedded and not whole else (names, embedded)

    assert each(pdfs, ask) == {}


def test_widths_are_those_of_the_fonts(pdfs: list[Pdf], some: Some) -> None:
    """PDF/A and PDF/UA: what the file says of a glyph's width is what its font says.

    One program writes all of them; in a usual run it is asked about ten kinds, with --all about all.
    """

    def ask(pdf: Pdf) -> object:
        with pikepdf.open(pdf.path) as file:
            return [
                wrong for font in fonts(file) for wrong in wrong_widths(font.DescendantFonts[0])
            ]

    kinds = {pdf.kind: pdf for pdf in pdfs}
    assert each(some(kinds.values(), lambda pdf: crc32(pdf.kind.encode()) % 10), ask) == {}


def wrong_widths(face: pikepdf.Object) -> Iterator[tuple[int, float, float]]:
    """(glyph, width in the file, width in the font) where the two differ."""
    cff = CFFFontSet()
    cff.decompile(io.BytesIO(face.FontDescriptor.FontFile3.read_bytes()), None)
    top = cff[0]
    said: dict[int, float] = {}
    rows = list(face.get("/W", []))
    while rows:
        first, second = int(rows.pop(0)), rows.pop(0)
        if isinstance(second, pikepdf.Array):
            said |= {first + n: float(width) for n, width in enumerate(second)}
        else:
            width = float(rows.pop(0))
            said |= dict.fromkeys(range(first, int(second) + 1), width)
    for number, name in enumerate(top.charset):
        glyph = top.CharStrings[name]
        glyph.draw(_Nothing())
        expected = said.get(number, float(face.get("/DW", 1000)))
        if abs(glyph.width - expected) > 1 and number:
            yield number, expected, glyph.width


class _Nothing:
    """A pen that draws nothing: drawing a glyph is how its width becomes known."""

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *points: None


def test_a_validator_accepts_what_offices_get(pdfs: list[Pdf], some: Some) -> None:
    """PDF/A-2a and PDF/UA-1, judged by a validator that has nothing to do with our tools.

    Two pages side by side have no order to read in: the booklet to staple is PDF/A-2b only.
    """

    def ask(pdf: Pdf) -> object:
        return {
            (failure.rule_id, failure.message)
            for profile in PROFILES.get(pdf.kind, ("2a", "ua1"))
            for failure in validator.validate_pdf(pdf.path, profile=profile).failures
            if failure.rule_id not in MISREAD
        }

    papers = [pdf for pdf in pdfs if not pdf.shop]
    assert each(some(papers, lambda pdf: pdf.kind), ask) == {}


def test_a_screen_reader_meets_one_title_and_a_word_for_each_picture(pdfs: list[Pdf]) -> None:
    """Headings without gaps, in Chinese, and pictures that are described."""

    def ask(pdf: Pdf) -> object:
        with pikepdf.open(pdf.path) as file:
            elements = structure(file)
            kinds = [str(element.S) for element in elements]
            levels = [int(kind[2:]) for kind in kinds if re.fullmatch(r"/H\d", kind)]
            bare = [e for e in elements if str(e.S) == "/Figure" and not str(e.get("/Alt", ""))]
            language = str(file.Root.Lang)
            title = file.Root.ViewerPreferences.DisplayDocTitle
        gaps = any(b - a > 1 for a, b in pairwise(levels))
        fine = levels[:1] == [1] and not gaps and not bare and language in ("zh", "zh-CN") and title
        return "" if fine else (levels, len(bare), language)

    assert each(office(pdfs), ask) == {}
