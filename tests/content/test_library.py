"""From files to items: the folder is the kind, the stem is the id, and nothing gets lost."""

from __future__ import annotations

import datetime
import os
import shutil
import sys

import pytest

from fanzha.content.kinds.items import Case, Poster, Scam
from fanzha.content.library import Library, load_library
from fanzha.edition import Project
from fanzha.findings import Finding, Severity
from tests.checking import findings
from tests.conftest import MakeProject
from tests.samples import alert, case, page, poster, scam


def load(project: Project) -> tuple[Library, list[Finding]]:
    return load_library(project.root, project.docs)


def test_the_folder_says_the_kind(project: MakeProject) -> None:
    made = project(
        {
            "scams/shuadan.md": scam(),
            "cases/baoma.md": case(),
            "alerts/dianzan.md": alert(),
            "posters/dianfu.md": poster(),
            "help/beipian.md": page(),
            "law/tiaowen.md": page(),
        }
    )
    library, found = load(made)
    assert found == []
    kinds = {item.id: item.kind for item in library.items}
    assert kinds == {
        "index": "pages",
        "about": "pages",
        "shuadan": "scams",
        "baoma": "cases",
        "dianzan": "alerts",
        "dianfu": "posters",
        "beipian": "help",
        "tiaowen": "law",
    }
    assert library.by_page["cases/baoma.md"] is library.by_id["baoma"]
    assert [item.id for item in library.of(Scam)] == ["shuadan"]
    assert [item.id for item in library.of(Case)] == ["baoma"]
    assert [item.id for item in library.of(Poster)] == ["dianfu"]


def test_the_order_is_that_of_the_paths(project: MakeProject) -> None:
    """Two builds must come out the same on every system, whatever the disk's order."""
    names = ["scams/b.md", "scams/a-b.md", "cases/z.md", "scams/a.md"]
    texts = [scam(), scam(), case(scam="a"), scam()]
    library, _ = load(project(dict(zip(names, texts, strict=True))))
    pages = [item.page for item in library.items]
    assert pages == [
        "about.md",
        "cases/z.md",
        "index.md",
        "scams/a-b.md",
        "scams/a.md",
        "scams/b.md",
    ]


def test_data_assets_and_hidden_folders_hold_no_items(project: MakeProject) -> None:
    made = project(
        {
            "data/README.md": "kein",
            "assets/README.md": "no",
            ".obsidian/notes.md": "no",
            "scams/.trash/old.md": "no",
            "scams/picture.txt": "no",
        }
    )
    library, found = load(made)
    assert found == []
    assert {item.id for item in library.items} == {"index", "about"}


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("scam/shuadan.md", "docs/scams/"),
        ("Scams/shuadan.md", "docs/scams/"),
        ("scams/2026/shuadan.md", "docs/"),
        ("新闻/shuadan.md", "docs/scams/（骗局类型）"),
        ("pages/shuadan.md", "docs/"),
    ],
)
def test_a_folder_that_is_no_kind(project: MakeProject, path: str, hint: str) -> None:
    """MkDocs would publish such a page unchecked."""
    if path.startswith("Scams") and (project().docs / "DATA").exists():
        return  # a disk that ignores case
    (found,) = findings(project({path: scam()}), "S")
    assert (found.path, found.code, found.line) == (f"docs/{path}", "S031", 1)
    assert hint in found.hint


@pytest.mark.parametrize("stem", ["aux", "con", "nul", "prn", "com1", "lpt9"])
def test_a_file_name_that_windows_keeps_for_itself(project: MakeProject, stem: str) -> None:
    """Half of the offices could not even unpack the project."""
    (found,) = findings(project({f"scams/{stem}.md": scam()}), "S")
    assert (found.code, found.line) == ("S032", 1)
    assert "Windows" in found.message and stem not in found.hint


