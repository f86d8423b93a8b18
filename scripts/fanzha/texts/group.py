"""group: a few lines for a chat, for any group and for that of parents (R15)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from fanzha.content.kinds.notices import Form, Notice
from fanzha.language.passing_on import TOLD_AT_HOME, group_texts, passed_on
from fanzha.product import Args, Made, Product
from fanzha.texts.plain import as_file, text_product

if TYPE_CHECKING:
    from fanzha.content.kinds.meta import Meta
    from fanzha.content.library import Item
    from fanzha.edition import Edition

KIND = "group"
KINDS = TOLD_AT_HOME | {"notices", "law", "help"}


def products(edition: Edition) -> Iterator[Product]:
    """`texts/<id>/group.txt` of every item that a group would read."""
    for item in edition.library.items:
        if item.kind in KINDS and passed_on(item, edition) and not _for_offices(item):
            args = {"copy": [list(row) for row in group_texts(edition, item)]}
            yield text_product(item.id, KIND, "group.txt", "发群里的话", make, args)


def _for_offices(item: Item[Meta]) -> bool:
    """Forms that somebody at work fills in: no resident is told of them."""
    return isinstance(item.meta, Notice) and item.meta.form is Form.RECORD


def make(args: Args, overrides: Path) -> Made:
    """Each text under the name of its groups."""
    blocks = [f"发到{group}：\n\n{text}" for group, text in args["copy"]]
    return as_file("\n\n\n".join(blocks))
