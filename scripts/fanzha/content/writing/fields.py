"""One edit of the fields of a YAML text: only the lines, or the characters, that it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fanzha.content.writing.edits import Edit, FieldPath, Insert, Move, Remove, Set
from fanzha.content.writing.lines import Lines, Spot
from fanzha.content.writing.places import Entry, Place, entry_of, find, read_places
from fanzha.content.writing.render import (
    IN_BRACKETS,
    Writer,
    in_braces,
    in_field,
    in_list,
)
from fanzha.content.writing.shape import bare, names_at


@dataclass(frozen=True)
class Fields:
    """The lines `first` up to `stop` of a file are one YAML mapping of the type `shape`."""

    lines: Lines
    first: int
    stop: int
    shape: Any
    writer: Writer

    def edited(self, edit: Edit) -> Lines:
        """The file after an edit; the caller has made sure that its path is there."""
        root = read_places(list(self.lines.rows[self.first : self.stop]), self.first)
        if isinstance(edit, Set):
            return self._set(root, edit.path, edit.value)
        if isinstance(edit, Remove):
            return self._removed(_at(root, edit.path[:-1]), edit.path[-1])
        place = _at(root, edit.path)
        if isinstance(edit, Insert):
            value = bare(edit.value, self.shape, (*edit.path, edit.index))
            return self._inserted(place, edit.index, value)
        return self._moved(place, edit)

    def _set(self, root: Place, path: FieldPath, value: Any) -> Lines:
        at = root
        for depth, step in enumerate(path):
            entry = entry_of(at, step)
            if entry is None or (depth + 1 < len(path) and not entry.value.entries):
                for name in reversed(path[depth + 1 :]):
                    value = {name: value}
                value = bare(value, self.shape, path[: depth + 1])
                if entry is None:
                    return self._added(at, path[:depth], str(step), value)
                return self._replaced(at, entry, value)
            at = entry.value if depth + 1 < len(path) else at
        assert entry is not None
        return self._replaced(at, entry, bare(value, self.shape, path))

    def _replaced(self, parent: Place, entry: Entry, value: Any) -> Lines:
        """Another value in the place of the old one."""
        old, key = entry.value, self._written_key(entry)
        if isinstance(value, Mapping | list) and value and not old.inline:
            indent = parent.entries[0].start[1]
            if parent.form == "list":
                rows = self.writer.entry(value, indent, flow=None)
            else:
                rows = self.writer.field(str(entry.name), value, indent)
            rows[0] = rows[0].lstrip()
            return self.lines.replaced(entry.start, old.end, "\n".join(rows))
        if parent.flow:
            line = in_braces(key) if parent.form == "mapping" else IN_BRACKETS
        elif parent.form == "mapping":
            line = in_field(key, entry.start[1])
        else:
            line = in_list(entry.start[1])
        if isinstance(value, Mapping | list) or value is None:
            text = self.writer.inline(value)
        else:
            text = self.writer.scalar(value, line, old.style)
        empty = old.start == old.end == entry.after and entry.start != entry.after
        if not old.inline:
            return self.lines.replaced(entry.after, old.end, f" {text}")
        return self.lines.replaced(old.start, old.end, f" {text}" if empty else text)

    def _written_key(self, entry: Entry) -> str:
        return self.writer.key(entry.name) if isinstance(entry.name, str) else ""

    def _added(self, parent: Place, path: FieldPath, name: str, value: Any) -> Lines:
        """A new field, behind the nearest field that the model names before it."""
        before = _before(parent, name, names_at(self.shape, path))
        if parent.flow:
            text = f"{self.writer.key(name)}: {self.writer.inline(value, in_braces('k'))}"
            return self._into_brackets(parent, before, text)
        indent = parent.entries[0].start[1] if parent.entries else 0
        flow = _sibling_flow(parent, value) if not path or path[-1] == "rows" else None
        rows = self.writer.field(name, value, indent, flow=flow)
        return self._block_added(parent, before, rows)

    def _inserted(self, parent: Place, index: int, value: Any) -> Lines:
        if parent.flow:
            return self._into_brackets(parent, index, self.writer.inline(value, IN_BRACKETS))
        flow = _sibling_flow(parent, value)
        rows = self.writer.entry(value, parent.entries[0].start[1], flow=flow)
        return self._block_added(parent, index, rows)

    def _block_added(self, parent: Place, before: int, rows: list[str]) -> Lines:
        """New lines behind the first `before` entries of a block."""
        if before:
            return self.lines.below(parent.entries[before - 1].value.end[0], rows)
        if not parent.entries:
            return self.lines.below(self.stop - 1, rows)
        line, column = parent.entries[0].start
        if not self.lines.rows[line][:column].strip():
            return self.lines.below(line - 1, rows)
        # The first entry shares its line with the dash of the list that it is in.
        text = "\n".join(rows).lstrip() + "\n" + " " * column
        return self.lines.replaced((line, column), (line, column), text)

    def _into_brackets(self, parent: Place, before: int, text: str) -> Lines:
        if before:
            spot = parent.entries[before - 1].value.end
            return self.lines.replaced(spot, spot, f", {text}")
        if parent.entries:
            spot = parent.entries[0].start
            return self.lines.replaced(spot, spot, f"{text}, ")
        sign = "[{}]" if parent.form == "list" else "{{{}}}"
        return self.lines.replaced(parent.start, parent.end, sign.format(text))

    def _removed(self, parent: Place, name: str | int) -> Lines:
        entries = parent.entries
        at = next(index for index, entry in enumerate(entries) if entry.name == name)
        if len(entries) == 1:
            sign = "[]" if parent.form == "list" else "{}"
            if parent.flow:
                return self.lines.replaced(parent.start, parent.end, sign)
            return self._emptied(parent, sign)
        if parent.flow:
            return self._out_of_brackets(entries, at)
        first, last = entries[at].start[0], entries[at].value.end[0]
        column = entries[at].start[1]
        if self.lines.rows[first][:column].strip():  # the next entry moves up behind the dash
            lines = self.lines.replaced((first, column), entries[at + 1].start, "")
            notes = self._comments(last + 1, entries[at + 1].start[0])
            return lines.below(first - 1, notes) if notes else lines
        return self.lines.without(first, last)

    def _emptied(self, parent: Place, sign: str) -> Lines:
        """The last entry of a block goes: the block becomes empty brackets behind its key."""
        first, last = parent.entries[0], parent.entries[-1]
        line, column = first.start
        head = self.lines.rows[line][:column]
        if head.strip() or line == self.first:
            return self.lines.replaced(first.start, last.value.end, sign)
        above = line - 1
        while not self.lines.rows[above].strip() or self.lines.rows[above].lstrip()[0] == "#":
            above -= 1
        lines = self.lines.without(line, last.value.end[0])
        key = self.lines.rows[above]
        return lines.replaced((above, _colon_end(key)), (above, _colon_end(key)), f" {sign}")

    def _comments(self, first: int, stop: int) -> list[str]:
        rows = self.lines.rows[first:stop]
        return [row for row in rows if row.strip().startswith("#")]

    def _out_of_brackets(self, entries: Sequence[Entry], at: int) -> Lines:
        if not at:
            return self.lines.replaced(entries[0].start, entries[1].start, "")
        start, end = entries[at - 1].value.end, entries[at].value.end
        gap = _between(self.lines, start, entries[at].start)
        kept = gap.replace(",", "", 1) if "#" in gap else ""
        return self.lines.replaced(start, end, kept)

    def _moved(self, parent: Place, edit: Move) -> Lines:
        if edit.index == edit.to:
            return self.lines
        order = list(range(len(parent.entries)))
        order.insert(edit.to, order.pop(edit.index))
        first, last = sorted((edit.index, edit.to))
        entries = parent.entries
        if parent.flow or self.lines.rows[entries[0].start[0]][: entries[0].start[1]].strip():
            return self._texts_moved(entries, order)
        # Whole lines, with the comments above an entry; those above the first are of the list.
        starts = [entry.start[0] for entry in entries]
        for index in range(1, len(entries)):
            floor = entries[index - 1].value.end[0] + 1
            while starts[index] > floor and _is_comment(self.lines.rows[starts[index] - 1]):
                starts[index] -= 1
        stops = [*starts[1:], entries[-1].value.end[0] + 1]
        stops = [
            min(stop, end) for stop, end in zip(stops, _ends(self.lines, entries), strict=True)
        ]
        rows: list[str] = []
        for place, index in enumerate(order[first : last + 1], first):
            rows += self.lines.rows[starts[index] : stops[index]]
            if place < last:  # what stands between two entries stays where it is
                rows += self.lines.rows[stops[place] : starts[place + 1]]
        end = stops[last] - 1
        spot = (end, len(self.lines.rows[end]))
        return self.lines.replaced((starts[first], 0), spot, "\n".join(rows))

    def _texts_moved(self, entries: Sequence[Entry], order: Sequence[int]) -> Lines:
        """The texts of the entries in another order, with what stands between them as it is."""
        texts = [_between(self.lines, entry.value.start, entry.value.end) for entry in entries]
        lines = self.lines
        for place in reversed(range(len(order))):
            if order[place] != place:
                value = entries[place].value
                lines = lines.replaced(value.start, value.end, texts[order[place]])
        return lines


def _at(root: Place, path: FieldPath) -> Place:
    place = find(root, path)
    assert place is not None, path
    return place


def _before(parent: Place, name: str, names: Sequence[str]) -> int:
    """How many fields of the file a new field comes after."""
    if name not in names:
        return len(parent.entries)
    earlier = set(names[: names.index(name)])
    there = {str(entry.name): index + 1 for index, entry in enumerate(parent.entries)}
    nearest = [there[known] for known in names if known in earlier and known in there]
    return nearest[-1] if nearest else 0


def _sibling_flow(parent: Place, value: Any) -> bool | None:
    """Whether entries of the same form beside it are written in brackets."""
    form = "mapping" if isinstance(value, Mapping) else "list"
    same = [entry.value for entry in parent.entries if entry.value.form == form]
    return same[-1].flow if same and isinstance(value, Mapping) else None


def _ends(lines: Lines, entries: Sequence[Entry]) -> list[int]:
    return [entry.value.end[0] + 1 for entry in entries]


def _is_comment(row: str) -> bool:
    return row.lstrip().startswith("#")


def _colon_end(row: str) -> int:
    """Behind the colon or dash that a block hangs on, before a comment."""
    bare_row = row.split(" #")[0].rstrip()
    return len(bare_row)


def _between(lines: Lines, start: Spot, end: Spot) -> str:
    (first, column), (last, end_column) = start, end
    if first == last:
        return lines.rows[first][column:end_column]
    middle = lines.rows[first + 1 : last]
    return "\n".join([lines.rows[first][column:], *middle, lines.rows[last][:end_column]])
