"""What a page says to somebody who holds paper of it: whether that is today's edition.

Paper carries a number that ends with the day of its item's last review (printing/sheet.py). A short
address stays the same for ever, so the page cannot know which edition its reader holds: it says
how the reader sees it.
"""

from __future__ import annotations

from markupsafe import Markup

from fanzha.content.kinds.meta import Meta, Status
from fanzha.content.library import Item
from fanzha.site.escaping import filled
from fanzha.site.views import Views


def paper_edition(views: Views, item: Item[Meta]) -> Markup:
    """A sentence or two; empty where nothing of the item is printed."""
    paper = any(one.path.endswith(".pdf") for one in views.made_of.get(item.id, ()))
    meta = item.meta
    if meta.status is Status.WITHDRAWN:
        return Markup("内容已撤下。手上有这一页的纸，请不要再用。")
    if item.expired(views.edition.today):
        return Markup("内容已过期。手上有这一页的纸，请换下来。")
    if not paper:
        return Markup()
    if meta.revised:
        what = filled(meta.revised.what, views.edition.region)
        return Markup("这一版有更新：{}纸上编号末尾早于 {} 的是旧版，请换新的。").format(
            what, f"{meta.revised.on:%Y%m%d}"
        )
    return Markup("纸上编号末尾是 {} 的，就是最新一版；更早的，用到纸上“有效至”那一天。").format(
        f"{meta.reviewed:%Y%m%d}"
    )
