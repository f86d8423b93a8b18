"""What holds for every PDF of the shipped library, whatever it is: boxes, fonts, tags, inks, code.

Each test names all files that break it, so that one run shows all that is to be mended.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import page as validator
import pikepdf
import pypdfium2
import pytest
import yaml
import zxingcpp
from fontTools.cffLib import CFFFontSet
from PIL import Image

from tests.printing.sheets import MM, fonts, squeeze, structure, texts

A4, A4_LANDSCAPE, A5, A3 = (210, 297), (297, 210), (148, 210), (297, 420)
SIZES: dict[str, set[tuple[float, float]]] = {
    "trifold": {A4_LANDSCAPE},
    "trifold-shop": {(285, 210)},
    "booklet-a5": {A5},
    "booklet-a5-print": {A4_LANDSCAPE},
    "poster-a3": {A3},
    "poster-a3-bw": {A3},
    "poster-a2": {(420, 594)},
    "poster-500x700": {(500, 700)},
    "poster-600x900": {(600, 900)},
    "plate-a3": {A3},
    "board-900x1200": {(900, 1200)},
    "xbanner-800x1800": {(800, 1800)},
    "notice-board": {A3},
    "notice-board-bw": {A3},
    "pledge": {A4, A4_LANDSCAPE},
    "form": {A4, A4_LANDSCAPE},
    "cards": {A4, A4_LANDSCAPE},
    "stickers": {A4, A4_LANDSCAPE},
    "board-overview": {(900, 1200)},
    "notice-overview": {A3},
}
SIDES = {"leaflet-a4": 2, "leaflet-a4-bw": 2, "trifold": 2, "trifold-shop": 2}
# One page each.
FLAT = re.compile(r"poster|plate|board|xbanner|notice-board|banner|bank-slip|cards|stickers")
# On cloth above a street, or for the press alone: nothing to scan, no station to ring.
BANNER = re.compile(r"banner-(\d+|proof)")
BLEED, SLUG, SAFE = 3, 9, 5
PLAIN = 3  # paper, a panel and a marker may run to an edge
SMALLEST_CODE = 20  # millimetres with its quiet zone
# Both rules ask whether a font's own widths are those of the file. This validator does not read
# the default width of a CFF font's dictionary; `test_widths_are_those_of_the_fonts` does.
# A packed stream whose last byte is a carriage return is held to be one byte too long; qpdf, which
# counts, is asked in `test_files_are_whole`.
MISREAD = {
    "PDFA2A-TRUETYPE-GLYPH-WIDTH-001",
    "PDFUA1-FONT-GLYPH-WIDTH-001",
    "PDFA2A-STREAM-LENGTH-001",
}


@dataclass(frozen=True)
class Pdf:
    """A published PDF, its kind, and what the library says of that kind."""

    path: Path
    kind: str
    row: dict[str, Any]
    shop: bool

    @property
    def name(self) -> str:
        return f"{self.kind}/{self.path.stem}"


@pytest.fixture(scope="session")
def pdfs(shipped: Path) -> list[Pdf]:
    """Every PDF that the shipped library is made into."""
    docs = shipped.parent / "docs"
    kinds = yaml.safe_load((docs / "data" / "sheets.yml").read_text(encoding="utf-8"))
    manifest = json.loads((shipped / "manifest.json").read_text(encoding="utf-8"))
    return [
        Pdf(shipped / row["path"], row["kind"], row, bool(kinds[row["kind"]].get("shop")))
        for row in manifest["products"]
        if row["family"] == "print" and row["path"].endswith(".pdf")
    ]


def office(pdfs: list[Pdf]) -> list[Pdf]:
    return [pdf for pdf in pdfs if not pdf.shop and pdf.kind != "booklet-a5-print"]


def each(pdfs: list[Pdf], ask: Callable[[Pdf], object]) -> dict[str, object]:
    """What `ask` complains of, by file."""
    return {pdf.name: answer for pdf in pdfs if (answer := ask(pdf))}


def millimetres(box: Any) -> tuple[float, ...]:
    return tuple(round(float(edge) / MM, 1) for edge in box)


def test_every_kind_of_sheet_is_made(pdfs: list[Pdf], shipped: Path) -> None:
    """A kind that the print centre names and nobody gets is a broken promise."""
    text = (shipped.parent / "docs" / "data" / "sheets.yml").read_text(encoding="utf-8")
    assert set(yaml.safe_load(text)) == {pdf.kind for pdf in pdfs} | {"letter-text"}


def test_files_are_whole(pdfs: list[Pdf]) -> None:
    """A print shop's software refuses a PDF whose inner table is wrong."""

    def ask(pdf: Pdf) -> str:
        done = subprocess.run(["qpdf", "--check", pdf.path], capture_output=True, encoding="utf-8")
        return done.stdout + done.stderr if done.returncode else ""

    assert each(pdfs, ask) == {}


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


def test_widths_are_those_of_the_fonts(pdfs: list[Pdf]) -> None:
    """PDF/A and PDF/UA: what the file says of a glyph's width is what its font says."""

    def ask(pdf: Pdf) -> object:
        with pikepdf.open(pdf.path) as file:
            return [
                wrong for font in fonts(file) for wrong in wrong_widths(font.DescendantFonts[0])
            ]

    some = {pdf.kind: pdf for pdf in pdfs}
    assert each([*some.values()], ask) == {}


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


