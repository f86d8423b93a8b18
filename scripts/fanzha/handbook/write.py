"""Documents that are generated from the code and the library, so that they say what is so.

`write` brings docs/editors/{fields,rules,words,sheets,coverage}.md, docs/data/schema/*.json, the snippets of
VS Code and the list of published ids up to date; a test fails when they are not.
"""

from __future__ import annotations

from fanzha import stats
from fanzha.checks import RULES
from fanzha.content.data import published_ids
from fanzha.content.library import Library
from fanzha.edition import Edition, Project, read_contents
from fanzha.errors import ContentError
from fanzha.findings import errors
from fanzha.handbook.fields import fields_page, schemas
from fanzha.handbook.rules_page import page as rules_page
from fanzha.handbook.sheets_page import sheets_page
from fanzha.handbook.snippets import snippets
from fanzha.handbook.words_page import words_page


def write(project: Project, *, only_check: bool = False) -> list[str]:
    """Files that are out of date, as paths below docs/; rewritten unless `only_check`."""
    contents = read_contents(project)
    if errors(contents.findings):
        raise ContentError(contents.findings)
    edition = contents.edition(project.region)
    known, _ = published_ids.read(project.root, project.docs)
    local = [item for layer in contents.layers.values() for item in layer.library.items]
    every = Library(tuple({item.id: item for item in (*local, *contents.library.items)}.values()))
    stale = published_ids.update(project.docs, every, known, only_check=only_check)
    for name, text in files(edition).items():
        path = project.root / name if name.startswith(".") else project.docs / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not only_check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    return stale


def files(edition: Edition) -> dict[str, str]:
    """Path below docs/, or beside it where it begins with a dot → text of a generated file."""
    return {
        "editors/fields.md": fields_page(edition.tables),
        "editors/rules.md": rules_page(RULES),
        "editors/words.md": words_page(edition.tables),
        "editors/sheets.md": sheets_page(edition),
        "editors/coverage.md": stats.page(edition),
        **schemas(edition.tables),
        ".vscode/fanzha.code-snippets": snippets(),
    }
