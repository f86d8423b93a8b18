"""A small fixed part of `python -m tests.bench.mutations`: what is damaged is found, on its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from _pytest.mark import ParameterSet

from fanzha.edition import Edition
from fanzha.findings import Severity, errors
from tests.bench.damages import DAMAGES
from tests.bench.mutations import (
    Score,
    findings_of,
    run_damage,
    run_damages,
    run_random,
    shipped,
    small,
)
from tests.conftest import ROOT, MakeProject

# A type, a case and a page of the law: together nearly every damage fits one of them.
PAGES = ("cases/baoma-shuadan.md", "law/duanka-bangxin.md", "scams/gongjuren.md")
RANDOM = 300

Sample = tuple[Edition, Mapping[str, str]]


@pytest.fixture(scope="module")
def sample(project: MakeProject) -> Sample:
    """The three items, alone in their edition, and beside them no pictures that nothing uses."""
    edition, every = shipped()
    texts = {page: every[page] for page in PAGES}
    used = re.findall(r"assets/[\w/.-]+\w", "".join(texts.values()))
    place = project({name: (ROOT / "docs" / name).read_bytes() for name in used})
    return replace(small(edition, PAGES), project=place), texts


# Damages that the same codes find are of a kind: in a usual run one of each, with --all every one.
KINDS = {one.codes: one.name for one in DAMAGES}


def damages(*, errors: bool) -> list[ParameterSet]:
    """The names of damages that are errors, or of the others."""
    return [
        pytest.param(
            one.name, id=one.name, marks=[pytest.mark.full] * (KINDS[one.codes] != one.name)
        )
        for one in DAMAGES
        if (one.severity is Severity.ERROR) == errors
    ]


@pytest.fixture(scope="module")
def score(sample: Sample) -> Callable[[str], Score]:
    """What became of a damage."""
    edition, texts = sample
    clean = findings_of(edition, {page: text.encode() for page, text in texts.items()})
    named = {one.name: one for one in DAMAGES}
    return lambda name: run_damage(edition, texts, named[name], clean)


def test_the_undamaged_items_have_no_error(sample: Sample) -> None:
    """A check that always complains would catch every damage."""
    edition, texts = sample
    found = findings_of(edition, {page: text.encode() for page, text in texts.items()})
    assert [f.as_text() for page in PAGES for f in errors(found[page])] == []


@pytest.mark.parametrize("name", damages(errors=True))
def test_an_error_is_named_on_its_line(name: str, score: Callable[[str], Score]) -> None:
    """An editor looks at the line that is named, and mends what stands there."""
    assert [(miss.page, miss.lines, miss.why) for miss in score(name).misses] == []


@pytest.mark.parametrize("name", damages(errors=False))
def test_a_warning_is_named_on_its_line(name: str, score: Callable[[str], Score]) -> None:
    """What is stale or soon will be is said where the date stands."""
    assert [(miss.page, miss.lines, miss.why) for miss in score(name).misses] == []


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
