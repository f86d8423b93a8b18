"""The sheets of the shipped library."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.printing.sheets import Sheet, read_sheets


@pytest.fixture(scope="session")
def sheets(shipped: Path) -> list[Sheet]:
    """Every sheet that `fanzha build` made of the repository's content."""
    return read_sheets(shipped, shipped.parent / "docs")
