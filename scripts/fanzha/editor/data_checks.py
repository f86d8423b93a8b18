"""What a changed row would do to the library: found on a copy of the tables, before anything is saved."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fanzha import checks
from fanzha.checks.engine import allow
from fanzha.content.data.tables import load_tables
from fanzha.content.library import Library
from fanzha.content.reading.nodes import Document
from fanzha.content.regions import load_regions
from fanzha.edition import Edition
from fanzha.editor import remarks
from fanzha.editor.data_files import document_of, shown_path
from fanzha.editor.data_tables import Table
from fanzha.editor.desk import Desk
from fanzha.findings import Finding, Severity


@dataclass(frozen=True)
class Change:
    """A file with one row as it is in the form; `key` is that row's."""

    table: Table
    key: str
    text: str
    hash: str  # of the file as it was read
    row: dict[str, Any]


def findings(desk: Desk, change: Change, *, whole: bool) -> tuple[list[Finding], list[Finding]]:
    """What is found in the row, and the errors that the change brings about anywhere else."""
    edition, read = _edition_with(desk, change)
    path = shown_path(desk, change.table)
    found = [*read]
    if edition is not None:
        edition = edition if whole else _with_few(edition, change)
        known = {rule.code: rule for rule in checks.RULES}
        all_found = sorted([*desk.findings, *checks.run(edition)])
        found += allow.apply(edition, all_found, known)[0]
    document = document_of(path, change.text)
    own, others = [], []
    before = _known(desk) if whole else set()
    for one in found:
        if one.path == path and field_of(document, change, one) is not None:
            own.append(one)
        elif whole and one.severity is Severity.ERROR and _sign(one) not in before:
            others.append(one)
    return own, others


def _with_few(edition: Edition, change: Change) -> Edition:
    """The edition with the items that the row names and no others: a sixtieth of the time."""
    library = edition.library
    named = [library.by_id[id] for id in _texts(change.row) if id in library.by_id]
    items = tuple(sorted(named, key=lambda item: item.page))
    pages = {item.page for item in items}
    documents = {page: one for page, one in library.documents.items() if page in pages}
    return replace(edition, library=Library(items, documents, library.pages))


def _texts(value: Any) -> set[str]:
    """All texts of a value."""
    if isinstance(value, dict | list):
        parts = value.values() if isinstance(value, dict) else value
        return {text for part in parts for text in _texts(part)}
    return {str(value)}


def _known(desk: Desk) -> set[tuple[str, ...]]:
    """The errors that are there without the change."""
    return {_sign(one) for one in [*desk.findings, *checks.run(desk.edition)]}


def _sign(finding: Finding) -> tuple[str, ...]:
    return finding.path, finding.code, finding.message


def _edition_with(desk: Desk, change: Change) -> tuple[Edition | None, list[Finding]]:
    """The edition with the file as it would be, and what was found in reading its tables."""
    project, edition = desk.project, desk.edition
    with TemporaryDirectory() as folder:
        docs = Path(folder) / project.docs.relative_to(project.root)
        left_out = shutil.ignore_patterns("schema")
        shutil.copytree(project.docs / "data", docs / "data", ignore=left_out)
        (docs / "data" / change.table.path).write_bytes(change.text.encode("utf-8"))
        tables, found = load_tables(Path(folder), docs)
        regions, texts, more = load_regions(Path(folder), docs)
    region = regions.get(project.region)
    if region is None:
        return None, [*found, *more]
    changed = replace(edition, tables=tables, region=region, regions=regions, region_texts=texts)
    return changed, [*found, *more]


def field_of(document: Document, change: Change, finding: Finding) -> str | None:
    """The field of the row where a finding stands; None where it is another row's."""
    steps = remarks.steps(document.fields, finding.line, finding.column)
    at = [str(step) for step in change.table.place(change.key)]
    if steps[: len(at)] != at:
        return None
    rest = steps[len(at) :]
    missing = remarks.missing(finding).removeprefix(f"{change.key}.")
    return missing or ".".join(rest)
