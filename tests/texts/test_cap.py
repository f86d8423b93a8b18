"""Alerts for other systems: held against the schema of the standard, and read by somebody else's parser.

Our own schema is stricter where the words of the standard are: names hold no comma and no space.
"""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from capparser import capparser
from lxml import etree

from fanzha.edition import read_edition
from fanzha.texts import cap
from tests import samples
from tests.conftest import ROOT, MakeProject
from tests.texts.made import plans, shipped

HERE = Path(__file__).parent
OASIS = etree.XMLSchema(etree.parse(HERE / "oasis" / "CAP-v1.2.xsd"))
STRICTER = etree.XMLSchema(etree.parse(HERE / "cap-1.2.xsd"))
CAP = {"c": cap.NAMESPACE}
ATOM = {"a": cap.ATOM}


def messages() -> list[etree._Element]:
    paths = [path for path in plans() if path.endswith("/cap.xml")]
    return [etree.fromstring(shipped(path).data) for path in paths]


def test_every_message_is_what_the_standard_says() -> None:
    found = messages()
    assert found
    for message in found:
        OASIS.assertValid(message)
        STRICTER.assertValid(message)
        assert message.findtext("c:status", namespaces=CAP) == "Test"  # a sample region
        info = message.find("c:info", CAP)
        assert "110" in info.findtext("c:contact", namespaces=CAP)
        expires = datetime.datetime.fromisoformat(info.findtext("c:expires", namespaces=CAP))
        sent = datetime.datetime.fromisoformat(message.findtext("c:sent", namespaces=CAP))
        assert expires > sent and sent.utcoffset() == datetime.timedelta(hours=8)


def test_a_public_parser_reads_what_was_meant() -> None:
    for path in (path for path in plans() if path.endswith("/cap.xml")):
        args = plans()[path].args
        read = capparser.parse(stringXML=shipped(path).data.decode())
        ((info,), _) = read.info
        ((area,), _) = info.area
        for element, names in (
            (read, ("identifier", "sender", "sent", "status", "msgType", "scope")),
            (info, ("event", "urgency", "severity", "certainty", "expires", "headline", "web")),
            (info, ("description", "instruction", "language")),
            (area, ("areaDesc",)),
        ):
            assert {name: getattr(element, name)[0] for name in names} == {
                name: args[name] for name in names
            }, path


@pytest.mark.parametrize(
    ("element", "word"),
    [("severity", "Red"), ("sent", "2026-11-20T00:00:00Z"), ("msgType", "News"), ("urgency", None)],
)
def test_the_schema_refuses_what_the_standard_does_not_know(element: str, word: str | None) -> None:
    message = messages()[0]
    (found,) = message.iterfind(f".//c:{element}", CAP)
    if word is None:
        found.getparent().remove(found)
    else:
        found.text = word
    assert not OASIS.validate(message)


def test_no_colour_is_given() -> None:
    """Colour grades are for disasters, and counties issue them."""
    for message in messages():
        assert not re.search("[蓝黄橙红]色", "".join(message.itertext()))


def test_the_feed_leads_to_every_message() -> None:
    feed = etree.fromstring(shipped(cap.FEED).data)
    links = feed.xpath("//a:entry/a:link[@type='application/cap+xml']/@href", namespaces=ATOM)
    assert sorted(link.removeprefix("https://shifan.example/fanzha/") for link in links) == sorted(
        path for path in plans() if path.endswith("/cap.xml")
    )


def test_a_mended_alert_refers_to_what_it_takes_the_place_of(project: MakeProject) -> None:
    """Whoever has the old one knows that it no longer holds."""
    alert = samples.alert(
        severity="urgent", scope="local", regions="[shifan]", reviewed="2026-11-21"
    )
    message = the_message(project, {"alerts/a.md": alert})
    said = {name: message.findtext(f".//c:{name}", namespaces=CAP) for name in cap_words()}
    assert said == {
        "msgType": "Update",
        "references": "shifan.example,shifan.example.a.20261120,2026-11-20T00:00:00+08:00",
        "severity": "Severe",
        "urgency": "Immediate",
        "areaDesc": "示范镇",
        "event": "刷单返利",
    }


def test_an_alert_that_takes_the_place_of_another_says_so(project: MakeProject) -> None:
    newer = samples.alert(replaces="a", published="2026-11-21", reviewed="2026-11-21")
    message = the_message(project, {"alerts/a.md": samples.alert(), "alerts/b.md": newer})
    assert message.findtext("c:msgType", namespaces=CAP) == "Update"
    references = message.findtext("c:references", namespaces=CAP)
    assert references == "shifan.example,shifan.example.a.20261120,2026-11-20T00:00:00+08:00"


def test_it_names_the_last_message_of_the_one_that_it_replaces(project: MakeProject) -> None:
    """One that was mended before has sent two, and somebody holds the second."""
    mended = samples.alert(published="2026-11-18", reviewed="2026-11-20")
    newer = samples.alert(replaces="a", published="2026-11-21", reviewed="2026-11-21")
    message = the_message(project, {"alerts/a.md": mended, "alerts/b.md": newer})
    references = message.findtext("c:references", namespaces=CAP).split(" ")
    assert [entry.split(",")[1] for entry in references] == [
        "shifan.example.a.20261118",
        "shifan.example.a.20261120",
    ]


def test_an_alert_that_is_called_off_is_cancelled(project: MakeProject) -> None:
    ended = samples.alert(status="withdrawn", ended="这批短信已经拦下。", reviewed="2026-11-21")
    message = the_message(project, {"alerts/a.md": ended})
    assert message.findtext("c:msgType", namespaces=CAP) == "Cancel"
    assert "a.20261120" in message.findtext("c:references", namespaces=CAP)
    assert message.findtext(".//c:description", namespaces=CAP) == "这批短信已经拦下。"


def the_message(project: MakeProject, files: dict[str, str]) -> etree._Element:
    """The one message of a small library, held against the schema."""
    edition, _ = read_edition(project({"scams/shuadan.md": samples.scam(), **files}))
    (product,) = [p for p in cap.products(edition) if p.path.endswith("/cap.xml")]
    message = etree.fromstring(product.make(product.args, ROOT).data)
    OASIS.assertValid(message)
    STRICTER.assertValid(message)
    return message


def cap_words() -> tuple[str, ...]:
    return ("msgType", "references", "severity", "urgency", "areaDesc", "event")
