"""Rules run on texts of which each is an item of its own; nothing is written to a disk."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace

from fanzha.checks.engine.rule import Context, Rule
from fanzha.content.data.tables import load_tables
from fanzha.content.kinds.meta import Meta
from fanzha.content.kinds.registry import KINDS
from fanzha.content.library import Item, Library
from fanzha.content.reading.front_matter import read_markdown
from fanzha.content.reading.source import decode
from fanzha.content.reading.validate import validate
from fanzha.content.regions import load_region
from fanzha.edition import Edition, Project
from fanzha.findings import Finding
from tests.conftest import ROOT, TODAY
from tests.samples import scam

DOCS = ROOT / "docs"
TABLES = replace(load_tables(ROOT, DOCS)[0], texts={}, published={})
REGION, _ = load_region(ROOT, DOCS, "shifan")


def corpus(name: str) -> list[tuple[str, str]]:
    """(expected code or "-", text); `\\n` in a text is a line feed."""
    path = ROOT / "tests" / "checks" / "corpus" / f"{name}.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(code, text.replace("\\n", "\n")) for code, text in rows[1:]]


def found(rules: Sequence[Rule], texts: Sequence[str], kind: str = "scams") -> list[list[Finding]]:
    """What the rules find in each text, which is all of a file."""
    documents, items = {}, []
    for number, text in enumerate(texts):
        page = f"{kind}/c{number}.md"
        document, _ = read_markdown(decode(f"docs/{page}", text.encode())[0])
        documents[page] = document
        meta: Meta | None = validate(KINDS[kind].model, document)[0]
        if meta is not None:
            items.append(Item(f"c{number}", kind, page, meta, document))
    assert REGION is not None
    project = Project(ROOT, DOCS, "shifan", TODAY)
    context = Context(Edition(project, Library(tuple(items), documents), REGION, TABLES))
    result: dict[str, list[Finding]] = {f"docs/{page}": [] for page in documents}
    for rule in rules:
        for finding in rule.run(context):
            if finding.path in result:
                result[finding.path].append(finding)
    return [sorted(findings) for findings in result.values()]


def in_body(rules: Sequence[Rule], line: str, **fields: str) -> list[Finding]:
    """What the rules find in a scam whose body is this line."""
    return found(rules, [scam(f"{line}\n", **fields)])[0]
