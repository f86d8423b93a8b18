"""Boards: the course of a scam as a diagram that agrees with its drawings and with its text."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pypdfium2
import pytest

from fanzha.content.kinds.items import Scam
from fanzha.edition import Edition, read_edition
from fanzha.printing import board
from fanzha.printing.pictures import stages
from fanzha.product import Made
from tests import samples
from tests.conftest import ROOT, TODAY, MakeProject, Project
from tests.printing.sheets import MM, boxes, code_of, codes, missing, squeeze, structure, texts

PICTURES = ROOT / "docs" / "assets" / "pictures"
STRIPS = sorted(PICTURES.glob("*-steps.svg"))
RED = (179, 38, 30)
NO_STATION = """name: 青石镇
site_name: 青石镇反诈宣传
publisher: 青石镇反诈办
site_url: http://qingshi.example/
police: {name: "", phone: "", address: ""}
"""


def rows(*entries: str) -> str:
    """A YAML list."""
    return "".join(f"\n  - {entry}" for entry in entries)


def course(count: int, text: str = "叫您扫码进群做任务", name: str = "第{}步") -> str:
    """A course of so many stages."""
    return rows(*(f"{{stage: {name.format(n)}, text: {text}}}" for n in range(1, count + 1)))


def make_all(edition: Edition) -> dict[str, Made]:
    """Kind → the board of the scam `shuadan`."""
    found = [p for p in board.products(edition) if "shuadan" in p.items]
    return {p.kind: p.make(p.args, ROOT / "overrides") for p in found}


def read(project: Project) -> Edition:
    edition, findings = read_edition(project)
    assert findings == []
    return edition


@pytest.fixture(scope="module")
def edition() -> Edition:
    return read(Project(ROOT, ROOT / "docs", "shifan", TODAY))


@pytest.fixture(scope="module")
def boards(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Kind → the file of the shipped board of `shuadan`."""
    folder = tmp_path_factory.mktemp("boards")
    paths = {}
    for kind, made in make_all(edition).items():
        assert (made.pages, made.overflow) == (1, ()), kind
        paths[kind] = folder / f"{kind}.pdf"
        paths[kind].write_bytes(made.data)
    return paths


def shuadan(edition: Edition) -> Scam:
    meta = edition.library.by_id["shuadan"].meta
    assert isinstance(meta, Scam)
    return meta


def test_every_type_of_the_ministrys_list_has_a_board(edition: Edition) -> None:
    kinds = [p.kind for p in board.products(edition)]
    for kind in ("notice-board", "notice-board-bw", "course-a4", "course-a4-bw"):
        assert kinds.count(kind) == len(edition.current(Scam))
    assert kinds.count("board-900x1200") == 10


@pytest.mark.parametrize("strip", STRIPS, ids=lambda path: path.stem)
def test_drawings_tell_the_same_course_as_the_text(edition: Edition, strip: Path) -> None:
    """The sign on the drawing and the words “stop here” must stand at the same stage."""
    meta = edition.library.by_id[strip.stem.removesuffix("-steps")].meta
    assert isinstance(meta, Scam)
    assert len(stages(strip)) == len(meta.course)
    frames = [
        int(frame.attrib["x"])
        for frame in ElementTree.parse(strip).iter("{http://www.w3.org/2000/svg}rect")
        if frame.get("y") == "20"
    ]
    gaps = [after - before for before, after in pairwise(frames)]
    assert gaps.index(max(gaps)) + 1 == meta.stop_here.after


@pytest.mark.parametrize(
    ("kind", "width", "height"),
    [
        ("notice-board", 297, 420),
        ("notice-board-bw", 297, 420),
        ("course-a4", 210, 297),
        ("course-a4-bw", 210, 297),
        ("board-900x1200", 900, 1200),
    ],
)
def test_boards_have_the_size_that_was_ordered(
    boards: dict[str, Path], kind: str, width: float, height: float
) -> None:
    with pikepdf.open(boards[kind]) as pdf:
        page = pdf.pages[0]
        box = [float(edge) for edge in page.get("/TrimBox", page.MediaBox)]
    assert box[2] - box[0] == pytest.approx(width * MM, abs=0.2)
    assert box[3] - box[1] == pytest.approx(height * MM, abs=0.2)


