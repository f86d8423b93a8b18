"""Lines of YAML → one mapping of nodes, and what editors get wrong in it.

Read with PyYAML's `compose`, which keeps the raw text of every scalar (0102 and 1.10 stay as
written); types are the models' business. Where quoting or a bracket mends a line, the mended line
is reported and read, so that one slip does not hide the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import yaml

from fanzha.content.reading.nodes import Node
from fanzha.content.reading.source import Source
from fanzha.content.reading.yaml_mistakes import lost_text, quoted, typing_mistakes
from fanzha.findings import Finding, Fix

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # pragma: no cover - wheels carry libyaml everywhere we run
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

MAX_FRONT_LINES = 400
MAX_DEPTH = 12
MAX_NESTED = 100

_NESTED = re.compile(r"[\[{]|(?:^|\s)[-?:](?=\s)")
_QUOTED = re.compile('"([^"\n]*[\u3400-\u9fff][^"\n]*)"')
_NEEDS_QUOTES = re.compile(r": |\s#|^[\[{>|*&!%@`#-]|\"")
_KEY_VALUE = re.compile(r"^(?P<head>\s*(?:- )*(?:[A-Za-z_][\w-]*:\s+)?)(?P<value>\S.*?)\s*$")
_TAGS = frozenset(
    f"tag:yaml.org,2002:{t}"
    for t in ["str", "int", "float", "bool", "null", "timestamp", "map", "seq"]
)


def read_mapping(
    source: Source, start: int, stop: int, limit: int | None = MAX_FRONT_LINES
) -> tuple[Node, list[Finding]]:
    """Lines [start, stop) as one YAML mapping."""
    blank = Node({}, start + 1, 1, start + 1, 1)
    if limit is not None and stop - start > limit:
        message = f"字段部分超过 {limit} 行"
        hint = "是不是漏了字段后面的 ---？"
        return blank, [source.finding("S006", start + 1, 1, message, hint=hint)]
    lines = list(source.lines[start:stop])
    findings = typing_mistakes(source, lines, start)
    if limit is not None:
        findings += lost_text(source, lines, start)
    tree, more = _compose(source, lines, start)
    findings += more
    if tree is None:
        if not more and not findings:
            message, hint = "两条 --- 之间没有字段", "至少要有 title、summary 等字段"
            if limit is None:
                message, hint = "文件里没有内容", "每行写成“名称: 内容”"
            findings.append(source.finding("S004", max(start, 1), 1, message, hint=hint))
        return blank, findings
    walker = _Walker(source, start)
    node = walker.node(tree, 0)
    findings += walker.findings
    if not isinstance(node.value, Mapping):
        place = (node.line, node.column)
        message = "这里应当是“字段名: 内容”，一行一个"
        findings.append(source.finding("S007", *place, message, hint="例如 title: 刷单返利"))
        return blank, findings
    return node, findings


def _compose(
    source: Source, lines: list[str], start: int
) -> tuple[yaml.Node | None, list[Finding]]:
    """The YAML tree; each error is reported, mended where quoting helps, and passed."""
    findings: list[Finding] = []
    while True:
        tree, error = _try(lines)
        if error is None:
            return tree, findings
        if isinstance(error, str):
            message = "括号套得太深，读不了"
            return None, [*findings, source.finding("S011", start + 1, 1, message)]
        index, column, _ = error
        mended = _mend(lines, error)
        if mended is None or len(findings) >= 50:
            index = min(index, max(0, len(lines) - 1))
            number = start + index + 1
            message, hint = _explain(lines, index)
            column = min(column, len(source.line(number))) + 1
            return None, [*findings, source.finding("S011", number, column, message, hint=hint)]
        index, text = mended
        number = start + index + 1
        match = _KEY_VALUE.match(lines[index])
        column = match.end("head") + 1 if match else 1
        old = source.line(number)
        fix = Fix(number, 1, number, len(old) + 1, text)
        message, hint = _mended_because(old, text)
        findings.append(
            source.finding(
                "S011", number, column, message, end_column=len(old) + 1, hint=hint, fix=fix
            )
        )
        lines[index] = text


class _Error(NamedTuple):
    """Where YAML stops, from 0, and the line on which it began what it could not end."""

    line: int
    column: int
    begun: int


def _too_deep(lines: list[str]) -> bool:
    """libyaml recurses without a limit: thousands of brackets would end the process."""
    if any(len(line) > MAX_NESTED and len(_NESTED.findall(line)) > MAX_NESTED for line in lines):
        return True
    text = "".join(lines)
    if text.count("[") + text.count("{") <= MAX_NESTED:
        return False
    depth = 0
    for line in lines:
        depth = max(0, depth + line.count("[") + line.count("{"))
        if depth > MAX_NESTED:
            return True
        depth = max(0, depth - line.count("]") - line.count("}"))
    return False


def compose(lines: list[str]) -> yaml.Node | None:
    """The lines as PyYAML reads them, with its marks; its errors are raised."""
    return yaml.compose("\n".join(lines) + "\n", Loader=Loader)


def _try(lines: list[str]) -> tuple[yaml.Node | None, _Error | str | None]:
    if _too_deep(lines):
        return None, "deep"
    try:
        return compose(lines), None
    except RecursionError:
        return None, "deep"
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        context = error.context_mark.line if error.context_mark else line
        return None, _Error(line, column, context)
    except yaml.YAMLError:  # a ReaderError: a character that YAML refuses
        return None, _Error(0, 0, 0)


def _mend(lines: list[str], error: _Error) -> tuple[int, str] | None:
    """(index, mended line) that makes YAML read on further, or None."""
    line, _, context = error
    order = (line, context, line - 1)
    if 0 <= context < len(lines) and lines[context].count("[") > lines[context].count("]"):
        order = (context, line, line - 1)
    for index in dict.fromkeys((*_never_closed(lines, line), *order)):
        if not 0 <= index < len(lines):
            continue
        match = _KEY_VALUE.match(lines[index])
        if match is None:
            continue
        for value in _mended_values(match["value"]):
            text = match["head"] + value
            _, after = _try([*lines[:index], text, *lines[index + 1 :]])
            if after is None or (isinstance(after, _Error) and after.line > max(line, index)):
                return index, text
    return None


def _never_closed(lines: list[str], stop: int) -> Iterator[int]:
    """The line above, if any, whose quotation mark took in the fields below it up to the next mark.

    YAML stops at a line that is sound.
    """
    for index in range(min(stop, len(lines) - 1)):
        match = _KEY_VALUE.match(lines[index])
        mark = match["value"][:1] if match else ""
        if match and mark in ("'", '"') and mark and match["value"].count(mark) % 2:
            if _KEY_VALUE.match(lines[index + 1]):
                yield index
            return


def _mended_because(old: str, text: str) -> tuple[str, str]:
    """(message, hint) for a line that is read in another way than it stands there."""
    if text.endswith(("]", "}")) and not text.endswith(("']", '"]')):
        return "括号不成对", "数一数这一行的 [ ] 和 { }，补上缺的一个"
    if old.count('"') % 2 or (text.count('"') > old.count('"') and old.count("'") % 2):
        return "引号不成对", "补上缺的一个引号；内容里面的引号用“ ”"
    if "“" in text and "“" not in old:
        return "内容里的引号要用“ ”，半角的引号只能包在整行内容的外面", ""
    return (
        "这一行的内容里有特殊符号（冒号、引号、* & @ 等），要用引号括起来",
        "把冒号后面的内容放进一对半角引号里；内容里面的引号用“ ”",
    )


def _mended_values(value: str) -> Iterator[str]:
    if value[:1] == '"' and value.count('"') % 2 == 0 and _QUOTED.search(value):
        mended = _QUOTED.sub(r"“\1”", value)  # "客服"打来电话: marks of a sentence, not of YAML
        if not _NEEDS_QUOTES.search(mended):
            yield mended
    for opening, closing in (("[", "]"), ("{", "}")):
        if value.startswith(opening) and value.count(opening) > value.count(closing):
            yield value + closing
    if value[:1] in ("'", '"') and value[-1:] != value[:1]:
        yield quoted(value[1:])  # a quotation mark that is never closed
    yield quoted(value)


def _explain(lines: list[str], index: int) -> tuple[str, str]:
    line = lines[index] if index < len(lines) else ""
    for opening, closing in (("[", "]"), ("{", "}")):
        if line.count(opening) != line.count(closing):
            return f"{opening} 和 {closing} 不成对", f"补上缺的 {opening} 或 {closing}"
    if line.count('"') % 2:
        return "引号不成对", "补上缺的半角引号，或把内容里的引号改成“ ”"
    if line[:1] == " ":
        return "这一行开头的空格和上下行对不齐", "同样的内容左边对齐，属于上一行的多空两格"
    return "这一行读不懂", "每行写成“字段名: 内容”；列表每项一行，以“- ”开头"


class _Walker:
    """YAML nodes → our nodes; refuses what has no place in content."""

    def __init__(self, source: Source, offset: int) -> None:
        self.source = source
        self.offset = offset
        self.findings: list[Finding] = []
        self.seen: set[int] = set()

    def node(self, raw: yaml.Node, depth: int) -> Node:
        place = self._place(raw)
        if id(raw) in self.seen or depth > MAX_DEPTH:
            self._report(
                "S011", place, "不支持 & 和 * 的引用写法，也不能套太多层", "把内容直接写出来"
            )
            return Node(None, *place)
        if not (isinstance(raw, yaml.ScalarNode) and raw.value == ""):
            self.seen.add(id(raw))
        if raw.tag not in _TAGS:
            self._report(
                "S011", place, f"不支持 {raw.tag.split(':')[-1]!r} 这种写法", "给内容加上引号"
            )
            return Node(None, *place)
        if isinstance(raw, yaml.ScalarNode):
            empty = raw.tag.endswith(":null")
            return Node(None if empty else raw.value, *place)
        if isinstance(raw, yaml.SequenceNode):
            return Node(tuple(self.node(child, depth + 1) for child in raw.value), *place)
        return self._mapping(raw, place, depth)

    def _mapping(self, raw: yaml.Node, place: tuple[int, int, int, int], depth: int) -> Node:
        values: dict[str, Node] = {}
        keys: dict[str, Node] = {}
        for key, child in raw.value:
            at = self._place(key)
            if not isinstance(key, yaml.ScalarNode) or key.tag not in _TAGS:
                self._report("S007", at, "字段名只能是一个词", "例如 title: 刷单返利")
                continue
            if key.value in keys:
                first = keys[key.value].line
                message = f"字段 {key.value} 写了两次（第 {first} 行已有）"
                self._report("S012", at, message, "留下一个，删去另一个")
                continue
            keys[key.value] = Node(key.value, *at)
            values[key.value] = self.node(child, depth + 1)
        return Node(values, *place, keys=keys)

    def _place(self, raw: yaml.Node) -> tuple[int, int, int, int]:
        start, end = raw.start_mark, raw.end_mark
        return (
            start.line + self.offset + 1,
            start.column + 1,
            end.line + self.offset + 1,
            end.column + 1,
        )

    def _report(self, code: str, place: tuple[int, int, int, int], message: str, hint: str) -> None:
        line, column, end_line, end_column = place
        end = end_column if end_line == line else 0
        self.findings.append(
            self.source.finding(code, line, column, message, end_column=end, hint=hint)
        )
