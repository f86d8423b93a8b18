"""The kit of a lesson: a class of forty minutes had talk for eleven, and sheets that nobody made."""

from __future__ import annotations

import io
import re
from itertools import pairwise

import pytest

from fanzha.content.kinds.items import Scam
from fanzha.content.kinds.lessons import Lesson, Quiz
from fanzha.content.lesson_time import BREATH, in_words, plan, rounds_of, thoughts, true_or_false
from fanzha.edition import Edition, Project, read_edition
from fanzha.printing import lesson_kit
from fanzha.product import Made, Product
from tests.conftest import ROOT, TODAY
from tests.printing.line_ends import badly_broken

pypdfium2 = pytest.importorskip("pypdfium2")
pdfium_c = pytest.importorskip("pypdfium2.raw")
KITS: dict[str, tuple[Product, Made]] = {}
LESSONS = sorted(path.stem for path in (ROOT / "docs" / "lessons").glob("*.md"))


@pytest.fixture(scope="module")
def shipped_edition() -> Edition:
    return read_edition(Project(ROOT, ROOT / "docs", "shifan", TODAY))[0]


def test_every_lesson_fills_its_minutes(shipped_edition: Edition) -> None:
    """Talk at 210 characters a minute, practice, activity, rounds and questions: a tenth more or less."""
    lessons = shipped_edition.current(Lesson)
    assert len(lessons) >= 14
    for item in lessons:
        rows = plan(item.meta)
        minutes = sum(row.seconds for row in rows) / 60
        assert 0.9 * item.meta.minutes <= minutes <= 1.12 * item.meta.minutes, (item.id, minutes)


def test_the_steps_of_a_lesson_add_up_to_its_minutes(shipped_edition: Edition) -> None:
    """In half minutes, as they are printed: steps of 16 minutes stood below a head of 15."""
    for item in shipped_edition.current(Lesson):
        shown = [row.seconds for row in plan(item.meta)]
        assert all(seconds % 30 == 0 and seconds for seconds in shown), item.id
        assert sum(shown) == item.meta.minutes * 60, item.id


def test_rounds_mix_what_is_genuine_with_what_is_not(shipped_edition: Edition) -> None:
    item = shipped_edition.library.by_id["yuanba-40"]
    rounds = true_or_false(shipped_edition.current(Quiz), item.meta, 9)
    assert len({row["message"] for row in rounds}) == 9
    assert 2 <= sum(row["genuine"] for row in rounds) <= 4
    for lesson in shipped_edition.library.of(Lesson):
        rounds = true_or_false(shipped_edition.current(Quiz), lesson.meta, rounds_of(lesson.meta))
        assert len(rounds) < 2 or {row["genuine"] for row in rounds} == {True, False}, lesson.id


def test_a_lesson_has_the_rounds_that_its_plan_promises_from_quizzes_for_its_class(
    shipped_edition: Edition,
) -> None:
    """Children of seven were asked about a driving school, students about what mother says in the kitchen."""
    quizzes = shipped_edition.current(Quiz)
    origin = {q.message: item for item in quizzes for q in item.meta.questions}
    for item in shipped_edition.current(Lesson):
        lesson = item.meta
        rounds = true_or_false(quizzes, lesson, rounds_of(lesson))
        assert len(rounds) == rounds_of(lesson), item.id
        for row in rounds:
            quiz = next(q for text, q in origin.items() if text.replace("您", "你") == row["message"]
                        or text == row["message"])  # fmt: skip
            if lesson.quizzes:
                assert quiz.id in lesson.quizzes, (item.id, row["message"])
            else:
                assert "students" not in quiz.meta.audiences, (item.id, row["message"])
                assert {*quiz.meta.audiences} & {"everyone", *lesson.audiences}, item.id
    children = shipped_edition.library.by_id["kaixue-xiaoxue"].meta
    assert isinstance(children, Lesson) and children.quizzes == ("ceyice-xiaoxue",)
    assert all(row["picture"] for row in true_or_false(quizzes, children, 9))


