"""What a region has of its own: added, hidden, replaced; its children have it, its neighbours not."""

from __future__ import annotations

import pytest

from fanzha.content.kinds.items import Alert
from fanzha.edition import read_contents
from fanzha.editions.examined import examine
from tests.commands import fanzha
from tests.conftest import MakeProject
from tests.editions.province import FILES, province
from tests.samples import BODY, alert, case, scam

OWN = {
    "local/xian/cases/ji-shi.md": case(title="集市上的事"),
    "local/xian/scams/shuadan.md": scam(title="本县的刷单"),
    "local/xian/local.yml": "replace: [shuadan]\n",
}


def test_a_layer_reaches_those_below_and_nobody_else(project: MakeProject) -> None:
    contents = read_contents(project(province(OWN), region="xian"))
    assert contents.findings == ()
    for name, title in (("sheng", "刷单返利"), ("xian", "本县的刷单"), ("zhen-b", "本县的刷单")):
        library = contents.edition(name).library
        assert library.by_id["shuadan"].meta.title == title
        assert ("ji-shi" in library.by_id) == (name != "sheng")
        assert library.by_page["scams/shuadan.md"].id == "shuadan"


def test_what_is_hidden_is_not_out_there(project: MakeProject) -> None:
    files = province({**OWN, "cases/jiu.md": case(), "local/zhen-a/local.yml": "hide: [jiu]\n"})
    contents = read_contents(project(files, region="xian"))
    for name, out in (("zhen-a", False), ("zhen-b", True)):
        edition = contents.edition(name)
        assert edition.library.by_id["jiu"].shown(edition.today) == out


def test_an_alert_for_a_county_reaches_its_towns(project: MakeProject) -> None:
    files = province(
        {
            "alerts/xian-yujing.md": alert(scope="local", regions="[xian]"),
            "alerts/zhen-yujing.md": alert(scope="local", regions="[zhen-a]"),
        }
    )
    contents = read_contents(project(files, region="xian"))
    shown = {
        name: {item.id for item in contents.edition(name).current(Alert)}
        for name in ("sheng", "zhen-a", "zhen-b")
    }
    assert shown == {
        "sheng": set(),
        "zhen-a": {"xian-yujing", "zhen-yujing"},
        "zhen-b": {"xian-yujing"},
    }


@pytest.mark.parametrize(
    ("files", "code", "path", "said"),
    [
        ({"local/xian/scams/shuadan.md": scam()}, "S033", "local/xian/scams/shuadan.md", "重复"),
        (
            {"local/xian/cases/ab.md": case(), "local/zhen-a/cases/ab.md": case()},
            *("S033", "local/zhen-a/cases/ab.md", "local/xian/cases/ab.md"),
        ),
        ({"local/xiam/cases/ab.md": case()}, "S071", "local/xiam", "没有 xiam 这个地区"),
        ({"local/xian/local.yml": "hide: [suadan]\n"}, "S071", "local/xian/local.yml", "suadan"),
        (
            {"local/xian/local.yml": "replace: [shuadan]\n"},
            "S071",
            "local/xian/local.yml",
            "换不了",
        ),
    ],
)
def test_a_slip_is_found_where_it_is(
    project: MakeProject, files: dict[str, str], code: str, path: str, said: str
) -> None:
    contents = read_contents(project(province(files), region="xian"))
    found = [(one.code, one.path) for one in contents.findings if said in one.message]
    assert found == [(code, f"docs/{path}")]


def test_a_name_that_all_have_is_no_riddle(project: MakeProject) -> None:
    """An editor who writes his own of a shared one is told the line that is missing."""
    contents = read_contents(project(province({"local/xian/scams/shuadan.md": scam()})))
    (found,) = contents.findings
    assert "docs/local/xian/local.yml 里写 replace: [shuadan]" in found.hint


def test_checks_name_the_region_whose_edition_is_wrong(project: MakeProject) -> None:
    """A shared page points to what one town hides: wrong there, right everywhere else."""
    files = province(
        {
            "cases/jiu.md": case(),
            "cases/zhi.md": case(BODY + "\n看[旧的](jiu.md)。\n"),
            "local/zhen-a/local.yml": "hide: [jiu]\n",
            "local/zhen-b/cases/xin.md": case(BODY + "\n打110110。\n"),
        }
    )
    found = examine(read_contents(project(files, region="sheng")))
    assert [one.code for one in found.shared if one.severity == "error"] == []
    hidden = [one for one in found.own["zhen-a"] if one.code == "R005"]
    assert [one.path for one in hidden] == ["docs/cases/zhi.md"]
    assert "甲溪镇" in hidden[0].message
    own = {one.path for one in found.own["zhen-b"] if one.severity == "error"}
    assert own == {"docs/local/zhen-b/cases/xin.md"}
    assert found.stopping(("zhen-b", "xian", "sheng")) != []
    assert found.stopping(("xian", "sheng")) == []


def test_one_local_file_is_checked_in_the_edition_that_has_it(project: MakeProject) -> None:
    """Of another town's edition it is no part: then nothing would be found in it."""
    made = project(province({"local/zhen-b/cases/xin.md": case(BODY + "\n打110110。\n")}))
    done = fanzha(made.root, "check", "docs/local/zhen-b/cases/xin.md", "--region", "sheng")
    assert done.returncode == 0
    done = fanzha(made.root, "check", "docs/local/zhen-b/cases/xin.md")
    assert done.returncode == 1 and "docs/local/zhen-b/cases/xin.md:" in done.stdout


def test_a_product_that_is_not_there_is_no_choice(project: MakeProject) -> None:
    files = province(
        {
            "data/regions/xian.yml": "name: 白石县\nparent: sheng\nproducts:\n"
            "  print: [leaflet-a44, leaflet-a4/shuadan, poster-a3, -poster-a4, -*-bw, -*-bv]\n",
            "data/below.yml": "print: [all, -banner-prof]\n",
        }
    )
    found = examine(read_contents(project(files, region="sheng")))
    own = [(one.code, one.line, one.message) for one in found.own["xian"]]
    assert own == [
        ("S072", 4, "没有叫 leaflet-a44 的成品"),
        ("S072", 4, "没有叫 *-bv 的成品"),
    ]
    shared = [(one.path, one.line, one.hint) for one in found.shared]
    assert shared == [("docs/data/below.yml", 1, "是不是 banner-proof？")]


def test_the_shared_files_are_those_of_all(project: MakeProject) -> None:
    """Without layers nothing is as it was not before."""
    contents = read_contents(project(FILES, region="sheng"))
    assert contents.layers == {}
    assert examine(contents).all == []
