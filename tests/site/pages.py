"""Pages as files: what they link to, what they load, what they say.

By lxml: the pages of the shipped site are read in half of the time that Python's own parser takes.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
import yaml
from lxml.etree import iterwalk

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


PARSER = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
LOOP_DEPTH = 4  # screens/<playlist>/<profile>/index.html; a playlist's own page is less deep


@cache
def read(path: Path) -> Page:
    page = Page()
    said: dict[bool, list[str]] = {True: [], False: []}  # of the script or not
    root = lxml.html.document_fromstring(path.read_bytes(), parser=PARSER)
    for event, element in iterwalk(root, ("start", "end", "comment")):
        if event == "start":
            _take(page, element.tag, dict(element.attrib))
            said[element.tag in ("script", "style")].append(element.text or "")
        else:
            said[False].append(element.tail or "")
    page.text, page.script = "".join(said[False]), "".join(said[True])
    return page


def _take(page: Page, tag: str, values: dict[str, str]) -> None:
    """What an element links to and loads."""
    page.tags.append((tag, values))
    page.ids.update(values[name] for name in ("id", "name") if values.get(name))
    rel = set(values.get("rel", "").split())
    if tag == "a" and "href" in values:
        page.links.append(values["href"])
    if tag == "link" and "href" in values:
        (page.loads if rel & LOADED_LINKS else page.links).append(values["href"])
    if tag in LOADED:
        page.loads += [values[name] for name in ("src", "data") if name in values]
        for part in values.get("srcset", "").split(","):
            page.loads += part.split()[:1]
    if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
        page.links.append(values["content"].split("url=", 1)[1])


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
    below, anchor = _goal(name(site, path).removesuffix("index.html"), address)
    return None if below is None else (site / below, anchor)


@cache
def _goal(page: str, address: str) -> tuple[str | None, str]:
    """The same as a path below the site; tests ask again and again, and joining takes long."""
    whole, root = urlsplit(urljoin(SITE_URL + page, address)), urlsplit(SITE_URL)
    if (whole.scheme, whole.netloc) != (root.scheme, root.netloc):
        return None, ""
    if not whole.path.startswith(root.path):
        return None, ""
    below = unquote(whole.path[len(root.path) :])
    file = f"{below}index.html" if below.endswith("/") or not below else below
    return file, unquote(whole.fragment)


def linked(site: Path, page: str) -> set[str]:
    """Files of the site that a page links to, such as scams/etc/index.html."""
    folder = page.removesuffix("index.html")
    found = (_goal(folder, address)[0] for address in dict.fromkeys(read(site / page).links))
    return {below for below in found if below is not None}


def dead(site: Path, path: Path) -> Iterator[str]:
    """Addresses of the own site on a page that lead nowhere."""
    page = read(path)
    for address in dict.fromkeys([*page.links, *page.loads]):
        goal = target(site, path, address)
        if goal is None:
            continue
        file, anchor = goal
        if not file.is_file() or (anchor and anchor not in read(file).ids):
            yield f"{name(site, path)}: {address}"


@cache
def sources(docs: Path, day: datetime.date = TODAY) -> dict[str, dict[str, Any]]:
    """Page such as scams/etc/index.html → the front matter of its file, if it is out by then."""
    found = {}
    for path in sorted(docs.rglob("*.md")):
        page = path.relative_to(docs)
        if page.parts[0] in ("data", "assets", "editors", "engineers"):
            continue
        head = path.read_text(encoding="utf-8-sig").split("---\n")[1]
        place = page.parent if page.stem == "index" else page.with_suffix("")
        fields = yaml.load(head, yaml.CSafeLoader)
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