def test_cards_say_what_the_lesson_says(shipped_edition: Edition) -> None:
    """A market woman was given the line of a bank clerk."""
    counters = {item.meta.counter for item in shipped_edition.current(Scam)}
    own = 0
    for product in lesson_kit.on_demand(shipped_edition):
        lesson = shipped_edition.library.by_id[product.items[0]].meta
        assert isinstance(lesson, Lesson)
        at_work = bool({"frontline", "grid"} & {*lesson.audiences})
        for slide in lesson.slides:
            assert not (at_work and slide.scam and slide.card is None), (lesson.title, slide.title)
            own += slide.card is not None
        assert not {card["step"] for card in product.args["cards"]} & counters, lesson.title
    assert own >= 15


@pytest.mark.parametrize("name", ["kaixue-xiaoxue", "kaixue-zhongxue", "daxue-xinsheng"])
def test_pupils_are_called_ni(shipped_edition: Edition, name: str) -> None:
    """您 and 你 stood on one sheet; only the plan is for the teacher."""
    _, made = _kit(shipped_edition, name)
    for page in _pages(made):
        assert "第几步" in page or "您" not in page, page


def test_what_the_notes_say_to_print_is_in_the_kit(shipped_edition: Edition) -> None:
    """打印“买家”三句话，每组一张: there was no such sheet."""
    for item in shipped_edition.current(Lesson):
        for line in item.document.body.splitlines():
            if re.search("打印|卡片", line):
                assert "教学包" in line, (item.id, line)


def _kit(edition: Edition, name: str) -> tuple[Product, Made]:
    """A kit is set once for all tests: fourteen of them take as long as a hundred leaflets."""
    if name not in KITS:
        (product,) = (p for p in lesson_kit.on_demand(edition) if p.items == (name,))
        KITS[name] = product, product.make(product.args, ROOT / "overrides")
    return KITS[name]


def _pages(made: Made) -> list[str]:
    with pypdfium2.PdfDocument(io.BytesIO(made.data)) as document:
        return [page.get_textpage().get_text_range() for page in document]


def _with(pages: list[str], words: str) -> list[int]:
    return [number for number, page in enumerate(pages) if words in page]


def test_the_kit_has_plan_cards_worksheet_key_and_certificate(shipped_edition: Edition) -> None:
    product, made = _kit(shipped_edition, "yuanba-20")
    item = shipped_edition.library.by_id["yuanba-20"]
    assert made.overflow == ()
    pages = _pages(made)
    plan_pages = _with(pages, "第几步")
    cards = [number for number, page in enumerate(pages) if re.search(r"角色卡\s*\d\s*甲", page)]
    (sheet,), (key,), (end,) = (_with(pages, words) for words in ("姓名", "讲课的人留着", "学完了"))
    # Each on pages of its own: whoever copies the worksheet must not copy its key.
    assert max(plan_pages) < min(cards) and max(cards) < sheet < key < end == len(pages) - 1
    # The plan is all that a speaker needs: every word, the activity, the questions.
    said = "".join("".join(pages[n] for n in plan_pages).split())
    for row in product.args["rows"]:
        # A row may go on over the page, between two thoughts.
        assert all("".join(thought.split()) in said for thought in row["say"]), row["title"]
    assert "".join(str(item.meta.activity).split()) in said
    assert str(item.meta.rule) in pages[-1] and "96110" in pages[-1]
    answers = "".join(pages[key].split())
    assert all("".join(row["explain"].split())[:12] in answers for row in product.args["rounds"])
    assert all("".join(q["answer"].split())[:12] in answers for q in product.args["questions"])


