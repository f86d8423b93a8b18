"""What is printed of a handbook: its own fields and its chapters, as plain JSON data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fanzha.content.kinds.handbooks import Handbook
from fanzha.content.kinds.meta import Meta
from fanzha.content.kinds.registry import KINDS
from fanzha.content.markup import fill
from fanzha.language.days import day_text
from fanzha.language.phrases import rule_lines
from fanzha.printing.body import on_paper
from fanzha.printing.sheet import COMPOSITE, Format, item_args

if TYPE_CHECKING:
    from fanzha.content.library import Item
    from fanzha.edition import Edition


def handbook_args(edition: Edition, item: Item[Handbook], form: Format) -> dict[str, Any]:
    """The arguments of an item, with `contents`: the fields and the body of each current chapter.

    It is valid as long as the first chapter to run out, and as new as the latest to be reviewed.
    """
    found = (edition.library.by_id.get(name) for name in item.meta.chapters)
    chapters = [one for one in found if one is not None and one.current(edition.today)]
    until = min(one.holds_until(edition.today) for one in (item, *chapters))
    args = item_args(edition, item, form)
    return args | {
        "valid": day_text(until),
        "contents": [_chapter(edition, one) for one in chapters],
    }


def large(item: Item[Meta]) -> bool:
    """Whether old people are among those it is for: then body type is 14 points at least."""
    return "older" in item.meta.audiences


def short_name(title: str) -> tuple[str, str]:
    """A title at its colon: the name, and what is said of it ("" where there is no colon)."""
    name, _, after = title.partition("：")
    return name, after


def _chapter(edition: Edition, item: Item[Meta]) -> dict[str, Any]:
    fields = fill(item.meta.model_dump(mode="json"), edition.region)
    return {
        **fields,
        "id": item.id,
        "rule_lines": list(rule_lines(fields["rule"] or "")),
        "kind": item.kind,
        "label": KINDS[item.kind].label,
        "name": short_name(fields["title"])[0],
        "body": on_paper(fill(item.document.body, edition.region)),
        "note": COMPOSITE if item.composite else "",
    }
