"""From a table to region files: validated as a whole, shown as differences, and only then written.

Nothing is written where any row has a fault; a fault names the line and the column of the table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fanzha.checks.engine import fixes
from fanzha.content.reading.front_matter import read_yaml
from fanzha.content.reading.ids import wrong_id
from fanzha.content.reading.nodes import Document
from fanzha.content.reading.source import decode
from fanzha.content.reading.validate import validate
from fanzha.content.region import Region, sample_values, unreachable, wrong_area_code
from fanzha.content.regions import load_regions, resolved
from fanzha.edition import Project
from fanzha.editions.table import (
    AREA,
    COLUMNS,
    HINTS,
    ID,
    PARENT,
    PHONE,
    Head,
    as_row,
    changed_file,
    given,
    head,
    is_heading,
    new_file,
    of_columns,
    values,
    with_phone,
)
from fanzha.errors import ContentError, UsageError
from fanzha.files import save
from fanzha.findings import Finding
from fanzha.table_files import HEAD, NO_VALUE, read_rows


@dataclass(frozen=True)
class Change:
    """A region's file: what it was ("" where it is new) and what it becomes."""

    path: Path
    shown: str
    before: str
    after: str

    @property
    def diff(self) -> str:
        """For people."""
        return fixes.diff(self.shown, self.before, self.after)


def changes(project: Project, table: Path) -> list[Change]:
    """What the table changes. Raises ContentError with every fault, at its row."""
    rows = read_rows(table)
    first = next((at for at, (_, cells) in enumerate(rows[:HEAD]) if is_heading(cells)), 0)
    line, cells = rows[first]
    try:
        top = head(cells)
    except UsageError as error:
        raise UsageError(f"{table.name} 第 {line} 行：{error}") from None
    return _Import(project, table.name, top).run(rows[first + 1 :])


def write(found: list[Change]) -> None:
    """Write the files; each whole or not at all."""
    for change in found:
        change.path.parent.mkdir(parents=True, exist_ok=True)
        save(change.path, change.after.encode("utf-8"))


def exported(project: Project) -> list[list[str]]:
    """The table of all regions, with its heading. Raises ContentError where a file is wrong."""
    _, documents, findings = load_regions(project.root, project.docs)
    if findings:
        raise ContentError(findings)
    rows = [as_row(name, document.fields.plain()) for name, document in documents.items()]
    return [[ID, *(column.title for column in COLUMNS)], *rows]


