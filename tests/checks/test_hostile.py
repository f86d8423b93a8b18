"""Input of somebody who means no good: a finding at the right file, never a traceback, nothing lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fanzha.findings import errors
from tests.bench.hostile import PAGES, attacks, judge
from tests.bench.mutations import shipped, small
from tests.checking import findings
from tests.conftest import MakeProject
from tests.samples import scam


@pytest.mark.long
def test_nothing_that_arrives_ends_badly(request: pytest.FixtureRequest) -> None:
    """A sample of `python -m tests.bench.hostile`; with --all as many as that runs."""
    edition, texts = shipped()
    edition = small(edition, PAGES)
    count = 5000 if request.config.getoption("--all") else 80
    wrong = {one.name: judge(edition, one) for one in attacks(texts, count)}
    assert {name: why for name, why in wrong.items() if why} == {}


NAMES = (
    *("con.md", "nul.md", "aux.md", "com1.md", "刷单.md", "a b.md", "-a.md", "a..md", "A.md"),
    *("a.md.txt", "a.MD", "~$a.md", "a.md~", "a.md.bak", "😀.md", "%2e%2e.md", "a;b.md", "a'b.md"),
    *("a" * 90 + ".md", "a.html", "a.exe", "名单.xlsx", "a.zip"),
)


def test_every_odd_name_is_told(project: MakeProject) -> None:
    """One project with all of them: each is named, and the sound item beside them is not."""
    made = project({"scams/shuadan.md": scam()})
    for name in NAMES:
        (made.docs / "scams" / name).write_text(scam(), encoding="utf-8")
    (made.docs / "scams" / "mulu.md").mkdir()
    told = {Path(one.path).name for one in errors(findings(made))}
    assert {*NAMES, "mulu.md"} - told == {"~$a.md"}  # Word's own, hidden and published nowhere
    assert "shuadan.md" not in told


def test_what_is_no_file_is_told_and_not_waited_for(project: MakeProject) -> None:
    made = project({"scams/shuadan.md": scam()})
    folder = made.docs / "scams"
    links = {"lian.md": made.root / "mkdocs.yml", "quan.md": folder, "duan.md": folder / "nowhere"}
    for name, goal in links.items():
        (folder / name).symlink_to(goal)
    pipes = set()
    if hasattr(os, "mkfifo"):  # Windows has no pipes among its files
        os.mkfifo(folder / "guan.md")
        pipes = {"guan.md"}
    told = {Path(one.path).name for one in errors(findings(made, "S"))}
    assert {*links, *pipes} <= told


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes among its files")
def test_a_pipe_among_the_pictures_is_not_waited_for(project: MakeProject) -> None:
    """Who opens it to see what it holds waits until somebody writes into it."""
    made = project({"scams/shuadan.md": scam(), "assets/a.svg": "x"})
    os.mkfifo(made.docs / "assets" / "guan.png")
    os.mkfifo(made.docs / "data" / "regions" / "xinzhen.yml")
    told = {Path(one.path).name for one in errors(findings(made))}
    assert {"guan.png", "xinzhen.yml"} <= told


def test_what_a_link_leads_to_is_not_shown(project: MakeProject) -> None:
    """A table that is a link to a file of the computer: its words stand in no report."""
    made = project({"scams/shuadan.md": scam()})
    secret = made.root.parent / "mima.txt"
    secret.write_text("mima: 13800138000\n", encoding="utf-8")
    for name in ("regions/xinzhen.yml", "words/xin.yml"):
        (made.docs / "data" / name).symlink_to(secret)
    found = [one for one in findings(made) if one.path.endswith(("xinzhen.yml", "xin.yml"))]
    assert {Path(one.path).name for one in errors(found)} == {"xinzhen.yml", "xin.yml"}
    assert not any("13800138000" in f"{one.message}{one.hint}{one.source}" for one in found)