@pytest.mark.parametrize("name", LESSONS)
def test_no_page_of_a_kit_is_half_empty(shipped_edition: Edition, name: str) -> None:
    """Small type at the head of a page, and nothing below: sheets that looked unfinished."""
    _, made = _kit(shipped_edition, name)
    assert made.overflow == ()
    with pypdfium2.PdfDocument(io.BytesIO(made.data)) as document:
        for number, page in enumerate(document):
            grey = page.render(scale=0.5, grayscale=True).to_pil()
            wide, tall = grey.size
            darkest = [grey.crop((0, y, wide, y + 1)).getextrema()[0] for y in range(tall)]
            # Above the small print at the foot: the last row that is used, and the widest gap.
            used = [y for y, dark in enumerate(darkest[: int(tall * 0.92)]) if dark < 200]
            assert used[-1] > 0.6 * tall, (name, number)
            gap = max(after - before for before, after in pairwise(used))
            assert gap < 0.3 * tall, (name, number)


@pytest.mark.parametrize("name", LESSONS)
def test_a_page_of_the_plan_is_filled_before_the_next_begins(
    shipped_edition: Edition, name: str
) -> None:
    """Rows that were never divided left a fifth of each page empty."""
    product, made = _kit(shipped_edition, name)
    fewest = 3
    with pypdfium2.PdfDocument(io.BytesIO(made.data)) as document:
        texts = [page.get_textpage() for page in document]
        count = max(n for n, text in enumerate(texts) if "第几步" in text.get_text_range())
        for number in range(count):
            _, tall = document[number].get_size()
            boxes = [texts[number].get_rect(n) for n in range(texts[number].count_rects())]
            lowest = min(box[1] for box in boxes if box[1] > 20 / 25.4 * 72)
            # White that is left has no room for a title and three thoughts of a row.
            assert lowest < 0.21 * tall, (name, number, lowest / tall)
    said = [row["say"] for row in product.args["rows"] if row["part"] == "talk"]
    goes_on = "".join(_pages(made)).count("接上页")
    assert goes_on <= sum(len(say) >= 2 * fewest for say in said)


@pytest.mark.parametrize("name", LESSONS)
def test_role_cards_are_read_at_arms_length(shipped_edition: Edition, name: str) -> None:
    """Ten points on a card that two people hold between them; two cuts make four cards."""
    product, made = _kit(shipped_edition, name)
    names = [card["name"] for card in product.args["cards"]]
    pairs = len(names) + len(names) % 2
    with pypdfium2.PdfDocument(io.BytesIO(made.data)) as document:
        sheets = [page for page in document if "角色卡 " in page.get_textpage().get_text_range()]
        assert len(sheets) == pairs // 2
        for page in sheets:
            text = page.get_textpage()
            heights = []
            for at in range(text.count_chars()):
                if text.get_text_range(at, 1) not in "国说停听您的你就不":
                    continue
                size = pdfium_c.FPDFText_GetFontSize(text.raw, at)
                if size > 8:  # whose card it is, at its foot
                    heights.append(size)
            assert heights and min(heights) >= 13, (name, min(heights))
            assert _least_gap_above_feet(page) > 8, name


def _least_gap_above_feet(page: pypdfium2.PdfPage) -> float:
    """Points between the last line of a card and the small print at its foot, on the tightest of four."""
    text = page.get_textpage()
    wide, tall = page.get_size()
    lowest: dict[tuple[bool, bool], float] = {}
    feet: dict[tuple[bool, bool], float] = {}
    for at in range(text.count_chars()):
        if not text.get_text_range(at, 1).strip():
            continue
        left, bottom, _, top = text.get_charbox(at)
        card = (left < wide / 2, bottom < tall / 2)
        if pdfium_c.FPDFText_GetFontSize(text.raw, at) < 8:
            feet[card] = max(feet.get(card, 0), top)
        else:
            lowest[card] = min(lowest.get(card, tall), bottom)
    assert len(feet) == 4
    return min(lowest[card] - feet[card] for card in feet)


@pytest.mark.parametrize("name", LESSONS)
def test_a_worksheet_has_room_to_write(shipped_edition: Edition, name: str) -> None:
    """Every question has at least two lines of nine millimetres."""
    _, made = _kit(shipped_edition, name)
    pages = _pages(made)
    (at,) = _with(pages, "我定好了")
    with pypdfium2.PdfDocument(io.BytesIO(made.data)) as document:
        lines = sorted(
            round(shape.get_bounds()[1])
            for shape in document[at].get_objects()
            if shape.type == pdfium_c.FPDF_PAGEOBJ_PATH
            and shape.get_bounds()[2] - shape.get_bounds()[0] > 480
            and shape.get_bounds()[3] - shape.get_bounds()[1] < 2
        )
    steps = [after - before for before, after in pairwise(lines)]
    assert sum(24 < step < 32 for step in steps) >= 3, (name, lines)


