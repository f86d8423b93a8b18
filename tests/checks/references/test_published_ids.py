"""Ids that paper carries: docs/data/published.yml, and what watches over it."""

from __future__ import annotations

import datetime
import re

import pytest

from fanzha.content.data import published_ids
from fanzha.content.data.short_codes import aloud, code_for
from fanzha.content.library import load_library
from fanzha.edition import Project
from fanzha.findings import Severity
from tests.checking import findings
from tests.conftest import ROOT, TODAY, MakeProject
from tests.samples import line_of, page, scam

FIRST = "index: {kind: pages, day: 2026-11-20}\nabout: {kind: pages, day: 2026-11-20}\n"
CODED = "shuadan: {kind: scams, day: 2026-11-20, code: 412345}\n"
SHUADAN = "shuadan: {kind: scams, day: 2026-11-20}\n"


def rows(project: Project) -> dict[str, published_ids.Published]:
    return published_ids.read(project.root, project.docs)[0]


def test_an_id_that_is_there(project: MakeProject) -> None:
    made = project({"data/published.yml": FIRST + SHUADAN, "scams/shuadan.md": scam()})
    assert findings(made, "R") == []


@pytest.mark.parametrize("status", ["withdrawn", "published"])
def test_what_was_withdrawn_stays(project: MakeProject, status: str) -> None:
    text = scam(status=status)
    made = project({"data/published.yml": FIRST + SHUADAN, "scams/shuadan.md": text})
    assert findings(made, "R") == []


def test_an_id_that_disappeared(project: MakeProject) -> None:
    """Somebody deleted the file; its QR codes hang in every stairwell."""
    (found,) = findings(project({"data/published.yml": FIRST + SHUADAN}), "R")
    assert (found.code, found.severity) == ("R016", Severity.ERROR)
    assert (found.path, found.line) == ("docs/data/published.yml", 3)
    assert "docs/scams/shuadan.md" in found.message
    assert "status: withdrawn" in found.hint


def test_a_file_that_was_renamed(project: MakeProject) -> None:
    made = project({"data/published.yml": FIRST + SHUADAN, "scams/shua-dan.md": scam()})
    found = {f.code: f for f in findings(made, "R")}
    assert set(found) == {"R016", "R017"}
    assert "是不是改名成了 shua-dan.md？" in found["R016"].hint


def test_a_published_item_cannot_be_a_draft_again(project: MakeProject) -> None:
    text = scam(status="draft")
    made = project({"data/published.yml": FIRST + SHUADAN, "scams/shuadan.md": text})
    (found,) = findings(made, "R")
    assert (found.code, found.line) == ("R016", line_of(text, "status"))
    assert found.mended == "status: withdrawn"


def test_a_file_that_cannot_be_read_has_not_disappeared(project: MakeProject) -> None:
    """It has its own error; a second one would send people searching."""
    made = project({"data/published.yml": FIRST + SHUADAN, "scams/shuadan.md": b"\xff\xfe"})
    assert findings(made, "R") == []


def test_an_item_that_is_not_in_the_list(project: MakeProject) -> None:
    made = project({"data/published.yml": FIRST, "scams/shuadan.md": scam()})
    (found,) = findings(made, "R")
    assert (found.code, found.severity) == ("R017", Severity.NOTICE)
    assert SHUADAN.strip().removesuffix("}") in found.hint and "code: " in found.hint


@pytest.mark.parametrize(
    ("path", "text"), [("scams/shuadan.md", scam(status="draft")), ("editors/x.md", page())]
)
def test_what_no_paper_carries(project: MakeProject, path: str, text: str) -> None:
    assert findings(project({"data/published.yml": FIRST, path: text}), "R") == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("shuadan", "S023"),
        ("shuadan: scams", "S023"),
        ("shuadan: {kind: scams}", "S023"),
        ("shuadan: {kind: scams, day: 2026-13-40}", "S023"),
        ("Shuadan: {kind: scams, day: 2026-11-20}", "S023"),
        ("index: {kind: pages, day: 2026-11-20}", "S012"),
        ("shuadan: {kind: scams, day: 2026-11-20, code: 961100}", "S023"),
        ("shuadan: {kind: scams, day: 2026-11-20, code: 37205}", "S023"),
    ],
)
def test_a_line_that_cannot_be_read(project: MakeProject, line: str, code: str) -> None:
    made = project({"data/published.yml": f"{FIRST}{line}\n"})
    (found,) = findings(made, "SR")
    assert (found.code, found.path, found.line) == (code, "docs/data/published.yml", 3)


@pytest.mark.parametrize("text", ["", "{}\n", "# 说明\n\n", FIRST.replace("\n", "\r\n")])
def test_comments_and_line_ends_do_not_matter(project: MakeProject, text: str) -> None:
    made = project({"data/published.yml": text.encode()})
    assert {f.code for f in findings(made, "SR")} <= {"R016", "R017"}
    assert published_ids.read(made.root, made.docs)[1] == []


