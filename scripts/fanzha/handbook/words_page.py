"""The page docs/editors/words.md: how to add a word, and the tables and situations there are."""

from __future__ import annotations

from fanzha.content.data.tables import Tables
from fanzha.content.data.word_tables import BUILT_IN, Cue, Row, WordTable
from fanzha.handbook.fields import table

HEAD = """---
title: 加一个词
summary: 哪些词不写、换成什么，都在词表里；加一个词，改一个文件就行。由程序生成，不要手改。
published: 2026-11-20
reviewed: 2026-11-20
review_in: 365
status: published
basis: composite
---

`docs/data/words/` 里一个文件是一张词表，不会编程也能改。
改完运行检查：程序会拿每一条的 `bad` 和 `good` 试一遍，找不出、冤枉了，都会指出是哪一条。

## 照着加

在最像的一条下面，照样子写一条。名字用拼音，不要和别的重复：

    wanwu:
      words: [万无一失, 绝无问题]
      bad: [照着做，万无一失。]
      good: [照着做，多一道保险。]

- `words` 是要找的词，`bad` 是不该这样写的句子，`good` 是可以这样写的句子。
- 只在某些字旁边才不算：`not_after: [吓, 装]`，`傻` 前面是“吓”“装”时不算；`not_before: [眼]`，后面是“眼”时不算。
- 反过来，只在某些字旁边才算：`only_before`、`only_after`。
- 整句话的意思不算：`unless: [quoted]`，写情形的名字，见下面。
- 同一句里还要说到别的才算：`beside: [案件]`，写 `lists` 里词组的名字，每组有一个词就算。

## 词中间有别的字

词里可以留空，带空的词要加引号：

| 写法 | 意思 |
|---|---|
| `营造{12字}氛围` | 中间最多 12 个字，没有逗号、句号 |
| `对{1到8字}进行` | 中间 1 到 8 个字 |
| `装{同句16字}不怕` | 中间最多 16 个字，可以有逗号 |
| `(上传/提交)截图` | 两个里随便哪个 |
| `(手机/)软件` | “手机”可有可无 |
| `保证不{被骗}` | 换成词组“被骗”里的任何一个，词组写在文件的 `lists` 里 |
| `{数字}` `{汉字}` `{字母}` | 一个数、一个汉字、一个字母 |
| `{大数}` | 三位以上的数，或者带“万、千、百”的数 |
| `{汉数}` | 用汉字写的十以上的数，如“十二”“三百多” |
| `{停顿}` `{句末}` | 后面是标点或者一行的末尾；句子的末尾 |

"""


def words_page(tables: Tables) -> str:
    """The Markdown page."""
    words = tables.words
    parts = [HEAD, "## 有哪些词表\n\n| 文件 | 规则 | 提示语 | 条数 |\n|---|---|---|---|\n"]
    for name, one in words.tables.items():
        parts.append(f"| `{name}.yml` | {one.rule} | {one.say} | {len(one.rows)} |\n")
    parts.append("\n## 有哪些情形\n\n自己加情形，写在 `situations.yml` 里。\n\n")
    parts.append("| 名字 | 意思 |\n|---|---|\n")
    parts += [f"| `{name}` | {label} |\n" for name, label in BUILT_IN.items()]
    parts += [
        f"| `{name}` | {situation.label} |\n"
        for name, situation in words.situations.situations.items()
    ]
    parts += ["\n## 每一条能写什么\n\n", table(Row, Row.model_fields, tables)]
    head = {name: info for name, info in WordTable.model_fields.items() if name != "rows"}
    parts += ["\n## 表头能写什么\n\n", table(WordTable, head, tables)]
    parts += ["\n## 情形能写什么\n\n", table(Cue, Cue.model_fields, tables)]
    return "".join(parts)
