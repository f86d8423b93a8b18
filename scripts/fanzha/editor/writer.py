"""The thin place where the form meets the writer of files; it is all that the form knows of it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from fanzha.content.reading.front_matter import read_markdown
from fanzha.content.reading.source import decode


def rewritten(
    text: str, old: Mapping[str, Any], new: Mapping[str, Any], body: str, order: Sequence[str]
) -> str:
    """A Markdown file with only the fields written anew that differ between `old` and `new`.

    `order` is where a field that is not there yet has its place.
    """
    source, _ = decode("", text.encode("utf-8"))
    document, _ = read_markdown(source)
    rows = list(source.lines[: document.body_line - 1])
    keys = document.fields.keys
    starts = {name: node.line for name, node in keys.items()}
    wanted = [*(n for n in order if n in new), *(n for n in new if n not in order)]
    for name in reversed(wanted):
        if old.get(name) == new[name]:
            continue
        written = [] if new[name] is None else _field(name, new[name])
        if name in starts:
            first = starts[name] - 1
            after = [line for line in starts.values() if line > starts[name]]
            last = min(after, default=document.body_line - 1) - 1
            rows[first:last] = written
            continue
        later = [n for n in wanted[wanted.index(name) + 1 :] if n in starts]
        at = starts[later[0]] - 1 if later else document.body_line - 2
        rows[at:at] = written
    return "\n".join(rows) + "\n" + body


def _field(name: str, value: Any) -> list[str]:
    text = yaml.safe_dump({name: value}, allow_unicode=True, width=1000, sort_keys=False)
    return text.rstrip("\n").split("\n")


def stamp(data: bytes) -> str:
    """What tells whether a file is still the one that was opened."""
    return hashlib.sha256(data).hexdigest()


def save(path: Path, text: str) -> None:
    """Replace the file in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.write_bytes(text.encode("utf-8"))
    part.replace(path)