@pytest.mark.parametrize("text", [None, "", "{}\n", "# 只有说明\n"])
def test_a_list_that_is_gone_is_an_error(project: MakeProject, text: str | None) -> None:
    """Who empties it switches off the guard over everything in print."""
    made = project({"data/published.yml": text, "scams/shuadan.md": scam()})
    found = [f for f in findings(made, "R") if f.code == "R016"]
    assert [(f.path, f.line) for f in found] == [("docs/data/published.yml", 1)]
    assert "从备份里恢复" in found[0].hint


def test_a_list_that_was_cut_off_is_an_error(project: MakeProject) -> None:
    """The short codes of what is in print would go, and new ones come, without a word."""
    files: dict[str, str | bytes | None] = {f"scams/lei{n}.md": scam() for n in range(12)}
    files |= {"data/published.yml": FIRST + CODED, "scams/shuadan.md": scam()}
    made = project(files, today="2026-11-24")
    found = [f for f in findings(made, "R") if f.code == "R016"]
    assert [(f.path, f.severity) for f in found] == [("docs/data/published.yml", Severity.ERROR)]
    assert "少了 12 个编号" in found[0].message and "从备份里恢复" in found[0].hint


def test_many_new_items_at_once_are_not_a_list_that_was_cut_off(project: MakeProject) -> None:
    """A table with twenty alerts is brought in one morning; each gets its line with the build."""
    files: dict[str, str | bytes | None] = {f"scams/lei{n}.md": scam() for n in range(20)}
    made = project({"data/published.yml": FIRST + CODED, "scams/shuadan.md": scam(), **files})
    assert "R016" not in {f.code for f in findings(made, "R")}


def test_new_ids_are_appended(project: MakeProject) -> None:
    """What is there stays as it is, comments too; a second time there is nothing to do."""
    made = project(
        {
            "data/published.yml": f"# 说明\n{CODED}jiu: {{kind: cases, day: 2025-01-01, code: 372051}}",
            "scams/shuadan.md": scam(),
            "scams/kefu.md": scam(published="2026-11-19"),
            "scams/gao.md": scam(status="draft"),
        }
    )
    path = made.docs / "data" / "published.yml"
    before = path.read_text(encoding="utf-8")
    library, _ = load_library(made.root, made.docs)
    assert published_ids.update(made.docs, library, rows(made), only_check=True) == [
        published_ids.NAME
    ]
    assert path.read_text(encoding="utf-8") == before
    assert published_ids.update(made.docs, library, rows(made)) == [published_ids.NAME]
    after = path.read_text(encoding="utf-8")
    assert after.startswith(before + "\n")
    assert list(rows(made)) == ["shuadan", "jiu", "kefu", "about", "index"]
    assert rows(made)["kefu"].day == datetime.date(2026, 11, 19)
    assert published_ids.update(made.docs, library, rows(made)) == []


def test_every_id_gets_a_code_that_stays(project: MakeProject) -> None:
    """It is printed on paper: neither a later id nor a second run may change it."""
    made = project({"data/published.yml": FIRST + CODED, "scams/shuadan.md": scam()})
    library, _ = load_library(made.root, made.docs)
    published_ids.update(made.docs, library, rows(made))
    first = {name: row.code for name, row in rows(made).items()}
    assert first["shuadan"] == "412345"
    assert all(re.fullmatch(r"[2-8]\d{5}", code) for code in first.values())
    published_ids.update(made.docs, load_library(ROOT, ROOT / "docs")[0], rows(made))
    later = {name: row.code for name, row in rows(made).items()}
    assert later | first == later and len({*later.values()}) == len(later) > 200
    assert (
        code_for("kefu", set())
        == code_for("kefu", set())
        != code_for("kefu", {code_for("kefu", set())})
    )
    assert aloud("372051") == "三七二，零五一"


def test_two_ids_with_one_code(project: MakeProject) -> None:
    """Two towns may have given the same; the sheet in print keeps it."""
    made = project({"data/published.yml": FIRST + CODED + CODED.replace("shuadan", "kefu")})
    (found, *_) = findings(made, "S")
    assert (found.code, found.line) == ("S012", 4) and "412345" in found.message


def test_a_project_without_the_file_gets_one(project: MakeProject) -> None:
    made = project({"data/published.yml": "", "scams/shuadan.md": scam()})
    (made.docs / "data" / "published.yml").unlink()
    library, _ = load_library(made.root, made.docs)
    published_ids.update(made.docs, library, {})
    assert (made.docs / "data" / "published.yml").read_text(encoding="utf-8").startswith("# ")
    assert findings(made, "SR") == []


def test_all_shipped_ids_are_in_the_list() -> None:
    """`fanzha reference` brings it up to date."""
    library, _ = load_library(ROOT, ROOT / "docs")
    known = published_ids.read(ROOT, ROOT / "docs")[0]
    assert published_ids.update(ROOT / "docs", library, known, only_check=True) == []
    assert {row.kind for row in known.values()} <= {item.kind for item in library.items}
    assert all(row.day <= TODAY for row in known.values())