@pytest.mark.parametrize(
    ("stem", "better"),
    [
        ("刷单", "例如 shuadan"),
        ("Shuadan", "shuadan.md"),
        ("shua_dan", "shua-dan.md"),
        ("shua dan", "shua-dan.md"),
        ("-shuadan", "shuadan.md"),
        ("shuadan.v2", "shuadan-v2.md"),
    ],
)
def test_a_file_name_that_makes_no_address(project: MakeProject, stem: str, better: str) -> None:
    """The name goes into QR codes and addresses; it must survive every chat and phone."""
    (found,) = findings(project({f"scams/{stem}.md": scam()}), "S")
    assert (found.code, found.line) == ("S032", 1)
    assert better in found.hint


@pytest.mark.parametrize("stem", ["shuadan", "etc", "ai-huanlian", "2025-top10", "a"])
def test_a_file_name_that_makes_an_address(project: MakeProject, stem: str) -> None:
    assert findings(project({f"scams/{stem}.md": scam()}), "S") == []


def test_an_id_is_unique_in_the_whole_library(project: MakeProject) -> None:
    """A QR code carries only the id; it would lead to one of the two."""
    made = project({"scams/shuadan.md": scam(), "cases/shuadan.md": case()})
    (found,) = findings(made, "S")
    assert found.code == "S033"
    assert {found.path} | {p for p in ("docs/cases/shuadan.md",) if p in found.message} == {
        "docs/scams/shuadan.md",
        "docs/cases/shuadan.md",
    }


def test_a_broken_item_is_still_known(project: MakeProject) -> None:
    """What points to it is not wrong; only the broken file is to be mended."""
    made = project({"scams/shuadan.md": scam(title=None), "cases/baoma.md": case()})
    assert {f.path for f in findings(made)} == {"docs/scams/shuadan.md"}


def test_the_body_of_an_item_is_what_stands_below_the_fields(project: MakeProject) -> None:
    library, _ = load(project({"scams/shuadan.md": scam("正文。\n")}))
    assert library.by_id["shuadan"].document.body.strip() == "正文。"


@pytest.mark.parametrize(
    ("fields", "today", "current"),
    [
        ({}, "2026-11-20", True),
        ({}, "2026-11-19", False),
        ({"status": "draft"}, "2026-11-21", False),
        ({"status": "withdrawn"}, "2026-11-21", False),
        ({"expires": "2026-12-31"}, "2026-12-31", True),
        ({"expires": "2026-12-31"}, "2027-01-01", False),
    ],
    ids=["first day", "before", "draft", "withdrawn", "last day", "expired"],
)
def test_what_is_current(
    project: MakeProject, fields: dict[str, str], today: str, current: bool
) -> None:
    """The last day still counts: `expires` is the last day on which a sheet is true."""
    library, _ = load(project({"scams/shuadan.md": scam(**fields)}))
    day = datetime.date.fromisoformat(today)
    assert library.by_id["shuadan"].current(day) is current


@pytest.mark.parametrize(
    ("expires", "until"),
    [(None, "2027-05-19"), ("2026-12-31", "2026-12-31"), ("2030-01-01", "2027-05-19")],
    ids=["next review", "expires first", "review first"],
)
def test_a_sheet_is_valid_until_the_earlier_day(
    project: MakeProject, expires: str | None, until: str
) -> None:
    library, _ = load(project({"scams/shuadan.md": scam(expires=expires)}))
    assert library.by_id["shuadan"].holds_until(datetime.date(2026, 11, 21)).isoformat() == until


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are always Unicode")
def test_a_name_in_another_encoding_is_reported(project: MakeProject) -> None:
    """Old archives unpack to such names; no address can hold them."""
    made = project({"scams/shuadan.md": scam()})
    shutil.copyfile(
        made.docs / "scams" / "shuadan.md", os.fsencode(made.docs / "scams") + b"/\xcb\xa2.md"
    )
    (found,) = findings(made, "S")
    assert (found.code, found.severity) == ("S032", Severity.ERROR)
    found.path.encode()
