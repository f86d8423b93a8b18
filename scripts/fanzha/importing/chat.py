"""Text pasted from a messenger: without the lines that say who wrote when, and what programs add."""

from __future__ import annotations

import re

from fanzha.content.data.import_words import ImportWords
from fanzha.errors import UsageError
from fanzha.importing.word_file import Block, Writing

MAX_TEXT = 100_000  # characters
# A line of its own with a time: 张三 2026-11-20 09:12:33, or 昨天 09:12.
_SENT = re.compile(
    r"^(?P<who>.{0,30}?)\s*(?:昨天|今天|星期.|上午|下午)?\s*(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*)?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?$"
)


def read_chat(text: str, words: ImportWords) -> Writing:
    """Pasted text as blocks. Raises UsageError where there is nothing in it, or far too much."""
    if len(text) > MAX_TEXT:
        raise UsageError(f"贴进来的文字太长（{len(text)} 字），最多 {MAX_TEXT} 字")
    blocks: list[Block] = []
    senders: set[str] = set()
    for row in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        for word in words.messenger:
            row = row.replace(word, "")
        row = " ".join(row.split())
        if match := _SENT.match(row):
            senders.add(match["who"].strip())
            continue
        speaker, colon, said = row.replace("：", ":", 1).partition(":")
        if colon and speaker.strip() in senders:
            row = said.strip()
        if row:
            blocks.append(Block("text", row))
    if not blocks:
        raise UsageError("没有文字可以带进来")
    notes = ("谁在什么时候发的，没有带进来",) if senders else ()
    return Writing(tuple(blocks), notes=notes)
