"""Imports run downwards through the house, never up and never sideways between producers.

The order is that of the architecture: what stands higher knows what stands lower. It is read from
the source, so that an import inside a function counts too; imports for type checkers only do not.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from fanzha.producers import PRODUCERS, SITE

PACKAGE = Path(__file__).resolve().parent.parent / "scripts" / "fanzha"
# The folders of the rows of producers.py: printing, screens …
PRODUCING = [SITE, *(row.plan.__module__.split(".")[1] for row in PRODUCERS)]
# From the top; those of one line do not know each other.
ORDER = [
    ["__main__"],
    ["cli"],
    ["editor", "editions"],
    ["importing", "situation", "town"],
    ["checking", "handbook"],
    ["answers", "stats"],
    ["building"],
    ["signing"],
    ["producers"],
    PRODUCING,
    ["raster"],
    ["typeset", "origins", "pdf_pages"],
    ["product"],
    ["checks"],
    ["edition", "language"],
    ["content"],
    ["project", "reports"],
    ["findings"],
    ["kept"],
    ["zips"],
    ["table_files"],
    ["characters", "clock", "files", "office_files", "own_code"],
    ["errors"],
    ["invocation"],
]
PLACE = {name: place for place, names in enumerate(ORDER) for name in names}


def modules() -> dict[str, ast.Module]:
    """Dotted name → source tree of every module."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return found


MODULES = modules()


def imports(tree: ast.AST) -> Iterator[str]:
    """Dotted names that a module imports, with the name that is taken from a package."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "relative imports hide where they lead"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        yield from imports(node)


def ours(tree: ast.AST) -> set[str]:
    """The modules of the package that a module imports."""
    found = set()
    for name in imports(tree):
        while name.startswith("fanzha.") and name not in MODULES:
            name = name.rpartition(".")[0]
        if name in MODULES:
            found.add(name)
    return found


def top(module: str) -> str:
    """The module or folder directly below the package: fanzha.site.views → site."""
    return [*module.split("."), ""][1]


def importers(library: str) -> set[str]:
    """Our modules that import a library."""
    return {
        module
        for module, tree in MODULES.items()
        for name in imports(tree)
        if name.split(".")[0] == library
    }


def test_every_module_has_its_place() -> None:
    """A new module belongs somewhere in ORDER; where, is a decision."""
    assert {top(module) for module in MODULES} - {""} == set(PLACE)


@pytest.mark.parametrize("module", MODULES)
def test_imports_run_downwards(module: str) -> None:
    """Whoever reads a module needs to know only what is below it."""
    for imported in ours(MODULES[module]) - {"fanzha"}:
        if top(imported) == top(module):
            continue
        assert PLACE[top(imported)] > PLACE[top(module)], f"{module} imports {imported}"


@pytest.mark.parametrize("producer", PRODUCING)
def test_producers_do_not_know_each_other(producer: str) -> None:
    """Each can be taken away, or replaced, without touching the others."""
    others = set(PRODUCING) - {producer}
    for module, tree in MODULES.items():
        if top(module) == producer:
            assert {top(name) for name in ours(tree)} & others == set(), module


def test_no_module_imports_itself_round_a_corner() -> None:
    """Also within a folder: a circle cannot be read from either end."""
    TopologicalSorter({name: ours(tree) - {name} for name, tree in MODULES.items()}).prepare()


def test_only_typeset_imports_typst() -> None:
    assert importers("typst") == {"fanzha.typeset"}


def test_one_module_each_imports_video_and_slides() -> None:
    """What they write must not change from run to run; one place each takes care of that."""
    assert importers("av") <= {"fanzha.screens.h264"}
    assert importers("pptx") == {"fanzha.screens.pptx_writer"}


def test_one_module_imports_what_writes_for_word() -> None:
    assert importers("docx") == {"fanzha.texts.docx_writer"}


def test_one_module_draws_charts() -> None:
    """What pygal writes down besides the chart is taken out in one place."""
    assert importers("pygal") == {"fanzha.situation.charts"}


def test_only_the_site_imports_mkdocs() -> None:
    """MkDocs 1 is frozen; the day it goes, only this folder changes."""
    assert {top(module) for module in importers("mkdocs")} == {"site"}
    assert {top(module) for module in importers("material")} <= {"site"}


def test_only_the_command_line_imports_click() -> None:
    """Everything else can be called from a test or a plugin without a terminal."""
    assert {top(module) for module in importers("click")} <= {"cli"}
