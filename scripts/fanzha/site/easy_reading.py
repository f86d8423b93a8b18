"""From a scam to where it is told with a picture and two sentences.

Pages in easy reading have the keyword 易读; a part of theirs that links to a scam is about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from markdown.extensions.toc import slugify_unicode

from fanzha.content.kinds.meta import Meta
from fanzha.content.library import Item

KEYWORD = "易读"
_PART = re.compile(r"^## +(.+?)\s*$", re.MULTILINE)
_SCAM = re.compile(r"\]\(\.\./scams/([a-z0-9-]+)\.md\)")


def parts(body: str) -> dict[str, str]:
    """Id of a scam → the anchor of the first part of the text that links to it."""
    found: dict[str, str] = {}
    _, *rest = _PART.split(body)
    for heading, text in zip(rest[::2], rest[1::2], strict=True):
        for scam in _SCAM.findall(text):
            found.setdefault(scam, slugify_unicode(heading, "-"))
    return found


def places(pages: Iterable[tuple[str, Item[Meta]]]) -> dict[str, str]:
    """Id of a scam → address of the part about it, from addresses with their items."""
    found: dict[str, str] = {}
    for address, item in pages:
        if KEYWORD in item.meta.keywords:
            for scam, anchor in parts(item.document.body).items():
                found.setdefault(scam, f"{address}#{anchor}")
    return found