def test_a_board_is_read_in_order_with_the_stop_in_its_place(
    boards: dict[str, Path], edition: Edition
) -> None:
    """A screen reader must hear “stop here” before it hears how the money goes."""
    meta = shuadan(edition)
    told = [part for stage in meta.course for part in (stage.stage, stage.text)]
    at = 2 * meta.stop_here.after
    parts = [meta.title, meta.rule, *told[:at], "在这里停下", meta.stop_here.text, *told[at:]]
    for kind, path in boards.items():
        (text,) = texts(path)
        assert missing(text, parts) is None, kind
        assert missing(text, [meta.course[-1].text, "110", "96110"]) is None, kind
        if kind.startswith("course"):
            continue
        assert missing(text, [*meta.red_flags, *meta.steps, "110"]) is None, kind
        assert all(missing(text, [line]) is None for line in meta.lines[:2]), kind


def test_the_stop_sign_stands_between_its_stages(boards: dict[str, Path], edition: Edition) -> None:
    """Red in the row of drawings, right of the last stage that is safe and left of the next."""
    meta = shuadan(edition)
    before, after = meta.course[meta.stop_here.after - 1 : meta.stop_here.after + 1]
    with pypdfium2.PdfDocument(boards["notice-board"]) as document:
        page = document[0]
        image = page.render(scale=1).to_pil().convert("RGB")
        text = page.get_textpage().get_text_bounded()
        left = page.get_textpage().get_charbox(text.index(before.stage) + len(before.stage) - 1)
        right = page.get_textpage().get_charbox(text.index(after.stage))
        row = int(page.get_height() - left[3] - 20 * MM)  # the middle of the drawings
    red = [x for x in range(image.width) if image.getpixel((x, row)) == RED]
    assert red and left[2] < min(red) and min(red) + 10 * MM < right[0]


def test_codes_are_read_from_paper(edition: Edition, tmp_path: Path) -> None:
    """Not on those of `shuadan`, which say not to scan."""
    for product in board.products(edition):
        if "kefu" not in product.items:
            continue
        path = tmp_path / "a.pdf"
        path.write_bytes(product.make(product.args, ROOT / "overrides").data)
        dpi = 50 if product.kind.startswith("board") else 150  # a board is read from further away
        wanted = [f"https://shifan.example/fanzha/q/{code_of('kefu')}/"]
        assert codes(path, dpi) == wanted, product.kind


@pytest.mark.parametrize("kind", ["notice-board-bw", "course-a4-bw"])
def test_the_copier_gets_greys_and_little_toner(boards: dict[str, Path], kind: str) -> None:
    with pypdfium2.PdfDocument(boards[kind]) as document:
        image = document[0].render(scale=0.5).to_pil().convert("RGB")
    pixels = image.getcolors(1_000_000)
    assert all(max(colour) - min(colour) < 12 for _, colour in pixels)
    dark = sum(count for count, colour in pixels if max(colour) < 128)
    assert dark / (image.width * image.height) < 0.15


def test_a_board_is_read_at_two_metres(boards: dict[str, Path]) -> None:
    """40 points at least on a board, but for the line of the publisher and the captions."""
    sizes = _sizes(boards["board-900x1200"], "一说先垫钱") + _sizes(
        boards["board-900x1200"], "人人晒"
    )
    assert len(sizes) == 2 and min(sizes) >= 40
    assert min(_sizes(boards["notice-board"], "人人晒")) >= 13
    assert min(_sizes(boards["course-a4"], "人人晒")) >= 14


