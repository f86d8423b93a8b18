"""What the reader gives: values that know their place in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from fanzha.content.reading.source import Source


@dataclass(frozen=True)
class Node:
    """A value with its place. `value`: text, None, a tuple of nodes, or a dict of name → node."""

    value: str | tuple[Node, ...] | Mapping[str, Node] | None
    line: int
    column: int
    end_line: int
    end_column: int
    keys: Mapping[str, Node] = field(default_factory=dict)

    def plain(self) -> Any:
        """The value without places: str, None, list or dict."""
        if isinstance(self.value, tuple):
            return [node.plain() for node in self.value]
        if isinstance(self.value, Mapping):
            return {name: node.plain() for name, node in self.value.items()}
        return self.value

    def at(self, *loc: str | int) -> Node:
        """The node at a path such as ("story", 2, "when"); stops where the path ends."""
        node = self
        for step in loc:
            if isinstance(node.value, Mapping) and step in node.value:
                node = node.value[str(step)]
            elif isinstance(node.value, tuple) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
            else:
                break
        return node

    def scalars(self) -> Iterator[Node]:
        """All text values below this node, in the order of the file."""
        if isinstance(self.value, str):
            yield self
        elif isinstance(self.value, tuple):
            for node in self.value:
                yield from node.scalars()
        elif isinstance(self.value, Mapping):
            for node in self.value.values():
                yield from node.scalars()


@dataclass(frozen=True)
class Document:
    """A file read: its fields, and its body that starts at line `body_line`."""

    source: Source
    fields: Node
    body_line: int

    @property
    def body(self) -> str:
        """The Markdown below the front matter."""
        return "\n".join(self.source.lines[self.body_line - 1 :])
