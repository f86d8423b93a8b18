"""Feeds of the current alerts: RSS 2.0 and JSON Feed 1.1.

An alert is known by its address under /q/, which stays valid for ever. Alerts that have expired
are not in a feed: readers keep what they once fetched, and each entry says until when it holds.
"""

from __future__ import annotations

import datetime
import json
from email.utils import format_datetime
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from fanzha.clock import CHINA
from fanzha.content.kinds.items import Alert
from fanzha.content.library import Item, is_of
from fanzha.content.markup import fill
from fanzha.site.views import Views

RSS = "alerts/feed.xml"
JSON = "alerts/feed.json"
ATOM = "http://www.w3.org/2005/Atom"


def feeds(views: Views) -> dict[str, str]:
    """Path below the site → text; none where there is no website that one could come back to."""
    if not views.edition.region.site_url:
        return {}
    return {RSS: _rss(views), JSON: _json(views)}


def _rss(views: Views) -> str:
    region = views.edition.region
    root = Element("rss", {"version": "2.0", "xmlns:atom": ATOM})
    channel = SubElement(root, "channel")
    rows = {
        "title": _title(views),
        "link": f"{region.site_url}alerts/",
        "description": views.edition.tables.sections["alerts"].intro,
        "language": "zh-cn",
        "lastBuildDate": format_datetime(_moment(views.edition.date)),
        "generator": f"fanzha {views.version}",
    }
    for name, text in rows.items():
        SubElement(channel, name).text = text
    address = {"href": region.site_url + RSS, "rel": "self", "type": "application/rss+xml"}
    SubElement(channel, "atom:link", address)
    for item, meta in _alerts(views):
        entry = SubElement(channel, "item")
        SubElement(entry, "title").text = fill(meta.title, region)
        SubElement(entry, "link").text = region.site_url + views.url(item)
        SubElement(entry, "guid", {"isPermaLink": "true"}).text = _lasting(views, item)
        SubElement(entry, "pubDate").text = format_datetime(_moment(meta.published))
        SubElement(entry, "category").text = meta.severity.label
        SubElement(entry, "description").text = _text(views, meta)
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _json(views: Views) -> str:
    region = views.edition.region
    entries = [
        {
            "id": _lasting(views, item),
            "url": region.site_url + views.url(item),
            "title": fill(meta.title, region),
            "content_text": _text(views, meta),
            "date_published": _moment(meta.published).isoformat(),
            "date_modified": _moment(meta.reviewed).isoformat(),
            "tags": [meta.severity.label],
            "_fanzha": {"expires": meta.expires.isoformat(), "severity": meta.severity.value},
        }
        for item, meta in _alerts(views)
    ]
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(views),
        "home_page_url": f"{region.site_url}alerts/",
        "feed_url": region.site_url + JSON,
        "description": views.edition.tables.sections["alerts"].intro,
        "language": "zh-CN",
        "authors": [{"name": region.publisher}],
        "items": entries,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _alerts(views: Views) -> list[tuple[Item[Any], Alert]]:
    """The current alerts, the latest first."""
    return [(item, item.meta) for item in views.listed("alerts") if is_of(item, Alert)]


def _title(views: Views) -> str:
    region = views.edition.region
    return f"{region.site_name}：{views.edition.tables.sections['alerts'].title}"


def _text(views: Views, meta: Alert) -> str:
    day = meta.expires
    until = f"有效至{day.year}年{day.month}月{day.day}日。"
    return str(fill(f"{meta.summary}记住：{meta.rule}。{until}", views.edition.region))


def _lasting(views: Views, item: Item[Any]) -> str:
    return views.edition.region.lasting(item.id)


def _moment(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), CHINA)
