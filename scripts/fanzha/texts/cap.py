"""cap: each alert in the Common Alerting Protocol 1.2 (OASIS, ITU-T X.1303bis), and a feed of them.

Other systems of a town read it: screens, radio, apps. Severity, urgency and certainty are CAP's own
words; no colour is given, because colour grades are for disasters and are issued by counties. A
sample region sends tests. The identifier of a message holds the day of its review, so a mended text
is a new message and refers to the first. An alert that `replaces` another is an update of that, and
one that is called off (`ended`) is sent as a cancellation, until the day on which it would have ended.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from fanzha.clock import CHINA
from fanzha.content.kinds.items import Alert
from fanzha.content.kinds.meta import Scope, Severity, Status
from fanzha.product import Args, Made, Product
from fanzha.texts.plain import FAMILY, text_product
from fanzha.texts.points import points

if TYPE_CHECKING:
    from fanzha.content.library import Item
    from fanzha.edition import Edition

KIND = "cap"
NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
ATOM = "http://www.w3.org/2005/Atom"
MEDIA = "application/cap+xml"
FEED = "texts/cap-feed.xml"
HEADLINE = 160  # characters, of a headline that every system shows
# Severity of an alert → CAP's severity, urgency and certainty.
WORDS = {
    Severity.NOTICE: ("Minor", "Future", "Likely"),
    Severity.WARNING: ("Moderate", "Expected", "Observed"),
    Severity.URGENT: ("Severe", "Immediate", "Observed"),
}


def products(edition: Edition) -> Iterator[Product]:
    """A message per current alert; and where there is a website, a feed that leads to them."""
    today = edition.today
    ended = [item for item in edition.library.of(Alert) if _called_off(item, today)]
    found = [*edition.alerts, *ended]
    rows = [_args(edition, item) for item in found]
    for item, args in zip(found, rows, strict=True):
        yield text_product(item.id, KIND, "cap.xml", "预警数据（CAP 1.2）", make, args)
    region = edition.region
    if not rows or not region.site_url:
        return
    feed = {
        "title": f"{region.site_name}：预警",
        "site_url": region.site_url,
        "author": region.publisher,
        "day": edition.date.isoformat(),
        "rows": [
            {name: args[name] for name in ("id", "identifier", "headline", "sent", "web")}
            for args in rows
        ],
    }
    yield Product(
        path=FEED,
        family=FAMILY,
        kind="text-cap-feed",
        label="预警数据的更新列表（Atom）",
        items=tuple(item.id for item in found),
        make=make_feed,
        args=feed,
    )


def make(args: Args, overrides: Path) -> Made:
    """The message; its elements in the order that the schema wants."""
    alert = Element("alert", {"xmlns": NAMESPACE})
    head = ("identifier", "sender", "sent", "status", "msgType", "source", "scope", "note")
    _elements(alert, args, (*head, "references"))
    info = SubElement(alert, "info")
    _elements(
        info,
        args,
        (
            *("language", "category", "event", "responseType", "urgency", "severity"),
            *("certainty", "audience", "effective", "expires", "senderName", "headline"),
            *("description", "instruction", "web", "contact"),
        ),
    )
    _elements(SubElement(info, "area"), args, ("areaDesc",))
    return _xml(alert)


def make_feed(args: Args, overrides: Path) -> Made:
    """An Atom feed whose links are CAP messages."""
    root = Element("feed", {"xmlns": ATOM, "xml:lang": "zh-CN"})
    address = args["site_url"] + FEED
    _text(root, "id", address)
    _text(root, "title", args["title"])
    _text(root, "updated", f"{args['day']}T00:00:00+08:00")
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": address})
    _text(SubElement(root, "author"), "name", args["author"])
    for row in args["rows"]:
        entry = SubElement(root, "entry")
        file = f"{args['site_url']}texts/{row['id']}/cap.xml"
        _text(entry, "id", f"{file}#{row['identifier']}")
        _text(entry, "title", row["headline"])
        _text(entry, "updated", row["sent"])
        SubElement(entry, "link", {"rel": "alternate", "type": MEDIA, "href": file})
        SubElement(entry, "link", {"rel": "related", "type": "text/html", "href": row["web"]})
    return _xml(root)


def _args(edition: Edition, item: Item[Alert]) -> dict[str, Any]:
    meta, region = item.meta, edition.region
    told = points(edition, item)
    scam = edition.library.scam(meta.scam)
    severity, urgency, certainty = WORDS[meta.severity]
    sent = _moment(meta.reviewed)
    labels = edition.tables.audiences
    audience = "、".join(labels[key].label for key in meta.audiences if key in labels)
    sender = _sender(edition)
    return {
        "id": item.id,
        "identifier": f"{sender}.{item.id}.{meta.reviewed:%Y%m%d}{'.end' if meta.ended else ''}",
        "sender": sender,
        "sent": sent,
        "status": "Test" if region.sample else "Actual",
        "msgType": _type(meta),
        "source": region.publisher,
        "scope": "Public",
        "note": "示范数据，请勿当真" if region.sample else "",
        "references": _references(edition, sender, item),
        "language": "zh-CN",
        "category": "Security",
        "event": scam.meta.title.split("：")[0] if scam else "电信网络诈骗",
        "responseType": "AllClear" if meta.ended else "Avoid",
        "urgency": urgency,
        "severity": severity,
        "certainty": certainty,
        "audience": audience,
        "effective": sent,
        "expires": _moment(item.holds_until(edition.today), last=True),
        "senderName": region.publisher,
        "headline": told.title[:HEADLINE],
        "description": meta.ended or "\n".join(filter(None, (told.summary, told.news))),
        "instruction": "\n".join((f"记住：{told.rule}。", *told.steps)),
        "web": region.lasting(item.id),
        "contact": "钱转走了打110，拿不准打96110",
        "areaDesc": "全国" if meta.scope is Scope.NATIONAL else region.name,
    }


def _called_off(item: Item[Alert], today: datetime.date) -> bool:
    """Whether it was withdrawn, with a reason, and would hold still."""
    withdrawn = item.meta.status is Status.WITHDRAWN and item.meta.ended is not None
    return withdrawn and item.shown(today) and not item.expired(today)


def _type(meta: Alert) -> str:
    if meta.ended:
        return "Cancel"
    return "Update" if meta.replaces or meta.reviewed != meta.published else "Alert"


def _references(edition: Edition, sender: str, item: Item[Alert]) -> str:
    """The messages that this one takes the place of: that of the older alert, and its own first."""
    meta = item.meta
    older = edition.library.by_id.get(meta.replaces or "")
    days = sorted({older.meta.published, older.meta.reviewed}) if older else []
    found = [(meta.replaces, day) for day in days]
    if meta.reviewed != meta.published or meta.ended:
        found.append((item.id, meta.published))
    return " ".join(f"{sender},{sender}.{name}.{day:%Y%m%d},{_moment(day)}" for name, day in found)


def _sender(edition: Edition) -> str:
    """A name that is ours alone: the host of the website, or the id of the region."""
    return urlsplit(edition.region.site_url).hostname or f"fanzha.{edition.region.id}"


def _moment(day: datetime.date, *, last: bool = False) -> str:
    """As CAP writes a moment: with seconds and an offset, never Z."""
    time = datetime.time(23, 59, 59) if last else datetime.time()
    return datetime.datetime.combine(day, time, CHINA).isoformat(timespec="seconds")


def _elements(parent: Element, args: Args, names: tuple[str, ...]) -> None:
    """The elements that have something to say."""
    for name in names:
        if args[name]:
            _text(parent, name, args[name])


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _xml(root: Element) -> Made:
    indent(root)
    text = '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"
    return Made(text.encode())
