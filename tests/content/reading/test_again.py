"""What is kept of a file is what reading it gives; a changed file is read."""

from __future__ import annotations

import shutil

from fanzha.edition import Project, read_contents
from tests import samples
from tests.conftest import MakeProject


def read(made: Project, *, anew: bool) -> tuple[object, ...]:
    """What was read, and can be compared."""
    if anew:
        shutil.rmtree(made.root / ".cache" / "fanzha" / "read", ignore_errors=True)
    read = read_contents(made)
    tables = read.tables.numbers, read.tables.texts, read.tables.screens, read.tables.words.tables
    return read.findings, read.library, read.regions, read.region_texts, *tables


def test_a_file_is_read_again_where_anything_of_it_changed(project: MakeProject) -> None:
    files = {"scams/a.md": samples.scam(sumary="x"), "cases/b.md": samples.case(scam="a")}
    made = project({**files, "cases/A.md": samples.case(scam="a")})
    first = read(made, anew=True)
    assert "S033" in str(first[0])
    assert read(made, anew=False) == first
    changes = {
        "scams/a.md": samples.scam(),
        "cases/b.md": samples.case(scam="a", title="换了题目"),
        "data/numbers.yml": '"110": {label: 1}\n',
        "data/regions/shifan.yml": "name: 新镇\n",
    }
    for name, text in changes.items():
        (made.docs / name).write_text(text, encoding="utf-8", newline="\n")
        now = read(made, anew=False)
        assert now != first
        assert now == read(made, anew=True)
        first = now
    (made.docs / "cases" / "A.md").rename(made.docs / "cases" / "c.md")
    now = read(made, anew=False)
    assert now != first and now == read(made, anew=True)
