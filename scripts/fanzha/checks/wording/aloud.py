"""Family W, read aloud: what an announcer stumbles over in the fields that scripts are made of (R17).

A listener cannot look back. Brackets cannot be heard, letters are not understood, and nobody speaks
on for long without a breath.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context, Line, Prose
from fanzha.content.kinds.items import Alert, Case, Scam
from fanzha.content.kinds.notices import Form, Notice
from fanzha.findings import Finding, Severity
from fanzha.language.speech import spoken, syllables

SAID = frozenset(
    {
        *("title", "summary", "rule", "sms", "call", "lines", "next_line", "red_flags", "steps"),
        *("story", "turning_point", "lesson", "addressee", "opening", "clauses", "closing"),
    }
)
BREATH = 28  # syllables between two marks
_LETTERS = re.compile(r"[A-Za-z]+")
_PLACE = re.compile(r"\{[^{}]*\}")
_BRACKETS = re.compile(r"[（(][^）)]*[）)]?|[\[\]【】<>]")
_SIGNS = re.compile(r"[/\\|+=~～&*#@^_→×÷]+")
_STRETCH = re.compile(r"[^，。、；：！？…“”《》\n]+")
_ENTRY = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*_`]+")


@rule(
    "W040",
    "念出来不顺口",
    why="这些话会做成广播稿。括号、符号听不出来，字母听不懂，一口气念不完的句子，听的人记不住。",
    bad="summary: 冒充HR发来offer（录用信），要先交钱。",
    good="summary: 冒充招工的发来录用信，要先交钱。",
    severity=Severity.WARNING,
)
def hard_to_say(context: Context) -> Iterator[Finding]:
    """In what is read aloud: brackets, signs, letters that have no spoken form, long breaths."""
    words = {word: row.say for word, row in context.edition.tables.spoken.items()}
    for prose in context.prose:
        if _is_told(prose):
            for line in prose.lines:
                if line.field in SAID or (line.field is None and _is_entry(prose, line)):
                    yield from _of_line(line, words)


def _is_told(prose: Prose) -> bool:
    meta = prose.item.meta if prose.item else None
    if isinstance(meta, Notice):
        return meta.form is Form.LETTER
    return isinstance(meta, Scam | Case | Alert)


def _is_entry(prose: Prose, line: Line) -> bool:
    """Of the text below the front matter, scripts take the lists of an alert."""
    alert = prose.item is not None and isinstance(prose.item.meta, Alert)
    return alert and _ENTRY.match(line.text) is not None


def _of_line(line: Line, words: dict[str, str]) -> Iterator[Finding]:
    text = _PLACE.sub(_blank, line.text)
    if line.field is None:
        text = _LINK.sub(_blank, _ENTRY.sub(_blank, text))
    for match in _LETTERS.finditer(text):
        if match[0] not in words:
            message = f"“{match[0]}”念出来听不懂"
            hint = "换成汉字；非写不可的，在 docs/data/spoken.yml 里写明怎么念"
            yield line.finding(*match.span(), message, hint=hint)
    for match in _BRACKETS.finditer(text):
        message = f"括号念不出来：“{match[0]}”"
        yield line.finding(*match.span(), message, hint="括号里的话另写一句，或者删去")
    for match in _SIGNS.finditer(text):
        message = f"“{match[0]}”念不出来"
        yield line.finding(*match.span(), message, hint="换成“或者”“加”“等于”这样的字")
    for match in _STRETCH.finditer(text):
        if syllables(spoken(match[0], words)) > BREATH:
            message = f"这里要一口气念{syllables(spoken(match[0], words))}个字，最多{BREATH}个"
            yield line.finding(*match.span(), message, hint="加一个逗号，或者拆成两句")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
