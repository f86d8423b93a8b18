"""Reading a file of docs/data/: one YAML mapping into models, with findings at their places."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from fanzha.content.kinds.fields import Model
from fanzha.content.reading.choices import did_you_mean
from fanzha.content.reading.front_matter import read_yaml
from fanzha.content.reading.ids import wrong_id
from fanzha.content.reading.nodes import Document, Node
from fanzha.content.reading.source import Source, decode
from fanzha.content.reading.validate import validate
from fanzha.findings import Finding

T = TypeVar("T", bound=Model)
# What somebody takes for a table; pictures and lists of letters are none.
_TABLES = (".yml", ".yaml")


class TableReader:
    """Reads files of one folder; gathers findings, and the documents that hold prose."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root = root
        self.folder = folder
        self.findings: list[Finding] = []
        self.texts: dict[str, tuple[type[Model], Document]] = {}
        self.documents: dict[str, Document] = {}
        self.known: set[str] = set()

    def document(self, name: str) -> Document | None:
        """The parsed file, or None with findings."""
        self.known.add(name)
        path = self.folder / f"{name}.yml"
        shown = path.relative_to(self.root).as_posix()
        if path.is_symlink() or not path.is_file():
            # What a link leads to may be any file of this computer: it is not read, nor shown.
            there = path.is_symlink() or path.exists()
            message = "不是普通文件，读不了" if there else "缺少这个数据文件"
            hint = "删去它，把真正的文件复制过来" if there else "从备份里恢复这个文件，或重新下载"
            self.findings.append(Source(shown, ()).finding("S030", 1, 1, message, hint=hint))
            return None
        source, findings = decode(shown, path.read_bytes())
        self.findings += findings
        if not source.lines:
            return None
        document, findings = read_yaml(source)
        self.findings += findings
        self.documents[name] = document
        if not findings and document.fields.value == {}:
            # A table that has been emptied guards nothing, and nothing would say so.
            hint = "从备份里恢复这个文件；用不着的行可以删，不能一行不留"
            self.findings.append(source.finding("S030", 1, 1, "这个数据文件是空的", hint=hint))
            return None
        return None if findings else document

    def one(
        self, name: str, model: type[T], *, prose: Mapping[str, type[Model]] | None = None
    ) -> T | None:
        """The whole file as one model; `prose` names its parts that are rows with texts."""
        document = self.document(name)
        if document is None:
            return None
        for part, rows in (prose or {}).items():
            place = Document(document.source, document.fields.at(part), document.body_line)
            self.texts[f"{name} {part}"] = (rows, place)
        row, findings = _whole(model, document.source)
        self.findings += findings
        return row

    def mapping(
        self, name: str, model: type[T], *, prose: bool = False, paths: bool = False
    ) -> dict[str, T]:
        """Each row as a model; `prose` rows are kept for the checks, too.

        Where `paths`, the keys become names of files.
        """
        document = self.document(name)
        if document is None or not isinstance(document.fields.value, Mapping):
            return {}
        if prose:
            self.texts[name] = (model, document)
        if paths:
            self.names(document.source, document.fields)
        found, findings = _rows(model, document.source)
        self.findings += findings
        return {**found}

    def strangers(self, *others: str) -> None:
        """Report the files of the folder that nobody reads; `others` are tables read elsewhere."""
        known = sorted({*self.known, *others})
        for path in sorted(self.folder.iterdir()) if self.folder.is_dir() else ():
            if path.is_dir() or path.name.startswith(".") or path.suffix not in _TABLES:
                continue
            if path.suffix == ".yml" and path.stem in known:
                continue
            near = path.stem if path.suffix == ".yaml" else did_you_mean(path.stem, known)
            hint = f"是不是 {near}.yml？" if near else "写进 docs/data/ 里已有的表；用不着就删去"
            shown = path.relative_to(self.root).as_posix()
            message = f"没有 {path.name} 这张表，里面写的都不会读"
            self.findings.append(Source(shown, ()).finding("S035", 1, 1, message, hint=hint))

    def names(self, source: Source, node: Node) -> None:
        """Report the keys of a mapping that cannot be names of files."""
        for key, place in node.keys.items():
            wrong = wrong_id(key)
            if wrong:
                found = source.finding(
                    *("S032", place.line, place.column, f"{key} 会用作文件名，{wrong}"),
                    end_column=place.end_column,
                    hint="换一个名字，用到它的地方一起改",
                )
                self.findings.append(found)

    def require(
        self, name: str, rows: Mapping[str, Model], keys: list[str], what: str = ""
    ) -> None:
        """Report the keys that a table lacks; `what` is lacking of them, where it is a part."""
        for key in keys:
            if key not in rows and not any(name in f.path for f in self.findings):
                shown = (self.folder / f"{name}.yml").relative_to(self.root).as_posix()
                message = f"缺少 {key}{what and f' {what}'}"
                hint = "从备份里恢复这几行；程序要按这个名字找它"
                self.findings.append(Source(shown, ()).finding("S030", 1, 1, message, hint=hint))


# A form that checks while one types reads all tables each time: what has not changed is not held
# against its model again. Models cannot change, so they may be shared.


@lru_cache(maxsize=100)
def _whole(model: type[T], source: Source) -> tuple[T | None, tuple[Finding, ...]]:
    row, findings = validate(model, read_yaml(source)[0])
    return row, (*findings,)


@lru_cache(maxsize=100)
def _rows(model: type[T], source: Source) -> tuple[Mapping[str, T], tuple[Finding, ...]]:
    fields = read_yaml(source)[0].fields
    rows: dict[str, T] = {}
    findings: list[Finding] = []
    nodes = fields.value if isinstance(fields.value, Mapping) else {}
    for key, node in nodes.items():
        part = Document(source, _as_mapping(node), 1)
        row, found = validate(model, part, row=fields.keys.get(key))
        findings += found
        if row is not None:
            rows[key] = row
    return rows, (*findings,)


def _as_mapping(node: Node) -> Node:
    """A row that is no mapping is read as an empty one, so that its fields are reported missing."""
    if isinstance(node.value, Mapping):
        return node
    return Node({}, node.line, node.column, node.end_line, node.end_column)
