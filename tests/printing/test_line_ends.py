"""What is read at a glance is broken by one rule on all paper: scripts/fanzha/language/line_ways.py."""

from __future__ import annotations

import pytest

from tests.conftest import Some
from tests.printing.files import Pdf
from tests.printing.line_ends import at_a_glance, badly_broken
from tests.printing.sheets import raw_texts, source

# Of these the fields are prose, or lines of a form.
PROSE = frozenset(
    {"alert-record", "story-script", "stage-script", "form", "survey", "banner-proof"}
)


def test_no_sheet_tears_a_word_or_ends_a_line_with_a_comma(pdfs: list[Pdf], some: Some) -> None:
    """Headlines, flags, steps and what the other side says; one sheet of each kind, with --all every one."""
    bad = {}
    docs = pdfs[0].path.parents[2].parent / "docs"
    known = {
        path.stem for path in docs.rglob("*.md")
    }  # slogans and general rules are rows of tables
    named = {pdf.name: pdf for pdf in pdfs}  # names, for the choice is the same in every run
    for name in some(named, lambda name: named[name].kind):
        pdf = named[name]
        if pdf.kind in PROSE or len(pdf.row["items"]) != 1 or pdf.row["items"][0] not in known:
            continue
        fields, _ = source(docs, pdf.row["items"][0])
        if found := badly_broken(raw_texts(pdf.path), at_a_glance(fields)):
            bad[pdf.name] = found
    assert not bad


def test_no_story_tears_a_word(pdfs: list[Pdf]) -> None:
    """找到宾 / 馆, 短 / 信没删: what happened is prose, and its words stay whole."""
    names = {"shexian-xiqian", "yibao-chuangkou", "wangba-maihao", "siji-daihuo", "siji-kefu"}
    mine = [pdf for pdf in pdfs if pdf.kind == "leaflet-a4" and pdf.path.stem in names]
    assert len(mine) == len(names)
    docs = pdfs[0].path.parents[2].parent / "docs"
    for pdf in mine:
        fields, _ = source(docs, pdf.path.stem)
        story = [moment["text"] for moment in fields["story"]]
        assert badly_broken(raw_texts(pdf.path), story, marks=True) == [], pdf.name


@pytest.mark.parametrize(
    ("page", "good"),
    [
        ("先挂断\n再打银行卡背面的电话", True),
        ("先挂断，再打银行卡\n背面的电话", True),
        ("先挂断，再打银行\n卡背面的电话", False),
        ("先挂断，\n再打银行卡背面的电话", False),
        ("先挂断，再打银行卡背面的\n电话", False),
    ],
)
def test_what_breaks_the_rule_is_found(page: str, good: bool) -> None:
    assert (badly_broken([page], ["先挂断，再打银行卡背面的电话"]) == []) is good


def test_a_flag_that_begins_a_longer_sentence_is_not_asked_there() -> None:
    page = "叫您搬砖赚\n差价\n不用懂行"
    assert badly_broken([page], ["叫您搬砖赚差价", "叫您搬砖赚差价，不用懂行"]) == []
    assert badly_broken([page], ["叫您搬砖赚差价"]) != []
