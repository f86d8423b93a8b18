"""Regions, slogans, numbers and words in the form: only the lines of the row change."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fanzha.edition import Project
from fanzha.editor import data_rows
from fanzha.editor.data_tables import NEW, tables
from fanzha.editor.desk import Desk
from tests.conftest import ROOT, TODAY, MakeProject
from tests.editor.payloads import PAYLOADS
from tests.editor.visitor import Visitor
from tests.samples import scam


@pytest.fixture
def visitor(project: MakeProject) -> Iterator[Visitor]:
    yield Visitor(project({"scams/shuadan.md": scam()})).enter()


def sent(visitor: Visitor, address: str) -> dict[str, Any]:
    """What the browser would send of a row that nobody has changed."""
    return visitor.data(address)


def changed(path: Path, before: str) -> list[str]:
    rows = difflib.ndiff(before.splitlines(), path.read_text(encoding="utf-8").splitlines())
    return [row for row in rows if row[0] in "+-"]


def test_every_row_goes_through_the_form_unchanged() -> None:
    desk = Desk(Project(ROOT, ROOT / "docs", "shifan", TODAY))
    found = tables(desk.project, desk.edition)
    assert {"slogans", "numbers", "regions-shifan", "words-panic"} <= {one.name for one in found}
    for table in found:
        text = (desk.project.docs / "data" / table.path).read_text(encoding="utf-8")
        keys = [key for key, _ in data_rows.listed(desk, table)] if table.rows is not None else [""]
        for key in [*keys[:3], *keys[-3:]]:
            opened = data_rows.opened(desk, table, key)
            assert data_rows.written(desk, table, key, opened).text == text, (table.name, key)


def test_one_slogan_changes_one_line(visitor: Visitor) -> None:
    path = visitor.project.docs / "data/slogans.yml"
    before = path.read_text(encoding="utf-8")
    assert "先垫钱的都是骗" in visitor.get("/data/slogans").text
    given = sent(visitor, "/data/slogans/s001")
    given["fields"]["text"] = "要垫钱的都是骗"
    assert visitor.post("/data/slogans/s001/save", given).json["saved"]
    assert [row[:7] for row in changed(path, before)] == ["- s001:", "+ s001:"]
    new = {"fields": {"text": "陌生电话，先挂断", "venues": ["banks"]}, "base": ""}
    new["base"] = sent(visitor, f"/data/slogans/{NEW}")["base"]
    assert visitor.post(f"/data/slogans/{NEW}/save", new).json["key"] == "s002"
    assert "陌生电话，先挂断" in visitor.get("/data/slogans").text
    assert visitor.post("/data/slogans/s002/remove").json == {"url": "/data/slogans"}
    assert [row[:7] for row in changed(path, before)] == ["- s001:", "+ s001:"]


def test_what_is_wrong_stands_beside_its_field_and_is_not_saved(visitor: Visitor) -> None:
    path = visitor.project.docs / "data/slogans.yml"
    before = path.read_bytes()
    given = sent(visitor, "/data/slogans/s001")
    given["fields"]["text"] = "长" * 30
    found = visitor.post("/data/slogans/s001/look", given).json
    assert [row["field"] for row in found["remarks"]] == ["text"]
    assert found["remarks"][0]["message"].startswith("太长")
    empty = visitor.post("/data/slogans/s001/look", given | {"fields": {"text": ""}}).json
    assert [(row["field"], row["message"]) for row in empty["remarks"]] == [("text", "还没有写")]
    answer = visitor.post("/data/slogans/s001/save", given).json
    assert not answer["saved"] and "1 处" in answer["message"]
    assert path.read_bytes() == before
    assert sent(visitor, "/data/slogans/s001")["fields"]["text"] == "", "kept for later"
    visitor.post("/data/slogans/s001/drop")
    assert sent(visitor, "/data/slogans/s001")["fields"]["text"] == "先垫钱的都是骗"


def test_a_word_must_be_found_in_its_example(visitor: Visitor) -> None:
    given = sent(visitor, "/data/words-panic/zhenjing")
    given["fields"]["bad"] = ["什么都没有。"]
    found = visitor.post("/data/words-panic/zhenjing/look", given).json
    assert [row["field"] for row in found["remarks"]] == ["bad.0"], found


@pytest.mark.parametrize(("key", "told"), [("", "还没有写"), ("九六", "格式不对"), ("110", "")])
def test_a_number_needs_its_digits(visitor: Visitor, key: str, told: str) -> None:
    path = visitor.project.docs / "data/numbers.yml"
    before = path.read_bytes()
    row = {"label": "热线", "for": "问事", "say": "说清地方", "call": "true", "key": key}
    base = sent(visitor, f"/data/numbers/{NEW}")["base"]
    answer = visitor.post(f"/data/numbers/{NEW}/save", {"fields": row, "base": base})
    assert path.read_bytes() == before
    if told:
        assert answer.json["remarks"][0]["message"] == told
    else:
        assert "已经有了" in answer.json["wrong"]


def test_what_others_need_stays(visitor: Visitor) -> None:
    """110 stands on every sheet; a library without it would not be made."""
    refused = visitor.post("/data/numbers/110/remove")
    assert refused.status == 400 and "删不了" in refused.json["wrong"]
    assert '"110":' in (visitor.project.docs / "data/numbers.yml").read_text(encoding="utf-8")


def test_a_region_is_one_form(visitor: Visitor) -> None:
    path = visitor.project.docs / "data/regions/shifan.yml"
    before = path.read_text(encoding="utf-8")
    given = sent(visitor, "/data/regions-shifan")
    given["fields"]["police"]["address"] = "示范镇新路8号"
    answer = visitor.post("/data/regions-shifan/regions-shifan/save", given).json
    assert answer["saved"], answer
    assert changed(path, before) == ["-   address: 示范镇示范路", "+   address: 示范镇新路8号"]
    given["fields"]["area_code"] = "九"
    late = visitor.post("/data/regions-shifan/regions-shifan/save", given)
    assert late.status == 409 and late.json["rows"], "the row is not as it was opened"


def test_addresses_and_payloads_do_no_harm(visitor: Visitor) -> None:
    for address in ("/data/tables", "/data/words-names", "/data/slogans/s999", "/data/..%2fx"):
        assert visitor.get(address).status in (400, 404), address
    path = visitor.project.docs / "data/slogans.yml"
    before = path.read_bytes()
    base = sent(visitor, "/data/slogans/s001")
    for payload in PAYLOADS[::12]:
        given = base | {"fields": {"text": payload, "scam": payload, "venues": [payload]}}
        answer = visitor.post("/data/slogans/s001/save", given)
        assert answer.status in (200, 400), payload
        assert path.read_bytes() == before, payload
    assert "<script>alert" not in visitor.get("/data/slogans/s001").text
