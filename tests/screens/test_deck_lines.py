"""Lines of editable slides: broken between words, and in no face of an office programme a second time."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import Any

import pytest
from pptx import Presentation

from fanzha.content.lesson_time import ACTIVITY, QUESTIONS, ROUNDS, plan
from fanzha.edition import Edition, Project, read_edition
from fanzha.language.segmenting import torn
from fanzha.product import Made, Product
from fanzha.screens import lessons
from fanzha.screens.pptx_lines import broken, ems
from tests.conftest import ROOT, TODAY

LESSONS = sorted(path.stem for path in (ROOT / "docs" / "lessons").glob("*.md"))
EMU_PER_POINT = 12_700


@cache
def edition() -> Edition:
    return read_edition(Project(ROOT, ROOT / "docs", "shifan", TODAY))[0]


def made(product: Product) -> Made:
    parts = tuple(made(part) for part in product.parts)
    return product.make(product.args, ROOT / "overrides", *([parts] if parts else []))


def paragraphs(name: str) -> Iterator[tuple[Any, list[str], float]]:
    """Shape, lines and size of each paragraph in the deck of a lesson."""
    (product,) = (p for p in lessons.products(edition()) if p.items == (name,))
    for slide in Presentation(io.BytesIO(made(product).data)).slides:
        for shape in slide.shapes:
            for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
                if paragraph.runs:
                    size = paragraph.runs[0].font.size
                    yield shape, paragraph.text.split("\v"), size / EMU_PER_POINT


@pytest.mark.parametrize("name", LESSONS)
def test_lines_end_between_words_and_fit_every_face(name: str) -> None:
    """No word is torn (客服姐|姐), no last line is a runt (办？), and none is so long that a programme
    would break it where it likes."""
    several = 0
    for shape, lines, size in paragraphs(name):
        text = "".join(lines)
        several += len(lines) > 1
        assert torn(text).isdisjoint(accumulate(map(len, lines[:-1]))), (name, lines)
        assert len(lines) == 1 or len(lines[-1].strip("，。？！”")) >= 3, (name, lines)
        if text.isascii():
            continue  # a number, which is not wrapped
        for line in lines:
            # A town's name may be shorter or longer than the one the lines were broken for.
            wide = ems(line) * size * EMU_PER_POINT
            assert wide <= shape.width * 1.001, (name, line)
    assert several >= 3


@pytest.mark.parametrize("name", ["kaixue-xiaoxue", "kaixue-zhongxue", "daxue-xinsheng"])
def test_pupils_are_called_ni(name: str) -> None:
    for _, lines, _ in paragraphs(name):
        assert "您" not in "".join(lines), (name, lines)


def test_a_name_that_is_filled_in_later_stays_whole() -> None:
    """Half a mark is found by nobody, and would stand on the slide."""
    mark = "\ue001" * 10
    text = f"马上挂断，到{mark}当面问清楚再说。"
    for columns in (12, 14, 17, 20):
        found = broken(text, columns)
        assert found is not None and sum(line.count(mark) for line in found.lines) == 1


def test_a_long_text_is_broken_between_words_as_well() -> None:
    text = "拿不准的，先放下电话，找家里人或者民警问一问再说，" * 5
    found = broken(text, 14)
    assert found is not None and len(found.lines) > 6
    assert "".join(found.lines) == text
    assert torn(text).isdisjoint(accumulate(map(len, found.lines)))


@pytest.mark.parametrize("name", ["kaixue-xiaoxue", "ke-shichang", "yuanba-20"])
def test_the_plan_names_the_pages_of_its_deck(name: str) -> None:
    """A teacher with the plan in hand counts what is shown or printed; hidden slides are neither."""
    (product,) = (p for p in lessons.products(edition()) if p.items == (name,))
    every = Presentation(io.BytesIO(made(product).data)).slides
    slides = [one for one in every if one._element.get("show") != "0"]
    rows = {row.title: row.material for row in plan(edition().library.by_id[name].meta)}
    said = ["\n".join(s.text_frame.text for s in one.shapes if s.has_text_frame) for one in slides]
    for title, words in ((ACTIVITY, "一起做"), (ROUNDS, "真的还是骗局"), (QUESTIONS, "想一想")):
        if title in rows:
            first = int(re.findall(r"\d+", rows[title])[0])
            assert words in said[first - 1].replace("\v", ""), (title, rows[title])
            assert words not in said[first - 2].replace("\v", ""), (title, rows[title])
    assert int(re.findall(r"\d+", rows[QUESTIONS])[1]) == len(slides) - 1
