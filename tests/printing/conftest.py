"""The sheets of the shipped library."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.printing.files import Pdf, read_pdfs
from tests.printing.sheets import Sheet, read_sheets


@pytest.fixture(scope="session")
def sheets(shipped: Path) -> list[Sheet]:
    """Every leaflet and poster that `fanzha build` made of the repository's content."""
    return read_sheets(shipped, shipped.parent / "docs")


@pytest.fixture(scope="session")
def pdfs(shipped: Path) -> list[Pdf]:
    """Every PDF of paper that it made."""
    return read_pdfs(shipped, shipped.parent / "docs")
