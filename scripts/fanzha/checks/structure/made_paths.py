"""Family S: files of docs/ that would take the place of made ones."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context
from fanzha.content.kinds.registry import KINDS
from fanzha.content.made_paths import takes
from fanzha.findings import Finding

PICTURES = "图片放到 docs/assets/pictures/，换一个名字；别的文件移到 docs/ 外面"
PAGE = "换一个文件名，例如 shuadan-zhuanqian.md（可用拼音）"


@rule(
    "S062",
    "占了程序要用的位置",
    why="docs/ 里的文件照原样放上网站，会顶掉程序做好、检查过的传单和网页。",
    bad="（docs/print/leaflet-a4/shuadan.pdf）",
    good="（docs/assets/pictures/shuadan.svg）",
    certain=True,
)
def made_path(context: Context) -> Iterator[Finding]:
    """Every file that would be published as it is, and every page with a made one's address."""
    project = context.edition.project
    folder = project.root / "overrides" / "site" / "assets"
    ours = frozenset(path.name.lower() for path in folder.iterdir()) if folder.is_dir() else set()
    for path in _published(project.docs):
        name = path.relative_to(project.docs).as_posix()
        if takes(name, KINDS, frozenset(ours)):
            shown = path.relative_to(project.root).as_posix()
            page = name.endswith(".md")
            message = (
                f"网站自己有一页在 {name.removesuffix('.md')}/，这一页会顶掉它"
                if page
                else f"{name} 会照原样放上网站，那里只放程序做的文件"
            )
            yield Finding(shown, 1, 1, "", message, hint=PAGE if page else PICTURES)


def _published(docs: Path) -> Iterator[Path]:
    """All files that are not hidden, in a fixed order."""
    for parent, folders, names in os.walk(docs):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(names) if not name.startswith("."))
