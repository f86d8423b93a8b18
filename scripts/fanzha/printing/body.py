"""The body of an item taken apart at its second-level headings."""

from __future__ import annotations

import re

_ELSEWHERE = re.compile(r"[^。！？\n]*[看见]\[[^\]\n]*\]\([^)\n]*\.md[^)\n]*\)。")
_ENTRY = re.compile(r"^[-*][ \t]+(?P<text>.+)$", re.MULTILINE)
_HEADING = re.compile(r"^##[ \t]+(?P<title>.+?)[ \t]*#*$", re.MULTILINE)


def sections(body: str) -> dict[str, str]:
    """Heading → Markdown below it, in order; what stands before the first is under ""."""
    marks = list(_HEADING.finditer(body))
    found = {"": body[: marks[0].start() if marks else None].strip()}
    for at, mark in enumerate(marks):
        end = marks[at + 1].start() if at + 1 < len(marks) else None
        found[mark["title"]] = body[mark.end() : end].strip()
    return {title: text for title, text in found.items() if text}


def on_paper(body: str) -> str:
    """Without the sentences that only send the reader to another page: paper has no links."""
    return _ELSEWHERE.sub("", body)


def entries(text: str) -> list[str]:
    """The entries of the lists with dots, as Markdown of a line each."""
    return [found["text"].strip() for found in _ENTRY.finditer(text)]
