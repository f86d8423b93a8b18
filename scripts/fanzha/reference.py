"""Documents that are generated from the code, so that they say what the code does.

`write` brings docs/editors/{fields,rules}.md and docs/data/schema/*.json up to date; a test fails
when they are not.
"""

from __future__ import annotations

from fanzha.checks import RULES
from fanzha.checks.handbook import page as rules_page
from fanzha.content.handbook import fields_page, schemas
from fanzha.content.tables import Tables, load_tables
from fanzha.edition import Project
from fanzha.errors import ContentError


def write(project: Project, *, only_check: bool = False) -> list[str]:
    """Files that are out of date, as paths below docs/; rewritten unless `only_check`."""
    tables, findings = load_tables(project.root, project.docs)
    if findings:
        raise ContentError(findings)
    stale = []
    for name, text in files(tables).items():
        path = project.docs / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not only_check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    return stale


def files(tables: Tables) -> dict[str, str]:
    """Path below docs/ → text of every generated file."""
    return {
        "editors/fields.md": fields_page(tables),
        "editors/rules.md": rules_page(RULES),
        **schemas(tables),
    }
