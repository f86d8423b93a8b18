"""Queries from the library, and by a plain scan of the sources what they must find."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

SEED = 96110
# What people type, not what texts say: sentences, several words, characters that are everywhere.
TYPED = (
    "对方说要屏幕共享",
    "他让我把钱转到安全账户怎么办",
    "客服说百万保障到期要扣费",
    "收到一个说我社保卡被停用的短信怎么办",
    "孩子说老师在群里收资料费让我马上交",
    "屏幕共享 客服 退款",
    "第1天上午",
    "付款不出",
    "的",
)
_SILENT = {
    "audiences", "venues", "channels", "status", "basis", "sources", "image", "alt", "allow",
    "general", "scam", "severity", "scope", "season", "age_band", "loss_band", "form", "edition", "published",
    "reviewed", "expires", "review_in", "minutes", "step", "law",
}  # fmt: skip
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARK = re.compile(r"^ *(?:#+ |[-*+] |\d+\. |> )|[*`]", re.MULTILINE)


def squeeze(text: str) -> str:
    """Half-width, lower case, without spaces."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text).lower())


def lines(docs: Path, pages: Iterable[str]) -> dict[str, list[str]]:
    """Page such as scams/etc/ → the texts that stand in its source, each without spaces."""
    found = {}
    for page in pages:
        address = page.removesuffix("index.html")
        file = docs / f"{address.rstrip('/') or 'index'}.md"
        _, head, body = file.read_text(encoding="utf-8-sig").split("---\n", 2)
        texts = [*_texts(yaml.load(head, yaml.CSafeLoader)), *_paragraphs(body)]
        found[address] = [squeeze(text) for text in texts if "{" not in text]
    return found


def truth(texts: dict[str, list[str]], query: str) -> set[str]:
    """Pages with a line that has the query."""
    return {page for page, rows in texts.items() if any(query in row for row in rows)}


def queries(texts: dict[str, list[str]], count: int) -> list[str]:
    """Substrings of two to nine characters, from every kind of place, the same on every run."""
    chance = random.Random(SEED)
    pages = sorted(texts)
    found: dict[str, None] = {}
    while len(found) < count:
        rows = [row for row in texts[chance.choice(pages)] if len(row) > 1]
        row = chance.choice(rows)
        length = min(len(row), chance.choice((2, 2, 2, 3, 3, 4, 4, 5, 6, 9)))
        start = chance.randrange(len(row) - length + 1)
        found[row[start : start + length]] = None
    return list(found)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str) and value not in ("true", "false"):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in _SILENT:
                yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def _paragraphs(body: str) -> Iterator[str]:
    text = _LINK.sub(r"\1", body)
    for row in text.splitlines():
        if not row.startswith("|") and row.strip():
            yield _MARK.sub("", row)
