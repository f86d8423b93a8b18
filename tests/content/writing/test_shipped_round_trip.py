"""Every shipped file, opened and saved: the same bytes; one field changed: its lines only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zlib import crc32

import pytest

from fanzha.content.kinds.registry import KINDS, kind_name
from fanzha.content.writing.edits import Edit, FieldPath, Insert, Remove, Set
from fanzha.content.writing.rewrite import Form, body_sections, rewritten, rewritten_as, values
from tests.conftest import Some
from tests.content.writing.test_rewrite import delta
from tests.shared import ROOT

DOCS = ROOT / "docs"
DATA = ["*.yml", "regions/*.yml", "words/*.yml"]
NOT_CONTENT = {"engineers", "assets", "data"}


def files() -> Iterator[Form]:
    for path in sorted(DOCS.rglob("*.md")):
        page = path.relative_to(DOCS).as_posix()
        if page.split("/")[0] not in NOT_CONTENT:
            kind = KINDS[kind_name(page)]
            yield Form(page, kind.model, kind.parts)
    for pattern in DATA:
        for path in sorted((DOCS / "data").glob(pattern)):
            yield Form(path.relative_to(DOCS).as_posix())


def leaves(value: Any, path: FieldPath = ()) -> Iterator[tuple[FieldPath, Any]]:
    """All texts and lists of a file with their paths."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from leaves(part, (*path, name))
        return
    yield path, value
    if isinstance(value, list):
        for index, part in enumerate(value):
            yield from leaves(part, (*path, index))


def edits(path: FieldPath, value: Any) -> list[tuple[Edit, int]]:
    """Edits of a place, and how many lines each may change."""
    if not isinstance(value, list):
        return [(Set(path, f"{value}：是 # 的"), 2)]
    size = 10  # an entry may be a mapping of several lines
    return [(Insert(path, len(value) // 2, value[0]), size), (Remove((*path, 0)), size)]


def prove(form: Form, step: int) -> None:
    text = (DOCS / form.path).read_bytes().decode("utf-8")
    fields = values(text, form)
    body = dict(body_sections(text, form)) if form.markdown else {}
    assert rewritten_as(text, fields, form, body) == text
    places = [place for place in leaves(fields) if place[0] and place[1]]
    for at in range(crc32(form.path.encode()) % step, len(places), step):
        for edit, most in edits(*places[at]):
            after = rewritten(text, [edit], form)
            assert len(delta(text, after)) <= most, edit


def test_one_field_of_a_file_of_each_kind(some: Some) -> None:
    """With --all, of every file."""
    for form in some(files(), lambda form: form.path.rpartition("/")[0]):
        prove(form, 1_000 if form.path.endswith("slogans.yml") else 60)


@pytest.mark.full
def test_every_field_of_every_item() -> None:
    for form in files():
        if form.markdown:
            prove(form, 1)
