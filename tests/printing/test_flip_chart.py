"""Flip charts: fronts that the last bench reads, backs that a speaker reads while pointing."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from fanzha.content.kinds.lessons import Lesson
from tests.printing.legible import READ
from tests.printing.on_demand import edition, make, plan
from tests.printing.sheets import MM, raw_texts, squeeze

TALKS = ["yuanba-10", "ke-guiyuan"]
BENCH = 6000  # millimetres to the last bench


@pytest.fixture(scope="module", params=TALKS)
def chart(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("charts") / f"{request.param}.pdf"
    path.write_bytes(make(plan()["flip-chart", request.param]).data)
    return path


def lesson(chart: Path) -> Lesson:
    meta = edition().library.by_id[chart.stem].meta
    assert isinstance(meta, Lesson)
    return meta


def test_the_last_bench_reads_every_point(chart: Path) -> None:
    with pypdfium2.PdfDocument(chart) as document:
        for n, slide in enumerate(lesson(chart).slides):
            text = document[2 * n + 2].get_textpage()
            said = text.get_text_range()
            for words in (slide.title, *slide.points):
                at = said.index(words.lstrip("“")[:2])
                boxes = [text.get_charbox(at + n) for n in range(2)]
                # The higher of two fills its square: a dash does not.
                type_size = max(top - bottom for _, bottom, _, top in boxes) / MM / 0.91
                assert type_size > BENCH / READ * 0.85, words


def test_a_speaker_sees_what_the_hall_sees_and_what_comes_next(chart: Path) -> None:
    slides, backs = lesson(chart).slides, [squeeze(text) for text in raw_texts(chart)][1::2]
    for n, slide in enumerate(slides):
        nothing = [point for point in slide.points if squeeze(point) not in backs[n]]
        assert not nothing
        following = slides[n + 1].title if n + 1 < len(slides) else "练一练"
        assert re.search(f"讲完，翻到{squeeze(following)}", backs[n])


def test_a_speech_stands_in_sentences(chart: Path) -> None:
    """Whoever looks up finds the place again: each line begins a thought, not a block of twenty lines."""
    for n, slide in enumerate(lesson(chart).slides):
        lines = [squeeze(line) for line in raw_texts(chart)[2 * n + 1].splitlines()]
        begun = [
            s
            for s in re.findall("[^。！？”]{8,}[。！？]", slide.say)
            if any(line.startswith(squeeze(s)[:5]) for line in lines)
        ]
        assert len(begun) >= 4
