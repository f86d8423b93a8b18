"""Whose an item is: a town's clerk writes into the town's own folder, and is told what others share."""

from __future__ import annotations

import pytest

from fanzha.edition import Project, read_edition
from tests.conftest import MakeProject
from tests.editions.province import province
from tests.editor.visitor import Visitor
from tests.samples import alert, case

LOCAL = {
    "local/xian/cases/ji-shi.md": case(title="集市上的事"),
    "local/zhen-b/cases/bie-chu.md": case(title="别处的事"),
}


@pytest.fixture
def place(project: MakeProject) -> Project:
    """A town with a county above it."""
    return project(province(LOCAL), region="zhen-a")


def test_the_list_says_whose_an_item_is(place: Project) -> None:
    page = Visitor(place).enter().get("/").text
    rows = {row.split('"')[0]: row for row in page.split('data-id="')[1:]}
    assert "白石县的" in rows["ji-shi"] and 'data-place="xian"' in rows["ji-shi"]
    assert 'data-place=""' in rows["shuadan"] and "bie-chu" not in rows


def test_a_new_warning_lies_with_the_town(place: Project) -> None:
    visitor = Visitor(place).enter()
    asked = visitor.get("/new?kind=alerts").text
    assert 'name="layer" value="zhen-a" checked' in asked and "只给甲溪镇和它下面的地方" in asked
    sent = {"kind": "alerts", "title": "集市上有人换零钱", "id": "huan-ling", "layer": "zhen-a"}
    assert visitor.post("/api/new", sent).json["url"] == "/edit/alerts/huan-ling"
    assert visitor.post("/api/new", sent | {"id": "bie-de", "layer": "zhen-b"}).status == 400
    path = place.docs / "local/zhen-a/alerts/huan-ling.md"
    path.parent.mkdir(parents=True)
    text = alert(scope="local", regions=["zhen-a"])
    path.write_text(text, encoding="utf-8")  # somebody has written it meanwhile
    visitor.post("/api/alerts/huan-ling/drop", {})
    visitor.desk.forget()
    form = visitor.form("alerts", "huan-ling")
    form["fields"]["summary"] = "收到陌生短信，不点里面的链接。"
    assert visitor.post("/api/alerts/huan-ling/save", form).json["saved"]
    assert "不点里面的链接" in path.read_text(encoding="utf-8")
    assert not (place.docs / "alerts/huan-ling.md").exists()
    assert "公共" not in visitor.get("/edit/alerts/huan-ling").text


def test_a_shared_item_can_become_the_towns_own(place: Project) -> None:
    visitor = Visitor(place).enter()
    shared = (place.docs / "scams/shuadan.md").read_bytes()
    page = visitor.get("/edit/scams/shuadan").text
    assert "这一篇是公共的" in page and "4个地方" in page and "做一份本地的" in page
    visitor.post("/api/scams/shuadan/own", {})
    form = visitor.form("scams", "shuadan")
    form["fields"]["summary"] = "本镇集市上也有人这样骗，不垫钱。"
    answer = visitor.post("/api/scams/shuadan/save", form).json
    assert answer["saved"], answer
    own = place.docs / "local/zhen-a/scams/shuadan.md"
    assert "本镇集市上" in own.read_text(encoding="utf-8")
    assert (place.docs / "scams/shuadan.md").read_bytes() == shared
    assert (place.docs / "local/zhen-a/local.yml").read_text(encoding="utf-8") == (
        "replace: [shuadan]\n"
    )
    _, findings = read_edition(place)
    assert not [one for one in findings if one.path.startswith("docs/local/")]
    assert "甲溪镇的" in visitor.get("/").text
    assert "公共" not in visitor.get("/edit/scams/shuadan").text
    assert visitor.post("/api/scams/shuadan/own", {}).status == 400


def test_one_town_alone_is_asked_nothing_of_this(project: MakeProject) -> None:
    visitor = Visitor(project({})).enter()
    assert 'name="layer"' not in visitor.get("/new").text
    assert "公共" not in visitor.get("/").text
