"""No file of docs/ takes the place of one that is made and was checked."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

import pytest

from fanzha import checks, site
from fanzha.content.kinds.registry import KINDS
from fanzha.content.made_paths import takes
from fanzha.errors import ContentError, UsageError
from fanzha.findings import Severity
from tests.checking import findings
from tests.commands import run
from tests.conftest import ROOT, MakeProject
from tests.samples import page, scam

OURS = frozenset(path.name for path in (ROOT / "overrides" / "site" / "assets").iterdir())


@pytest.mark.sample(3)
@pytest.mark.parametrize(
    "path",
    [
        "print/leaflet-a4/shuadan.pdf",
        "assets/boot.js",
        "assets/Boot.js",
        "assets/site.css",
        "assets/fanzha.js",
        "assets/images/favicon.png",
        "manifest.json",
        "q/shuadan/index.html",
        "search/index.html",
        "scams/shuadan/index.html",
        "screens/datang/1920x1080.mp4",
        "sitemap.xml",
        "cases/名单.txt",
        "alerts/素材.zip",
        "cases/~$名单.docx",
        "search.md",
        "scams.md",
        "scams/index.md",
    ],
)
def test_made_places_are_reserved(project: MakeProject, path: str) -> None:
    """A colleague drops yesterday's leaflet beside the items: it must not go out instead of ours."""
    made = project({"scams/shuadan.md": scam(), path: page() if path.endswith(".md") else b"x"})
    found = [f for f in findings(made, "S") if f.code == "S062"]
    assert [(f.path, f.severity) for f in found] == [(f"docs/{path}", Severity.ERROR)]
    assert found[0].hint


@pytest.mark.parametrize(
    "path",
    [
        *(
            "assets/pictures/a.svg",
            "assets/biaozhi.png",
            "data/notes.txt",
            "editors/pictures/a.png",
        ),
        *(".git/x", "help/.DS_Store", "help/search.md", "scams/print.md", "printing.md"),
    ],
)
def test_other_places_are_free(project: MakeProject, path: str) -> None:
    made = project({path: page() if path.endswith(".md") else b"x"})
    assert [f for f in findings(made, "S") if f.code == "S062"] == []


@pytest.mark.parametrize("command", ["fanzha", "mkdocs"])
def test_the_build_stops(project: MakeProject, command: str) -> None:
    made = project({"scams/shuadan.md": scam(), "print/leaflet-a4/shuadan.pdf": b"%PDF-old"})
    done = run(made.root, command, "build")
    assert done.returncode != 0
    assert "docs/print/leaflet-a4/shuadan.pdf" in done.stderr
    assert not (made.root / "site" / "print").exists()


@pytest.mark.parametrize("path", ["assets/boot.js", "assets/site.css", "alerts/feed.xml"])
def test_the_build_has_a_guard_of_its_own(
    project: MakeProject, tmp_path: Path, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Should the check ever let one through, the site step does not overwrite, nor is overwritten."""
    made = project({"scams/shuadan.md": scam(), path: b"x"})
    with pytest.raises(ContentError):
        checks.open_edition(made)
    edition = checks.check(made).edition
    assert edition is not None
    with pytest.raises(UsageError, match="网站生成失败"):
        site.build(edition, made.root / "mkdocs.yml", tmp_path / "site", [], {})
    assert f"docs/{path} 占了网站自己的位置" in caplog.text


def test_every_made_file_stands_in_a_reserved_place(shipped: Path) -> None:
    """Whoever adds a new folder to the site reserves it, or this fails."""
    docs = shipped.parent / "docs"
    rows = json.loads((shipped / "manifest.json").read_text(encoding="utf-8"))["products"]
    made = [row["path"] for row in rows if not (docs / row["path"]).is_file()]
    assert [path for path in made if not takes(path, KINDS, OURS)] == []
    pages = {PurePosixPath(path).parts[0] for path in made if "/" in path}
    own = {path.stem for path in docs.glob("*.md")}
    assert [name for name in pages - own if not takes(f"{name}.md", KINDS, OURS)] == []
