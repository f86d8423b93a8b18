"""Bounds: many findings of one cause are few, and no pipe or shortcut is read."""

from __future__ import annotations

import os
import sys

import pytest

from fanzha.checks import MOST, bounded
from fanzha.content.reading.source import Source
from fanzha.findings import errors
from tests.checking import findings
from tests.conftest import MakeProject
from tests.samples import scam, screens


def test_many_findings_of_one_rule_are_few() -> None:
    """The last one says how many more there are."""
    source = Source("docs/a.md", ("x",) * 60)
    many = [source.finding("W020", line, 1, "半角") for line in range(1, 51)]
    other = source.finding("S001", 1, 1, "别的")
    kept = [*bounded([*many, other])]
    assert len(kept) == MOST + 1
    assert kept[MOST - 1].message.endswith("还有 30 处同样的问题）")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among its files")
def test_a_pipe_is_not_waited_for(project: MakeProject) -> None:
    made = project({"scams/shuadan.md": scam()})
    os.mkfifo(made.docs / "scams" / "guan.md")
    assert ("S034", "docs/scams/guan.md") in [(f.code, f.path) for f in findings(made, "S")]


@pytest.mark.parametrize(
    ("window", "codes"),
    [
        ("{start: 2026-12-31, end: 2026-12-01}", ["R033"]),
        ("{end: 2026-11-01}", []),
        ('{hours: "08:00-08:00"}', ["R033"]),
        ('{start: 2026-12-01, end: 2026-12-31, hours: "22:00-06:00"}', []),
    ],
)
def test_a_time_that_never_comes(project: MakeProject, window: str, codes: list[str]) -> None:
    """Hours may pass midnight; nothing else may run backwards. What is over stops nothing."""
    files = {
        "scams/shuadan.md": scam(),
        "screens/dating.md": screens(window=window, entries="\n  - {item: shuadan}"),
    }
    found = findings(project(files), "R")
    assert [f.code for f in errors(found)] == codes
    assert ("R036" in [f.code for f in found]) == ("2026-11-01" in window)
