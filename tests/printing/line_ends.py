"""Where lines end in what is read at a glance: headlines, flags, steps, what the other side says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fanzha.language.line_ways import LEAST, LIGHT
from fanzha.language.segmenting import torn

# Fields that a sheet sets in large letters; those of the posters' headlines are lines already.
FIELDS = ("rule", "red_flags", "steps", "points", "signs", "tips", "lines", "said", "news")
_DROPPED = re.compile(rf"[\s\u200b{LIGHT}]")


def at_a_glance(fields: Mapping[str, Any]) -> list[str]:
    """The texts of an item that are set so."""
    values = [fields.get(name) or () for name in FIELDS]
    values += [[row.get("text", "") for row in fields.get("course") or ()]]
    texts = [text for value in values for text in ([value] if isinstance(value, str) else value)]
    return [*dict.fromkeys(text for text in texts if isinstance(text, str) and len(text) > LEAST)]


def badly_broken(pages: Sequence[str], texts: Sequence[str], *, marks: bool = False) -> list[str]:
    """Each of `texts` that a page breaks against the rule of the house, with its lines.

    `pages` are texts in lines, as they are read out of a file. A light mark at a line's end is not
    printed, so that texts are looked for without such marks; whole sentences keep theirs (`marks`).
    """
    found = []
    for page in pages:
        letters, ends = _letters(page)
        longer: list[range] = []
        for text in sorted(texts, key=len, reverse=True):
            bare = _DROPPED.sub("", text)
            for at in _places(letters, bare):
                if any(at in one and at + len(bare) - 1 in one for one in longer):
                    continue  # the beginning of a longer text, which is asked as a whole
                longer.append(range(at, at + len(bare)))
                lines = _lines(text, ends, at)
                if not _good(text, lines, marks):
                    found.append(" / ".join(lines))
    return found


def _letters(page: str) -> tuple[str, set[int]]:
    """The text of a page without white space and light marks, and behind which letters a line ends."""
    letters: list[str] = []
    ends: set[int] = set()
    for line in re.split(r"[\r\n]+", page.replace("\x02", "-")):
        shown = re.sub(r"[\s\u200b]", "", line)
        letters += _DROPPED.sub("", shown)
        ends.add(len(letters))
        # A light mark is printed at the end of this line.
        if shown.endswith(tuple(LIGHT)):
            ends.add(-len(letters))
    return "".join(letters), ends


def _places(letters: str, text: str) -> Iterator[int]:
    """Where a text begins."""
    at = letters.find(text)
    while at >= 0:
        yield at
        at = letters.find(text, at + 1)


def _lines(text: str, ends: set[int], at: int) -> list[str]:
    """The lines in which it stands there, each with the light mark that is printed at its end."""
    lines = [""]
    for character in text:
        if _DROPPED.fullmatch(character):
            if lines[-1] or -at in ends:
                lines[-1] += character
            continue
        if at in ends and lines[-1]:
            if -at not in ends:
                lines[-1] = lines[-1].rstrip(LIGHT)
            lines.append("")
        lines[-1] += character
        at += 1
    return lines


def _good(text: str, lines: Sequence[str], marks: bool) -> bool:
    """Whether nothing is torn, no line but the last ends with a light mark, and the last is no scrap.

    Two characters behind a comma are a sentence: “插卡架机器 / 不干”.
    """
    if len(lines) == 1:
        return True
    bare = _DROPPED.sub("", text)
    allowed = {len(_DROPPED.sub("", text[:at])) for at in range(len(text)) if at not in torn(text)}
    at = 0
    for line in lines[:-1]:
        at += len(_DROPPED.sub("", line))
        if at not in allowed or (line.endswith(tuple(LIGHT)) and not marks):
            return False
    breath = any(
        text[n] in LIGHT and len(_DROPPED.sub("", text[:n])) == at for n in range(len(text))
    )
    return len(re.findall(r"\w", bare[at:])) >= (LEAST - 1 if breath else LEAST)
