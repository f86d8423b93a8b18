"""Edits of the text below the front matter: all of it, or one section with its heading kept."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fanzha.content.writing.lines import Lines
from fanzha.errors import UsageError

_HEADING = re.compile(r"^ {0,3}##(?!#)\s*(.*?)\s*#*\s*$")
_FENCE = re.compile(r"^ {0,3}(```|~~~)")


def sections(body: str) -> dict[str, str]:
    """Heading → text, without the empty lines around it; "" is what stands before the first."""
    rows = body.split("\n")
    found: dict[str, str] = {}
    for name, start, stop in _spans(rows):
        if name in found:
            raise UsageError(f"正文里有两段都叫“{name}”，请先改成一段")
        found[name] = "\n".join(rows[start:stop]).strip("\n")
    return found


def with_body(lines: Lines, first: int, text: str) -> Lines:
    """All that stands from line `first` on, but the empty lines before and after it."""
    rows = list(lines.rows[first:])
    start, stop = _trimmed(rows, 0, len(rows))
    return _put(lines, first + start, first + stop, text, first)


def with_section(
    lines: Lines, first: int, name: str, text: str | None, parts: Sequence[str] = ()
) -> Lines:
    """One section: changed, added (in the order of `parts`) or, where `text` is None, taken away."""
    rows = list(lines.rows[first:])
    spans = _spans(rows)
    here = next((span for span in spans if span[0] == name), None)
    if here is not None:
        start, stop = _trimmed(rows, here[1], here[2])
        if text is None and name:
            head = here[1] - 1
            end = here[2] if here[2] < len(rows) else stop
            return lines.replaced((first + head, 0), _spot(lines, first + end), "")
        return _put(lines, first + start, first + stop, text or "", first + here[1])
    if text is None:
        return lines
    later = list(parts[parts.index(name) + 1 :]) if name in parts else []
    block = f"## {name}\n\n{text}".rstrip("\n") if name else text
    for other, start, _ in spans:
        if other in later:
            spot = (first + start - 1, 0)
            return lines.replaced(spot, spot, f"{block}\n\n")
    _, stop = _trimmed(rows, 0, len(rows))
    return _put(lines, first + stop, first + stop, block, first)


def _put(lines: Lines, start: int, stop: int, text: str, floor: int) -> Lines:
    """Lines `start` up to `stop` become `text`; with an empty line above, where one is missing."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if start == stop:
        if not text:
            return lines
        above = start - 1
        while above >= floor and not lines.rows[above].strip():
            above -= 1
        spot = (above, len(lines.rows[above]))
        crowded = above + 1 < len(lines.rows) and lines.rows[above + 1].strip()
        return lines.replaced(spot, spot, f"\n\n{text}" + ("\n" if crowded else ""))
    if not text:
        loose = stop < len(lines.rows) - 1 and not lines.rows[stop].strip()
        return lines.without(start, stop if loose else stop - 1)
    old = list(lines.rows[start:stop])
    new = text.split("\n")
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail_same = 0
    while tail_same < min(len(old), len(new)) - head and old[-1 - tail_same] == new[-1 - tail_same]:
        tail_same += 1
    old_part, new_part = old[head : len(old) - tail_same], new[head : len(new) - tail_same]
    if not old_part and not new_part:
        return lines
    if not old_part:
        return lines.below(start + head - 1, new_part)
    if not new_part:
        return lines.without(start + head, start + head + len(old_part) - 1)
    last = start + head + len(old_part) - 1
    spot = (last, len(lines.rows[last]))
    return lines.replaced((start + head, 0), spot, "\n".join(new_part))


def _spot(lines: Lines, line: int) -> tuple[int, int]:
    return (line, 0) if line < len(lines.rows) else (len(lines.rows) - 1, len(lines.rows[-1]))


def _spans(rows: Sequence[str]) -> list[tuple[str, int, int]]:
    """(heading, first line of its text, line behind it); the first is what has no heading."""
    spans: list[tuple[str, int, int]] = []
    name, start, fence = "", 0, ""
    for at, row in enumerate(rows):
        if match := _FENCE.match(row):
            fence = "" if fence == match[1] else fence or match[1]
        elif not fence and (match := _HEADING.match(row)):
            spans.append((name, start, at))
            name, start = match[1], at + 1
    return [*spans, (name, start, len(rows))]


def _trimmed(rows: Sequence[str], start: int, stop: int) -> tuple[int, int]:
    while start < stop and not rows[start].strip():
        start += 1
    while stop > start and not rows[stop - 1].strip():
        stop -= 1
    return start, stop
