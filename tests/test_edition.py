"""The edition: what is current on a day, and which date is printed."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from fanzha import checks
from fanzha.content.kinds.items import Poster, Scam
from fanzha.content.kinds.meta import Page
from fanzha.content.kinds.registry import KINDS
from fanzha.edition import Edition, read_edition
from fanzha.errors import ContentError, UsageError
from tests.conftest import MakeProject
from tests.samples import alert, case, page, poster, scam

FILES = {
    "scams/shuadan.md": scam(reviewed="2026-11-20"),
    "scams/future.md": scam(published="2026-12-01", reviewed="2026-12-01"),
    "scams/draft.md": scam(status="draft", reviewed="2027-01-01"),
    "scams/old.md": scam(expires="2026-11-30"),
    "cases/baoma.md": case(reviewed="2026-11-25"),
    "posters/dianfu.md": poster(status="withdrawn"),
    "alerts/dianzan.md": alert(),
}


def edition(project: MakeProject, today: str) -> Edition:
    read, findings = read_edition(project(FILES, today=today))
    assert findings == []
    return read


@pytest.mark.parametrize(
    ("today", "scams"),
    [
        ("2026-11-21", ["old", "shuadan"]),
        ("2026-11-30", ["old", "shuadan"]),
        ("2026-12-01", ["future", "shuadan"]),
    ],
)
def test_the_day_decides_what_is_current(
    project: MakeProject, today: str, scams: list[str]
) -> None:
    read = edition(project, today)
    assert sorted(item.id for item in read.current(Scam)) == scams
    assert sorted(item.id for item in read.current(KINDS["scams"])) == scams


def test_what_is_withdrawn_is_in_the_library_but_not_current(project: MakeProject) -> None:
    """Its printed QR code must still lead somewhere that says so."""
    read = edition(project, "2026-11-21")
    assert read.current(Poster) == []
    assert "dianfu" in read.library.by_id


def test_kinds_that_share_a_model_are_told_apart(project: MakeProject) -> None:
    """Help and law are both plain pages; the page of laws must not list the phones."""
    files = {"help/dianhua.md": page(), "law/fa.md": page()}
    read, findings = read_edition(project(files))
    assert findings == []
    assert [item.id for item in read.current(KINDS["law"])] == ["fa"]
    assert {item.id for item in read.current(Page)} >= {"dianhua", "fa"}


def test_an_item_knows_the_fraud_that_it_is_about(project: MakeProject) -> None:
    read = edition(project, "2026-11-26")
    about = {name: read.library.by_id[name].scam_id for name in ("shuadan", "baoma", "about")}
    assert about == {"shuadan": "shuadan", "baoma": "shuadan", "about": None}
    assert read.library.scam("baoma") is None


@pytest.mark.parametrize("basis", ["composite", "local"])
def test_only_a_story_is_made_up_of_several(project: MakeProject, basis: str) -> None:
    """“Not about one person” is said of stories; under a type of fraud it would make no sense."""
    files = {"scams/shuadan.md": scam(basis=basis), "cases/baoma.md": case(basis=basis)}
    library = read_edition(project(files))[0].library
    assert not library.by_id["shuadan"].composite
    assert library.by_id["baoma"].composite == (basis == "composite")


@pytest.mark.parametrize("today", ["2026-11-26", "2027-06-30", "2030-01-01"])
def test_the_edition_date_comes_from_the_items(project: MakeProject, today: str) -> None:
    """A rebuild on another day must not print another date.

    On the second and third day the future scam is current too, and is the latest.
    """
    expected = "2026-11-25" if today < "2026-12-01" else "2026-12-01"
    assert edition(project, today).date == datetime.date.fromisoformat(expected)


def test_a_project_without_current_items_has_a_date(project: MakeProject) -> None:
    """Long past, so that nothing is dated later than what is made first."""
    read, _ = read_edition(project({"index.md": None, "about.md": None}))
    assert read.date == datetime.date(2000, 1, 1)


def test_frequent_scams_stand_in_the_order_of_the_ministry(project: MakeProject) -> None:
    """That of the latest list; neither that of the names of files nor that of an older list."""
    places = {"a": "冒充公检法", "b": "虚假购物服务", "c": "刷单返利"}  # seventh, third, first
    files = {
        f"scams/{id}.md": scam(official=f"\n  - {{edition: '2025', name: {name}}}")
        for id, name in places.items()
    }
    files["scams/0.md"] = scam(official="\n  - {edition: '2024', name: 刷单返利}")
    read, findings = read_edition(project(files))
    assert findings == []
    assert [item.id for item in read.frequent] == ["c", "b", "a"]


def test_an_unknown_region_names_those_there_are(project: MakeProject) -> None:
    with pytest.raises(UsageError, match=r"没有地区档案 xinzhen.*已有：shifan"):
        read_edition(project(region="xinzhen"))


def test_no_content_folder_is_wrong_use(project: MakeProject) -> None:
    made = project()
    with pytest.raises(UsageError, match="找不到内容文件夹"):
        read_edition(dataclasses.replace(made, docs=made.root / "nowhere"))


def test_without_a_region_there_is_no_edition(project: MakeProject) -> None:
    """But everything that is wrong elsewhere is still said."""
    files = {"data/regions/shifan.yml": "name: x\n", "scams/shuadan.md": scam(title=None)}
    with pytest.raises(ContentError) as error:
        read_edition(project(files))
    paths = {f.path for f in error.value.findings}
    assert paths == {"docs/data/regions/shifan.yml", "docs/scams/shuadan.md"}


def test_bad_content_gives_no_edition_to_build_from(project: MakeProject) -> None:
    with pytest.raises(ContentError, match="1 处错误"):
        checks.open_edition(project({"scams/shuadan.md": scam(title=None)}))


def test_warnings_do_not_stop_a_build(project: MakeProject) -> None:
    """An overdue review is a reminder, not a wrong sheet."""
    made = project({"scams/shuadan.md": scam()}, today="2027-06-01")
    read, findings = checks.open_edition(made)
    assert "shuadan" in read.library.by_id
    assert {f.code for f in findings} >= {"T001"}
