"""The form asks for all that a kind has, in Chinese, and saves what was typed and nothing else."""

from __future__ import annotations

import difflib
import re

import pytest

from fanzha.content.kinds.registry import KINDS
from fanzha.edition import Project
from fanzha.editor import session
from fanzha.editor.desk import Desk
from fanzha.editor.form import Field
from tests.conftest import ROOT, TODAY, MakeProject, Some
from tests.editor.visitor import Visitor
from tests.samples import alert, scam


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(Project(ROOT, ROOT / "docs", "shifan", TODAY))


def deep(fields: list[Field]) -> list[Field]:
    found = []
    for field in fields:
        found += [field, *deep([*field.fields, *([field.row] if field.row else [])])]
    return found


@pytest.mark.parametrize("name", KINDS)
def test_every_field_of_every_kind_is_asked_for_in_chinese(desk: Desk, name: str) -> None:
    kind = KINDS[name]
    fields = session.all_fields(desk, kind)
    asked = {field.name for field in fields}
    assert set(kind.model.model_fields) - asked <= {"status", "checked"}
    for field in deep(fields):
        if field.name:
            assert re.search(r"[\u4e00-\u9fff]", field.label), f"{name}: {field.name}"
        labels = [label for _, label in field.choices]
        assert all(labels), f"{name}: {field.name}"


def test_what_is_shown_and_sent_back_changes_no_file(desk: Desk, some: Some) -> None:
    """Nothing typed, and the file is the same to the byte; one field, one line.

    With --all every shipped item; in a usual run three of each kind.
    """
    for item in some(desk.edition.library.items, lambda item: (item.kind, len(item.id) % 3)):
        kind = KINDS[item.kind]
        paper = desk.saved(kind, item.id)
        sent = session.opened(desk, paper)
        assert session.written(desk, kind, item.id, sent).text == paper.text
        sent["fields"]["title"] = f"又{sent['fields']['title']}"
        rows = session.written(desk, kind, item.id, sent).text.split("\n")
        before = paper.text.split("\n")
        changed = [(one, two) for one, two in zip(before, rows, strict=True) if one != two]
        assert len(changed) == 1 and changed[0][1].startswith("title: "), changed


def test_one_field_changes_one_line(project: MakeProject) -> None:
    text = alert().replace("severity", "# 为什么这样定\nseverity")
    place = project({"scams/shuadan.md": scam(), "alerts/xin.md": text})
    visitor = Visitor(place).enter()
    sent = visitor.form("alerts", "xin")
    sent["fields"]["summary"] = "收到陌生短信，不点里面的链接。"
    answer = visitor.post("/api/alerts/xin/save", sent).json
    assert answer["saved"], answer
    after = (place.docs / "alerts/xin.md").read_text(encoding="utf-8")
    rows = list(difflib.ndiff(text.splitlines(), after.splitlines()))
    changed = [row for row in rows if row[0] in "+-"]
    assert [row[:11] for row in changed] == ["- summary: ", "+ summary: "]


def test_findings_stand_beside_their_field_and_are_mended(project: MakeProject) -> None:
    visitor = Visitor(project({"scams/shuadan.md": scam()})).enter()
    sent = visitor.form("scams", "shuadan")
    sent["fields"]["lines"][1] = "打开96710核实一下，佣金马上到。"
    sent["fields"]["rule"] = "先垫钱的都是骗人的把戏不要信"
    sent["fields"]["course"][0]["text"] = ""
    sent["body"][1]["text"] += "\n- 转账前先拨９６１１０问一问。"
    answer = visitor.post("/api/scams/shuadan/look", sent).json
    places = {row["field"]: row for row in answer["remarks"]}
    assert {"rule", "course.0.text"} <= set(places), places
    assert places["rule"]["message"].startswith("太长")
    assert {"lines.1", "正文.怎么认"} & set(places), places
    assert not answer["sights"] or answer["sights"][0]["name"] == "page"
    assert (visitor.project.root / ".drafts/scams/shuadan.json").is_file(), "kept, not saved"
    mended = next((row for row in answer["remarks"] if row["fixable"]), None)
    if mended:
        again = visitor.post(
            "/api/scams/shuadan/fix", sent | {"number": mended["number"], "code": mended["code"]}
        )
        assert again.status == 200, again.text


