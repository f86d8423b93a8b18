"""What people are told to type works where they stand."""

from __future__ import annotations

import re

import pytest

from fanzha.invocation import how_to_run
from tests.test_architecture import PACKAGE

TYPED = re.compile(r"fanzha (?:build|check|explain|list|new|print|reference|screens|serve|stats)\b")


@pytest.mark.parametrize(
    ("command", "make", "windows", "line"),
    [
        ("reference", True, False, "python3 scripts/make.py reference"),
        ("reference", True, True, r"py scripts\make.py reference"),
        ("build --region xinzhen", True, False, "python3 scripts/make.py site --region xinzhen"),
        ("check docs/cases", False, True, "fanzha check docs/cases"),
    ],
)
def test_the_line_to_type(command: str, make: bool, windows: bool, line: str) -> None:
    assert how_to_run(command, make=make, windows=windows) == line


def test_no_message_names_a_command_that_is_not_on_the_path() -> None:
    """Docstrings may say `fanzha check`; what is shown goes through `how_to_run`."""
    shown = [
        f"{path.name}: {line.strip()}"
        for path in PACKAGE.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if TYPED.search(line) and re.search("[\u4e00-\u9fff]", line)
    ]
    assert shown == []
