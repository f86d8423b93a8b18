"""Feeds of the current alerts: RSS 2.0 and JSON Feed 1.1.

An alert is known by its address under /q/, which stays valid for ever. Alerts that have expired
are not in a feed: readers keep what they once fetched, and each entry says until when it holds. One
that was called off, or replaced by a newer one, says so for sixty days: its readers have it still.
"""

from __future__ import annotations

import datetime
import json
from email.utils import format_datetime
from enum import StrEnum
from typing import Any, Self
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from fanzha.clock import CHINA
from fanzha.content.kinds.items import Alert
from fanzha.content.kinds.meta import Status
from fanzha.content.library import Item, is_of
from fanzha.content.markup import fill
from fanzha.language.days import day_text
from fanzha.site.views import Views

RSS = "alerts/feed.xml"
JSON = "alerts/feed.json"
# How long an alert that ended before its time is named: as long as any alert holds.
REMEMBERED = datetime.timedelta(days=60)
ATOM = "http://www.w3.org/2005/Atom"


class State(StrEnum):
    """What became of an alert; `mark` stands before its title."""

    mark: str

    def __new__(cls, value: str, mark: str) -> Self:
        """A member with its mark."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.mark = mark
        return member

    CURRENT = "current", ""
    REPLACED = "replaced", "【已更新】"
    CANCELLED = "cancelled", "【已解除】"


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
    for item, state in [*_alerts(views), *_ended(views)]:
        meta = item.meta
        entry = SubElement(channel, "item")
        SubElement(entry, "title").text = _headline(views, item, state)
        SubElement(entry, "link").text = region.site_url + views.url(item)
        SubElement(entry, "guid", {"isPermaLink": "true"}).text = _lasting(views, item)
        SubElement(entry, "pubDate").text = format_datetime(_moment(meta.published))
        SubElement(entry, "category").text = meta.severity.label
        SubElement(entry, "description").text = _text(views, item, state)
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _json(views: Views) -> str:
    region = views.edition.region
    entries = [
        {
            "id": _lasting(views, item),
            "url": region.site_url + views.url(item),
            "title": _headline(views, item, state),
            "content_text": _text(views, item, state),
            "date_published": _moment(item.meta.published).isoformat(),
            "date_modified": _moment(_changed(item, state)).isoformat(),
            "tags": [item.meta.severity.label],
            "_fanzha": _facts(views, item, state),
        }
        for item, state in [*_alerts(views), *_ended(views)]
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


def _alerts(views: Views) -> list[tuple[Item[Alert], State]]:
    """The current alerts, the most urgent first, then the latest."""
    return [(item, State.CURRENT) for item in views.listed("alerts") if is_of(item, Alert)]


def _ended(views: Views) -> list[tuple[Item[Alert], State]]:
    """The alerts that ended before their time, as long as somebody may still believe them."""
    today = views.edition.today
    found = []
    for item in views.edition.library.of(Alert):
        state = State.CANCELLED if item.meta.status is Status.WITHDRAWN else State.REPLACED
        ended = state is State.CANCELLED or item.replaced(today)
        if ended and views.shown(item) and _changed(item, state) + REMEMBERED >= today:
            found.append((item, state))
    return found


def _changed(item: Item[Alert], state: State) -> datetime.date:
    """The day of the last news about it."""
    if state is State.REPLACED and item.successor is not None:
        return item.successor.day
    return item.meta.reviewed


def _successor(views: Views, item: Item[Alert]) -> Item[Any] | None:
    after = item.successor
    return views.edition.library.by_id[after.id] if after is not None else None


def _headline(views: Views, item: Item[Alert], state: State) -> str:
    return state.mark + str(fill(item.meta.title, views.edition.region))


def _facts(views: Views, item: Item[Alert], state: State) -> dict[str, str]:
    """What programs ask for; of an alert that was replaced, by which."""
    after = _successor(views, item) if state is State.REPLACED else None
    return {
        "expires": item.holds_until(views.edition.today).isoformat(),
        "severity": item.meta.severity.value,
        "state": state.value,
        **({"replaced_by": _lasting(views, after)} if after is not None else {}),
    }


def _title(views: Views) -> str:
    region = views.edition.region
    return f"{region.site_name}：{views.edition.tables.sections['alerts'].title}"


def _text(views: Views, item: Item[Alert], state: State) -> str:
    meta = item.meta
    if state is State.CANCELLED:
        reason = f"{meta.ended}" if meta.ended else ""
        return f"这条预警已在{day_text(meta.reviewed)}解除。{fill(reason, views.edition.region)}"
    after = _successor(views, item)
    if state is State.REPLACED and after is not None:
        title = fill(after.meta.title, views.edition.region)
        return f"这条预警已有新的，请看：{title} {_lasting(views, after)}"
    until = f"有效至{day_text(item.holds_until(views.edition.today))}。"
    return str(fill(f"{meta.summary}记住：{meta.rule}。{until}", views.edition.region))


def _lasting(views: Views, item: Item[Any]) -> str:
    return views.edition.region.lasting(item.id)


def _moment(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), CHINA)
