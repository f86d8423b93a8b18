"""Lesson decks as a speaker opens them: in an office programme, with notes."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn

from fanzha.edition import read_edition
from fanzha.product import Made, Product
from fanzha.screens import lessons
from fanzha.typeset import qr_png
from tests import samples
from tests.conftest import ROOT, MakeProject
from tests.office import to_pdf
from tests.screens.decks import baselines, faces, lines, pages

LESSON = """
  - {title: 先停一停, points: [要先垫钱, 拉进陌生群], say: 先问大家，谁接到过？, minutes: 3, scam: shuadan}
  - {title: 再问一问, say: 打给家里人。, minutes: 2}
  - {title: 打110, points: [越早越好], say: 一起念三遍。, minutes: 4}"""
QUESTIONS = """
  - {ask: 要先垫钱，怎么办？, answer: 停手。}
  - {ask: 钱转走了，先打哪个？, answer: 马上打110。}
  - {ask: 拿不准，问哪个？, answer: 问96110。}"""


@pytest.fixture(scope="module")
def shipped_lessons(shipped: Path) -> dict[str, dict[str, Any]]:
    """The front matter of the shipped lessons by id."""
    found = {}
    for path in sorted((shipped.parent / "docs" / "lessons").glob("*.md")):
        found[path.stem] = yaml.load(
            path.read_text(encoding="utf-8").split("---\n")[1], yaml.CSafeLoader
        )
    assert len(found) >= 7
    return found


@pytest.fixture(scope="module")
def printed(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The decks as LibreOffice shows them, by id."""
    files = sorted((shipped / "screens" / "lessons").glob("*.pptx"))
    made = to_pdf(files, tmp_path_factory.mktemp("office"))
    return {path.stem: path for path in made}


def deck(shipped: Path, lesson: str) -> Path:
    return shipped / "screens" / "lessons" / f"{lesson}.pptx"


def test_every_lesson_has_its_deck_and_its_page_links_to_it(
    shipped: Path, shipped_lessons: dict[str, Any]
) -> None:
    rows = json.loads((shipped / "manifest.json").read_text(encoding="utf-8"))["products"]
    made = {row["path"]: row for row in rows if row["kind"] == "lesson-deck"}
    assert sorted(made) == [f"screens/lessons/{lesson}.pptx" for lesson in shipped_lessons]
    for lesson in shipped_lessons:
        page = (shipped / "lessons" / lesson / "index.html").read_text(encoding="utf-8")
        assert f"screens/lessons/{lesson}.pptx" in page
        assert made[f"screens/lessons/{lesson}.pptx"]["pages"] == len(pages(deck(shipped, lesson)))


def test_every_run_names_a_chinese_face(shipped: Path, shipped_lessons: dict[str, Any]) -> None:
    """Else WPS sets Chinese in another face than the digits beside it."""
    for lesson in shipped_lessons:
        found = faces(deck(shipped, lesson))
        assert len(found) > 50
        assert {row[2] for row in found} == {("Microsoft YaHei",) * 3}, lesson


def test_the_talk_is_complete_and_in_order(shipped: Path, shipped_lessons: dict[str, Any]) -> None:
    """Title, the slides, the activity, each question before its answer, and whom to ring."""
    for lesson, fields in shipped_lessons.items():
        shown = [page for page in pages(deck(shipped, lesson)) if not page.hidden]
        count = len(fields["slides"])
        assert [page.title for page in shown[1 : 1 + count]] == [
            slide["title"] for slide in fields["slides"]
        ]
        assert fields["rule"] in shown[0].text
        for page, slide in zip(shown[1:], fields["slides"], strict=False):
            assert all(point in page.text for point in slide.get("points", []))
        assert shown[1 + count].title == "一起做"
        rounds = [page for page in shown if page.title.startswith("真的还是骗局")]
        answers = [page for page in shown if page.title.startswith(("这是真的", "这是骗局"))]
        assert len(rounds) == len(answers)
        for asked, told in zip(rounds, answers, strict=True):
            message = max(asked.text.split("\n"), key=len)
            assert message in told.text, "what was asked stays on the page of the answer"
        first = 2 + count + 2 * len(rounds)
        for number, question in enumerate(fields["questions"]):
            ask, answer = shown[first + 2 * number : first + 2 + 2 * number]
            assert question["ask"] in ask.text and question["answer"] not in ask.text
            assert question["ask"] in answer.text
            assert question["answer"].replace("{派出所}", "示范镇派出所") in answer.text
        assert len(shown) == 1 + count + 1 + 2 * len(rounds) + 6 + 1
        assert {"110", "96110", fields["rule"]} <= set(shown[-1].text.split("\n"))


