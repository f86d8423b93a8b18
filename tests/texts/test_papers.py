"""The letter as text: what Notepad opens and what a parents' group reads; and as Word document."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pypdfium2
import pytest

from fanzha.texts import lesson_plan
from tests.conftest import ROOT
from tests.office import to_pdf
from tests.printing.sheets import missing
from tests.texts.made import changed, edition, plan, shipped

ITEMS = ["gongkaixin-jumin", "zhi-jiazhang", "gaozhishu-qiye"]


@pytest.mark.parametrize("item", ITEMS)
def test_notepad_on_any_windows_reads_it(item: str) -> None:
    """Old Notepad takes UTF-8 without a mark for GBK, and shows bare line feeds as one long line."""
    data = shipped(f"texts/{item}/paper.txt").data
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") > 15


@pytest.mark.parametrize("item", ITEMS)
def test_it_says_what_the_letter_says_but_for_the_slip(item: str) -> None:
    args = plan(f"texts/{item}/paper.txt").args
    text = shipped(f"texts/{item}/paper.txt").data.decode("utf-8-sig")
    parts = [args["title"], args["addressee"], args["opening"], *args["clauses"], args["rule"]]
    parts += ["110", "96110", "示范镇派出所", "0000-0000110", "示范镇反诈宣传工作小组"]
    parts.append(f"https://shifan.example/fanzha/q/{item}/")
    assert missing("".join(text.split()), parts) is None
    assert "回执" not in text and "{" not in text and "None" not in text


def test_what_a_town_has_not_filled_in_is_left_out() -> None:
    made = changed(
        "texts/gongkaixin-jumin/paper.txt", rule="", closing="", clauses=[], phones=[], small=[]
    )
    text = made.data.decode("utf-8-sig")
    assert "派出所：" not in text and "示范数据" not in text and "请记住" not in text
    assert "\r\n\r\n\r\n" not in text


def test_an_office_can_change_a_sentence() -> None:
    """Every sentence is a paragraph of its own, in a face for Chinese, under a real heading."""
    made = shipped("texts/gongkaixin-jumin/paper.docx")
    assert made.data == changed("texts/gongkaixin-jumin/paper.docx").data
    document = docx.Document(io.BytesIO(made.data))
    args = plan("texts/gongkaixin-jumin/paper.docx").args
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert [f"{n}. {clause}" for n, clause in enumerate(args["clauses"], 1)] == texts[3:15]
    assert document.paragraphs[0].style.name == "Heading 1"
    assert any(text.startswith("签名（可以不填）：＿") for text in texts)
    face = document.paragraphs[3].style.element.rPr.rFonts
    assert {value for name, value in face.attrib.items() if name.endswith("eastAsia")} == {"宋体"}


@pytest.mark.long
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    """What a town's office opens says the whole letter, on at most two pages; the plan of a lesson is
    a table across the sheet, whose columns are as wide as they shall be."""
    (lesson,) = (p for p in lesson_plan.on_demand(edition()) if p.items == ("yuanba-40",))
    letter, table = (tmp_path / name for name in ("paper.docx", "plan.docx"))
    letter.write_bytes(shipped("texts/gongkaixin-jumin/paper.docx").data)
    table.write_bytes(lesson.make(lesson.args, ROOT / "overrides").data)
    pages, plan_pages = map(_pages, to_pdf([letter, table], tmp_path))
    args = plan("texts/gongkaixin-jumin/paper.docx").args
    assert len(pages) <= 2
    assert missing("".join("".join(pages).split()), [args["title"], *args["clauses"]]) is None
    assert len(plan_pages) <= 10 and all("说什么" in page for page in plan_pages[:-1])
    said = [row["say"] for row in lesson.args["rows"] if row["material"].startswith("第")]
    assert missing("".join("".join(plan_pages).split()), said) is None


def _pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_bounded() for page in document]