@pytest.mark.parametrize("name", LESSONS)
def test_the_worksheet_says_whom_to_ring_where_all_papers_do(
    shipped_edition: Edition, name: str
) -> None:
    """Sheets of one page had no number at all."""
    _, made = _kit(shipped_edition, name)
    (at,) = _with(_pages(made), "我定好了")
    with pypdfium2.PdfDocument(io.BytesIO(made.data)) as document:
        page = document[at]
        text = page.get_textpage()
        whole = text.get_text_range()
        assert "96110" in whole[whole.index("我定好了") :]
        box = text.get_charbox(whole.rindex("96110"))
        assert box[3] < 0.2 * page.get_height(), name


@pytest.mark.parametrize("name", LESSONS)
def test_no_line_of_cards_sheet_and_key_tears_a_word(shipped_edition: Edition, name: str) -> None:
    """拿爸妈的手|机, 农资到|店买, 你店|里没有吧."""
    product, made = _kit(shipped_edition, name)
    args = product.args
    asked = [question[part] for question in args["questions"] for part in ("ask", "answer")]
    rounds = [row[part] for row in args["rounds"] for part in ("message", "explain")]
    cards = [
        text
        for card in args["cards"]
        for text in (*card["lines"], *card["flags"], card["rule"], card["step"])
    ]
    pages = [page for page in _pages(made) if "第几步" not in page]
    sentences = [text for text in (*asked, *rounds, *cards) if len(text) <= 60]
    assert badly_broken(pages, sentences, marks=True) == []


PARTS = ("幻灯片", "角色卡", "练习纸", "结业证")


def test_no_two_lines_of_what_to_have_at_hand_say_the_same(shipped_edition: Edition) -> None:
    """角色卡 stood in the second line of the list and again in the fifth."""
    for name in ("kaixue-xiaoxue", "kaixue-zhongxue", "ke-wuye"):
        _, made = _kit(shipped_edition, name)
        first = _pages(made)[0]
        listed = first[first.index("上课前备好") : first.index("第几步")]
        for part in PARTS:
            assert listed.count(part) <= 1, (name, part)


def test_what_is_said_is_one_thought_a_line(shipped_edition: Edition) -> None:
    """Blocks of nine lines: whoever looked up at the room did not find his place again."""
    for item in shipped_edition.current(Lesson):
        for slide in item.meta.slides:
            lines = thoughts(slide.say)
            assert "".join(lines) == slide.say
            assert all(line[0] not in "。？！”）" for line in lines), lines
            short = [line for line in lines if len(line) <= BREATH]
            assert all(line.count("。") <= 1 for line in lines if line not in short), lines


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(12, "半分钟"), (54, "1分钟"), (89, "1分半"), (125, "2分钟"), (2400, "40分钟")],
)
def test_times_are_such_as_a_teacher_keeps(seconds: int, words: str) -> None:
    """54秒 stood beside 2分钟."""
    assert in_words(seconds) == words


def test_a_picture_beside_a_question_does_not_give_its_answer_away(
    shipped_edition: Edition,
) -> None:
    """Hook, mask and red crosses are signs of fraud in our drawings."""
    asked = [q for item in shipped_edition.current(Quiz) for q in item.meta.questions]
    both = {q.picture for q in asked if q.genuine} & {q.picture for q in asked if not q.genuine}
    assert len(both) >= 5  # how it comes: in a group, by telephone, at the door
    for question in asked:
        assert question.picture, question.message
        svg = (ROOT / "docs" / question.picture).read_text(encoding="utf-8")
        assert "#B3261E" not in svg, question.picture
