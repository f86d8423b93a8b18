"""What a file says of its content, for whoever checks whether it is genuine and still in use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from fanzha.content.data.public_keys import current
from fanzha.content.markup import fill

if TYPE_CHECKING:
    from fanzha.edition import Edition

PAGE = "genuine.html"  # where a site has its verifier


def declaration(
    edition: Edition, path: str, title: str, items: Iterable[str], *, shared: bool = False
) -> dict[str, Any]:
    """What the manifest of a ZIP at `path` says of itself, as plain data for `args`.

    What is the same in all towns (`shared`) names none; whose it is, its signature says.
    """
    rows = item_rows(edition, items, shared=shared)
    return {
        "region": "" if shared else edition.region.id,
        "publisher": "" if shared else edition.region.publisher,
        "path": path,
        "title": title,
        "edition": max((row["edition"] for row in rows.values()), default=str(edition.date)),
        "items": rows,
    }


def genuine_lines(edition: Edition) -> tuple[str, ...]:
    """For the guide of a pack: how to check it, and the fingerprint; nothing where nobody signs."""
    name = current(edition.tables.keys)
    if not name:
        return ()
    site = edition.region.site_url
    where = f"打开 {site}{PAGE}" if site else "向发布单位要一份核验页，打开它"
    return (
        f"是不是真的：{where}，把这个压缩包选进去，当场看结果，不用解开。",
        f"发布单位的指纹：{name}（和核验页上、公告栏上的要一样）",
    )


def item_rows(
    edition: Edition, items: Iterable[str], *, shared: bool = False
) -> dict[str, dict[str, str]]:
    """Id → title, edition and last day, of those that are items, in the order of their ids."""
    by_id = edition.library.by_id
    found = [by_id[name] for name in sorted({*items}) if name in by_id]
    return {
        item.id: {
            "title": fill(item.meta.title, edition.region)
            if not shared
            else _plain(item.meta.title),
            "edition": item.meta.reviewed.isoformat(),
            "valid_until": item.holds_until(edition.today).isoformat(),
        }
        for item in found
    }


def _plain(title: str) -> str:
    """A title that names no town."""
    return re.sub(r"\{\w+\}", "本地", title)