def test_a_validator_accepts_what_offices_get(pdfs: list[Pdf]) -> None:
    """PDF/A-2a and PDF/UA-1, judged by a validator that has nothing to do with our tools."""

    def ask(pdf: Pdf) -> object:
        return {
            (failure.rule_id, failure.message)
            for profile in ("2a", "ua1")
            for failure in validator.validate_pdf(pdf.path, profile=profile).failures
            if failure.rule_id not in MISREAD
        }

    assert each(office(pdfs), ask) == {}


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
    assert {pdf.kind for pdf in shop} >= {"poster-500x700", "poster-600x900"}
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


@pytest.fixture(scope="session")
def greys(pdfs: list[Pdf]) -> Callable[[Pdf, int, int], Image.Image]:
    """A page in an office printer's greys, at so many dots per inch of its real size."""

    def render(pdf: Pdf, page: int, dpi: int) -> Image.Image:
        with pypdfium2.PdfDocument(pdf.path) as file:
            sheet = file[page]
            sheet.set_cropbox(*sheet.get_trimbox())
            return sheet.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")

    return render


Greys = Callable[[Pdf, int, int], Image.Image]


def test_codes_are_read_from_a_grey_print(pdfs: list[Pdf], greys: Greys, shipped: Path) -> None:
    """At 150 dpi (60 on large sheets); each leads to its item; large enough for old phones."""
    home = "https://shifan.example/fanzha/"

    def ask(pdf: Pdf) -> object:
        item = pdf.row["items"][0]
        of_many = pdf.kind.endswith("-overview")
        wanted = home if of_many else f"{home}q/{item}/"
        assert of_many or (shipped / "q" / item / "index.html").is_file(), item
        dpi = 60 if pdf.shop and "trifold" not in pdf.kind else 150
        for page in range(int(pdf.row["pages"])):
            image = greys(pdf, page, dpi)
            half = image.crop((0, image.height // 2, *image.size))
            for code in zxingcpp.read_barcodes(half) or zxingcpp.read_barcodes(image):
                at = code.position
                side = (at.top_right.x - at.top_left.x) / dpi * 25.4
                modules = (
                    17 + 4 * int(code.extra.get("Version", 3)) if hasattr(code, "extra") else 29
                )
                whole = side * (modules + 8) / modules
                if code.text != wanted:
                    return code.text
                if whole < SMALLEST_CODE - 0.5:
                    return f"{whole:.1f} mm"
                return ""
        return "no code"

    assert each([pdf for pdf in pdfs if not BANNER.fullmatch(pdf.kind)], ask) == {}


def test_the_edge_is_free(pdfs: list[Pdf], greys: Greys) -> None:
    """Office printers leave out 5 mm, knives slip: there is paper or plain colour, no ink else."""

    def ask(pdf: Pdf) -> object:
        dpi = 20 if pdf.shop else 50
        for page in range(int(pdf.row["pages"])):
            image = greys(pdf, page, dpi)
            width, height = image.size
            band = round(SAFE / 25.4 * dpi) - 1
            strips = [
                image.crop((0, 0, width, band)),
                image.crop((0, height - band, width, height)),
                image.crop((0, 0, band, height)),
                image.crop((width - band, 0, width, height)),
            ]
            for strip in strips:
                counts = sorted((count for count, _ in strip.getcolors(256)), reverse=True)
                area = strip.width * strip.height
                if sum(counts[PLAIN:]) > 0.01 * area:
                    return page + 1, round(sum(counts[PLAIN:]) / area, 3)
        return ""

    skipped = {"booklet-a5-print", "cards", "stickers"}  # cut marks stand at the edge on purpose
    papers = [pdf for pdf in pdfs if pdf.kind not in skipped and not pdf.kind.startswith("banner")]
    assert each(papers, ask) == {}


def test_copier_sheets_have_no_large_dark_areas(pdfs: list[Pdf], greys: Greys) -> None:
    """Toner is dear, and an old copier makes stripes of a black area."""

    def ask(pdf: Pdf) -> object:
        for page in range(int(pdf.row["pages"])):
            image = greys(pdf, page, 20)
            dark = sum(image.histogram()[:128]) / (image.width * image.height)
            if dark > 0.2:
                return page + 1, round(dark, 2)
        return ""

    copier = [pdf for pdf in pdfs if pdf.kind.endswith("-bw")]
    assert {pdf.kind for pdf in copier} >= {"leaflet-a4-bw", "poster-a4-bw", "poster-a3-bw"}
    assert each(copier, ask) == {}


def test_every_sheet_says_whom_to_ring_and_who_made_it(pdfs: list[Pdf]) -> None:
    """Sheets lie about for years; each must say from when it is, and where to ask."""

    def ask(pdf: Pdf) -> object:
        text = squeeze("".join(texts(pdf.path)))
        parts = ["110", "96110", "示范镇", "示范镇派出所", "0000-0000110", "shifan.example/fanzha"]
        parts += ["版次", "有效至", "CCBY4.0", "示范数据", "编号shifan-"]
        return [part for part in parts if part not in text]

    assert each([pdf for pdf in pdfs if not BANNER.fullmatch(pdf.kind)], ask) == {}


def test_no_line_begins_with_closing_punctuation(pdfs: list[Pdf]) -> None:
    """The first rule of Chinese typesetting; and hotlines are never broken."""

    def ask(pdf: Pdf) -> object:
        with pypdfium2.PdfDocument(pdf.path) as file:
            lines = [
                line.strip()
                for page in file
                for line in page.get_textpage().get_text_bounded().splitlines()
            ]
        begins = [line for line in lines if re.match(r"[，。、；：？！”）》%](?! )", line)]
        broken = [
            a + b
            for a, b in pairwise(lines)
            if a.endswith(("961", "9611", "96")) and b[:1].isdigit()
        ]
        return begins + broken

    assert each(pdfs, ask) == {}