def test_errors_are_never_saved_over_a_good_file(project: MakeProject) -> None:
    place = project({"scams/shuadan.md": scam()})
    visitor = Visitor(place).enter()
    before = (place.docs / "scams/shuadan.md").read_bytes()
    sent = visitor.form("scams", "shuadan")
    sent["fields"]["title"] = "很长" * 20
    answer = visitor.post("/api/scams/shuadan/save", sent).json
    assert not answer["saved"] and "1 处" in answer["message"]
    assert (place.docs / "scams/shuadan.md").read_bytes() == before
    kept = visitor.form("scams", "shuadan")
    assert kept["fields"]["title"] == "很长" * 20, "what was typed is there after a crash"
    visitor.post("/api/scams/shuadan/drop")
    assert visitor.form("scams", "shuadan")["fields"]["title"] == "刷单返利"


def test_two_editors_do_not_destroy_each_other(project: MakeProject) -> None:
    place = project({"scams/shuadan.md": scam()})
    one, two = Visitor(place).enter(), Visitor(place).enter()
    mine, theirs = one.form("scams", "shuadan"), two.form("scams", "shuadan")
    theirs["fields"]["summary"] = "先返小钱，后要大钱。"
    assert two.post("/api/scams/shuadan/save", theirs).json["saved"]
    mine["fields"]["summary"] = "先给甜头，再要您垫大钱。"
    mine["fields"]["title"] = "刷单返利是骗局"
    answer = one.post("/api/scams/shuadan/save", mine)
    assert answer.status == 409
    rows = {row["label"]: (row["mine"], row["theirs"]) for row in answer.json["rows"]}
    assert rows["一句话说清是什么"] == ("先给甜头，再要您垫大钱。", "先返小钱，后要大钱。")
    path = place.docs / "scams/shuadan.md"
    assert "先返小钱，后要大钱。" in path.read_text(encoding="utf-8")
    assert answer.json["base"] == one.desk.stamp(KINDS["scams"], "shuadan")
    assert one.post("/api/scams/shuadan/save", mine | {"base": answer.json["base"]}).json["saved"]
    assert "刷单返利是骗局" in path.read_text(encoding="utf-8")


def test_an_alert_from_an_empty_form_to_a_published_file(project: MakeProject) -> None:
    place = project({"scams/shuadan.md": scam()}, fonts=True)
    visitor = Visitor(place).enter()
    assert (
        visitor.post("/api/suggest", {"title": "假客服退款又来了"}).json["id"].startswith("jia-ke")
    )
    address = visitor.post("/api/new", {"kind": "alerts", "title": "刷单换了新花样", "id": ""}).json
    kind, id = address["url"].split("/")[2:]
    assert not (place.docs / kind / f"{id}.md").exists(), "an empty form is no content yet"
    sent = visitor.form(kind, id)
    look = visitor.post(f"/api/{kind}/{id}/look", sent).json
    assert {"summary", "rule", "scam"} <= {row["field"] for row in look["remarks"]}
    assert "leaflet-a4" in {sight["name"] for sight in look["sights"]}, "shown from the first word"
    sent["fields"] |= {
        "summary": "做任务先返小钱，再要您垫大钱。",
        "rule": "先垫钱的都是骗",
        "scam": "shuadan",
        "severity": "warning",
        "scope": "local",
        "audiences": ["everyone"],
        "venues": ["communities"],
    }
    texts = [
        "有人拉您进群做任务。",
        "- 先返小钱。\n- 再要您垫钱。",
        "1. 停手，不再垫钱。\n2. 马上打110。",
    ]
    for part, text in zip(sent["body"], texts, strict=True):
        part["text"] = text
    answer = visitor.post(f"/api/{kind}/{id}/save", sent | {"status": "published"}).json
    assert answer["saved"], answer["remarks"]
    text = (place.docs / kind / f"{id}.md").read_text(encoding="utf-8")
    assert "status: published" in text and "scam: shuadan" in text
    assert f"\n{id}: " in (place.docs / "data/published.yml").read_text(encoding="utf-8")
    sheet = visitor.get(f"/paper/{kind}/{id}/leaflet-a4.pdf")
    assert sheet.body.startswith(b"%PDF")
    assert visitor.get(f"/picture/{kind}/{id}/slide").headers["content-type"] == "image/jpeg"
    assert "刷单换了新花样" in visitor.get(f"/site/{kind}/{id}/").text
    assert visitor.post(f"/api/{kind}/{id}/rename", {"id": "other"}).status == 400