class _Import:
    def __init__(self, project: Project, name: str, top: Head) -> None:
        self.folder = project.docs / "data" / "regions"
        self.root = project.root
        self.name = name
        self.top = top
        self.regions, self.documents, _ = load_regions(project.root, project.docs)
        self.lines: dict[str, int] = {}
        self.said: dict[str, Mapping[tuple[str, ...], str]] = {}
        self.findings: list[Finding] = []

    def run(self, rows: list[tuple[int, list[str]]]) -> list[Change]:
        found = []
        models: dict[str, Region] = {}
        documents: dict[str, Document] = {}
        for line, cells in rows:
            id = cells[self.top.key] if self.top.key < len(cells) else ""
            if not self._sound(line, cells) or not self._named(id, line):
                continue
            self.lines[id] = line
            self.said[id] = values(self.top, cells)
        for id, line in self.lines.items():
            change = self._change(id, with_phone(self.said[id], self._area_code(id)))
            document, model = self._read(change, line)
            documents[id] = document
            if model is not None:
                models[id] = model
            found.append(change)
        self._whole(models, documents)
        if self.findings:
            raise ContentError(sorted(self.findings))
        return [change for change in found if change.before != change.after]

    def _sound(self, line: int, cells: Sequence[str]) -> bool:
        """Whether every cell has a column and a value: what is passed over would not be missed."""
        before = len(self.findings)
        for index, cell in enumerate(cells):
            if cell.startswith(NO_VALUE):
                hint = "在 Excel 里选中，复制，再“粘贴为数值”"
                self._at(line, index + 1, "S023", f"{cell[:20]} 是公式，没有算出结果", hint)
            elif cell and index not in self.top.columns and index != self.top.key:
                hint = "列名写在一行里，不要合并单元格；一列一个名字"
                self._at(line, index + 1, "S080", f"“{cell[:20]}”这一列没有列名", hint)
        return len(self.findings) == before

    def _named(self, id: str, line: int) -> bool:
        """Whether the row has a name of its own that a file can have."""
        wrong = ""
        if not id:
            wrong = "没有写档案名"
        elif wrong_id(id):
            wrong = f"档案名 {id} {wrong_id(id)}"
        elif id in self.lines:
            wrong = f"档案名 {id} 和第 {self.lines[id]} 行重复"
        if wrong:
            self._tell(line, (ID,), "S032", wrong, "用拼音，全表不重复，例如 xin-qiao")
        return not wrong

    def _area_code(self, id: str) -> str:
        """The code that holds for a region: its own, or that of the nearest above it that has one."""
        seen: set[str] = set()
        while id not in seen:
            seen.add(id)
            if code := self._given(id, AREA):
                return code
            id = self._given(id, PARENT)
        return ""

    def _given(self, id: str, place: tuple[str, ...]) -> str:
        """What the row says; what the file says, where there is no such column or no row."""
        said = self.said.get(id, {})
        if place in said or id not in self.documents:
            return said.get(place, "")
        return given(self.documents[id].fields.plain(), place)

    def _change(self, id: str, said: Mapping[tuple[str, ...], str]) -> Change:
        path = self.folder / f"{id}.yml"
        shown = path.relative_to(self.root).as_posix()
        if id not in self.documents:
            return Change(path, shown, "", new_file(said))
        before = path.read_text(encoding="utf-8-sig")
        after = changed_file(before, self.documents[id].fields.plain(), said, shown)
        return Change(path, shown, before, after)

    def _read(self, change: Change, line: int) -> tuple[Document, Region | None]:
        """The file as it would be; its findings, told of the row."""
        source, findings = decode(change.shown, change.after.encode("utf-8"))
        document, more = read_yaml(source)
        model, wrong = (None, []) if more else validate(Region, document)
        for finding in (*findings, *more, *wrong):
            place = _place(document, finding)
            hint = HINTS.get(place, "") if finding.code == "S023" else ""
            self._tell(line, place, finding.code, finding.message, hint or finding.hint)
        return document, model

    def _whole(self, models: Mapping[str, Region], documents: Mapping[str, Document]) -> None:
        """What can be seen only of all regions together: parents, and what comes from them."""
        others = {
            name: model
            for name, document in self.documents.items()
            if name not in documents and (model := validate(Region, document)[0]) is not None
        }
        there = {*self.documents, *documents}
        every, findings = resolved({**others, **models}, {**self.documents, **documents}, there)
        for finding in findings:
            id = Path(finding.path).stem
            if id in self.lines:
                self._tell(self.lines[id], PARENT, finding.code, finding.message, finding.hint)
        self._namesakes(every)
        for id, line in self.lines.items():
            region = every.get(id)
            if region is None:
                continue
            for place in () if region.sample else sample_values(region):
                self._tell(line, place, "F016", "是样例里的，不是真的", "换成本地的")
            if wrong := wrong_area_code(region):
                hint = "两处改成一样；Excel 会去掉 0，把单元格设成文本"
                self._tell(line, PHONE, "F017", wrong, hint)
            for field, wrong in unreachable(region):
                self._tell(line, (field,), "F024", wrong, "写公开的网址；没有网站就空着")

    def _namesakes(self, every: Mapping[str, Region]) -> None:
        """Two of one name below one parent are one place twice: nobody could tell them apart."""
        first: dict[tuple[str, str], str] = {}
        for id in sorted(every, key=lambda id: (self.lines.get(id, 0), id)):
            before = first.setdefault((every[id].parent, every[id].name), id)
            if before != id and id in self.lines:
                wrong = f"{every[id].name}已经有了，档案名是 {before}"
                hint = "同一个地方写一行；确实是两个，地区名写得不一样"
                self._tell(self.lines[id], ("name",), "S032", wrong, hint)

    def _tell(self, line: int, place: tuple[str, ...], code: str, message: str, hint: str) -> None:
        column = self.top.column_of(place)
        self._at(line, column, code, of_columns(message), of_columns(hint))

    def _at(self, line: int, column: int, code: str, message: str, hint: str) -> None:
        self.findings.append(Finding(self.name, line, column, code, message, hint=hint))


def _place(document: Document, finding: Finding) -> tuple[str, ...]:
    """The field that a finding on a region's file is about: it stands in its line, or is named."""
    for column in COLUMNS:
        node = document.fields.at(*column.place)
        if isinstance(node.value, str) and node.line == finding.line > 1:
            return column.place
    named = (column.place for column in COLUMNS if column.name in finding.message)
    return next(named, (ID,))
