"""Whoever holds paper sees on its page whether that is today's edition."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from fanzha import checks
from fanzha.edition import read_edition
from fanzha.site.paper_edition import paper_edition
from fanzha.site.views import Views
from tests import samples
from tests.conftest import MakeProject

NEW = "\n  on: 2026-11-20\n  what: 骗子不再打电话，改发短信。"


def test_which_paper_is_old_and_what_changed(project: MakeProject) -> None:
    files = {
        "scams/shuadan.md": samples.scam(revised=NEW),
        "cases/linju.md": samples.case(),
        "cases/jiu.md": samples.case(status="withdrawn"),
        "cases/meizhi.md": samples.case(),
    }
    edition, _ = read_edition(project(files))
    sheet = SimpleNamespace(path="print/x.pdf")
    views = cast(
        "Views",
        SimpleNamespace(made_of={"shuadan": [sheet], "linju": [sheet]}, edition=edition),
    )

    def said(id: str) -> str:
        return str(paper_edition(views, edition.library.by_id[id]))

    assert said("shuadan") == (
        "这一版有更新：骗子不再打电话，改发短信。纸上编号末尾早于 20261120 的是旧版，请换新的。"
    )
    assert said("linju").startswith("纸上编号末尾是 20261120 的，就是最新一版")
    assert said("jiu") == "内容已撤下。手上有这一页的纸，请不要再用。"
    assert said("meizhi") == ""


def test_it_stands_on_the_page_and_at_the_short_address(shipped: Path) -> None:
    """There, too: not every phone moves on by itself."""
    text = (shipped.parent / "docs/scams/shuadan.md").read_text(encoding="utf-8")
    day = re.search(r"(?m)^reviewed: (.*)$", text)
    assert day
    for page in ("q/shuadan", "scams/shuadan"):
        html = (shipped / page / "index.html").read_text(encoding="utf-8")
        assert f"纸上编号末尾是 {day[1].replace('-', '')} 的，就是最新一版" in html


@pytest.mark.parametrize("day", ["2026-11-19", "2026-11-22"])
def test_a_change_lies_between_publication_and_the_last_reading(
    project: MakeProject, day: str
) -> None:
    text = samples.scam(revised=NEW.replace("2026-11-20", day))
    (found,) = checks.check(project({"scams/shuadan.md": text})).findings
    assert f"revised 的 on（{day}）要在 published 和 reviewed 之间" in found.message


def test_what_changed_is_read_like_all_that_residents_read(project: MakeProject) -> None:
    text = samples.scam(revised=NEW.replace("改发短信", "要咨询就打96119"))
    assert any(
        f.code.startswith("F") for f in checks.check(project({"scams/shuadan.md": text})).findings
    )
