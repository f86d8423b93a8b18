"""The feeds of alerts: strict readers take them, and they hold what holds today."""

from __future__ import annotations

import datetime
import json
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, parse

from tests import samples
from tests.commands import fanzha
from tests.conftest import MakeProject
from tests.site.pages import SITE_URL, current, html_files, name, read

ATOM = "{http://www.w3.org/2005/Atom}"


def rss(site: Path) -> Element:
    """The channel of the RSS file."""
    channel = parse(site / "alerts/feed.xml").getroot().find("channel")
    assert channel is not None
    return channel


def text(parent: Element, tag: str) -> str:
    """What stands in the one element of this name."""
    (found,) = parent.findall(tag)
    return (found.text or "").strip()


def absolute(address: str) -> str:
    parts = urlsplit(address)
    assert parts.scheme in ("http", "https") and parts.netloc, address
    return address


def test_the_rss_is_what_the_specification_asks_for(shipped: Path) -> None:
    """RSS 2.0: required elements once, dates of RFC 822, absolute addresses, one guid each."""
    assert parse(shipped / "alerts/feed.xml").getroot().attrib["version"] == "2.0"
    channel = rss(shipped)
    assert text(channel, "title") and text(channel, "description")
    assert absolute(text(channel, "link")) == f"{SITE_URL}alerts/"
    assert text(channel, "language") == "zh-cn"
    assert parsedate_to_datetime(text(channel, "lastBuildDate")).tzinfo
    (self,) = channel.findall(f"{ATOM}link")
    assert self.attrib["rel"] == "self" and self.attrib["href"] == f"{SITE_URL}alerts/feed.xml"
    guids = []
    for item in channel.findall("item"):
        ended = text(item, "title").startswith("【已")  # replaced or called off
        assert ended or "有效至" in text(item, "description")
        page = absolute(text(item, "link")).removeprefix(SITE_URL)
        assert (shipped / page / "index.html").is_file()
        moment = parsedate_to_datetime(text(item, "pubDate"))
        assert moment.utcoffset() == datetime.timedelta(hours=8)
        guids.append(absolute(text(item, "guid")))
        (guid,) = item.findall("guid")
        assert guid.attrib == {"isPermaLink": "true"}
        assert (shipped / guids[-1].removeprefix(SITE_URL) / "index.html").is_file()
    assert len(guids) == len(set(guids)) > 0


def test_the_json_feed_is_what_the_specification_asks_for(shipped: Path) -> None:
    """JSON Feed 1.1: version, title, items; each with an id, a text and times of RFC 3339."""
    feed = json.loads((shipped / "alerts/feed.json").read_text(encoding="utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] and feed["language"] == "zh-CN" and feed["authors"][0]["name"]
    assert absolute(feed["feed_url"]) == f"{SITE_URL}alerts/feed.json"
    assert absolute(feed["home_page_url"]) == f"{SITE_URL}alerts/"
    known = {*("id", "url", "title", "content_text"), *("date_published", "date_modified", "tags")}
    for item in feed["items"]:
        assert set(item) == known | {"_fanzha"}
        assert item["id"] and isinstance(item["id"], str) and item["content_text"]
        absolute(item["url"])
        for field in ("date_published", "date_modified"):
            assert datetime.datetime.fromisoformat(item[field]).tzinfo


def test_both_hold_the_same_current_alerts(shipped: Path) -> None:
    """In season, out, not expired; the same as on the page."""
    items = current(shipped.parent / "docs")
    wanted = {f"{SITE_URL}{p.removesuffix('index.html')}" for p in items if p.startswith("alerts/")}
    feed = json.loads((shipped / "alerts/feed.json").read_text(encoding="utf-8"))
    listed = [(item["title"], item["url"]) for item in feed["items"]]
    told = [(text(item, "title"), text(item, "link")) for item in rss(shipped).findall("item")]
    for rows in (listed, told):  # what has ended is told too, under a title that says so
        assert {url for title, url in rows if not title.startswith("【已")} == wanted


def test_an_alert_holds_through_its_last_day_and_each_date_is_in_its_place(
    project: MakeProject,
) -> None:
    """An old warning that comes back as news frightens people for nothing; published, reviewed and
    expires are three days, in the feeds and in what the page says to search engines."""
    alert = samples.alert(
        title="'“A & B” 来电'",
        published="2026-10-05",
        reviewed="2026-11-18",
        expires="2026-12-04",
        since="2026-10-01",
    )
    files = {"scams/shuadan.md": samples.scam(), "alerts/qun.md": alert}
    for day, count in (("2026-12-04", 1), ("2026-12-05", 0)):
        site = project(files, today=day).root / "site"
        assert fanzha(site.parent, "build", "--only", "site").returncode == 0
        found = rss(site).findall("item")
        assert [text(item, "title") for item in found] == ["“A & B” 来电"][:count]
        feed = json.loads((site / "alerts/feed.json").read_text(encoding="utf-8"))
        assert len(feed["items"]) == count
        page = (site / "alerts/qun/index.html").read_text(encoding="utf-8")
        assert ("过期，只供查阅" in page) is not bool(count)
        assert '"datePublished": "2026-10-05"' in page and '"dateModified": "2026-11-18"' in page
        assert '"expires": "2026-12-04"' in page
        for item, entry in zip(found, feed["items"], strict=True):
            assert text(item, "pubDate") == "Mon, 05 Oct 2026 00:00:00 +0800"
            assert "有效至2026年12月4日" in text(item, "description")
            assert "有效至2026年12月4日" in entry["content_text"]
            assert entry["date_published"] == "2026-10-05T00:00:00+08:00"
            assert entry["date_modified"] == "2026-11-18T00:00:00+08:00"
            assert entry["_fanzha"]["expires"] == "2026-12-04"


def test_every_page_names_the_feeds(shipped: Path) -> None:
    """A feed reader finds them from whatever page it is given."""
    for path in html_files(shipped):
        if path.name == "404.html":
            continue
        links = [values for tag, values in read(path).tags if tag == "link"]
        types = {v["type"] for v in links if v.get("rel") == "alternate" and "type" in v}
        assert types == {"application/rss+xml", "application/feed+json"}, name(shipped, path)
