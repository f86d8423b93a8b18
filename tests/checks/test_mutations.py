"""A small fixed part of `python -m tests.bench.mutations`: what is damaged is found, on its line."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from fanzha.edition import Edition
from fanzha.findings import Severity, errors
from tests.bench.damages import DAMAGES
from tests.bench.mutations import Score, findings_of, run_damages, run_random, shipped, small

# A type, a case and a page of the law: together nearly every damage fits one of them.
PAGES = ("cases/baoma-shuadan.md", "law/duanka-bangxin.md", "scams/gongjuren.md")
RANDOM = 300

Sample = tuple[Edition, Mapping[str, str]]


@pytest.fixture(scope="module")
def sample() -> Sample:
    """The three items, alone in their edition."""
    edition, texts = shipped()
    return small(edition, PAGES), {page: texts[page] for page in PAGES}


@pytest.fixture(scope="module")
def scores(sample: Sample) -> dict[str, Score]:
    """What became of every damage."""
    return {score.damage.name: score for score in run_damages(*sample)}


def test_the_undamaged_items_have_no_error(sample: Sample) -> None:
    """A check that always complains would catch every damage."""
    edition, texts = sample
    found = findings_of(edition, {page: text.encode() for page, text in texts.items()})
    assert [f.as_text() for page in PAGES for f in errors(found[page])] == []


@pytest.mark.parametrize(
    "name", [one.name for one in DAMAGES if one.severity is Severity.ERROR], ids=str
)
def test_an_error_is_named_on_its_line(name: str, scores: dict[str, Score]) -> None:
    """An editor looks at the line that is named, and mends what stands there."""
    assert [(miss.page, miss.lines, miss.why) for miss in scores[name].misses] == []


@pytest.mark.parametrize(
    "name", [one.name for one in DAMAGES if one.severity is not Severity.ERROR], ids=str
)
def test_a_warning_is_named_on_its_line(name: str, scores: dict[str, Score]) -> None:
    """What is stale or soon will be is said where the date stands."""
    assert [(miss.page, miss.lines, miss.why) for miss in scores[name].misses] == []


def test_no_random_change_ends_in_a_traceback() -> None:
    """A contribution may be anything; the answer is always a finding."""
    edition, texts = shipped()
    assert run_random(small(edition, []), texts, RANDOM) == []


def test_a_damage_that_nobody_notices_counts_as_missed(sample: Sample) -> None:
    """The figures are worth nothing if a run without findings looks like success."""
    edition, texts = sample
    harmless = DAMAGES[0].__class__("nothing", ("S020",), lambda page: page.end("先停一停。"))
    (score,) = run_damages(edition, texts, [harmless])
    assert (score.total, score.caught, score.right) == (len(PAGES), 0, 0)
