"""One record per kind, and no other list of kinds beside it."""

from __future__ import annotations

import ast

import pytest

from fanzha.content.kinds.registry import KINDS, Kind
from fanzha.content.library import SKIPPED
from tests.conftest import ROOT

DOCS = ROOT / "docs"
PACKAGE = ROOT / "scripts" / "fanzha"


def test_every_folder_of_content_is_a_kind() -> None:
    """A folder that no model knows would hold pages that nobody checks."""
    folders = {path.parent.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}
    assert folders - {".", *SKIPPED} <= set(KINDS)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.folder)
def test_a_kind_has_a_label_and_a_page_template(kind: Kind) -> None:
    assert not kind.label.isascii()
    assert (ROOT / "overrides" / "site" / "kinds" / f"{kind.page_template}.html").is_file()


def test_search_results_have_one_order() -> None:
    """Two kinds on one place would change places from one machine to the next."""
    places = [kind.found for kind in KINDS.values() if not kind.for_editors]
    assert len(set(places)) == len(places)


def test_no_module_keeps_a_list_of_kinds_of_its_own() -> None:
    """There were fifteen; whoever added a kind forgot some, and nothing said so."""
    lists = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.parent.name == "kinds":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Tuple | ast.List | ast.Set):
                entries: list[ast.expr | None] = [*node.elts]
            elif isinstance(node, ast.Dict):
                entries = [*node.keys]
            else:
                continue
            named = {e.value for e in entries if isinstance(e, ast.Constant)} & set(KINDS)
            if len(named) > 3:
                lists[f"{path.relative_to(PACKAGE)}:{node.lineno}"] = named
    assert lists == {}
