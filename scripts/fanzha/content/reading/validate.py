"""A node tree held against a model: an instance, or findings at the right line.

pydantic says what is wrong by field path; this module turns that into Chinese, adds "did you
mean", and shows the line as it could be.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from fanzha.content.kinds.fields import Model
from fanzha.content.reading import clock_times, whole_numbers
from fanzha.content.reading.choices import listed, meant
from fanzha.content.reading.nodes import Document, Node
from fanzha.content.reading.yaml_mistakes import quoted
from fanzha.findings import Finding, Fix

M = TypeVar("M", bound=Model)
Loc = tuple[str | int, ...]
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def validate(
    model: type[M],
    document: Document,
    elsewhere: Mapping[str, str] | None = None,
    row: Node | None = None,
) -> tuple[M | None, list[Finding]]:
    """The document's fields as `model`; `elsewhere` names the kinds that know other fields.

    `row` is the key of a row of a data file, where the fields are only that row's: every message
    names it, and what is missing in the row is reported there.
    """
    try:
        return model.model_validate(document.fields.plain()), []
    except ValidationError as error:
        translate = _Translator(model, document, elsewhere or {}, row)
        details = [dict(detail) for detail in error.errors(include_url=False)]
        renamed = {place for detail in details if (place := translate.renamed(detail))}
        return None, [
            translate(detail)
            for detail in details
            if not _follows(detail, details)
            and not (detail["type"] == "missing" and detail["loc"] in renamed)
        ]


def _follows(detail: Mapping[str, Any], details: Sequence[Mapping[str, Any]]) -> bool:
    """A list with a wrong entry is also said to be too short: that is no second problem."""
    loc = detail["loc"]
    return detail["type"] == "too_short" and any(
        len(other["loc"]) > len(loc) and other["loc"][: len(loc)] == loc for other in details
    )


def replace_value(node: Node, text: str) -> Fix | None:
    """A fix that puts `text` in place of the node, where the node is on one line."""
    if node.line == node.end_line:
        return Fix(node.line, node.column, node.line, node.end_column, text)
    if node.end_line == node.line + 1 and isinstance(node.value, Mapping):
        # A block mapping ends where the next line begins; a fix may take the rest of its line.
        key = next(iter(node.keys.values()), None)
        value = next(iter(node.value.values()), None)
        if key is not None and value is not None and value.end_line == node.line:
            return Fix(node.line, node.column, node.line, value.end_column, text)
    return None


class _Translator:
    def __init__(
        self,
        model: type[Model],
        document: Document,
        elsewhere: Mapping[str, str],
        row: Node | None,
    ) -> None:
        self.model = model
        self.document = document
        self.elsewhere = elsewhere
        self.row = row

    def __call__(self, detail: dict[str, Any]) -> Finding:
        loc: Loc = tuple(detail["loc"])
        kind = detail["type"]
        context = detail.get("ctx") or {}
        if context.get("field"):
            loc = (*loc, context["field"])
        loc = (*loc, *context.get("path", ()))
        if kind == "missing":
            return self._missing(loc)
        if kind == "extra_forbidden":
            return self._extra(loc)
        node = self.document.fields.at(*loc)
        name = self._spoken(loc)
        if node.value is None and kind not in ("no_such_step", "image_alt"):
            hint = self._example(loc)
            if self.document.source.line(node.line)[node.column - 1 :].lstrip().startswith("#"):
                hint = "# 后面的字只是备注，不会读到：删去 #，或者把整句放进一对半角引号"
            return self._finding("S022", node, f"{name} 是空的", hint=hint)
        if kind == "enum":
            return self._choice(loc, node, name)
        message, hint, mended = _say(kind, context, node, detail)
        if kind == "string_pattern_mismatch" and isinstance(node.value, str):
            mended = clock_times.span(node.value) if loc[-1] == "hours" else ""
        if kind == "whole_number" and isinstance(node.value, str):
            info = _field(self.model, loc)
            unit = (info.description if info else None) or ""
            mended = whole_numbers.mended(node.value, unit)
            hint = whole_numbers.hint(node.value, unit)
        hint = hint or self._example(loc)
        if kind == "string_type" and isinstance(node.value, Mapping):
            mended = self._quoted_line(node)
        fix = replace_value(node, mended) if mended else None
        code = "S024" if kind.endswith(("too_long", "too_short")) else "S023"
        return self._finding(code, node, f"{name} {message}", hint="" if fix else hint, fix=fix)

    def renamed(self, detail: Mapping[str, Any]) -> Loc | None:
        """The field that is missing only because its name has a slip."""
        if detail["type"] != "extra_forbidden":
            return None
        *above, name = detail["loc"]
        near = meant(str(name), self._known(tuple(above)))
        return (*above, near) if near else None

    def _known(self, above: Loc) -> dict[str, str]:
        """The fields that can stand at a place, with what they are."""
        fields = _fields(model_of(_field(self.model, above)) if above else self.model)
        return {field: _short(one.description or "") for field, one in fields.items()}

    def _missing(self, loc: Loc) -> Finding:
        parent = self.document.fields.at(*loc[:-1])
        line, column = (parent.line, parent.column) if len(loc) > 1 else (1, 1)
        if self.row is not None and len(loc) == 1:
            line, column = self.row.line, self.row.column
        message = f"缺少字段 {self._spoken(loc)}"
        hint = self._example(loc)
        if len(loc) == 1 and self.row is None and self.document.source.path.endswith(".md"):
            hint = f"在开头两行 --- 的中间加上它：{hint}"
        return self.document.source.finding("S020", line, column, message, hint=hint)

    def _extra(self, loc: Loc) -> Finding:
        name = str(loc[-1])
        parent = self.document.fields.at(*loc[:-1])
        node = parent.keys.get(name, parent)
        known = self._known(loc[:-1])
        near = meant(name, known)
        fix = replace_value(node, near) if near else None
        hint = f"是不是想写 {near}？" if near else f"这里能写的字段：{listed(name, known)}"
        message = f"没有 {self._spoken((name,))} 这个字段"
        if len(loc) == 1 and name in self.elsewhere and not near:
            message += f"（它是“{self.elsewhere[name]}”的字段）"
        return self._finding("S021", node, message, hint=hint, fix=fix)

    def _choice(self, loc: Loc, node: Node, name: str) -> Finding:
        """A word that is none of a closed choice: the choices come from the model itself."""
        value = node.value if isinstance(node.value, str) else ""
        labels = _labels(_field(self.model, loc))
        near = meant(value, labels)
        fix = replace_value(node, near) if near else None
        message = f"{name} 不能写“{value}”"
        return self._finding(
            "S023", node, message, hint=f"能写的有：{listed(value, labels)}", fix=fix
        )

    def _spoken(self, loc: Loc) -> str:
        """A path in words, from the row on where there is one: 110的 label."""
        return _spoken(loc if self.row is None else (str(self.row.value), *loc))

    def _example(self, loc: Loc) -> str:
        info = _field(self.model, loc)
        if info is None:
            return ""
        example = ""
        if info.examples:
            value = info.examples[0]
            if isinstance(loc[-1], int) and isinstance(value, list):
                example = f"，例如 - {value[0]}"
            else:
                plain = isinstance(value, str) and ": " not in value
                shown = value if plain else json.dumps(value, ensure_ascii=False)
                example = f"，例如 {loc[-1]}: {shown}"
        return f"{info.description or ''}{example}"

    def _quoted_line(self, node: Node) -> str:
        """A text with a colon was read as a mapping: the same text in quotation marks."""
        row = self.document.source.line(node.line)
        return quoted(row[node.column - 1 :].rstrip()) if row.rstrip() else ""

    def _finding(
        self, code: str, node: Node, message: str, *, hint: str = "", fix: Fix | None = None
    ) -> Finding:
        end = node.end_column if node.line == node.end_line else 0
        return self.document.source.finding(
            code, node.line, node.column, message, end_column=end, hint=hint, fix=fix
        )


def _say(
    kind: str, context: Mapping[str, Any], node: Node, detail: Mapping[str, Any]
) -> tuple[str, str, str]:
    """(message, hint, mended value) for a pydantic error type."""
    value = node.value if isinstance(node.value, str) else ""
    if kind == "string_too_long" or (kind == "too_long" and isinstance(node.value, str)):
        most = context["max_length"]
        over = len(value) - most
        return f"太长：最多 {most} 个字，现在 {len(value)} 个", f"减少 {over} 个字", ""
    if kind == "too_long":
        most = context["max_length"]
        return f"太多：最多 {most} 条，现在 {context['actual_length']} 条", "删去几条", ""
    if kind in ("string_too_short", "too_short"):
        least = context["min_length"]
        if isinstance(node.value, str):
            return f"太短：最少 {least} 个字，现在 {len(value)} 个", "", ""
        return f"太少：最少 {least} 条，现在 {context['actual_length']} 条", "", ""
    if kind == "image_alt":
        return "有图片，就要有图片说明 alt", "在 image 下面加一行 alt: 画的是什么", ""
    if kind == "full_width_comma":
        return str(detail["msg"]), "", str(context["mended"])
    if kind == "date_format":
        return str(detail["msg"]), "", str(context.get("mended") or "")
    if kind == "tuple_type" and value:
        inner = value[1:-1] if value[0] + value[-1] in ("【】", "［］", "（）", "()") else value
        entries = [entry for entry in re.split("[，、；,]\\s*", inner.strip()) if entry]
        return "要写成列表，放在 [ ] 里", "例如 [甲, 乙]", f"[{', '.join(entries)}]"
    if kind in ("tuple_type", "dict_type", "model_type", "model_attributes_type"):
        return "要分几行写，每行一条，前面加减号和空格", "", ""
    if kind == "string_type":
        return "这里要写一行文字，内容里有冒号或方括号时用引号括起来", "", ""
    if kind.startswith("int"):
        return "这里要写一个整数，只用数字", "", ""
    if kind == "string_pattern_mismatch":
        return f"不能写成“{value}”", "", ""
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = context.get("ge", context.get("le"))
        word = "最小" if kind.startswith("greater") else "最大"
        return f"{word}是 {bound}，现在是 {value}", "", ""
    if kind.startswith("bool"):
        return "只能写 true（是）或 false（否）", "", ""
    message = str(detail["msg"])
    return (message if _CHINESE.search(message) else "写法不对"), "", ""


def _spoken(loc: Loc) -> str:
    """("story", 2, "when") → story 第3条的 when."""
    parts: list[str] = []
    for step in loc:
        if isinstance(step, int):
            parts.append(f"第{step + 1}条")
        else:
            parts.append(("的 " if parts else "") + str(step))
    return " ".join(parts).replace(" 的 ", "的 ")


def _fields(model: type[Model] | None) -> Mapping[str, FieldInfo]:
    return model.model_fields if model else {}


def _field(model: type[Model], loc: Loc) -> FieldInfo | None:
    """The field that a path ends in; list positions are passed over."""
    info: FieldInfo | None = None
    current: type[Model] | None = model
    for step in loc:
        if isinstance(step, int):
            continue
        info = _fields(current).get(step)
        current = model_of(info)
    return info


def _short(description: str) -> str:
    """What a field is, without how it is written: 状态：draft 草稿 … → 状态."""
    return re.split("[：，；（]", description)[0]


def _labels(info: FieldInfo | None) -> dict[str, str]:
    """Value → label of the closed choice inside a field's type."""
    pending: list[Any] = [info.annotation] if info else []
    while pending:
        kind = pending.pop()
        if isinstance(kind, type) and issubclass(kind, Enum):
            return {str(member.value): getattr(member, "label", "") for member in kind}
        pending.extend(getattr(kind, "__args__", ()))
    return {}


def model_of(info: FieldInfo | None) -> type[Model] | None:
    """The model inside a field's type: Model, tuple[Model, ...] or Model | None."""
    pending: list[Any] = [info.annotation] if info else []
    while pending:
        kind = pending.pop()
        if isinstance(kind, type) and issubclass(kind, Model) and not issubclass(kind, Enum):
            return kind
        pending.extend(getattr(kind, "__args__", ()))
    return None
