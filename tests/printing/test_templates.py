"""The shared Typst modules: every function says what it is for, and sizes are computed in one place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

TEMPLATES = ROOT / "overrides"
MODULES = sorted((TEMPLATES / "typst").glob("*.typ"))
FUNCTION = re.compile(r"^#let (?P<name>[a-z-]+)\(", re.MULTILINE)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_every_shared_function_says_what_it_does(module: Path) -> None:
    """Whoever makes a new sheet reads these first."""
    lines = module.read_text(encoding="utf-8").splitlines()
    silent = [
        line
        for above, line in zip(["", *lines], lines, strict=False)
        if FUNCTION.match(line) and not above.startswith("/// ")
    ]
    assert silent == []


def test_the_size_of_a_line_is_computed_in_one_place() -> None:
    """Twelve templates had the tolerance written out, and two of them another one."""
    sized = {
        path.name
        for path in TEMPLATES.rglob("*.typ")
        if re.search(r"0\.99\d*\)|0\.995", path.read_text(encoding="utf-8"))
    }
    assert sized == {"measure.typ"}
