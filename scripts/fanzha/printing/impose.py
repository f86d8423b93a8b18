"""Two pages of A5 side by side on A4, so that the stapled and folded stack reads in order.

For a duplex printer that turns the sheet at its short edge. The result is for paper only: pages in
this order cannot be read out, so the tags are left behind, and with them the claims PDF/A-2a and
PDF/UA; it stays PDF/A-2b. The booklet itself is the file to read.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from fanzha.errors import TypesetError
from fanzha.product import Args, Made

if TYPE_CHECKING:
    import pikepdf

POINT = 72 / 25.4
SHEET = (297.0, 210.0)  # A4, landscape, in millimetres
PAGE_WIDTH = 148.0
NOTE = "（拼版，只供打印）"
# What belongs to pages in reading order.
READING = ("StructTreeRoot", "MarkInfo", "Outlines", "PageLabels", "PageMode", "Names", "Dests")


def order(pages: int) -> list[tuple[int, int]]:
    """(left, right) page numbers of each side: front and back of the outermost sheet first."""
    if pages % 4:
        raise TypesetError(f"手册有 {pages} 页，不是 4 的倍数，没法拼版")
    sides = []
    for first in range(1, pages // 2, 2):
        last = pages + 1 - first
        sides += [(last, first), (first + 1, last - 1)]
    return sides


def make(args: Args, overrides: Path, parts: Sequence[Made]) -> Made:
    """The booklet `parts[0]` imposed; `args["title"]` is its title."""
    import pikepdf  # slow to import; no check needs it

    with pikepdf.open(io.BytesIO(parts[0].data)) as pdf:
        drawn = [page.as_form_xobject() for page in pdf.pages]
        sides = order(len(drawn))
        for left, right in sides:
            _add_side(pdf, drawn[left - 1], drawn[right - 1])
        del pdf.pages[: len(drawn)]
        _for_paper(pdf, f"{args['title']}{NOTE}")
        buffer = io.BytesIO()
        streams = pikepdf.ObjectStreamMode.generate
        pdf.save(buffer, deterministic_id=True, object_stream_mode=streams)
    return replace(parts[0], data=buffer.getvalue(), pages=len(sides), overflow=())


def _add_side(pdf: pikepdf.Pdf, left: pikepdf.Object, right: pikepdf.Object) -> None:
    """A page with two forms, which meet in the middle where the sheet is folded."""
    from pikepdf import Name

    width, height = (round(side * POINT, 3) for side in SHEET)
    page = pdf.add_blank_page(page_size=(width, height))
    # Names of our own: those that the library makes up are random.
    named = ((left, Name.Left), (right, Name.Right))
    names = [page.add_resource(form, Name.XObject, name) for form, name in named]
    places = (width / 2 - PAGE_WIDTH * POINT, width / 2)
    rows = [f"q 1 0 0 1 {x:.3f} 0 cm {name} Do Q" for name, x in zip(names, places, strict=True)]
    page.Contents = pdf.make_stream("\n".join(rows).encode("ascii"))


def _for_paper(pdf: pikepdf.Pdf, title: str) -> None:
    """Leave behind what holds for reading only, and say what this file is."""
    from pikepdf import Dictionary, Name

    for name in READING:
        if f"/{name}" in pdf.Root:
            del pdf.Root[f"/{name}"]
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, Duplex=Name.DuplexFlipShortEdge)
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:title"] = title
        xmp["pdfaid:part"], xmp["pdfaid:conformance"] = "2", "B"
        del xmp["pdfuaid:part"]
    pdf.docinfo["/Title"] = title
