"""Pages are put together from a frame and their own part: nobody may be able to tell.

The proof is that each page, rendered whole by the theme's template, has the same bytes.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from fanzha import site
from fanzha.edition import Project, read_edition
from fanzha.producers import plan
from fanzha.site.frames import Frame, Frames
from tests.conftest import MakeProject
from tests.samples import alert, case, page, poster, scam

FILES = {
    "scams/shuadan.md": scam(title="'刷单{x}返利 & 别的'"),
    "scams/kefu.md": scam("没有小标题的一页。\n"),
    "cases/baoma.md": case(),
    "cases/jiemei.md": case(),
    "alerts/dianzan.md": alert(),
    "posters/dianfu.md": poster(),
    "help/zhengzai-beipian.md": page("## 先停手\n\n挂电话。\n"),
    "help/yijing-zhuanzhang.md": page(),
    "help/bieren.md": page("看[这里](zhengzai-beipian.md)。\n"),
    "law/tiaowen.md": page(),
}


def build(project: Project, folder: Path) -> dict[str, bytes]:
    """Path → bytes of the whole site, with pages for what could be downloaded."""
    edition, findings = read_edition(project)
    assert not findings
    products = plan(edition)
    site.build(edition, project.root / "mkdocs.yml", folder, products, {})
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_page_is_what_the_whole_template_makes(
    project: MakeProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = project(FILES)
    framed: list[Frame] = []
    find = Frames.find

    def watched(*given: object) -> Frame | None:
        found = find(*given)  # type: ignore[arg-type]
        framed.extend([found] if found else [])
        return found

    monkeypatch.setattr(Frames, "find", watched)
    apart = build(made, tmp_path / "apart")
    monkeypatch.setattr(Frames, "find", lambda *_: None)
    whole = build(made, tmp_path / "whole")
    pages = [name for name in whole if name.endswith(".html") and not name.startswith("q/")]
    assert len(framed) > len(pages) / 2, "most pages have a frame"
    assert apart.keys() == whole.keys()
    assert [name for name in whole if apart[name] != whole[name]] == []


def test_no_mark_is_left_in_a_page(project: MakeProject, tmp_path: Path) -> None:
    """Nor does a text that looks like a mark get into the place of one."""
    made = project({"scams/shuadan.md": scam(title="'<!--fz-article-->'")})
    edition, _ = read_edition(made)
    site.build(edition, made.root / "mkdocs.yml", tmp_path / "site", [], {})
    pages = list((tmp_path / "site").rglob("*.html"))
    assert len(pages) > 10
    assert [path for path in pages if "<!--fz-" in path.read_text(encoding="utf-8")] == []
