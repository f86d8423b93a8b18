"""Alerts for other systems: held against the standard's structure, and read back."""

from __future__ import annotations

import datetime
from pathlib import Path

from lxml import etree

from fanzha.edition import read_edition
from fanzha.texts import cap
from tests import samples
from tests.conftest import ROOT, MakeProject
from tests.texts.made import plans, shipped

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).with_name("cap-1.2.xsd")))
CAP = {"c": cap.NAMESPACE}
ATOM = {"a": cap.ATOM}


def messages() -> list[etree._Element]:
    paths = [path for path in plans() if path.endswith("/cap.xml")]
    return [etree.fromstring(shipped(path).data) for path in paths]


def test_every_message_is_what_the_standard_says() -> None:
    found = messages()
    assert found
    for message in found:
        SCHEMA.assertValid(message)
        assert message.findtext("c:status", namespaces=CAP) == "Test"  # a sample region
        info = message.find("c:info", CAP)
        assert "110" in info.findtext("c:contact", namespaces=CAP)
        expires = datetime.datetime.fromisoformat(info.findtext("c:expires", namespaces=CAP))
        sent = datetime.datetime.fromisoformat(message.findtext("c:sent", namespaces=CAP))
        assert expires > sent and sent.utcoffset() == datetime.timedelta(hours=8)


def test_no_colour_is_given() -> None:
    """Colour grades are for disasters, and counties issue them."""
    for message in messages():
        assert not {*"".join(message.itertext())} & {*"蓝黄橙红"}


def test_the_feed_leads_to_every_message() -> None:
    feed = etree.fromstring(shipped(cap.FEED).data)
    links = feed.xpath("//a:entry/a:link[@type='application/cap+xml']/@href", namespaces=ATOM)
    assert sorted(link.removeprefix("https://shifan.example/fanzha/") for link in links) == sorted(
        path for path in plans() if path.endswith("/cap.xml")
    )


def test_a_mended_alert_refers_to_what_it_takes_the_place_of(project: MakeProject) -> None:
    """Whoever has the old one knows that it no longer holds."""
    alert = samples.alert(severity="urgent", scope="local", reviewed="2026-11-21")
    files = {"scams/shuadan.md": samples.scam(), "alerts/a.md": alert}
    edition, _ = read_edition(project(files))
    product = next(iter(cap.products(edition)))
    message = etree.fromstring(product.make(product.args, ROOT).data)
    SCHEMA.assertValid(message)
    said = {name: message.findtext(f".//c:{name}", namespaces=CAP) for name in cap_words()}
    assert said == {
        "msgType": "Update",
        "references": "shifan.example,shifan.example.a.20261120,2026-11-20T00:00:00+08:00",
        "severity": "Severe",
        "urgency": "Immediate",
        "areaDesc": "示范镇",
        "event": "刷单返利",
    }


def cap_words() -> tuple[str, ...]:
    return ("msgType", "references", "severity", "urgency", "areaDesc", "event")
