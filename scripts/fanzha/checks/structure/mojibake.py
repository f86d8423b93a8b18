"""Text that was decoded wrongly on its way, and what it was before.

`mojibake` takes one line and gives the broken stretches with their repair, or None where the bytes
are lost. Three kinds are known: UTF-8 read as GBK (浣犲ソ for 你好), UTF-8 read as Latin-1 (â€œ for “),
and what is left when bytes were thrown away (锟斤拷, 烫烫烫, U+FFFD).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

MOST = 40  # characters looked at on each side, and places looked at in a line


@dataclass(frozen=True)
class Broken:
    """Characters [start, end) of the line are broken; `mended` is what they were, if known."""

    start: int
    end: int
    mended: str | None


def _gbk(leads: range, trails: range) -> str:
    cells = (bytes([lead, trail]) for lead in leads for trail in trails)
    return "".join(cell.decode("gb18030", "ignore") for cell in cells if cell[1] != 0x7F)


# UTF-8 of a hanzi is E4-E9, 80-BF, 80-BF. Read as GBK, pairs of these bytes become hanzi that
# GB 2312 lacks; plain text has none of them.
_RARE = (
    f"[{_gbk(range(0xE4, 0xEA), range(0x80, 0xA1))}{_gbk(range(0x81, 0xA1), range(0xE4, 0xEA))}]"
)
_WIDE_RUN = re.compile(r"[\u00a4-\uffee\u20ac]{3,}")
# What Windows-1252 makes of the bytes 80-BF.
_TAIL = "[€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\u0080-\u00bf]"
_LATIN_RUN = re.compile(rf"(?:[à-ï]{_TAIL}{{2}}|[Â-ß](?!ß){_TAIL})+")
_LOST = re.compile(r"(?:锟斤拷)+|锟斤|烫烫烫+|屯屯屯+|\ufffd+")
# The same where the control characters among them were thrown away: no language writes so.
_LATIN = "[€‚ƒ„…†‡ˆ‰Š‹ŒŽ•™š›œžŸ\u00a0-\u00ff]"
_LATIN_REST = re.compile(rf"(?={_LATIN}*[à-ï]{_LATIN}*[à-ï]){_LATIN}{{4,}}")
# One cheap search tells whether a text can hold any of it.
SUSPECT = re.compile(rf"{_RARE}|[Â-ï]{_TAIL}|锟斤|烫烫烫|屯屯屯|\ufffd")


@lru_cache(maxsize=64)
def mojibake(text: str) -> tuple[Broken, ...]:
    """The broken stretches of a line, in order; remembered, since several rules ask."""
    if not SUSPECT.search(text):
        return ()
    found = [Broken(match.start(), match.end(), None) for match in _LOST.finditer(text)]
    for match in _LATIN_RUN.finditer(text):
        mended = _again(match[0], "cp1252")
        if mended is not None:
            found.append(Broken(match.start(), match.end(), mended))
    for match in _LATIN_REST.finditer(text):
        if not any(one.start < match.end() and match.start() < one.end for one in found):
            found.append(Broken(match.start(), match.end(), None))
    for match in islice(re.finditer(_RARE, text), MOST):
        if any(one.start <= match.start() < one.end for one in found):
            continue
        broken = _as_gbk(text, match.start())
        if broken is not None:
            found.append(broken)
    return tuple(sorted(found, key=lambda one: one.start))


def _as_gbk(text: str, at: int) -> Broken | None:
    """The longest stretch round `at` that turns into Chinese when it is decoded again."""
    run = next((run for run in _WIDE_RUN.finditer(text) if run.end() > at), None)
    if run is None or run.start() > at:
        return None
    for start in range(max(run.start(), at - MOST), at + 1):
        for stop in range(min(run.end(), at + MOST), max(at, start + 2), -1):
            mended = _again(text[start:stop], "gb18030")
            if mended is not None:
                return Broken(start, stop, mended)
    return None


def _again(text: str, encoding: str) -> str | None:
    """The text as it was before somebody read its UTF-8 in `encoding`."""
    try:
        mended = text.encode(encoding).decode("utf-8")
        mended.encode("gb2312")
    except UnicodeError:
        return None
    return mended
