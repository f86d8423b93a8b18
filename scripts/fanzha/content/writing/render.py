"""Values as YAML: plain where that reads back as the same text, in quotes where it does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from fanzha.content.reading.source import Source
from fanzha.content.reading.yaml_mistakes import quoted
from fanzha.content.reading.yaml_text import read_mapping

WIDE = 72  # a list or mapping up to here stands on one line
SHORT = 10  # list entries up to here are words, longer ones are sentences
_RESOLVER = yaml.SafeLoader("")
# Lines that a text is tried in; NUL is the place where it goes.
HERE = "\0"
IN_FIELD = f"k: {HERE}"
IN_BRACKETS = f"k: [{HERE}]"


def in_field(key: str, indent: int = 0) -> str:
    """A field of this key and indent."""
    return f"{' ' * indent}{key}: {HERE}"


def in_braces(key: str) -> str:
    """A field of a mapping in braces."""
    return f"k: {{{key}: {HERE}}}"


def in_list(indent: int = 0) -> str:
    """A list entry behind a dash."""
    return f"k:\n{' ' * indent}  - {HERE}"


@dataclass(frozen=True)
class Bare:
    """A day, a number or yes/no: written without quotes, because the model says it is no text."""

    text: str


@dataclass(frozen=True)
class Writer:
    """Writes values. `careful` puts all text in quotes, where plain text turned out to be unsafe."""

    careful: bool = False

    def scalar(self, value: str | Bare, line: str, style: str = "") -> str:
        """A text for the place of the mark `\\0` in `line`; `style` is the quotes that it had."""
        text = value.text if isinstance(value, Bare) else value
        if isinstance(value, Bare) and not style and _reads(line, text, text):
            return text
        if style in ("'", '"'):
            found = [_in_quotes(text, style), *_all_quoted(text)]
        elif self.careful or isinstance(value, Bare) or not _is_text(text):
            found = list(_all_quoted(text))
        else:
            found = [text, *_all_quoted(text)]
        return next((one for one in found if _reads(line, one, text)), found[-1])

    def inline(self, value: Any, line: str = IN_FIELD) -> str:
        """A value on one line: a text, or a list or mapping in brackets."""
        if isinstance(value, Mapping):
            fields = []
            for name, part in value.items():
                key = self.key(name)
                fields.append(f"{key}: {self.inline(part, in_braces(key))}")
            return "{" + ", ".join(fields) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self.inline(part, IN_BRACKETS) for part in value) + "]"
        return "null" if value is None else self.scalar(value, line)

    def key(self, name: str) -> str:
        """A field's name, or the key of a row: 110 is a text."""
        if _is_text(name) and _reads(f"{HERE}: x", name, "x", key=name):
            return name
        return next((k for k in _all_quoted(name) if _reads(f"{HERE}: x", k, "x", key=name)), name)

    def field(self, name: str, value: Any, indent: int, *, flow: bool | None = None) -> list[str]:
        """The lines `name: value`; `flow` as its siblings are, None where it has none."""
        pad, key = " " * indent, self.key(name)
        if not _deep(value) or _fits_one_line(value, self, flow):
            return [f"{pad}{key}: {self.inline(value, in_field(key, indent))}"]
        step = indent + 2
        if isinstance(value, Mapping):
            rows = [row for n, part in value.items() for row in self.field(n, part, step)]
        else:
            rows = [row for part in value for row in self.entry(part, step)]
        return [f"{pad}{key}:", *rows]

    def entry(self, value: Any, indent: int, *, flow: bool | None = None) -> list[str]:
        """The lines `- value` of a list."""
        pad = " " * indent
        if not isinstance(value, Mapping) or not value or _fits_one_line(value, self, flow):
            return [f"{pad}- {self.inline(value, in_list(indent))}"]
        rows = [row for name, part in value.items() for row in self.field(name, part, indent + 2)]
        return [f"{pad}- {rows[0].lstrip()}", *rows[1:]]


def _deep(value: Any) -> bool:
    return isinstance(value, Mapping | list) and bool(value)


def _fits_one_line(value: Any, writer: Writer, flow: bool | None) -> bool:
    if flow is not None:
        return flow
    if not value:
        return True
    parts = list(value.values()) if isinstance(value, Mapping) else value
    if any(_deep(part) for part in parts):
        return False
    if isinstance(value, list) and any(len(_text(part)) > SHORT for part in parts):
        return False
    return len(writer.inline(value)) <= WIDE


def _text(value: Any) -> str:
    return value.text if isinstance(value, Bare) else str(value)


def _is_text(value: str) -> bool:
    """Whether YAML takes it for a text, not for a number, a day, yes or nothing."""
    tag: str = _RESOLVER.resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
    return tag == "tag:yaml.org,2002:str"


def _all_quoted(text: str) -> tuple[str, ...]:
    return (quoted(text), _in_quotes(text, '"'))


def _in_quotes(text: str, mark: str) -> str:
    if mark == "'" and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + escaped.replace("\t", "\\t") + '"'


def _reads(line: str, written: str, wanted: str, key: str = "") -> bool:
    """Whether our reader finds exactly this text there, and nothing to complain of."""
    rows = tuple(line.replace(HERE, written).split("\n"))
    if "\n" in written:
        return False
    node, findings = read_mapping(Source("", rows), 0, len(rows))
    if findings or (key and list(node.keys) != [key]):
        return False
    return [leaf.value for leaf in node.scalars()] == [wanted]
