"""The plan of a lesson for Word: a table that a teacher changes, with all that is said."""

from __future__ import annotations

import io

import docx
from docx.oxml.ns import qn

from fanzha.content.kinds.lessons import Lesson
from fanzha.product import Product
from fanzha.texts import lesson_plan
from tests.conftest import ROOT
from tests.texts.made import edition


def plans() -> dict[str, Product]:
    return {product.items[0]: product for product in lesson_plan.on_demand(edition())}


def test_every_slide_has_its_minutes_what_to_do_and_what_to_say() -> None:
    lesson = edition().library.by_id["yuanba-40"].meta
    product = plans()["yuanba-40"]
    data = product.make(product.args, ROOT / "overrides").data
    assert data == product.make(product.args, ROOT / "overrides").data
    document = docx.Document(io.BytesIO(data))
    (table,) = document.tables
    head, *rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert head == ["讲什么", "多久", "做什么", "说什么", "幻灯片和材料"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None, "repeated on every page"
    for number, (slide, row) in enumerate(zip(lesson.slides, rows, strict=False), 2):
        assert row[0] == slide.title and row[4].startswith(f"第{number}页")
        assert row[3] == slide.say.replace("{派出所}", "示范镇派出所")
    assert any(lesson.activity in row[3] for row in rows)
    questions = rows[-1][3]
    assert all(q.ask in questions for q in lesson.questions)
    assert any("拿不准，打96110" in paragraph.text for paragraph in document.paragraphs)


def test_no_page_has_only_what_is_left_over() -> None:
    """A page of two phones; a row of all rounds that was higher than a page."""
    product = plans()["yuanba-40"]
    document = docx.Document(io.BytesIO(product.make(product.args, ROOT / "overrides").data))
    parts = [part.tag for part in document.element.body if part.tag != qn("w:sectPr")]
    assert parts[-1] == qn("w:tbl"), "the table is last: small print stands in the foot"
    assert "编号" in document.sections[0].footer.paragraphs[0].text
    (table,) = document.tables
    assert max(len(row.cells[3].text) for row in table.rows) < 300
    rounds = [row for row in table.rows if row.cells[0].text.startswith("真假题")]
    assert len(rounds) > 5 and all("：" in row.cells[3].text for row in rounds)


def test_no_row_of_any_lesson_is_empty_and_they_fill_the_hour() -> None:
    made = plans()
    lessons = edition().current(Lesson)
    assert set(made) == {item.id for item in lessons}
    for item in lessons:
        rows = made[item.id].args["rows"]
        assert all(row["say"] and row["doing"] and row["material"] for row in rows), item.id
        minutes = sum(row["seconds"] for row in rows) / 60
        assert 0.9 * item.meta.minutes <= minutes <= 1.12 * item.meta.minutes
