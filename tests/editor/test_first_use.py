"""First use in the browser: the town is asked for, the sample's left-overs are refused, a sheet is printed."""

from __future__ import annotations

import pytest

from tests.conftest import MakeProject
from tests.editor.visitor import Visitor
from tests.samples import scam
from tests.town.test_town import ANSWERS


def test_the_town_is_asked_for_before_anything_else(project: MakeProject) -> None:
    place = project({"scams/shuadan.md": scam()}, fonts=True)
    visitor = Visitor(place).enter()
    visitor.room.trying = False
    assert visitor.get("/").headers["location"] == "/town"
    assert "派出所名称" in visitor.get("/town").text
    wrong = visitor.post("/town/save", {"answers": ANSWERS | {"name": "示范镇", "phone": ""}}).json
    assert {row["field"] for row in wrong["wrong"]} == {"name", "phone"}
    assert "样例" in next(row["message"] for row in wrong["wrong"] if row["field"] == "name")
    assert "shifan" in (place.root / "mkdocs.yml").read_text(encoding="utf-8"), "nothing written"
    looked = visitor.post("/town/look", {"answers": {"area_code": "0312", "phone": "1234567"}}).json
    assert looked["tidied"]["phone"] == "0312-1234567"
    assert looked["wrong"] == [], "what is still empty is not yet wrong"
    assert visitor.post("/town/save", {"answers": ANSWERS}).json["url"] == "/town/ready"
    assert "region: xin-qiao-zhen" in (place.root / "mkdocs.yml").read_text(encoding="utf-8")
    assert "新桥镇" in visitor.get("/").text
    assert "没有写网站" in visitor.get("/town/ready").text
    assert visitor.get("/town/sheet.pdf").body.startswith(b"%PDF")
    assert visitor.get("/town").headers["location"] == "/data/regions-xin-qiao-zhen"
    again = visitor.post("/town/save", {"answers": ANSWERS | {"name": "别处镇"}})
    assert again.status == 400 and "已经有了" in again.json["wrong"]


def test_somebody_may_look_round_first(project: MakeProject) -> None:
    visitor = Visitor(project({"scams/shuadan.md": scam()})).enter()
    visitor.room.trying = False
    visitor.post("/town/later")
    page = visitor.get("/")
    assert page.status == 200 and "现在是样例" in page.text


@pytest.mark.parametrize("address", ["/", "/new", "/data", "/make", "/edit/scams/shuadan"])
def test_without_a_region_there_is_only_this_form(project: MakeProject, address: str) -> None:
    place = project({"data/regions/shifan.yml": None}, region="meiyou")
    visitor = Visitor(place).enter()
    assert visitor.get(address).headers["location"] == "/town"
    page = visitor.get("/town")
    assert page.status == 200 and "先用样例看看" not in page.text
    if address == "/":
        assert visitor.post("/town/save", {"answers": ANSWERS}).json["url"]
        assert "新桥镇" in visitor.get("/").text