def test_notes_say_what_to_say_and_how_long(shipped: Path, shipped_lessons: dict[str, Any]) -> None:
    for lesson, fields in shipped_lessons.items():
        shown = pages(deck(shipped, lesson))
        spent = 0
        for page, slide in zip(shown[1:], fields["slides"], strict=False):
            spent += slide["minutes"]
            said = slide["say"].replace("{派出所}", "示范镇派出所")
            times = f"讲 {slide['minutes']} 分钟，讲完共 {spent} 分钟。"
            assert page.notes == f"{times}\n{said}", lesson
        assert fields["activity"] in shown[1 + len(fields["slides"])].notes
        assert "讲之前：" in shown[0].notes and "讲之后：" in shown[-1].notes
        assert not any("](" in page.notes or "{" in page.notes for page in shown)


def test_an_office_programme_shows_every_slide_with_its_text(
    shipped: Path, printed: dict[str, Path], shipped_lessons: dict[str, Any]
) -> None:
    assert sorted(printed) == sorted(shipped_lessons)
    for lesson, path in printed.items():
        shown = pages(deck(shipped, lesson))
        set_ = lines(path)
        assert len(set_) == len(shown), lesson
        for page, rows in zip(shown, set_, strict=True):
            seen = bare("".join(text for text, _ in rows))
            missing = [line for line in page.text.split("\n") if bare(line) not in seen]
            assert missing == [], (lesson, page.title)


def test_no_text_leaves_the_slide_or_runs_into_other_text(printed: dict[str, Path]) -> None:
    """What does not fit its box grows over its neighbours."""
    for lesson, path in printed.items():
        for number, rows in enumerate(lines(path), 1):
            for at, (text, (left, top, right, bottom)) in enumerate(rows):
                place = (lesson, number, text)
                assert left > 0.03 and right < 0.97 and top > 0.02 and bottom < 0.98, place
                for other, (left2, top2, right2, bottom2) in rows[at + 1 :]:
                    beside = right <= left2 + 0.004 or right2 <= left + 0.004
                    below = bottom <= top2 + 0.012 or bottom2 <= top + 0.012
                    assert beside or below, (*place, other)


def test_no_programme_breaks_a_line_again(shipped: Path, printed: dict[str, Path]) -> None:
    """It stood 拿爸|妈的手机, and 办？ alone, where the face of the slides was lacking."""
    for lesson, path in printed.items():
        slides = Presentation(str(deck(shipped, lesson))).slides
        for slide, letters in zip(slides, baselines(path), strict=True):
            whole = "".join(letter for letter, _ in letters)
            for shape in slide.shapes:
                for line in shape.text_frame.text.splitlines() if shape.has_text_frame else ():
                    words = re.sub(r"\W", "", line)
                    found = [at.start() for at in re.finditer(f"(?={re.escape(words)})", whole)]
                    heights = [{y for _, y in letters[at : at + len(words)]} for at in found]
                    assert any(max(ys) - min(ys) < 2 for ys in heights if ys), (lesson, line)


def test_no_number_is_broken_where_the_face_is_lacking(printed: dict[str, Path]) -> None:
    """96110 stood as 9611 and 0 on the last slide of every talk, where another face is wider."""
    for lesson, path in printed.items():
        rows: dict[float, str] = {}
        for text, box in sorted(lines(path)[-1], key=lambda row: row[1][0]):
            middle = round((box[1] + box[3]) / 2, 1)
            rows[middle] = rows.get(middle, "") + bare(text)
        for digits in ("110", "96110"):
            assert any(row.startswith(digits) for row in rows.values()), (lesson, rows)


def test_a_click_on_a_word_leads_to_right_or_wrong_and_back(
    shipped: Path, shipped_lessons: dict[str, Any]
) -> None:
    """The right word to the reason, the wrong one to a page that turning pages passes over."""
    rounds = 0
    for lesson in shipped_lessons:
        slides = list(Presentation(str(deck(shipped, lesson))).slides)
        for at, slide in enumerate(slides):
            if not slide.shapes.title.text_frame.text.startswith("真的还是骗局"):
                continue
            rounds += 1
            wrong, answer = slides[at + 1 : at + 3]
            assert wrong._element.get("show") == "0" and answer._element.get("show") is None
            right = answer.shapes.title.text_frame.text.removeprefix("这是").partition("　")[0]
            other = {"真的": "骗局", "骗局": "真的"}[right]
            assert ways(slide) == {right: answer.slide_id, other: wrong.slide_id}
            assert ways(wrong) == {"回到题目": slide.slide_id, "看答案": answer.slide_id}
    assert rounds > 30


def ways(slide: Any) -> dict[str, int]:
    """Where a click on each word leads; the card under a word leads there, too."""
    linked = [s for s in slide.shapes if s.click_action.target_slide is not None]
    words = [shape for shape in linked if shape.has_text_frame and shape.text_frame.text]
    for word in words:
        (card,) = (s for s in linked if s not in words and (s.left, s.top) == (word.left, word.top))
        assert card.click_action.target_slide == word.click_action.target_slide
    return {s.text_frame.text: s.click_action.target_slide.slide_id for s in words}


