"""Everything that a clerk reads in the form is Chinese: no name of a field as a file has it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from fanzha.content.kinds.registry import KINDS
from fanzha.edition import Project
from fanzha.editor import data_rows, data_tables, remarks, session
from fanzha.editor.desk import Desk, Paper
from fanzha.editor.form import Field
from fanzha.editor.plain import Words
from tests.checks.test_rules import LINES, written
from tests.conftest import ROOT, TODAY, MakeProject
from tests.samples import scam

# What Chinese offices call by these letters; and addresses, files and ids, which are written so.
KNOWN = re.compile(
    r"(?<![A-Za-z])(?:AI|AK|APP|App|app|BMP|CSV|DNS|ETC|GBK|HTML|IP|JPEG|JPG|MB|NFC|PDF|PNG|QQ|SIM|SVG|USB|UTF|VIP|"
    r"WEBP|WIFI|WLAN|WPS|Tab|Windows|Word|YAML|Markdown|U|A[0-9]|[A-Z]\d{3})(?![A-Za-z])|'[^']*'|“[^”]*”|「[^」]*」|"
    r"\S*[./@]\S*(?: 的 \w+)?|javascript:"
)
LETTERS = re.compile(r"[A-Za-z_]{2,}")


def english(text: str) -> list[str]:
    return LETTERS.findall(KNOWN.sub(" ", text))


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(Project(ROOT, ROOT / "docs", "shifan", TODAY))


def deep(fields: list[Field]) -> Iterator[Field]:
    for field in fields:
        yield field
        yield from deep([*field.fields, *([field.row] if field.row else [])])


def test_labels_and_help(desk: Desk) -> None:
    forms = {name: session.all_fields(desk, kind) for name, kind in KINDS.items()}
    for table in data_tables.tables(desk.project, desk.edition):
        forms[table.name] = data_rows.form_fields(desk, table, data_tables.NEW)
    wrong = [
        (name, field.name, text)
        for name, fields in forms.items()
        for field in deep(fields)
        for text in (field.label, field.hint)
        if english(text)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", KINDS)
def test_findings_of_reading(desk: Desk, name: str) -> None:
    """Each field of an item taken away, and written wrong in three ways."""
    kind = KINDS[name]
    item = next(item for item in desk.edition.library.items if item.kind == name)
    text = desk.saved(kind, item.id).text
    wrong = set()
    for field in session.all_fields(desk, kind):
        for value in ("", "长" * 400, "{a: b}"):
            row = f"{field.name}: {value}".rstrip() if value else ""
            pattern = rf"(?m)^{field.name}:.*\n(?:[ #-].*\n)*"
            changed = re.sub(pattern, f"{row}\n" if row else "", text, count=1)
            if changed == text:
                changed = text.replace("---\n", f"---\n{row}\n", 1)
            read = desk.read(Paper(kind, item.id, changed))
            found = [one for one in read.findings if one.code not in ("S010", "S021")]
            for one in remarks.remarks(found, read.document, Words.of(kind.model)):
                wrong |= {said for said in (one.message, one.hint) if english(said)}
    assert wrong == set()


def test_findings_of_rules(project: MakeProject) -> None:
    """The bad example of every rule that can be broken in the form."""
    desk = Desk(project({"scams/shuadan.md": scam()}))
    wrong: set[tuple[str, str]] = set()
    shown = 0
    for rule in LINES:
        if rule.kind == "region":
            continue
        kind = desk.kind(rule.kind)
        paper = Paper(kind, "shiyan", written(rule, rule.bad))
        read = desk.read(paper)
        found = remarks.findings(desk, paper, read)
        for one in remarks.remarks(found, read.document, Words.of(kind.model)):
            shown += 1
            if one.code != "S021":  # a field that no form has
                wrong |= {(one.code, said) for said in (one.message, one.hint) if english(said)}
    assert shown > 50
    assert wrong == set()
