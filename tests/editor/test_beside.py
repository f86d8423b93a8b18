"""What stands beside the form: drafts from elsewhere, making, a second reader that the region demands."""

from __future__ import annotations

from fanzha import checks
from tests.conftest import ROOT, MakeProject
from tests.editor.visitor import Visitor
from tests.samples import scam

REGION = (ROOT / "docs/data/regions/shifan.yml").read_text(encoding="utf-8")
CHAT = "【预警】有人冒充快递客服，说件丢了要赔钱。\n对方说：“您下载这个软件，打开共享屏幕。”\n先挂断，自己问。"


def test_pasted_words_become_a_draft_in_the_drawer(project: MakeProject) -> None:
    place = project({"scams/shuadan.md": scam()})
    visitor = Visitor(place).enter()
    before = sorted(place.docs.rglob("*"))
    answer = visitor.post("/api/bring?name=", CHAT.encode())
    assert answer.status == 200, answer.text
    assert sorted(place.docs.rglob("*")) == before, "nothing is put into the library yet"
    assert visitor.get(answer.json["url"]).status == 200
    refused = visitor.post("/api/bring?name=a.doc", b"\xd0\xcf\x11\xe0")
    assert refused.status == 400 and "docx" in refused.json["wrong"]
    secret = visitor.post("/api/bring?name=", ("内部资料 不得外传\n" + CHAT).encode())
    assert secret.status == 400


def test_pages_beside_the_form_open(project: MakeProject) -> None:
    visitor = Visitor(project({"scams/shuadan.md": scam()})).enter()
    assert "写什么" in visitor.get("/new?kind=alerts").text
    assert "开始生成" in visitor.get("/make").text
    assert visitor.get("/make/state").json["running"] is False
    assert visitor.get("/out/").status == 404, "nothing has been made yet"
    assert visitor.get("/out/../mkdocs.yml").status == 404
    assert visitor.get("/errors").json == {}


def test_a_region_may_demand_a_second_reader(project: MakeProject) -> None:
    demanding = REGION + "requires_check: true\n"
    files = {"scams/shuadan.md": scam(), "data/regions/shifan.yml": demanding}
    place = project(files, fonts=True)
    found = [one for one in checks.check(place).findings if one.code == "T013"]
    assert "docs/scams/shuadan.md" in {one.path for one in found}
    visitor = Visitor(place).enter()
    sent = visitor.form("scams", "shuadan") | {"status": "published", "checked": "派出所"}
    assert visitor.post("/api/scams/shuadan/save", sent).json["saved"]
    left = [one.path for one in checks.check(place).findings if one.code == "T013"]
    assert "docs/scams/shuadan.md" not in left
    named = visitor.form("scams", "shuadan") | {"status": "published", "checked": "张三"}
    visitor.post("/api/scams/shuadan/save", named)
    text = (place.docs / "scams/shuadan.md").read_text(encoding="utf-8")
    assert "张三" not in text and "by: 派出所" in text, "a role, never a name"
