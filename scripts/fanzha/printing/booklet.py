"""booklet-a5, booklet-a5-print: a handbook as a small book, to read and to staple (R7).

A scam is a spread: how it goes on the left, what is said, the signs and what to do on the right.
Stories and pages of help run on. The last pages are for phone numbers and notes, as many as make
the whole a multiple of four.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanzha.content.body_pictures import in_body
from fanzha.content.kinds.handbooks import Handbook
from fanzha.content.markup import to_xhtml
from fanzha.printing import impose
from fanzha.printing.handbook import handbook_args, large, short_name
from fanzha.printing.sheet import Format, picture, product, set_sheet
from fanzha.product import Args, Made, Product, opens

if TYPE_CHECKING:
    from fanzha.content.library import Item
    from fanzha.edition import Edition

A5 = Format(148, 210)
COST = 8  # leaflets
BOOK = "反诈手册"
MARKS = frozenset("#*-[]|>!`_<")  # of Markdown
BESIDE = 3  # drawings of chapters on the cover, beside its own


def products(edition: Edition) -> Iterator[Product]:
    """For each current handbook the booklet, and its pages in pairs for a duplex printer."""
    for item in edition.current(Handbook):
        args = _args(edition, item)
        booklet = product(edition, "booklet-a5", item.id, [item.id], make, args, cost=COST)
        yield booklet
        yield product(
            *(edition, "booklet-a5-print", item.id, [item.id], impose.make),
            {"title": args["title"]},
            parts=(booklet,),
        )


@opens("print/booklet.typ")
def make(args: Args, overrides: Path) -> Made:
    """The booklet as PDF with bookmarks, its pages in reading order."""
    contents = [{**row, "body": to_xhtml(row["body"])} for row in args["contents"]]
    plain = foreword(args["body"])
    return set_sheet(args, overrides, "booklet.typ", contents=contents, foreword=plain)


def foreword(body: str) -> list[str]:
    """The paragraphs of a foreword that is nothing but words; none where it has lists, links or marks."""
    paragraphs = ["".join(part.split("\n")) for part in body.strip().split("\n\n")]
    return [] if any(set(part) & MARKS for part in paragraphs) else paragraphs


def cover_title(name: str) -> tuple[str, str]:
    """A title as its cover sets it: for whom in the largest type, and what it is ("" where it is one word)."""
    at = name.find(BOOK)
    return (name[:at], name[at:]) if at > 0 else (name, "")


def _args(edition: Edition, item: Item[Handbook]) -> dict[str, Any]:
    args = handbook_args(edition, item, A5)
    drawn = {row["id"]: picture(edition, row["image"]) for row in args["contents"]}
    for row in args["contents"]:
        row["body"], found = in_body(
            edition.project.docs, edition.library.by_id[row["id"]].page, row["body"]
        )
        drawn |= found
    whom, form = cover_title(short_name(args["title"])[0])
    shown = [row["id"] for row in args["contents"] if drawn.get(row["id"])]
    own = [name for name in shown if drawn[name] != picture(edition, item.meta.image)]
    return args | {
        "name": short_name(args["title"])[0],
        "cover_title": [whom, form],
        "cover_drawings": own[:BESIDE],
        "large": large(item),
        "pictures": {**drawn, "": picture(edition, item.meta.image)},
    }
