"""Reading without a network: the page for what is not kept, and the worker that keeps pages.

The worker (overrides/site/offline/sw.js) gets a list of what to keep from the first visit on: the
help pages that the bar at the bottom leads to, the table of phones, the self-check, and what they
load. Its version is a hash of those files, so that a phone fetches them anew when, and only when,
one has changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from fanzha.site.bundle import OFFLINE, SCRIPT, STYLE
from fanzha.site.special import Special
from fanzha.site.triage import SELFCHECK
from fanzha.site.views import CardView, Views, address

PAGE = "offline.md"
WORKER = "sw.js"
SWITCH_OFF = "sw-off.js"
# Few, because they come on top of a first visit (bytes for a phone that pays for each).
HELP = ("zhengzai-beipian", "yijing-zhuanzhang", "dianhua-biao")
BOOT = "assets/boot.js"


def page(views: Views) -> Special:
    """The page that stands in for one that is not kept."""
    text = "没有网络时能看的页面和能打的电话。"
    return Special("没有网络", text, "offline.html", lambda: _values(views), listed=False)


def worker_files(views: Views, read: Callable[[str], bytes], selfcheck: bool) -> dict[str, str]:
    """sw.js for the finished site, with or without a self-check, and what takes it away.

    `read` gives a file of the site.

    Where the setting is off, sw.js is that file: phones that have the worker lose it.
    """
    sources = views.bundle.folder / OFFLINE
    off = (sources / SWITCH_OFF).read_text(encoding="utf-8")
    if not views.offline:
        return {WORKER: off, SWITCH_OFF: off}
    ways = [address(SELFCHECK)] if selfcheck else []
    pages = [address(PAGE), *(card.url for card in _cards(views)), *ways]
    files = [f"{name}?v={views.bundle.version}" for name in (STYLE, SCRIPT, BOOT)]
    digest = hashlib.sha256()
    for path in (*(f"{page}index.html" for page in pages), STYLE, SCRIPT, BOOT):
        digest.update(read(path))
    kept = {"version": digest.hexdigest()[:10], "pages": pages, "files": files}
    worker = (sources / WORKER).read_text(encoding="utf-8")
    return {WORKER: f"var kept = {json.dumps(kept)};\n{worker}", SWITCH_OFF: off}


def _values(views: Views) -> dict[str, Any]:
    return {"cards": _cards(views)}


def _cards(views: Views) -> list[CardView]:
    by_id = views.edition.library.by_id
    items = [by_id[name] for name in HELP if name in by_id]
    return views.cards([item for item in items if item.listed(views.edition.today)])
