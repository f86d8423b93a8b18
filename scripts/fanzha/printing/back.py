"""The back of a leaflet: the body as pieces that are drawn, not a list from a word processor.

Where type of a readable size leaves no room for that, the text stands in two columns under the drawings,
which keep their names only; then the boxes become paragraphs: `Form`.

Under 是什么 the drawn course takes the place of the numbered list that says the same. Under 怎么办 each
paragraph that begins with a name in bold is a box; one that says 110 is for those who have paid.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from fanzha.printing.body import sections

_NUMBERED = re.compile(r"(?:^\d+[.、].*\n?(?:[ \t]+\S.*\n?)*)+", re.MULTILINE)
_NAMED = re.compile(r"^\*\*(?P<name>[^*]+)\*\*[：:]\s*(?P<text>.*)", re.DOTALL)
_LIST = re.compile(r"[-*] |\d+[.、]")
_LEADS = re.compile(r"[^。！？\n]*：\s*$")
PAID = "110"
# Of so many boxes, how many stand beside each other; more stand under each other.
ROWS = {2: (2,), 3: (3,), 4: (2, 2)}


class Form(StrEnum):
    """How much room the pieces take, from the most to the least."""

    FULL = "full"
    COLUMNS = "columns"  # two columns, the course across them without its sentences
    PLAIN = "plain"  # the same, and what to do as paragraphs


class Way(NamedTuple):
    """How a back is set: its type in points, and the room that its pieces take."""

    size: float
    form: Form = Form.FULL


class Piece(NamedTuple):
    """A heading, a text in Markdown, the course, or the boxes of what to do."""

    kind: str
    text: str = ""
    boxes: tuple[tuple[str, str], ...] = ()


def pieces(body: str, form: Form, *, drawn: bool) -> list[Piece]:
    """What stands on the back, in the order of the body; `drawn` where there is a course to show."""
    found: list[Piece] = []
    for title, text in sections(body).items():
        if title:
            found.append(Piece("heading", title))
        if title == "是什么" and drawn:
            before, after = _around(text)
            if form is not Form.FULL:
                # The course stands above both columns, not behind what leads to it.
                before = _LEADS.sub("", before)
            found += [*_text(before), Piece("course"), *_text(after)]
        elif title == "怎么办" and form is not Form.PLAIN:
            found += _advice(text)
        else:
            found += _text(text)
    return found


def rows(count: int, form: Form) -> Sequence[int]:
    """How many of `count` boxes stand in each row."""
    return ROWS.get(count, (1,) * count) if form is Form.FULL else (1,) * count


def _around(text: str) -> tuple[str, str]:
    """What stands before the first numbered list, and behind it; the list itself is drawn."""
    found = _NUMBERED.search(text)
    return (text[: found.start()], text[found.end() :]) if found else (text, "")


def _text(text: str) -> list[Piece]:
    return [Piece("text", text.strip())] if text.strip() else []


def _advice(text: str) -> list[Piece]:
    """The boxes, with the paragraphs before the first and behind the last."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text) if block.strip()]
    named = [at for at, block in enumerate(blocks) if _NAMED.match(block)]
    if not named:
        return _text(text)
    last = named[-1] + 1
    while last < len(blocks) and _LIST.match(blocks[last]):
        last += 1
    boxes: list[tuple[str, str]] = []
    for block in blocks[named[0] : last]:
        if found := _NAMED.match(block):
            boxes.append((found["name"], found["text"]))
        else:
            name, above = boxes.pop()
            boxes.append((name, f"{above}\n\n{block}".strip()))
    before, after = "\n\n".join(blocks[: named[0]]), "\n\n".join(blocks[last:])
    return [*_text(before), Piece("boxes", boxes=tuple(boxes)), *_text(after)]


def piece_data(piece: Piece, form: Form, to_xhtml: Callable[[str], str]) -> dict[str, Any]:
    """A piece as the template gets it."""
    if piece.kind != "boxes":
        text = to_xhtml(piece.text) if piece.kind == "text" else piece.text
        return {"kind": piece.kind, "text": text}
    boxes = [
        {"name": name, "text": to_xhtml(text), "paid": PAID in text.replace("96110", "")}
        for name, text in piece.boxes
    ]
    return {"kind": "boxes", "rows": list(rows(len(boxes), form)), "boxes": boxes}
