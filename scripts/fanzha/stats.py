"""Figures about the library for its editors: coverage, readability, repetition.

Coverage counts items by type, kind, audience and venue. Readability is the length of sentences
and the share of the 3,500 characters of level 1 of the 通用规范汉字表 (2013). Repetition looks
for runs of characters that stand word for word in two items.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from fanzha.checks.engine.rule import Context, Prose
from fanzha.content.kinds.items import Scam
from fanzha.content.kinds.lessons import Quiz
from fanzha.content.kinds.meta import Meta
from fanzha.content.kinds.registry import KINDS
from fanzha.content.library import Item
from fanzha.edition import Edition

COUNTED = [name for name, kind in KINDS.items() if kind.counted]
SENTENCE = re.compile(r"[^。！？；：\n|]+")
MARKS = re.compile(r"[*#`>\[\]()（）|_-]|\]\([^)]*\)")
HANZI = re.compile(r"[\u4e00-\u9fff]")
# A run this long that stands in two items was copied; fixed phrases are shorter.
RUN = 16


@dataclass(frozen=True)
class Readability:
    """Sentences and characters of what residents read."""

    sentences: int
    mean: float
    longest: int
    characters: int
    common: float
    rare: str


def coverage(edition: Edition, facet: str) -> list[list[str]]:
    """Rows by type of fraud, or by a facet (`audiences`, `venues`); columns are the kinds."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for item in edition.library.items:
        if item.kind in COUNTED:
            for key in _keys(item, facet):
                counts[key][item.kind] += 1
    names = {key: term.label for key, term in _terms(edition, facet).items()}
    head = [{"scams": "类型", "audiences": "人群", "venues": "场所"}[facet]]
    rows = [head + [KINDS[kind].label for kind in COUNTED]]
    for key, label in names.items():
        rows.append([label, *(str(counts[key][kind] or "—") for kind in COUNTED)])
    return rows


def readability(edition: Edition) -> Readability:
    """Over all prose that residents read."""
    path = edition.project.docs / "data" / "common-characters.txt"
    common = set(HANZI.findall(path.read_text(encoding="utf-8").split("\n", 1)[1]))
    lengths: list[int] = []
    characters: Counter[str] = Counter()
    for prose in Context(edition).residents:
        if prose.lang is not None:
            continue
        text = MARKS.sub("", prose.text)
        characters.update(HANZI.findall(text))
        lengths += [len(part.strip()) for part in SENTENCE.findall(text) if part.strip()]
    total = sum(characters.values())
    known = sum(count for character, count in characters.items() if character in common)
    rare = [c for c, _ in characters.most_common() if c not in common]
    return Readability(
        sentences=len(lengths),
        mean=sum(lengths) / max(1, len(lengths)),
        longest=max(lengths, default=0),
        characters=total,
        common=known / max(1, total),
        rare="".join(rare[:60]),
    )


def repeated(edition: Edition) -> list[tuple[str, str, str]]:
    """(run, path, path): lines of two items that share `RUN` characters or more in a row."""
    first: dict[str, Prose] = {}
    found: list[tuple[str, str, str]] = []
    for prose in Context(edition).residents:
        own = set()
        for line in prose.lines if prose.item is not None else ():
            if line.field == "sources":
                continue
            text = "".join(HANZI.findall(MARKS.sub("", line.text)))
            runs = [text[at : at + RUN] for at in range(len(text) - RUN + 1)]
            copied = next((run for run in runs if run in first), None)
            if copied is not None:
                paths = first[copied].document.source.path, prose.document.source.path
                found.append((copied, *paths))
            own.update(runs)
        for run in own:
            first.setdefault(run, prose)
    return found


def page(edition: Edition) -> str:
    """The page docs/editors/coverage.md.

    It counts items only: figures of the prose change with every word, and a committed page of them
    would be stale after each edit. `fanzha stats` says them as they are.
    """
    parts = [
        HEAD,
        "\n## 按骗局类型\n\n",
        _markdown(coverage(edition, "scams")),
        "\n## 按人群\n\n",
        _markdown(coverage(edition, "audiences")),
        "\n## 按场所\n\n",
        _markdown(coverage(edition, "venues")),
    ]
    return "".join(parts)


HEAD = """---
title: 内容覆盖表
summary: 每类骗局、每种人群、每个场所有多少内容。由程序生成，不要手改。
published: 2026-11-20
reviewed: 2026-11-20
review_in: 365
status: published
basis: composite
---

空着的格子就是还缺的内容。运行 `python3 scripts/make.py stats`（Windows：`py scripts\\make.py stats`），看最新的数，
还有句子多长、哪些字不常用、哪里有重复。
"""


def _keys(item: Item[Meta], facet: str) -> Sequence[str]:
    if facet != "scams":
        return tuple(getattr(item.meta, facet))
    asked = [row.scam for row in item.meta.questions] if isinstance(item.meta, Quiz) else []
    return tuple({scam for scam in [item.scam_id, *asked] if scam})


@dataclass(frozen=True)
class _Named:
    label: str


def _terms(edition: Edition, facet: str) -> dict[str, _Named]:
    if facet == "scams":
        scams = edition.library.of(Scam)
        return {item.id: _Named(item.meta.title.split("：")[0]) for item in scams}
    vocabulary = edition.tables.vocabulary(facet)
    return {key: _Named(getattr(term, "label", key)) for key, term in vocabulary.items()}


def _markdown(rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(row) + " |\n" for row in rows]
    return "".join([lines[0], "|" + "---|" * len(rows[0]) + "\n", *lines[1:]])
