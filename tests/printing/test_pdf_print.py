"""Every sheet as it comes out of a grey office printer: codes, edges, toner, words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageColor

from tests.conftest import ROOT, Some
from tests.printing.files import BANNER, Pdf, each
from tests.printing.sheets import code_of, raw_texts, squeeze, texts

SAFE = 5  # millimetres that office printers leave out
SAYS_DONT = re.compile("[不别勿]要?(再|随便|乱)?扫")
PLAIN = 3  # paper, a panel and a marker may run to an edge
SMALLEST_CODE = 20  # millimetres with its quiet zone
Greys = Callable[[Pdf, int, int], Image.Image]


@pytest.fixture(scope="session")
def greys(pdfs: list[Pdf]) -> Callable[[Pdf, int, int], Image.Image]:
    """A page in an office printer's greys, at so many dots per inch of its real size."""

    def render(pdf: Pdf, page: int, dpi: int) -> Image.Image:
        with pypdfium2.PdfDocument(pdf.path) as file:
            sheet = file[page]
            sheet.set_cropbox(*sheet.get_trimbox())
            return sheet.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")

    return render


def test_codes_are_read_from_a_grey_print(
    pdfs: list[Pdf], greys: Greys, shipped: Path, some: Some
) -> None:
    """At 150 dpi (60 on large sheets); each leads to its item; large enough for old phones.

    One sheet of each kind; that each says the address of its own item is seen below.
    """
    docs = shipped.parent / "docs"
    texts_of = {path.stem: path.read_text(encoding="utf-8-sig") for path in docs.rglob("*.md")}
    home = "https://shifan.example/fanzha/"

    def ask(pdf: Pdf) -> object:
        item = pdf.row["items"][0]
        of_many = pdf.kind.endswith("-overview")
        wanted = home if of_many else f"{home}q/{code_of(item)}/"
        for name in () if of_many else (item, code_of(item)):
            assert (shipped / "q" / name / "index.html").is_file(), item
        dpi = 60 if pdf.shop and "trifold" not in pdf.kind else 150
        pages = range(int(pdf.row["pages"]))
        found = 0
        for page in pages:
            image = greys(pdf, page, dpi)
            half = image.crop((0, image.height // 2, *image.size))
            for code in zxingcpp.read_barcodes(half) or zxingcpp.read_barcodes(image):
                at = code.position
                side = (at.top_right.x - at.top_left.x) / dpi * 25.4
                modules = 17 + 4 * int(code.extra["Version"])
                whole = side * (modules + 8) / modules
                if code.text != wanted:
                    return code.text
                if whole < SMALLEST_CODE - 0.5:
                    return f"{whole:.1f} mm"
                found += 1
        # What tells people not to scan, and what sticks to a phone, which cannot scan its own back.
        without = ("\nscan: false\n", "\nform: phone\n")
        forbidden = any(
            mark in texts_of.get(item, "") for item in pdf.row["items"] for mark in without
        )
        if found:
            return f"{found} codes" if forbidden else ""
        said = SAYS_DONT.search("".join(texts(pdf.path)))
        return "" if forbidden or said else "no code"

    uncoded = ("alert-record",)  # a list for the office
    coded = [pdf for pdf in pdfs if not BANNER.fullmatch(pdf.kind) and pdf.kind not in uncoded]
    assert each(some(coded, kind_and_form), ask) == {}


def kind_and_form(pdf: Pdf) -> tuple[object, ...]:
    """Sheets that are set alike; cards and papers differ by how much is on them."""
    alone = pdf.kind in ("cards", "stickers", "notice", "letter", "pledge", "form")
    return pdf.kind, pdf.name if alone else ""


def test_the_edge_is_free(pdfs: list[Pdf], greys: Greys, some: Some) -> None:
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
    assert each(some(papers, kind_and_form), ask) == {}


def test_copier_sheets_have_no_large_dark_areas(pdfs: list[Pdf], greys: Greys) -> None:
    """Toner is dear, and an old copier makes stripes of a black area."""

    def ask(pdf: Pdf) -> object:
        for page in range(int(pdf.row["pages"])):
            image = greys(pdf, page, 20)
            dark = sum(image.histogram()[:128]) / (image.width * image.height)
            if (
                dark > 0.27
            ):  # letters that are read at eight and at three metres are a quarter of A4
                return page + 1, round(dark, 2)
        return ""

    copier = [pdf for pdf in pdfs if pdf.kind.endswith("-bw")]
    assert {pdf.kind for pdf in copier} >= {"leaflet-a4-bw", "poster-a4-bw", "poster-a3-bw"}
    assert each(copier, ask) == {}


# (type, ground): what templates set upon what.
PAIRS = [
    *(
        (ink, ground)
        for ink in ("blue", "red", "ink", "grey")
        for ground in ("white", "wash", "blush")
    ),
    *(("white", "blue"), ("white", "red"), ("ink", "amber")),
]


@pytest.mark.parametrize(("palette", "pairs"), [("colours", PAIRS), ("copier", PAIRS[:12])])
def test_type_keeps_its_contrast_in_greys(palette: str, pairs: list[tuple[str, str]]) -> None:
    """WCAG AA, 4.5 to 1, when a grey printer has turned every colour into its grey."""
    colours = json.loads((ROOT / "overrides" / "tokens.json").read_text(encoding="utf-8"))[palette]

    def light(name: str) -> float:
        red, green, blue = ImageColor.getrgb(colours[name])
        grey = (0.299 * red + 0.587 * green + 0.114 * blue) / 255
        return grey / 12.92 if grey <= 0.03928 else ((grey + 0.055) / 1.055) ** 2.4

    poor = {}
    for ink, ground in pairs:
        high, low = sorted((light(ink), light(ground)), reverse=True)
        if (contrast := (high + 0.05) / (low + 0.05)) < 4.5:
            poor[ink, ground] = round(contrast, 2)
    assert poor == {}


def test_every_sheet_says_whom_to_ring_and_who_made_it(pdfs: list[Pdf]) -> None:
    """Sheets lie about for years; each must say from when it is, and where to ask."""

    def ask(pdf: Pdf) -> object:
        text = squeeze("".join(texts(pdf.path)))
        item = "" if pdf.kind.endswith("-overview") else f"/q/{code_of(pdf.row['items'][0])}"
        parts = ["96110", "示范镇派出所", "0000-0000110", f"shifan.example/fanzha{item}"]
        # The page's number stands beside the small print, and is read between two pieces of it.
        parts += ["有效至", "示范数据", "编号", "shifan-"]
        # On a small card of 7 points its number says the edition, and its address the licence.
        parts += [] if pdf.kind in ("cards", "stickers") else ["版次", "CCBY4.0"]
        return [part for part in parts if part not in text]

    assert each([pdf for pdf in pdfs if not BANNER.fullmatch(pdf.kind)], ask) == {}


def test_no_line_begins_with_closing_punctuation(pdfs: list[Pdf]) -> None:
    """The first rule of Chinese typesetting; and hotlines are never broken."""

    def ask(pdf: Pdf) -> object:
        lines = [line.strip() for page in raw_texts(pdf.path) for line in page.splitlines()]
        begins = [line for line in lines if re.match(r"[，。、；：？！”）》%](?! )", line)]
        broken = [
            a + b
            for a, b in pairwise(lines)
            if a.endswith(("961", "9611", "96")) and b[:1].isdigit()
        ]
        return begins + broken

    assert each(pdfs, ask) == {}
