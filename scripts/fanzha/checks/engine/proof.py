"""Whether a repair is safe: what is read afterwards is the same but for the place that was mended.

The text is read before and after the edit. In fields, all values outside the edited lines must be
equal, no value may lose a letter, a digit or one of its quotation marks, and no list may fall into
lists. In a body, the tags must be those that were there, with their targets. What cannot be proved
is not repaired: the finding stays, and a person mends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import yaml

from fanzha.content.markup import to_xhtml
from fanzha.content.reading.yaml_text import compose
from fanzha.findings import Fix

_QUOTES = "\"'“”‘’「」"
_PAIRS = ("【】", "（）", "()", "[]", "《》", "“”", "「」")
_WORD = re.compile(r"[^\W_]")
_HEADINGS = {f"h{level}" for level in range(1, 7)}  # which level is what a repair may change
_TAG = re.compile(r"<(?P<tag>[a-z0-9]+)(?:[^>]*?(?:href|src)=\"(?P<to>[^\"]*)\")?")
_LINKED = re.compile(r"\][（(][^）)\n]*[）)]?")
_TARGETS = re.compile(r"】 *[(（][^）)\n]*[）)]|\] +\([^)\n]*\)")
_MARKS = re.compile("[0-9０-９一二三四五六七八九十①-⑩xX]")
Flat = dict[tuple[str, ...], tuple[str, int]]


def is_safe(before: str, after: str, fix: Fix, code: str, *, markdown: bool) -> bool:
    """Whether `after`, which is `before` with the edit, means the same elsewhere."""
    if fix.text == "---" and not _WORD.search(_removed(before, fix)):
        return True  # the line between fields and body, which was there, but not quite right
    if not markdown:
        return _fields_agree(before, after, fix)
    head, body, start = _split(before)
    new_head, new_body, _ = _split(after)
    if fix.line < start:
        return body == new_body and _fields_agree(head, new_head, fix)
    return head == new_head and _bodies_agree(body, new_body, fix, start, code)


def _split(text: str) -> tuple[str, str, int]:
    """(fields, body, line on which the body begins); all is fields where no second --- stands."""
    lines = text.replace("\r\n", "\n").split("\n")
    for at, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            return "\n".join(["", *lines[1:at]]), "\n".join(lines[at + 1 :]), at + 2
    return "\n".join(["", *lines[1:]]), "", len(lines) + 1


def _fields_agree(before: str, after: str, fix: Fix) -> bool:
    old, new = _flat(before), _flat(after)
    removed, added = _removed(before, fix), fix.text
    if old is None or () in old:  # unreadable, or one long text: no colon was a colon
        return _mends_the_reading(before, after, fix, new)
    if new is None:
        return False
    touched = set(range(fix.line, fix.end_line + 1))
    outside = {path: value for path, (value, line) in old.items() if line not in touched}
    if any(path not in new or new[path][0] != value for path, value in outside.items()):
        return _only_renamed(old, new, touched)
    inside = "".join(value for _, (value, line) in sorted(old.items()) if line in touched)
    left = "".join(value for path, (value, _) in sorted(new.items()) if path not in outside)
    if not _WORD.search(removed + added):
        return _words(inside) == _words(left) and _whole(new, outside)
    return bool(left) and _whole(new, outside)


def _only_renamed(old: Flat, new: Flat, touched: set[int]) -> bool:
    """Whether a key was put right: its values went with it, in order."""
    kept = [value for value, _ in old.values()]
    return len(old) == len(new) and sum(
        a != b for a, b in zip(kept, (value for value, _ in new.values()), strict=True)
    ) <= len(touched)


def _mends_the_reading(before: str, after: str, fix: Fix, new: Flat | None) -> bool:
    """An edit of what could not be read: nothing may be lost on its line."""
    rows, raw = after.split("\n"), before.split("\n")
    row = rows[fix.line - 1] if fix.line <= len(rows) else ""
    old = raw[fix.line - 1] if fix.line <= len(raw) else ""
    alone = _flat(row.strip())
    if fix.line != fix.end_line or alone is None:
        return new is not None and len(raw) == len(rows)
    value = old.partition(":")[2] or old.partition("：")[2] or old
    said = "".join(text for text, _ in alone.values())
    quotes, kept = (sum(text.count(mark) for mark in _QUOTES) for text in (value, said))
    stripped = value.strip()
    enclosed = len(stripped) > 1 and stripped[0] == stripped[-1] and stripped[0] in "\"'"
    unclosed = stripped[:1] in ("'", '"') and stripped.count(stripped[0]) == 1
    if unclosed and kept == quotes - 1:  # the quotation mark that was never closed
        return _whole(alone, {})
    if quotes % 2 or kept not in ((quotes, quotes - 2) if enclosed else (quotes,)):
        return False
    return _whole(alone, {})


def _whole(new: Flat, outside: dict[tuple[str, ...], str]) -> bool:
    """No bracket of a value has lost its other half, and no list holds a list."""
    for path, (value, _) in new.items():
        if path in outside:
            continue
        if sum(part.isdigit() for part in path[-2:]) == 2:
            return False
        if any(value.count(one[0]) != value.count(one[1]) for one in _PAIRS):
            return False
    return True


@lru_cache(maxsize=4)
def _flat(text: str) -> Flat | None:
    """Path → (value, line from 1) of every scalar; None where it cannot be read."""
    try:
        root = compose(text.split("\n"))
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return dict(_scalars(root, ())) if root is not None else {}


def _scalars(
    node: yaml.Node, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], tuple[str, int]]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(value, (*path, str(getattr(key, "value", ""))))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _scalars(value, (*path, str(number)))
    else:
        yield path, (str(node.value), node.start_mark.line + 1)


def _removed(text: str, fix: Fix) -> str:
    lines = text.split("\n")
    if fix.line != fix.end_line or fix.line > len(lines):
        return "x"
    return lines[fix.line - 1][fix.column - 1 : fix.end_column - 1]


def _words(text: str) -> str:
    return "".join(_WORD.findall(text))


def _bodies_agree(before: str, after: str, fix: Fix, start: int, code: str) -> bool:
    lines = before.split("\n")
    row = lines[fix.line - start] if 0 <= fix.line - start < len(lines) else ""
    if not code.startswith("R") and code != "S063":
        for match in _LINKED.finditer(row):
            if match.start() < fix.column - 1 < match.end():
                return False  # inside a target
    old, new = _tags(before), _tags(after)
    if code == "S063":  # signs become tags, and nothing else may change
        return _said(before) == _said(after) and {to for _, to in old} <= {to for _, to in new}
    if code.startswith("R"):
        return len(old) <= len(new) + 1
    rest = iter(new)
    return all(tag in rest for tag in old) and len(new) <= len(old) + 2


def _said(body: str) -> str:
    """The words of a body without the signs of Markdown, numbers of lists and targets of links."""
    return _MARKS.sub("", _words(_TARGETS.sub("", _LINKED.sub("", body))))


@lru_cache(maxsize=4)
def _tags(body: str) -> list[tuple[str, str]]:
    try:
        return [
            ("h" if m["tag"] in _HEADINGS else m["tag"], m["to"] or "")
            for m in _TAG.finditer(to_xhtml(body))
        ]
    except (ValueError, RecursionError):
        return []
