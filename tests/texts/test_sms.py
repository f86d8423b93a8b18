"""Text messages: what is sent, how long it is, and what never stands in one."""

from __future__ import annotations

import csv
import io
import re

from fanzha.content.kinds.notices import Form, Notice
from fanzha.edition import read_edition
from fanzha.texts import cap, sms, sms_lists
from tests.checking import findings
from tests.conftest import ROOT, MakeProject
from tests.language.test_sms_parts import as_a_phone
from tests.samples import alert, scam
from tests.texts.made import edition

TEXT = "做任务先返小钱，再叫您垫大钱，就是刷单骗局。先垫钱的都是骗，拿不准打96110。"
HANDED_OUT = (Form.LETTER, Form.NOTICE, Form.SLIP)
STUDENTS = '{students: "兼职要先垫钱，就是刷单骗局。拿不准打96110。"}'


def test_a_message_begins_with_the_signature_of_the_region(project: MakeProject) -> None:
    """Carriers refuse what has none; the template that they register is without."""
    edition, _ = read_edition(project({"scams/shuadan.md": scam(sms=TEXT, sms_for=STUDENTS)}))
    first, second = sms.of_item(edition, "shuadan")
    assert first.text == f"【示范镇反诈】{TEXT}"
    assert first.template == TEXT
    assert (second.audience, second.length) == ("学生", as_a_phone(second.text))


def test_lists_hold_every_message(project: MakeProject) -> None:
    """The operator's platform takes the file as it is."""
    edition, _ = read_edition(project({"scams/shuadan.md": scam(sms=TEXT, sms_for=STUDENTS)}))
    table, book = [p.make(p.args, ROOT / "overrides").data for p in sms_lists.products(edition)]
    assert table.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))
    assert rows[0]["短信全文"] == f"【示范镇反诈】{TEXT}"
    assert [row["编号"] for row in rows[:2]] == ["shuadan", "shuadan"]
    assert len(rows) == 2 + len(edition.tables.rules)
    for row in rows:
        assert (int(row["字数"]), int(row["条数"])) == as_a_phone(row["短信全文"])
        assert not set("{}") & set(row["模板（不含签名，没有变量）"])
    assert book[:2] == b"PK"


def test_urgent_alerts_stand_first_in_the_lists(project: MakeProject) -> None:
    """Whoever uploads the list in a hurry begins at its top."""
    files = {
        "scams/aaa.md": scam(sms=TEXT),
        "scams/shuadan.md": scam(sms=TEXT),
        "alerts/a.md": alert(sms=TEXT),
        "alerts/b.md": alert(sms=TEXT, severity="urgent"),
    }
    edition, _ = read_edition(project(files))
    assert [m.item for m in sms.messages(edition)][:4] == ["b", "a", "aaa", "shuadan"]
    feed = next(p for p in cap.products(edition) if p.path == cap.FEED)
    assert [row["id"] for row in feed.args["rows"]] == ["b", "a"]


def test_a_message_of_three_parts_is_an_error(project: MakeProject) -> None:
    """Who counts as the phone counts knows how much is too much."""
    found = findings(project({"scams/shuadan.md": scam(sms="不转账。" * 32)}), "L")  # 7 + 128
    assert [(f.code, f.message) for f in found] == [
        ("L004", "短信连签名有135个字，要拆成3条，最多2条（134个字）")
    ]
    assert found[0].hint.startswith("减少1个字")


def test_no_link_and_no_other_number(project: MakeProject) -> None:
    """Each of them is what a fraudster's message looks like."""
    texts = ["详见 https://www.gov.cn/", "回复T退订", "打12381", "打0000-0000110，打110，约5000元"]
    for text, expected in zip(texts, (["L005"], ["L005"], ["L005"], []), strict=True):
        found = findings(project({"scams/shuadan.md": scam(sms=f'"{text}"')}), "L")
        assert [f.code for f in found] == expected, text


def test_every_scam_case_alert_and_paper_for_residents_has_its_message() -> None:
    """One sign, one stop and whom to ask, in one part with the sample's signature."""
    items = edition().library.items
    told = [
        item
        for item in items
        if item.kind in ("scams", "cases", "alerts")
        or (isinstance(item.meta, Notice) and item.meta.form in HANDED_OUT)
    ]
    found = [(item.id, sms.of_item(edition(), item.id)) for item in told]
    assert all(messages for _, messages in found)
    texts = [messages[0].text for _, messages in found]
    assert len({*texts}) == len(texts)  # none is said twice
    assert sum(len(messages) > 1 for _, messages in found) >= 12
    for item, messages in found:
        for message in messages:
            assert re.search(r"110|派出所", message.text), (item, message)
            assert message.length == as_a_phone(message.text), (item, message)
            assert message.length.parts == 1, (item, message)
