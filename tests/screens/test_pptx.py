"""slides.pptx: a deck as an office programme opens it."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pptx import Presentation

from fanzha.edition import Project, read_edition
from fanzha.screens import pptx
from fanzha.screens.deck import Deck, decks
from fanzha.screens.pptx_writer import Show
from tests.conftest import ROOT, TODAY
from tests.office import to_pdf
from tests.screens.decks import faces, lines, pages

COLOURS = json.loads((ROOT / "overrides/tokens.json").read_text(encoding="utf-8"))["colours"]
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


@pytest.fixture(scope="module")
def shown(shipped: Path) -> dict[Path, Deck]:
    """The shipped shows, each with the deck it was made from."""
    root = shipped.parent
    edition, _ = read_edition(Project(root, root / "docs", "shifan", TODAY))
    found = {
        shipped / deck.folder / "slides.pptx": deck
        for deck in decks(edition)
        if "pptx" in deck.profile.takes
    }
    assert sorted(found) == sorted(shipped.glob("screens/*/*/slides.pptx"))
    assert {deck.profile_id for deck in found.values()} >= {"1920x1080", "1080x1920"}
    return found


def test_it_goes_on_by_itself_until_somebody_presses_escape(shown: dict[Path, Deck]) -> None:
    """Each slide for its own time, and from the last to the first."""
    for path, deck in shown.items():
        with zipfile.ZipFile(path) as file:
            properties = ElementTree.fromstring(file.read("ppt/presProps.xml"))
            assert properties[0].tag == f"{P}showPr"
            assert properties[0].get("loop") == "1"
            times = []
            for number in range(1, len(deck.shared) + 1):
                slide = ElementTree.fromstring(file.read(f"ppt/slides/slide{number}.xml"))
                change = slide.find(f"{P}transition")
                assert change is not None and change.get("advClick") == "1"
                times.append(int(change.get("advTm", "0")))
        assert times == [1000 * frame.seconds for frame in deck.shared]


def test_it_has_the_shape_of_the_screen(shown: dict[Path, Deck]) -> None:
    for path, deck in shown.items():
        show = Presentation(str(path))
        ratio = show.slide_width / show.slide_height
        assert ratio == pytest.approx(deck.profile.width / deck.profile.height, rel=1e-4)


def test_no_show_says_that_it_is_for_another_screen() -> None:
    """Wide and upright shows called themselves screen4x3, which some programs go by."""
    for size in ((1920, 1080), (1080, 1920), (800, 600)):
        show = Show(size, COLOURS)
        show.slide("blue", "")
        with zipfile.ZipFile(io.BytesIO(show.save("公交", "示范镇", TODAY))) as file:
            told = ElementTree.fromstring(file.read("ppt/presentation.xml")).find(f"{P}sldSz")
        assert told is not None and told.get("type", "custom") == "custom"
        assert int(told.get("cx")) / int(told.get("cy")) == pytest.approx(size[0] / size[1], 1e-4)


def test_words_are_text_and_notes_say_what_to_tell(shown: dict[Path, Deck]) -> None:
    for path, deck in shown.items():
        for page, frame in zip(pages(path), deck.shared, strict=True):
            said = frame.headline
            if frame.alert:  # how urgent it is and what it is about stand above the title
                tag, topic = said[0].split("：")
                assert tag in page.text and topic in page.text
                said = said[1:]
            seen = bare(page.text)
            assert all(bare(line).strip("，。") in seen for line in said), (path, page.text)
            assert all(bare(point) in seen for point in frame.points)
            assert page.title and ("110" in page.text or "96110" in page.text)
            assert page.notes == frame.say
        assert {row[2] for row in faces(path)} == {("Microsoft YaHei",) * 3}


def test_an_office_programme_shows_it_in_order_and_nothing_overlaps(
    shown: dict[Path, Deck], tmp_path: Path
) -> None:
    """One of each shape; the words are the same in the other playlists."""
    chosen = list({deck.profile_id: path for path, deck in shown.items()}.values())
    copies = []
    for path in chosen:
        copy = tmp_path / f"{path.parent.name}.pptx"
        copy.write_bytes(path.read_bytes())
        copies.append(copy)
    for copy, printed in zip(copies, to_pdf(copies, tmp_path), strict=True):
        shown_pages, set_ = pages(copy), lines(printed)
        assert len(set_) == len(shown_pages)
        for page, rows in zip(shown_pages, set_, strict=True):
            seen = "".join("".join(text for text, _ in rows).split())
            for line in page.text.split("\n"):
                assert "".join(line.split()) in seen, (copy.name, line)
            for at, (text, box) in enumerate(rows):
                assert box[0] > 0.01 and box[2] < 0.99 and box[1] > 0 and box[3] < 1, text
                for other, box2 in rows[at + 1 :]:
                    beside = box[2] <= box2[0] + 0.004 or box2[2] <= box[0] + 0.004
                    below = box[3] <= box2[1] + 0.012 or box2[3] <= box[1] + 0.012
                    assert beside or below, (copy.name, text, other)


def test_the_same_slides_give_the_same_bytes() -> None:
    """And the file can be read back."""
    edition, _ = read_edition(Project(ROOT, ROOT / "docs", "shifan", TODAY))
    product = next(product for deck in decks(edition) for product in pptx.products(deck))
    parts = tuple(part.make(part.args, ROOT / "overrides") for part in product.parts)
    one, two = (product.make(product.args, ROOT / "overrides", parts) for _ in range(2))
    assert one == two
    assert len(Presentation(io.BytesIO(one.data)).slides) == one.pages


def bare(text: str) -> str:
    """Without white space: lines are broken where there is room."""
    return "".join(text.split())


def test_who_speaks_stands_on_a_plate_and_what_to_do_is_amber() -> None:
    """As on the pictures: small red words above a bubble were lost on an editable slide."""
    edition, _ = read_edition(Project(ROOT, ROOT / "docs", "shifan", TODAY))
    deck = next(d for d in decks(edition, "1920x1080") if d.playlist == "gongjiao")
    (product,) = (p for p in pptx.products(deck) if p.path.endswith(".pptx"))
    parts = tuple(part.make(part.args, ROOT / "overrides") for part in product.parts)
    data = product.make(product.args, ROOT / "overrides", parts).data
    plates, amber = set(), set()
    for slide in Presentation(io.BytesIO(data)).slides:
        filled = [s for s in slide.shapes if not (s.has_text_frame and s.text_frame.text)]
        for shape in slide.shapes:
            if not (shape.has_text_frame and shape.text_frame.text):
                continue
            if shape.text_frame.text in ("对方说", "您记住", "想一想"):
                places = [(s.left, s.top, s.width) for s in filled]
                assert (shape.left, shape.top, shape.width) in places
                plates.add(shape.text_frame.text)
            for paragraph in shape.text_frame.paragraphs:
                for run in paragraph.runs:
                    if str(run.font.color.rgb) == COLOURS["amber"][1:]:
                        amber.add(paragraph.text)
    assert plates == {"对方说", "您记住", "想一想"} and "不点链接" in amber
