"""Documents generated from the code say what the code does."""

from __future__ import annotations

import json
from pathlib import Path

from fanzha.content.data.tables import load_tables
from fanzha.content.kinds.registry import KINDS
from fanzha.edition import Project, read_edition
from fanzha.handbook import write
from tests.conftest import ROOT, TODAY, MakeProject
from tests.samples import scam

PROJECT = Project(ROOT, ROOT / "docs", "shifan", TODAY)


def test_generated_documents_are_up_to_date() -> None:
    """Editors trust the field reference."""
    stale = write.write(PROJECT, only_check=True)
    assert stale == [], "to renew them: python3 scripts/make.py reference"


def test_an_edited_sentence_leaves_them_up_to_date(project: MakeProject) -> None:
    """Whoever mends two characters on the web has no command line: only new items ask for one."""
    before, after = (
        write.files(read_edition(project({"scams/shuadan.md": scam(text)}))[0])
        for text in ("先停手，打110。\n", "先停下手来，打110。问一问魑魅魍魉。\n")
    )
    assert before == after


def test_every_field_of_every_kind_is_in_the_field_reference() -> None:
    """A field that nobody can look up is not used."""
    page = (ROOT / "docs" / "editors" / "fields.md").read_text(encoding="utf-8")
    missing = [
        n for kind in KINDS.values() for n in kind.model.model_fields if f"`{n}`" not in page
    ]
    assert missing == []


def test_schemas_offer_the_words_of_the_vocabularies() -> None:
    """An editor's program completes audiences from the schema."""
    schema = json.loads(_read("docs/data/schema/scams.json"))
    tables, _ = load_tables(PROJECT.root, PROJECT.docs)
    assert schema["properties"]["audiences"]["items"]["enum"] == list(tables.audiences)
    assert schema["properties"]["title"]["maxLength"] == 24
    assert schema["properties"]["title"]["description"] == "标题"


def _read(name: str) -> str:
    return Path(ROOT / name).read_text(encoding="utf-8")
