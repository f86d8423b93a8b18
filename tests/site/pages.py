"""Pages as files: what they link to, what they load, what they say; by Python's own HTML parser."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import yaml

from tests.conftest import TODAY

SITE_URL = "https://shifan.example/fanzha/"
# Elements whose address a browser fetches by itself.
LOADED = {"script", "img", "source", "iframe", "audio", "video", "embed", "object", "input"}
LOADED_LINKS = {"stylesheet", "icon", "preload", "prefetch", "manifest", "apple-touch-icon"}


@dataclass
class Page:
    """One HTML file; addresses as they stand there."""

    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    text: str = ""
    script: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.page.tags.append((tag, values))
        self.page.ids.update(values[name] for name in ("id", "name") if values.get(name))
        self.silent += tag in ("script", "style")
        rel = set(values.get("rel", "").split())
        if tag == "a" and "href" in values:
            self.page.links.append(values["href"])
        if tag == "link" and "href" in values:
            (self.page.loads if rel & LOADED_LINKS else self.page.links).append(values["href"])
        if tag in LOADED:
            self.page.loads += [values[name] for name in ("src", "data") if name in values]
            for part in values.get("srcset", "").split(","):
                self.page.loads += part.split()[:1]
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            self.page.links.append(values["content"].split("url=", 1)[1])

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if self.silent:
            self.page.script += data
        else:
            self.page.text += data


LOOP_DEPTH = 4  # screens/<playlist>/<profile>/index.html; a playlist's own page is less deep


@cache
def read(path: Path) -> Page:
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader.page


def html_files(site: Path) -> list[Path]:
    """Every page that a resident meets: QR addresses only pass on, loops run on screens, articles
    are for those who publish them."""
    places = ((path, path.relative_to(site).parts) for path in site.rglob("*.html"))
    return sorted(
        path
        for path, parts in places
        if parts[0] not in ("q", "texts")
        and not (parts[0] == "screens" and len(parts) == LOOP_DEPTH)
    )


def name(site: Path, path: Path) -> str:
    return path.relative_to(site).as_posix()


def target(site: Path, path: Path, address: str) -> tuple[Path, str] | None:
    """(file, anchor) that an address on a page leads to; None where it leaves the site."""
    base = urljoin(SITE_URL, name(site, path).removesuffix("index.html"))
    whole = urlsplit(urljoin(base, address))
    root = urlsplit(SITE_URL)
    if (whole.scheme, whole.netloc) != (root.scheme, root.netloc):
        return None
    if not whole.path.startswith(root.path):
        return None
    below = unquote(whole.path[len(root.path) :])
    file = site / below
    return (file / "index.html" if below.endswith("/") or not below else file), unquote(
        whole.fragment
    )


def linked(site: Path, page: str) -> set[str]:
    """Files of the site that a page links to, such as scams/etc/index.html."""
    path = site / page
    found = (target(site, path, address) for address in read(path).links)
    return {name(site, file) for file, _ in filter(None, found) if file.is_relative_to(site)}


def dead(site: Path, path: Path) -> Iterator[str]:
    """Addresses of the own site on a page that lead nowhere."""
    page = read(path)
    for address in [*page.links, *page.loads]:
        goal = target(site, path, address)
        if goal is None:
            continue
        file, anchor = goal
        if not file.is_file() or (anchor and anchor not in read(file).ids):
            yield f"{name(site, path)}: {address}"


def sources(docs: Path, day: datetime.date = TODAY) -> dict[str, dict[str, Any]]:
    """Page such as scams/etc/index.html → the front matter of its file, if it is out by then."""
    found = {}
    for path in sorted(docs.rglob("*.md")):
        page = path.relative_to(docs)
        if page.parts[0] in ("data", "assets", "editors", "engineers"):
            continue
        head = path.read_text(encoding="utf-8-sig").split("---\n")[1]
        place = page.parent if page.stem == "index" else page.with_suffix("")
        fields = yaml.safe_load(head)
        if fields["status"] != "draft" and fields["published"] <= day:
            found[(place / "index.html").as_posix()] = fields
    return found


def current(docs: Path, day: datetime.date = TODAY) -> dict[str, dict[str, Any]]:
    """Those that lists show: neither withdrawn nor expired nor replaced, and in season."""
    found = sources(docs, day)
    replaced = {
        f"alerts/{fields['replaces']}/index.html"
        for fields in found.values()
        if "replaces" in fields
    }
    return {
        page: fields
        for page, fields in found.items()
        if fields["status"] == "published"
        and page not in replaced
        and fields.get("expires", day) >= day
        and _in_season(fields.get("season"), f"{day:%m-%d}")
    }


def _in_season(season: dict[str, str] | None, day: str) -> bool:
    """Days as 12-31; a season that begins later than it ends passes the turn of the year."""
    if season is None:
        return True
    start, end = season["start"], season["end"]
    return start <= day <= end if start <= end else day >= start or day <= end


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)
