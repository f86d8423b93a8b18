"""The drawing that stands beside a message: its own, or that of the type of fraud it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fanzha.screens.messages import Message

if TYPE_CHECKING:
    from fanzha.content.library import Item
    from fanzha.edition import Edition


def picture(edition: Edition, message: Message) -> str:
    """The drawing as SVG; empty where there is none."""
    library = edition.library
    return of(edition, library.by_id.get(message.item), library.scam(message.scam))


def of(edition: Edition, *items: Item[Any] | None) -> str:
    """The drawing of the first of the items that has one."""
    image = next((item.meta.image for item in items if item and item.meta.image), "")
    path = edition.project.docs / image
    return path.read_text(encoding="utf-8") if path.suffix == ".svg" and path.is_file() else ""
