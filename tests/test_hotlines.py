"""Each number stands beside its own words, on every product: read from the finished files.

Who has paid must ring 110; 96110 takes no report. Swapped, nobody would notice on a proof: both
numbers are there. The sample's station has a phone that ends in 110; the town here has none such.
"""

from __future__ import annotations

import io
import re
import shutil
from collections import defaultdict

import pytest
from pptx import Presentation

from fanzha.building.progress import Silent
from fanzha.building.publish import plan
from fanzha.building.runner import Runner
from fanzha.edition import Edition, Project, read_edition
from fanzha.product import Made, Product
from tests.conftest import ROOT, TODAY, Some
from tests.hotlines import WORDS, pairs_of_pdf, pairs_of_text

STATION, PHONE = "青石镇派出所", "0579-88630457"
TOWN = f"""name: 青石镇
site_name: 青石镇反诈宣传
publisher: 青石镇反诈办
site_url: https://qingshi.example/
area_code: "0579"
police:
  name: {STATION}
  phone: {PHONE}
  address: 青石镇临河路7号
"""
HERE = {STATION: PHONE}
WANTED = {**WORDS, **HERE}
UNSURE_ONLY = {"拿不准": "96110"}  # on cloth above a street


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The repository's content in the edition of a town whose numbers contain no hotline."""
    root = tmp_path_factory.mktemp("qingshi")
    shutil.copytree(ROOT / "docs", root / "docs")
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    (root / "docs" / "data" / "regions" / "qingshi.yml").write_text(TOWN, encoding="utf-8")
    edition, findings = read_edition(Project(root, root / "docs", "qingshi", TODAY))
    assert findings == []
    return edition


@pytest.fixture(scope="module")
def planned(town: Edition) -> list[Product]:
    return plan(town)


@pytest.fixture(scope="module")
def made(
    planned: list[Product], some: Some, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[tuple[Product, Made]]]:
    """Kind → the paper, the shows and the lessons; one of each kind and form in a usual run."""
    files = [
        product
        for product in planned
        if product.path.endswith((".pdf", ".pptx", ".txt"))
        # Scripts say numbers in words: tests/texts/test_scripts.py.
        and (product.family != "texts" or product.kind == "text-paper")
    ]
    wanted = some(files, lambda one: (one.kind, one.args.get("form"), one.path.split("/")[-2]))
    found = defaultdict(list)
    with Runner(ROOT / "overrides", tmp_path_factory.mktemp("store"), 1) as runner:
        for product, output in runner.run(wanted, Silent()):
            assert output.kept, (product.path, output)
            found[product.kind].append((product, output.kept.made()))
    return found


@pytest.fixture(scope="module")
def printed(made: dict[str, list[tuple[Product, Made]]]) -> dict[str, set[tuple[str, str]]]:
    """Path of a paper → the words on it with the numbers beside them."""
    return {
        product.path: pairs_of_pdf(output.data, WORDS, HERE)
        for products in made.values()
        for product, output in products
        if product.path.endswith(".pdf")
    }


def test_every_paper_says_whom_to_ring_for_what(printed: dict[str, set[tuple[str, str]]]) -> None:
    """Each number beside its own words and no others, large in the foot and in every sentence."""
    assert len(printed) >= 40
    for path, pairs in printed.items():
        kind = path.split("/")[1]
        wanted = UNSURE_ONLY if kind.startswith("banner-") else WANTED
        assert pairs == set(wanted.items()), path


def test_a_letter_as_text_says_the_same(made: dict[str, list[tuple[Product, Made]]]) -> None:
    """It is sent in a group: there is nothing beside it."""
    texts = [output for product, output in made["text-paper"] if product.path.endswith(".txt")]
    assert texts
    for output in texts:
        pairs = set(pairs_of_text(output.data.decode("utf-8-sig"), WANTED))
        assert pairs == set(WANTED.items())


def test_slides_and_pages_of_lamps_say_the_same(planned: list[Product]) -> None:
    """Words and number come to the template as a pair."""
    slides = [product for product in planned if product.kind == "slide"]
    shown = [phone for slide in slides for phone in slide.args.get("phones", ())]
    assert {(words[:4].rstrip("问"), number) for words, number in shown} == set(WORDS.items())
    rows = [
        row["text"]
        for slide in slides
        for row in slide.args.get("rows", ())
        if re.search(r"钱转走了|拿不准", row["text"])
    ]
    assert rows
    for row in rows:
        assert set(pairs_of_text(row, WORDS)) <= set(WORDS.items()), row


def test_lines_of_lamps_and_the_note_of_a_stick_say_the_same(
    made: dict[str, list[tuple[Product, Made]]],
) -> None:
    texts = [(product, out.data) for product, out in made["lines"]]
    assert texts
    for product, data in texts:
        text = data.decode("gb18030" if "gb18030" in product.path else "utf-8-sig")
        assert set(pairs_of_text(text, WORDS)) == set(WORDS.items()), product.path


def test_shows_and_lessons_say_the_same(made: dict[str, list[tuple[Product, Made]]]) -> None:
    """In PowerPoint a text box is the place: its own words, or those of the box at its right."""
    for product, output in (*made["show"], *made["lesson-deck"]):
        pairs = set()
        for slide in Presentation(io.BytesIO(output.data)).slides:
            boxes = [s for s in slide.shapes if s.has_text_frame and s.text_frame.text.strip()]
            for box in boxes:
                pairs |= set(pairs_of_text(box.text_frame.text.replace("　", ""), WANTED))
                if box.text_frame.text in WANTED.values():
                    # Nothing stands beside a number that fills its slide.
                    beside = "".join(
                        other.text_frame.text
                        for other in boxes
                        if other.top == box.top and other.left > box.left
                    )
                    words = [label for label in WANTED if label in beside]
                    pairs |= {(label, box.text_frame.text) for label in words}
        assert pairs <= set(WANTED.items()), product.path
        assert pairs >= set(WORDS.items()), product.path
