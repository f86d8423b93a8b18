"""Style sheets joined to one file, without the rules of the theme that no page uses.

Most of Material's sheet styles what we do not have: search, tabs, admonitions, code. `trim` leaves
out rules for classes that occur nowhere, and then variables that nothing reads.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

_CLASSES = re.compile(r'\bclass="([^"]*)"')
_CLASS = re.compile(r"\.(-?[_a-zA-Z][\w-]*)")
_WORD = re.compile(r"[a-zA-Z][\w-]+")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_INNER = re.compile(r":(?:not|is|where)\([^)]*\)")
_READ = re.compile(r"var\(\s*(--[\w-]+)")
_NAME = re.compile(r"\s*(--[\w-]+)\s*:")


def classes(page: str) -> set[str]:
    """The classes that stand in a page."""
    return {name for names in set(_CLASSES.findall(page)) for name in names.split()}


def words(script: str) -> set[str]:
    """All that may be a class in a script."""
    return set(_WORD.findall(script))


def trim(css: str, used: Collection[str], after: str = "") -> str:
    """The sheet with only the selectors whose classes are all in `used`, and the variables that
    it or the sheet `after` it reads."""
    text = _blocks(plain(css), frozenset(used))
    before = ""
    while text != before:  # a variable may be read by one that goes itself
        before, read = text, set(_READ.findall(text + after))
        text = "".join(_without_unread(head, body, read) for head, body in _rules(text))
    return text


def plain(css: str) -> str:
    """A sheet without remarks."""
    return _COMMENT.sub("", css)


def colours(tokens: Path) -> str:
    """The colours of tokens.json as variables: for elders, dark, high contrast.

    Where several hold, the later one wins.
    """
    table = json.loads(tokens.read_text(encoding="utf-8"))
    light = {**table["colours"], **table["web"]["light"]}
    dark, contrast = table["web"]["dark"], table["web"]["contrast"]
    both = table["web"]["contrast-dark"]
    return "".join(
        (
            f":root{{{_variables(light)}}}\n",
            f"html.fz-elder{{{_variables(table['web']['elder'])}}}\n",
            f"html.fz-dark{{{_variables(dark)}}}\n",
            f"@media (prefers-color-scheme:dark){{html:not(.fz-light){{{_variables(dark)}}}}}\n",
            f"html.fz-contrast{{{_variables(contrast)}}}\n",
            f"html.fz-contrast.fz-dark{{{_variables(both)}}}\n",
            "@media (prefers-color-scheme:dark){"
            f"html.fz-contrast:not(.fz-light){{{_variables(both)}}}}}\n",
        )
    )


def _variables(table: dict[str, str]) -> str:
    return "".join(f"--fz-{name}:{value};" for name, value in table.items())


def _blocks(css: str, used: frozenset[str]) -> str:
    kept = []
    for head, body in _rules(css):
        if head.startswith(("@media", "@supports")):
            inner = _blocks(body, used)
            if inner:
                kept.append(f"{head}{{{inner}}}")
        elif not body:
            kept.append(head)
        elif head.startswith("@"):
            kept.append(f"{head}{{{body}}}")
        elif selectors := [one for one in _split(head, ",") if _is_used(one, used)]:
            kept.append(f"{','.join(selectors)}{{{body}}}")
    return "".join(kept)


def _is_used(selector: str, used: frozenset[str]) -> bool:
    return used.issuperset(_CLASS.findall(_INNER.sub("", selector)))


def _without_unread(head: str, body: str, read: Collection[str]) -> str:
    if not body:
        return head
    if head.startswith(("@media", "@supports")):
        inner = "".join(_without_unread(h, b, read) for h, b in _rules(body))
        return f"{head}{{{inner}}}" if inner else ""
    if "--" not in body or head.startswith("@"):
        return f"{head}{{{body}}}"
    rows = [row for row in _split(body, ";") if row.strip() and _is_read(row, read)]
    return f"{head}{{{';'.join(rows)}}}" if rows else ""


def _is_read(declaration: str, read: Collection[str]) -> bool:
    name = _NAME.match(declaration)
    return name is None or name[1] in read


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """(what stands before the brace, what stands in it) of each rule; at-rules without braces."""
    start = depth = 0
    opened = -1
    for at, character in _outside_strings(css):
        if character == "{":
            depth += 1
            if depth == 1:
                opened = at
        elif character == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : at]
                start = at + 1
        elif character == ";" and depth == 0:
            yield css[start : at + 1].strip(), ""
            start = at + 1


def _split(text: str, mark: str) -> list[str]:
    """Parts between marks that stand in no brackets and no string."""
    parts, start, depth = [], 0, 0
    for at, character in _outside_strings(text):
        if character in "([":
            depth += 1
        elif character in ")]":
            depth -= 1
        elif character == mark and not depth:
            parts.append(text[start:at].strip())
            start = at + 1
    return [*parts, text[start:].strip()]


def _outside_strings(text: str) -> Iterable[tuple[int, str]]:
    quote, escaped = "", False
    for at, character in enumerate(text):
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = True
        elif quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        else:
            yield at, character
