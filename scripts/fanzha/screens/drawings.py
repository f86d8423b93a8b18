"""The drawing that stands beside a message: that of the type of fraud it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fanzha.content.kinds.items import Scam
from fanzha.screens.messages import Message

if TYPE_CHECKING:
    from fanzha.content.library import Item
    from fanzha.edition import Edition


def picture(edition: Edition, message: Message) -> str:
    """The drawing as SVG; empty where there is none."""
    return of(edition, edition.library.scam(message.scam))


def of(edition: Edition, scam: Item[Scam] | None) -> str:
    """The drawing of a type of fraud."""
    path = edition.project.docs / ((scam.meta.image if scam else None) or "")
    return path.read_text(encoding="utf-8") if path.suffix == ".svg" and path.is_file() else ""
