"""A text as lines that keep their own line ends, so that what is not changed stays byte for byte."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

BOM = "\ufeff"
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")
Spot = tuple[int, int]  # line and column, from 0


@dataclass(frozen=True)
class Lines:
    """Lines without their ends, and the ends beside them; the last end is empty."""

    bom: str
    rows: tuple[str, ...]
    ends: tuple[str, ...]

    @property
    def newline(self) -> str:
        """The line end of new lines: that of the first line."""
        return self.ends[0] or "\n"

    @property
    def text(self) -> str:
        """The whole file."""
        return self.bom + "".join(row + end for row, end in zip(self.rows, self.ends, strict=True))

    def replaced(self, start: Spot, end: Spot, text: str) -> Lines:
        """`text`, with `\\n` as line end, in place of what stands from `start` up to `end`."""
        (first, column), (last, end_column) = start, end
        rows = (self.rows[first][:column] + text + self.rows[last][end_column:]).split("\n")
        old = [self.ends[at] or self.newline for at in range(first, last)]
        ends = (old + [self.newline] * len(rows))[: len(rows) - 1]
        return replace(
            self,
            rows=(*self.rows[:first], *rows, *self.rows[last + 1 :]),
            ends=(*self.ends[:first], *ends, self.ends[last], *self.ends[last + 1 :]),
        )

    def without(self, first: int, last: int) -> Lines:
        """The lines `first` up to and with `last` taken out."""
        if last + 1 < len(self.rows):
            return self.replaced((first, 0), (last + 1, 0), "")
        if first == 0:
            return self.replaced((0, 0), (last, len(self.rows[last])), "")
        return self.replaced(
            (first - 1, len(self.rows[first - 1])), (last, len(self.rows[last])), ""
        )

    def below(self, line: int, rows: list[str]) -> Lines:
        """New lines below line `line`; below -1 they are the first."""
        if line < 0:
            return self.replaced((0, 0), (0, 0), "".join(row + "\n" for row in rows))
        spot = (line, len(self.rows[line]))
        return self.replaced(spot, spot, "".join("\n" + row for row in rows))


def split(text: str) -> Lines:
    """A file's text with its line ends and BOM."""
    bom, body = (BOM, text[1:]) if text.startswith(BOM) else ("", text)
    found = _LINE.findall(body)
    while len(found) > 1 and found[-1] == ("", "") and not found[-2][1]:
        found.pop()
    return Lines(bom, tuple(row for row, _ in found), tuple(end for _, end in found))
