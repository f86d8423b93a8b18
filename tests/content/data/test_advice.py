"""The shipped table of advice: every situation is complete, and in danger one rings 110."""

from __future__ import annotations

from fanzha.content.data.tables import load_tables
from tests.conftest import ROOT


def test_in_every_danger_one_rings_the_police() -> None:
    tables, found = load_tables(ROOT, ROOT / "docs")
    assert found == []
    for name in ("paid", "screen", "code", "threatened", "on_the_phone", "family"):
        assert any("110" in step for step in tables.advice[name].do), name
