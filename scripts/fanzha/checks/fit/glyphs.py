"""Family L, characters: what the fonts of overrides/fonts lack is an empty box on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context, Prose
from fanzha.checks.structure.characters import reported
from fanzha.findings import Finding

# Signs that the fonts lack, and the ones that they have. An emoji says nothing on paper.
_INSTEAD = {
    **dict.fromkeys("☐🔲⬜", "□"),
    **dict.fromkeys("☑✅✔🗹", "✓"),
    **dict.fromkeys("✗✘❌❎✖", "×"),
    "❗": "！",
    "❓": "？",
    "➡": "→",
    "⬅": "←",
    "⬆": "↑",
    "⬇": "↓",
    "⭐": "★",
    "\u2011": "-",
    "\u00b5": "μ",
}


@rule(
    "L002",
    "字体里没有这个字符",
    why="印出来是一个空框。表情符号尤其要当心。",
    bad="☐ 我已核实",
    good="□ 我已核实",
)
def missing_glyph(context: Context) -> Iterator[Finding]:
    """The repository's fonts hold GB 2312, the standard table, and common signs."""
    has = coverage(context.edition.project.root / "overrides" / "fonts" / "coverage.txt")
    if not has:
        return
    for prose in context.residents:
        whole = set().union(*prose.document.source.lines)
        # Cutting all files into prose took a third of a warm check; an escape may hide a sign.
        if whole <= has and "\\" not in whole:
            continue
        lacking = set(prose.text) - has
        if lacking:
            yield from _lacking(prose, lacking)


def _lacking(prose: Prose, lacking: set[str]) -> Iterator[Finding]:
    for hit in prose.search(re.compile(f"[{re.escape(''.join(sorted(lacking)))}]")):
        char = hit.match[0]
        if (prose.lang and hit.line.field is None) or reported(hit.line, char):
            continue  # a body in another language stands on the site only
        mended = _INSTEAD.get(char)
        hint = f"可以写 {mended}" if mended else "删去它，或者换成常用的字"
        message = f"字体里没有“{char}”（U+{ord(char):04X}），印出来是空框"
        yield hit.finding(message, hint=hint, mended=mended)


def coverage(path: Path) -> frozenset[str]:
    """The characters that the fonts have (see scripts/make_fonts.py); empty without the file."""
    return _characters(path.read_text(encoding="utf-8")) if path.is_file() else frozenset()


@cache
def _characters(text: str) -> frozenset[str]:
    chars = set("\n\t")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        for word in line.split():
            low, _, high = word.partition("-")
            chars |= {chr(code) for code in range(int(low, 16), int(high or low, 16) + 1)}
    return frozenset(chars)
