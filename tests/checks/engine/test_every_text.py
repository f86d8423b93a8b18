"""No text that residents meet escapes the rules: fields of items, rows of tables, regions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_origin

import pytest
from pydantic import BaseModel

from fanzha.checks.engine.rule import NOT_PROSE, NOT_PROSE_BELOW, Context
from fanzha.content.kinds.fields import Asset, Model, Ref, Vocab
from fanzha.content.kinds.registry import KINDS
from fanzha.content.region import Region
from fanzha.edition import Project, read_edition
from tests.conftest import ROOT, TODAY

# Texts of the models that the rules leave alone, and why.
LEFT_ALONE = {
    "image": "a path",
    "logo": "a path",
    "url": "an address; family R reads it",
    "site_url": "an address; family R reads it",
    "edition": "a year, held against the list",
    "date": "a day",
    "area_code": "held against the station's phone",
    "phone": "held against the area code",
    "sms_alarm": "digits only, by its model",
    "allow": "codes, and a reason for editors",
    "chapters": "ids",
    "regions": "names of files; every one is looked up",
    "parent": "the name of a file; it is looked up",
    "sites_url": "an address, by its pattern",
    "if_yes": "ids",
    "if_no": "ids",
}


def leaves(model: type[BaseModel], seen: frozenset[type] = frozenset()) -> Iterator[str]:
    """Names of the fields of a model, and of the models inside, that hold free text."""
    if model in seen:
        return
    for name, field in model.model_fields.items():
        marks = [*field.metadata]
        inner: list[Any] = [field.annotation]
        for part in inner:
            marks += getattr(part, "__metadata__", ())
            inner += getattr(part, "__args__", ())
        if (
            any(isinstance(mark, Vocab | Ref | Asset) for mark in marks)
            and get_origin(field.annotation) is not dict
        ):
            continue
        for part in inner:
            if isinstance(part, type) and issubclass(part, BaseModel):
                yield from leaves(part, seen | {model})
        if str in inner:
            yield name


MODELS: list[type[Model]] = sorted(
    {*(kind.model for kind in KINDS.values()), Region}, key=lambda model: model.__name__
)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_text_of_a_model_is_read(model: type[Model]) -> None:
    """A new field is prose, unless somebody says why not."""
    unread = {*NOT_PROSE, *NOT_PROSE_BELOW} - {*LEFT_ALONE}
    assert [name for name in leaves(model) if name in unread] == []


def test_every_file_of_data_is_read() -> None:
    """A table that holds prose and is not among the texts would be read by nobody."""
    edition, _ = read_edition(Project(ROOT, ROOT / "docs", "shifan", TODAY))
    read = {prose.document.source.path for prose in Context(edition).prose}
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs/data").rglob("*.yml")}
    unread = {
        "docs/data/below.yml": "names of products",
        "docs/data/domains.yml": "addresses",
        "docs/data/law-facts.yml": "figures and names that the rule about the law compares",
        "docs/data/import.yml": "words to look for in what others have written",
        "docs/data/measures.yml": "units and names, no sentences",
        "docs/data/search.yml": "what residents type, and the words of the site to look for",
        "docs/data/published.yml": "ids and days",
    }
    left = {path for path in files - read if not path.startswith("docs/data/words/")}
    assert left == {*unread}, "a table is prose: give its reader `prose`"
