"""Scripts to read from: large, in the hand, and nobody's line left out."""

from __future__ import annotations

import itertools

import pypdfium2
import pytest

from fanzha.language.segmenting import torn
from tests.conftest import ROOT
from tests.printing.papers import changed, pages, plans, shipped, sizes, type_size
from tests.printing.sheets import squeeze

ITEMS = sorted(path.stem for path in (ROOT / "docs" / "performances").glob("*.md"))


@pytest.mark.parametrize("item", ITEMS)
def test_every_line_stands_at_18_points_or_more(item: str) -> None:
    made, args = shipped("stage-script", item), plans()["stage-script", item].args
    text = pages(made)
    assert sizes(made) == [(210, 297)] * len(text) and len(text) <= 2, "one leaf in the hand"
    said = [line["say"] for line in args["script"] if line["say"]]
    whole = squeeze("".join(text))
    assert [line for line in said if squeeze(line) not in whole] == []
    first = next(line for line in said if squeeze(line)[:4] in squeeze(text[0]))
    assert type_size(made, squeeze(first)[:4]) >= 18 - 0.1
    for word in (*args["props"], *(role["about"] for role in args["cast"])):
        assert squeeze(word) in squeeze(text[0]), word
    for word in ("110", "96110", args["rule"]):
        assert squeeze(word) in squeeze(text[-1]), "whom to ring stands at the end"


@pytest.mark.parametrize("item", ITEMS)
def test_no_page_is_left_half_empty(item: str) -> None:
    made, args = shipped("stage-script", item), plans()["stage-script", item].args
    text = pages(made)
    said = [squeeze(line["say"]) for line in args["script"] if line["say"]]
    for page in text if len(text) > 1 else []:
        assert sum(line in squeeze(page) for line in said) > len(said) * 0.35


def test_a_play_that_never_ends_is_reported() -> None:
    line = {"who": "大爷", "say": "生人来电谈到钱，先挂断，再问家里人。" * 3, "act": None}
    (over,) = changed("stage-script", "xiaopin-guitai", script=[line] * 120).overflow
    assert over.field == "script" and over.characters > 100


@pytest.mark.parametrize("item", ITEMS)
def test_no_line_of_a_script_ends_inside_a_word(item: str) -> None:
    """Who reads aloud stops at the end of a line: 货款 over two lines is stumbled over."""
    made, args = shipped("stage-script", item), plans()["stage-script", item].args
    with pypdfium2.PdfDocument(made.data) as document:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    lines = [squeeze(line) for line in text.splitlines()]
    broken = []
    for say in (squeeze(line["say"]) for line in args["script"] if line["say"]):
        for above, below in itertools.pairwise(lines):
            at = next(
                (
                    n
                    for n in range(3, len(say))
                    if above.endswith(say[:n]) and below[:4] == say[n : n + 4]
                ),
                0,
            )
            if at and at in torn(say):
                broken.append((above, below))
    assert broken == []


@pytest.mark.parametrize("item", ITEMS)
def test_a_line_of_verse_is_not_broken_that_nearly_fits(item: str) -> None:
    """银行卡背面 / 号码念: eight characters beside lines of seven were said as two."""
    made, args = shipped("stage-script", item), plans()["stage-script", item].args
    if args["genre"] in {"sketch", "story"}:
        return
    with pypdfium2.PdfDocument(made.data) as document:
        lines = squeeze(
            "|".join(page.get_textpage().get_text_bounded() for page in document).replace("\n", "|")
        )
    said = [line["say"] for line in args["script"] if line["say"] and len(line["say"]) <= 8]
    assert [line for line in said if squeeze(line) not in lines] == []
