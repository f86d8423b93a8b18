"""Papers of an event: a wall of its true size for the shop, and what helpers need on the day."""

from __future__ import annotations

import io
import re
from typing import Any

import openpyxl
import pikepdf
import pypdfium2
import pytest

from fanzha.edition import Project, read_edition
from fanzha.printing import event
from fanzha.product import Made
from tests.conftest import TODAY
from tests.printing.on_demand import BARE, LONG, town
from tests.shared import ROOT

MM = 72 / 25.4


@pytest.fixture(scope="module")
def papers() -> dict[str, Made]:
    edition, _ = read_edition(Project(ROOT, ROOT / "docs", "shifan", TODAY))
    found = {p.kind: p.make(p.args, ROOT / "overrides") for p in event.on_demand(edition)}
    assert not any(made.overflow for made in found.values())
    return found


@pytest.mark.parametrize("fields", [LONG, BARE])
def test_any_town_has_room_on_each(fields: dict[str, Any]) -> None:
    """The longest names there are, and a village without station or website."""
    found = {p.kind: p.make(p.args, ROOT / "overrides") for p in event.on_demand(town(fields))}
    assert not any(made.overflow for made in found.values())
    assert {kind: made.pages for kind, made in found.items()} == {
        **{"signing-wall": 1, "event-plan": 3, "event-plan-xlsx": None, "contest": 2}
    }


def words(made: Made) -> str:
    pages = pypdfium2.PdfDocument(made.data)
    return "".join(re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in pages)


def test_a_wall_is_three_metres_by_two_in_four_inks(papers: dict[str, Made]) -> None:
    """The shop sees the true size; a marker is seen on white."""
    with pikepdf.open(io.BytesIO(papers["signing-wall"].data)) as pdf:
        (page,) = pdf.pages
        unit = int(page.obj.UserUnit)
        width, height = (float(value) / MM * unit for value in list(page.trimbox)[2:])
        assert (round(width), round(height)) == (3000, 2000)
        content = (
            b" ".join(stream.read_bytes() for stream in page.obj.Contents)
            if isinstance(page.obj.Contents, pikepdf.Array)
            else page.obj.Contents.read_bytes()
        )
        operators = set(re.findall(rb"(?<![\w/])(rg|RG|k|K)(?!\w)", content))
        assert operators & {b"k", b"K"} and not operators & {b"rg", b"RG"}
    said = words(papers["signing-wall"])
    assert "96110" in said and "不写电话" in said and "自愿" in said


def test_helpers_know_what_happens_what_to_bring_and_what_to_say(papers: dict[str, Made]) -> None:
    said = words(papers["event-plan"])
    for part in ("流程", "摊位上要有什么", "志愿者怎么说", "粗记号笔", "马上打110"):
        assert part in said, part
    book = openpyxl.load_workbook(io.BytesIO(papers["event-plan-xlsx"].data))
    assert book.sheetnames == ["流程", "摊位清单"]
    assert any(cell.value == "粗记号笔" for row in book["摊位清单"].iter_rows() for cell in row)


def test_an_entry_form_says_where_it_stays(papers: dict[str, Made]) -> None:
    said = words(papers["contest"])
    assert papers["contest"].pages == 2
    for part in ("截止", "这张表留在办公室", "家长签名", "不写、不拍真人"):
        assert part in said, part


@pytest.mark.parametrize("kind", ["event-plan", "contest", "signing-wall"])
def test_no_page_has_an_empty_half(kind: str, papers: dict[str, Made]) -> None:
    """A table that ends half way down looks unfinished; its rows share the page."""
    for page in pypdfium2.PdfDocument(papers[kind].data):
        image = page.render(scale=0.5, grayscale=True).to_pil()
        rows = [
            image.crop((0, y, image.width, y + 1)).getextrema()[0] < 200
            for y in range(image.height)
        ]
        longest = max(len(run) for run in "".join(" #"[dark] for dark in rows).split("#"))
        assert longest / image.height < 0.1, page


def test_whoever_enters_a_contest_ticks_the_kinds_that_the_notice_names(
    papers: dict[str, Made],
) -> None:
    notice, form = (
        re.sub(r"\s", "", page.get_textpage().get_text_range())
        for page in pypdfium2.PdfDocument(papers["contest"].data)
    )
    for kind in ("短文", "画、海报", "照片", "短视频"):
        assert kind in notice and f"□{kind}" in form