@pytest.mark.parametrize("count", [4, 5, 6])
@pytest.mark.parametrize("length", [4, 24])
def test_courses_of_every_length_stay_on_the_sheet(
    project: MakeProject, tmp_path: Path, count: int, length: int
) -> None:
    """Four to six stages, names and sentences as long as the model allows."""
    text = samples.scam(
        course=course(count, text="叫" * length, name="这就是第{}步"),
        stop_here=f"{{after: {count - 1}, text: {'停' * length}}}",
    )
    for kind, made in make_all(read(project({"scams/shuadan.md": text}))).items():
        assert made.overflow == (), kind
        path = tmp_path / f"{kind}.pdf"
        path.write_bytes(made.data)
        (page,) = texts(path)
        wanted = [part for n in range(1, count + 1) for part in (f"这就是第{n}步", "叫" * length)]
        assert all(squeeze(part) in page for part in [*wanted, "停" * length])
        for _, (width, height), found in boxes(path):
            for left, bottom, right, top in found:
                assert left > 10 * MM and right < width - 10 * MM, kind
                assert bottom > 10 * MM and top < height - 5 * MM, kind


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"red_flags": rows(*["旗" * 24] * 6), "steps": rows(*["步" * 36] * 6)}, {"steps"}),
        (
            {
                "course": course(6, "叫" * 24),
                "red_flags": rows(*["旗" * 24] * 6),
                "steps": rows(*["步" * 36] * 6),
            },
            {"course", "steps", "red_flags"},
        ),
    ],
    ids=["lists", "all"],
)
def test_what_is_too_long_is_named(
    project: MakeProject, fields: dict[str, str], named: set[str]
) -> None:
    """Fields that fill a board together are cut by the editor, not by the printer."""
    for kind, made in make_all(read(project({"scams/shuadan.md": samples.scam(**fields)}))).items():
        if kind.startswith("course"):
            continue
        assert made.overflow and {over.field for over in made.overflow} <= named, kind
        assert all(over.over > 1 and over.characters > 1 for over in made.overflow)


def test_a_phone_on_a_board_is_full(edition: Edition) -> None:
    """Two bubbles on half a screen look as if the rest had been forgotten."""
    for product in board.products(edition):
        if product.kind == "board-900x1200":
            made = product.make(product.args, ROOT / "overrides")
            with pypdfium2.PdfDocument(made.data) as document:
                text = squeeze(document[0].get_textpage().get_text_bounded())
            said = [line for line in product.args["lines"] if missing(text, [line]) is None]
            assert len(said) >= 3, product.items


def test_a_course_is_read_across_a_lift(boards: dict[str, Path], edition: Edition) -> None:
    """Sentences that need half their row leave the other half to larger letters."""
    for kind in ("course-a4", "course-a4-bw"):
        assert _sizes(boards[kind], shuadan(edition).course[1].text[:4])[0] >= 19, kind


def test_a_town_without_station_writes_it_by_hand(project: MakeProject, tmp_path: Path) -> None:
    files = {"data/regions/qingshi.yml": NO_STATION, "scams/shuadan.md": samples.scam()}
    made = make_all(read(project(files, region="qingshi")))["notice-board"]
    path = tmp_path / "a.pdf"
    path.write_bytes(made.data)
    (text,) = texts(path)
    assert "示范" not in text and "None" not in text
    assert missing(text, ["青石镇", "110", "96110", "qingshi.example", "青石镇反诈办"]) is None


def _sizes(path: Path, start: str) -> list[float]:
    """Type size in points of the first line that begins so."""
    with pypdfium2.PdfDocument(path) as document:
        page = document[0].get_textpage()
        at = page.get_text_bounded().index(start)
        left, _, right, _ = page.get_charbox(at)
        nxt = page.get_charbox(at + 1)[0]
    assert right > left
    return [nxt - left]


def test_an_unreadable_strip_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "a-steps.svg"
    bad.write_bytes(io.BytesIO(b"<svg").getvalue())
    with pytest.raises(Exception, match="图片读不了"):
        stages(bad)


@pytest.mark.parametrize(("kind", "lists"), [("course-a4", [5]), ("notice-board", [3, 2])])
def test_the_course_is_a_list_of_its_stages(edition: Edition, kind: str, lists: list[int]) -> None:
    """A reader for the blind says that there are five, and which one is read."""
    with pikepdf.open(io.BytesIO(make_all(edition)[kind].data)) as pdf:
        found = [element for element in structure(pdf) if element.S == "/L"]
        assert [sum(e.S == "/LI" for e in one.K) for one in found][: len(lists)] == lists
