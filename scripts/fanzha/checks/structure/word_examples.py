"""Family S, the word lists: the examples of every row are held against the row.

Whoever adds a word to docs/data/words/ learns at once whether it finds what it should, and whether
it leaves alone what it should; a row without examples is refused when it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from fanzha.checks.engine import words
from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context, Prose
from fanzha.content.data.word_tables import LISTS, WordTable, WordTables
from fanzha.content.reading.nodes import Document, Node
from fanzha.content.reading.source import Source
from fanzha.findings import Finding


@rule(
    "S060",
    "词表里的例子对不上",
    why="加进词表的词，要真的找得到，又不冤枉别的话；例子就是用来试的。",
    bad="（docs/data/words/ 里，bad 写了一句里面没有这个词的话）",
    good="（bad 里的句子查得出来，good 里的查不出来）",
    certain=True,
)
def wrong_example(context: Context) -> Iterator[Finding]:
    """A bad example that its row does not find, or a good one that the table finds."""
    if context.only is None:
        yield from wrong_examples(context.edition.tables.words)


@lru_cache(maxsize=4)
def wrong_examples(tables: WordTables) -> tuple[Finding, ...]:
    """The findings of S060; tried once for the same tables, as a form checks again and again."""
    return (*_try(tables),)


def _try(tables: WordTables) -> Iterator[Finding]:
    yield from _try_lists(tables)
    for name, table in tables.tables.items():
        for key, row in table.rows.items():
            for index, sentence in enumerate(row.bad):
                keys = found(tables, table, sentence)
                if key not in keys:
                    node = tables.documents[name].fields.at("rows", key, "bad", index)
                    message = f"{key} 找不出这一句"
                    hint = "看看 words、unless 和旁边不能有的字，是不是把它漏了"
                    if keys:
                        message += f"，它是 {keys[0]} 找到的"
                        hint = f"换一句只有 {key} 找得到的"
                    yield _at(tables.documents[name], node, message, hint)
            for index, sentence in enumerate(row.good):
                for other in found(tables, table, sentence)[:1]:
                    node = tables.documents[name].fields.at("rows", key, "good", index)
                    hint = "换一句；或者用 not_before、not_after、unless 让它不算"
                    yield _at(tables.documents[name], node, f"{other} 把这一句也算进去了", hint)


def _try_lists(tables: WordTables) -> Iterator[Finding]:
    """A list that code uses finds a word in its bad sentences, and none in its good ones."""
    for name, tried in tables.examples.items():
        pattern = re.compile(words.one_of(tables, name))
        hint = "换一句；或者看看这一组里的词，是不是写多了、写漏了"
        for kind, wanted in (("bad", True), ("good", False)):
            for index, sentence in enumerate(getattr(tried, kind)):
                if bool(pattern.search(sentence)) != wanted:
                    node = tables.documents[LISTS].fields.at("examples", name, kind, index)
                    message = f"{name} {'找不出这一句' if wanted else '把这一句也算进去了'}"
                    yield _at(tables.documents[LISTS], node, message, hint)


def found(tables: WordTables, table: WordTable, sentence: str) -> list[str]:
    """The rows of a table that find something in a sentence."""
    source = Source("", (sentence,))
    prose = Prose(Document(source, Node({}, 1, 1, 1, 1), 1), "scams", None)
    hits = words.find(tables, table, prose)
    return [hit.key for hit in hits if not words.right(table, hit)]


def _at(document: Document, node: Node, message: str, hint: str) -> Finding:
    return document.source.finding(
        "", node.line, node.column, message, end_column=node.end_column, hint=hint
    )