def test_a_bar_shows_how_long_there_is_to_think(shipped: Path) -> None:
    """By itself, without a macro: the bar over 时间到 goes in the seconds that stand beside it."""
    for slide in Presentation(str(deck(shipped, "yuanba-40"))).slides:
        timings = slide._element.findall(qn("p:timing"))
        if not slide.shapes.title.text_frame.text.startswith("真的还是骗局"):
            assert timings == []
            continue
        (timing,) = timings
        (effect,) = timing.iter(qn("p:animEffect"))
        (shape,) = {int(target.get("spid")) for target in timing.iter(qn("p:spTgt"))}
        bar = next(s for s in slide.shapes if s.shape_id == shape)
        texts = {s.text_frame.text: s for s in slide.shapes if s.has_text_frame}
        under = texts["时间到，请举手"]
        assert (bar.left, bar.top, bar.width) == (under.left, under.top, under.width)
        assert effect.get("transition") == "out"
        seconds = int(next(effect.iter(qn("p:cTn"))).get("dur")) // 1000
        assert f"想{seconds}秒" in texts


def test_who_reads_little_sees_a_picture(shipped: Path, shipped_lessons: dict[str, Any]) -> None:
    """Children of a primary school got the slides of an office."""
    fields = shipped_lessons["kaixue-xiaoxue"]
    show = Presentation(str(deck(shipped, "kaixue-xiaoxue")))
    for slide in list(show.slides)[1 : 1 + len(fields["slides"])]:
        (picture,) = (s for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.PICTURE)
        assert picture.width * picture.height > 0.25 * show.slide_width * show.slide_height


def test_a_deck_of_ones_own_town(project: MakeProject, tmp_path: Path) -> None:
    """Drawn where a slide names a type, with the town's own station and without the sample mark."""
    town = "name: 青石镇\nsite_name: 青石镇反诈宣传\npublisher: 青石镇反诈办\n"
    town += "site_url: https://qingshi.example/\npolice: {name: 青石派出所, phone: 0990-1234567}\n"
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4v3z"/></svg>'
    files = {
        "scams/shuadan.md": samples.scam(image="assets/pictures/a.svg", alt="一把锁"),
        "assets/pictures/a.svg": svg,
        "lessons/ke.md": samples.page(
            minutes="12", slides=LESSON, activity="练一练，2分钟。", questions=QUESTIONS
        ),
        "data/regions/qingshi.yml": town,
    }
    edition, findings = read_edition(project(files, region="qingshi"))
    assert findings == []
    [product] = lessons.products(edition)
    made = [make(product).data for _ in range(2)]
    assert made[0] == made[1]
    path = tmp_path / "ke.pptx"
    path.write_bytes(made[0])
    with zipfile.ZipFile(path) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert 'descr="一把锁"' in file.read("ppt/slides/slide2.xml").decode()
        assert b"descr" not in file.read("ppt/slides/slide3.xml")
    shown = pages(path)
    assert "青石派出所　0990-1234567" in shown[-1].text
    assert "青石镇反诈办" in shown[0].text and "qingshi.example" not in shown[-1].text
    with zipfile.ZipFile(path) as file:
        texts = [file.read(name).decode() for name in file.namelist() if name.endswith(".xml")]
        codes = [file.read(name) for name in file.namelist() if name.endswith(".png")]
    assert not any("\ue000" <= character < "\uf8ff" for text in texts for character in text)
    assert qr_png("https://qingshi.example/q/ke/") in codes
    assert "示范" not in "".join(page.text for page in shown)


def make(product: Product) -> Made:
    parts = tuple(make(part) for part in product.parts)
    return product.make(product.args, ROOT / "overrides", *([parts] if parts else []))


def bare(text: str) -> str:
    """Without white space: a line is broken where it is set."""
    return "".join(text.split())


def test_signs_and_what_to_do_are_told_apart(
    shipped: Path, shipped_lessons: dict[str, Any]
) -> None:
    """1 老人手抖, 2 请登记: a sign and an answer stood in one list under one kind of number."""
    found = 0
    for lesson, data in shipped_lessons.items():
        shown = pages(deck(shipped, lesson))
        for slide in data["slides"]:
            if "act" not in slide:
                continue
            (page,) = (page for page in shown if page.title == slide["title"])
            lines = page.text.split("\n")
            assert lines.count("做") == 1 and lines[lines.index("做") + 1] == slide["act"], lesson
            assert lines.count("看") == len(slide["points"]), lesson
            found += 1
    assert found >= 10


def test_everybody_sees_what_is_done_together(
    shipped: Path, shipped_lessons: dict[str, Any]
) -> None:
    """Three busts without a word: nobody in the room knew what to do."""
    for lesson, data in shipped_lessons.items():
        (page,) = (page for page in pages(deck(shipped, lesson)) if page.title == "一起做")
        for step in data["activity_steps"]:
            assert step in page.text, (lesson, step)
