"""Where the values of a YAML mapping begin and end, to the character, with how they are written.

The marks of a YAML reader end a block where the next thing begins, past comments and blank lines;
here a block ends with the last character of its last value.
"""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from fanzha.content.reading.yaml_text import compose
from fanzha.content.writing.edits import FieldPath
from fanzha.content.writing.lines import Spot


@dataclass(frozen=True)
class Place:
    """A value: `flow` is in brackets, `style` the quotation mark or the sign of a block of lines."""

    start: Spot
    end: Spot
    flow: bool = False
    style: str = ""
    entries: tuple[Entry, ...] = ()
    form: str = "text"  # text, list, mapping

    @property
    def inline(self) -> bool:
        """Whether its text stands by itself: what comes before it on its line is not part of it."""
        return self.flow or self.form == "text"


@dataclass(frozen=True)
class Entry:
    """A field or a list entry; `start` is its key or its dash, in brackets its first character."""

    name: str | int
    start: Spot
    after: Spot  # behind the colon or the dash
    value: Place


def read_places(rows: list[str], first: int) -> Place:
    """The mapping that `rows` hold; `first` is their first line in the file. It must be sound."""
    root = compose(rows)
    walker = _Walker(rows, first)
    if root is None:
        return Place((first, 0), (first, 0), form="mapping")
    return walker.place(root, (first, 0))


def find(root: Place, path: FieldPath) -> Place | None:
    """The value at a path, if it is there."""
    at = root
    for step in path:
        entry = entry_of(at, step)
        if entry is None:
            return None
        at = entry.value
    return at


def entry_of(place: Place, name: str | int) -> Entry | None:
    """The field or list entry of this name."""
    return next((entry for entry in place.entries if entry.name == name), None)


class _Walker:
    def __init__(self, rows: list[str], first: int) -> None:
        self.rows = rows
        self.first = first

    def place(self, node: yaml.Node, after: Spot) -> Place:
        """`after` is the spot behind the colon or dash that the value belongs to."""
        start, end = self._spot(node.start_mark), self._spot(node.end_mark)
        if isinstance(node, yaml.ScalarNode):
            if not node.value and not node.style:
                return Place(after, after)
            if node.style in ("|", ">"):
                end = self._last_text(start, end)
            return Place(start, end, style=node.style or "")
        entries: list[Entry] = []
        flow = bool(getattr(node, "flow_style", False))
        if isinstance(node, yaml.SequenceNode):
            floor = start[0]
            for index, child in enumerate(node.value):
                at = self._spot(child.start_mark)
                if flow:
                    entries.append(Entry(index, at, at, self.place(child, at)))
                    continue
                dash = self._dash(at[0], floor, start[1])
                behind = (dash[0], dash[1] + 1)
                entries.append(Entry(index, dash, behind, self.place(child, behind)))
                floor = entries[-1].value.end[0]
            form = "list"
        else:
            for key, child in node.value:
                at = self._spot(key.start_mark)
                colon = self._colon(self._spot(key.end_mark))
                entries.append(Entry(key.value, at, colon, self.place(child, colon)))
            form = "mapping"
        if not flow and entries:
            end = entries[-1].value.end
        return Place(start, end, flow=flow, entries=tuple(entries), form=form)

    def _spot(self, mark: yaml.Mark) -> Spot:
        return mark.line + self.first, mark.column

    def _row(self, line: int) -> str:
        at = line - self.first
        return self.rows[at] if at < len(self.rows) else ""

    def _colon(self, end: Spot) -> Spot:
        """Behind the colon that follows a key; in brackets a key may have none."""
        line, column = end
        rest = self._row(line)[column:]
        gap = len(rest) - len(rest.lstrip(" "))
        return (line, column + gap + 1) if rest[gap : gap + 1] == ":" else end

    def _dash(self, line: int, floor: int, column: int) -> Spot:
        """The dash of a list entry whose value begins on `line`, or above it on a line alone."""
        for at in range(line, floor - 1, -1):
            row = self._row(at)
            if row[column : column + 1] == "-" and row[column + 1 : column + 2] in ("", " "):
                return at, column
        return line, column

    def _last_text(self, start: Spot, end: Spot) -> Spot:
        """A block of lines ends with its last line that is not empty."""
        line = end[0] if end[1] else end[0] - 1
        while line > start[0] and not self._row(line).strip():
            line -= 1
        return line, len(self._row(line))
