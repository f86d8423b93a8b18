"""docs/data/words/: what is not to be said, as rows that an office can add to without code.

A table belongs to a rule; several may serve one rule. A row holds phrases (see `notation`), and at
least one sentence in which they are wrong and one in which they are not: these are checked, too.
Situations are named once for all tables, in situations.yml: denied, asked, said by a fraudster.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from fanzha.content.data import notation
from fanzha.content.data.name_words import Names
from fanzha.content.data.reader import TableReader
from fanzha.content.kinds.fields import Flag, Model, Text, Whole
from fanzha.content.kinds.meta import Labelled
from fanzha.content.reading.nodes import Document
from fanzha.findings import Finding

SITUATIONS, NAMES, LISTS = "situations", "names", "lists"
# Lists that rules in code use.
USED = (
    *("学校", "公开的地方", "单位", "行业", "岗位"),
    *("职业", "做什么的", "小地方的单位", "家里人", "少有的事", "身世"),
    *("近处", "店铺", "亲人", "号牌", "哪天", "那一个", "出事", "独一份", "记录项"),
    *("确指的人", "不是确指", "真的出了事", "不指哪一个", "泛称", "人的尾巴", "出事的东西"),
    *("账号的平台", "公家的账号", "不是了过", "了过之后", "出过的事", "真受了骗", "装别人", "至亲"),
    *("不是称呼", "一看是骗", "不是作假"),
)
# Tables that must be there: a rule without its words finds nothing and says nothing.
REQUIRED = (
    *("blame", "promise", "panic", "official", "slogans"),
    *("app-duty", "app-mention", "app-names", "app-praise", "app-quota"),
    *(
        "blanks",
        "never-code",
        "never-hang-up",
        "never-link",
        "statistics",
        "law-penalty",
        "law-claim",
        "law-figures",
    ),
)
# What is found by looking at the text itself, not at words.
BUILT_IN = {
    "quoted": "在引号里",
    "spoken": "是别人说的话：引号里是一整句，或者前面有“说”",
    "in_passing": "在引号里，引号里又不止这个词",
}
Words = tuple[Text, ...]


class Where(Labelled):
    """Where the words of a situation stand."""

    BEFORE = "before", "同一句里，在前面"
    AFTER = "after", "同一句里，在后面"
    SENTENCE = "sentence", "同一句里，前后都行"
    INSIDE = "inside", "找到的那几个字中间"
    ITEM = "item", "这一篇里任何地方"


class Phrases(Model):
    """Words to look for, and what may or must stand beside them."""

    words: Words = Field(min_length=1, description="要找的词，一条一个")
    not_before: Words = Field((), description="后面紧跟这些字，就不算")
    not_after: Words = Field((), description="前面紧挨这些字，就不算")
    only_before: Words = Field((), description="后面紧跟这些字，才算")
    only_after: Words = Field((), description="前面紧挨这些字，才算")


class Cue(Phrases):
    """Words that tell of a situation."""

    where: Where = Field(Where.BEFORE, description="这些词在哪里")
    within: Annotated[Whole, Field(ge=0, le=30)] | None = Field(
        None, description="最多隔几个字（中间没有逗号）；不写就是隔多远都行"
    )


class Situation(Model):
    """A circumstance under which words are harmless, or count."""

    label: Text = Field(description="这是什么情形")
    cues: tuple[Cue, ...] = Field(min_length=1, description="从哪些词看出来")


class Row(Phrases):
    """Phrases that are wrong for one reason."""

    why: Text | None = Field(None, description="为什么不写；不写就用表头的")
    instead: str | None = Field(
        None, description="改成什么；不写就用表头的。能照搬花括号里的词", max_length=60
    )
    unless: Words = Field((), description="哪些情形下不算，加在表头的上面")
    beside: Words = Field((), description="同一句里还要有这些词组的词，每组一个；写词组的名字")
    bad: Words = Field(min_length=1, description="不该这样写的句子，至少一句")
    good: Words = Field(min_length=1, description="可以这样写的句子，至少一句")


class WordTable(Model):
    """A file: the rule that it serves, and its rows."""

    rule: Annotated[str, Field(pattern=r"^[A-Z]\d{3}$")] = Field(description="属于哪条规则")
    say: Text = Field(description="提示语，{word} 是找到的词")
    why: Text = Field(description="为什么不写")
    instead: Text = Field("", description="改成什么")
    replace: Flag = Field(False, description="每条的 instead 能不能直接换上去")
    unless: Words = Field((), description="哪些情形下不算")
    always: Words = Field((), description="哪些情形下一定算")
    only: Words = Field((), description="哪些情形下才看")
    not_in: Words = Field((), description="不看哪些字段")
    lists: dict[str, Words] = Field(default_factory=dict, description="词组，在花括号里用")
    rows: dict[str, Row] = Field(min_length=1, description="要找的词")

    @model_validator(mode="after")
    def _phrases_can_be_read(self) -> Self:
        for name in self.lists:
            _readable(self.lists[name], self.lists, "lists", name)
        for key, row in self.rows.items():
            _phrases(row, self.lists, "rows", key)
            _same_slots(row, self.lists, key)
            for index, name in enumerate(row.beside):
                if name not in self.lists:
                    _refuse(f"lists 里没有 {name} 这一组", "rows", key, "beside", index)
            if self.replace and row.instead is None:
                problem = '表头写了 replace，每条都要写 instead；要删去就写 ""'
                _refuse(problem, "rows", key)
        return self


class Situations(Model):
    """The file of situations."""

    lists: dict[str, Words] = Field(default_factory=dict, description="词组，在花括号里用")
    situations: dict[str, Situation] = Field(description="情形")

    @model_validator(mode="after")
    def _phrases_can_be_read(self) -> Self:
        for name in self.lists:
            _readable(self.lists[name], self.lists, "lists", name)
        for key, situation in self.situations.items():
            for index, cue in enumerate(situation.cues):
                _phrases(cue, self.lists, "situations", key, "cues", index)
        return self


class Tried(Model):
    """Sentences with which a list is tried."""

    bad: Words = Field(min_length=1, description="有这一组的词的句子，至少一句")
    good: Words = Field(min_length=1, description="没有这一组的词的句子，至少一句")


class Lists(Model):
    """The file of lists that rules in code use by name."""

    lists: dict[str, Words] = Field(description="词组")
    examples: dict[str, Tried] = Field(default_factory=dict, description="拿来试一组词的句子")

    @model_validator(mode="after")
    def _phrases_can_be_read(self) -> Self:
        for name in self.lists:
            _readable(self.lists[name], self.lists, "lists", name)
        for name in self.examples:
            if name not in self.lists:
                _refuse(f"lists 里没有 {name} 这一组", "examples", name)
        return self


def _phrases(phrases: Phrases, lists: Mapping[str, Words], *path: str | int) -> None:
    for name in ("words", "not_before", "not_after", "only_before", "only_after"):
        _readable(getattr(phrases, name), lists, *path, name)


def _readable(words: Words, lists: Mapping[str, Words], *path: str | int) -> None:
    for index, word in enumerate(words):
        try:
            notation.read(word, lists)
        except notation.NotationError as error:
            _refuse(str(error), *path, index)


def _same_slots(row: Row, lists: Mapping[str, Words], key: str) -> None:
    """What `instead` copies must stand in every phrase of the row."""
    for name in re.findall(r"\{(.*?)\}", row.instead or ""):
        for index, word in enumerate(row.words):
            slots = {getattr(piece, "name", "") for piece in notation.read(word, lists)}
            if name not in slots:
                _refuse(f"instead 里有 {{{name}}}，这里却没有", "rows", key, "words", index)


def _refuse(problem: str, *path: str | int) -> None:
    raise PydanticCustomError("notation", "{problem}", {"problem": problem, "path": path})


@dataclass(frozen=True, eq=False)
class WordTables:
    """All tables by file name, and the situations that they name."""

    tables: Mapping[str, WordTable] = field(default_factory=dict)
    situations: Situations = field(default_factory=lambda: Situations(situations={}))
    names: Names | None = None
    lists: Mapping[str, Words] = field(default_factory=dict)
    examples: Mapping[str, Tried] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)

    def of_rule(self, code: str) -> list[WordTable]:
        """The tables that serve a rule."""
        return [table for table in self.tables.values() if table.rule == code]


MOST_MADE = 4
_made: dict[tuple[int, ...], WordTables] = {}


def load_words(reader: TableReader) -> WordTables:
    """Read all files of the reader's folder; findings are the reader's."""
    situations = reader.one(SITUATIONS, Situations)
    tables: dict[str, WordTable] = {}
    known = {*BUILT_IN, *(situations.situations if situations else ())}
    for name in sorted({*REQUIRED, *(path.stem for path in reader.folder.glob("*.yml"))}):
        if name in (SITUATIONS, NAMES, LISTS):
            continue
        table = reader.one(name, WordTable)
        if table is None:
            continue
        tables[name] = table
        if situations is not None:
            reader.findings += _unknown_situations(reader, name, table, known)
    lists = reader.one(LISTS, Lists)
    if lists is not None:
        missing = [name for name in USED if name not in lists.lists]
        source = reader.documents[LISTS].source
        hint = "从备份里恢复这一组；没有它，检查就看不见这些话"
        reader.findings += [
            source.finding("S030", 1, 1, f"缺少词组 {name}", hint=hint) for name in missing
        ]
    return _shared(
        tables,
        situations or Situations(situations={}),
        reader.one(NAMES, Names),
        lists,
        reader.documents,
    )


def _shared(
    tables: Mapping[str, WordTable],
    situations: Situations,
    names: Names | None,
    lists: Lists | None,
    documents: Mapping[str, Document],
) -> WordTables:
    """The same object for the same files, so that what was compiled for it serves again.

    The reader gives the same models as long as the files have not changed.
    """
    key = (*map(id, tables.values()), id(situations), id(names), id(lists))
    if key not in _made:
        if len(_made) == MOST_MADE:
            _made.clear()
        words, examples = (lists.lists, lists.examples) if lists else ({}, {})
        _made[key] = WordTables(tables, situations, names, words, examples, documents)
    return _made[key]


def _unknown_situations(
    reader: TableReader, name: str, table: WordTable, known: set[str]
) -> list[Finding]:
    """Names in `unless`, `always` and `only` that situations.yml does not have."""
    document = reader.documents[name]
    named: list[tuple[tuple[str | int, ...], str]] = [
        ((key, index), word)
        for key in ("unless", "always", "only")
        for index, word in enumerate(getattr(table, key))
    ]
    for row, content in table.rows.items():
        named += [(("rows", row, "unless", n), word) for n, word in enumerate(content.unless)]
    findings = []
    for path, word in named:
        if word not in known:
            node = document.fields.at(*path)
            hint = f"能写的有：{'、'.join(sorted(known))}；在 situations.yml 里可以加"
            findings.append(
                document.source.finding(
                    "R001",
                    node.line,
                    node.column,
                    f"没有 {word} 这种情形",
                    end_column=node.end_column,
                    hint=hint,
                )
            )
    return findings
