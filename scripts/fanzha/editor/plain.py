"""Names of fields as a clerk knows them: what stands in the form, never the English of the file.

Descriptions and findings name fields and values as they are written in a file, for those who work
with files. `Words` says them in the words of the form: rule → “要记住的一条规矩”, draft → “草稿”.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from pydantic.fields import FieldInfo

from fanzha.content.kinds.fields import Model
from fanzha.content.kinds.meta import Labelled

# A field that a programme named, as an editor would call it.
NAMES = {
    "allow": "放过的检查规则",
    "review_in": "多少天后再核对",
    "expires": "最后一天",
    "scam": "属于哪一类骗局",
    "summary": "一句话说清是什么",
    "rule": "要记住的一条规矩",
    "sources": "出处",
    "course": "骗局怎样一步步走",
    "stop_here": "走到哪一步该停下",
    "red_flags": "危险信号",
    "season": "每年只在这段日子显示",
    "not_before": "后面紧跟这些字，就不算",
    "not_after": "前面紧挨这些字，就不算",
    "only_before": "后面紧跟这些字，才算",
    "only_after": "前面紧挨这些字，才算",
}
# A note for those who work with files: where the list of values is.
_FILES = re.compile(
    r"[（，；]?(?:见|写在|写成从|（)?\s?(?:docs/[\w./-]*|[a-z-]+\.yml)(?: 里[^，；。）]*| 起的路径)?）?"
)
_SEE = re.compile(r"（见 docs/[^）]*）")
_EXAMPLE = re.compile(r"例如 (?:- )?(?:[a-z_]+: )?")
_LIST = re.compile(r"，例如 (?:- )?(?:[a-z_]+: )?([\[{].*)$")  # as it would stand in the file
_NAME = re.compile(
    r"(?<![\w./:@-])([a-z]+(?:[_-][a-zA-Z]+)*)(?![\w./@-])(: ?(?=[^\x00-\x7f]))?", re.ASCII
)
_IDS = re.compile(r"，例如 (?:- )?[a-z][a-z0-9-]*(?:、[a-z0-9-]+)*$")
_CHOICES = re.compile(r"(?<=有：)[^；。]+")
_TWICE = re.compile(r"“([^“”]+)” ?\1(?=$|[、。；，）])")  # a value with its own name behind it
_PAIR = re.compile(r"(?<![\w./:@-])([a-z]+(?:_[a-z]+)*): ?([a-z]+(?:-[a-z]+)*)", re.ASCII)
_SPACES = re.compile(r" ?(“[^“”]*”) ?")


def label(name: str, info: FieldInfo) -> str:
    """What a field is called."""
    return NAMES.get(name) or _parts(info.description or name)[0]


def hint(words: Words, info: FieldInfo) -> str:
    """How it is written, with an example, where there is one in Chinese."""
    rest = words.said(_parts(info.description or "")[1])
    if rest in ("就不算", "才算") or rest.startswith("如 "):
        rest = ""  # stands in the label, or is the example
    example = info.examples[0] if info.examples else None
    if isinstance(example, str) and not example.isascii():
        return f"{rest}。例如：{example}" if rest else f"例如：{example}"
    return rest


def _parts(said: str) -> tuple[str, str]:
    """Label and hint of a description: what it is, then how it is written."""
    cut = next((at for at, character in enumerate(said) if character in "：；（，"), len(said))
    mark, rest = said[cut : cut + 1], said[cut + 1 :]
    if mark == "（":  # what stands in brackets, and what comes after them
        inner, _, after = rest.partition("）")
        rest = inner + after
    return said[:cut], _FILES.sub("", rest).strip("）；，。 ")


@dataclass(frozen=True)
class Words:
    """The English names of a model's fields and values → Chinese."""

    names: Mapping[str, str]

    @staticmethod
    @cache
    def of(model: type[Model]) -> Words:
        """Those of a model and of all models inside it."""
        return Words(dict(reversed([*_names(model, set())])))

    def said(self, text: str) -> str:
        """A text with Chinese names in quotation marks in place of the English ones."""
        text = _LIST.sub(lambda match: _listed(match[1]), _SEE.sub("", text))
        text = _EXAMPLE.sub("例如 ", _IDS.sub("", text))
        text = _CHOICES.sub(lambda match: _labels(match[0]), text)
        found = _PAIR.sub(lambda match: self._pair(match[1], match[2], match[0]), text)
        found = _NAME.sub(lambda match: self._said(match[1], match[2] or ""), found)
        return found if found == text else _TWICE.sub(r"\1", _SPACES.sub(r"\1", found))

    def _pair(self, name: str, value: str, both: str) -> str:
        known = name in self.names and value in self.names
        return f"{self.names[name]}“{self.names[value]}”" if known else both

    def _said(self, name: str, colon: str) -> str:
        known = self.names.get(name)
        return f"“{known}”{'：' if colon else ''}" if known else name + colon


def _labels(choices: str) -> str:
    """Choices without the words that stand for them in a file."""
    return "、".join(re.sub(r"^[\w-]+ (?=\S)", "", one) for one in choices.split("、"))


def _listed(written: str) -> str:
    """An example of a list in words; one of ids, or of groups, says nothing to a clerk."""
    try:
        rows = json.loads(written)
    except ValueError:
        return ""
    words = rows if isinstance(rows, list) and all(isinstance(row, str) for row in rows) else []
    said = "、".join(words)
    return "" if said.isascii() else f"，例如 {said}"


def _names(model: type[Model], met: set[type[Any]]) -> Iterator[tuple[str, str]]:
    """Fields first, then values, then what lies deeper: what stands nearer wins."""
    if model in met:
        return
    met.add(model)
    inner: list[type[Any]] = []
    for name, info in model.model_fields.items():
        yield info.alias or name, label(info.alias or name, info)
        inner += _classes(info.annotation)
    for one in inner:
        if issubclass(one, Labelled):
            yield from ((str(member.value), str(member.label)) for member in one)
    yield from {"true": "是", "false": "否", "withdrawn": "已撤下"}.items()
    for one in inner:
        if issubclass(one, Model):
            yield from _names(one, met)


def _classes(annotation: Any) -> Iterator[type[Any]]:
    """The models and choices inside a type."""
    if isinstance(annotation, type) and issubclass(annotation, Model | Labelled):
        yield annotation
    for part in get_args(annotation):
        yield from _classes(part)
