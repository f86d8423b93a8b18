"""A site that is only carried on a stick: its pages name no address on the web as theirs."""

from __future__ import annotations

import re

from tests import samples
from tests.commands import fanzha
from tests.conftest import MakeProject

NO_WEBSITE = "name: 青石镇\nsite_name: 青石镇反诈宣传\npublisher: 青石镇反诈办\n"


def test_pages_feeds_and_cards_without_an_address(project: MakeProject) -> None:
    files = {
        "scams/shuadan.md": samples.scam(),
        "alerts/a.md": samples.alert(),
        "data/regions/qingshi.yml": NO_WEBSITE,
    }
    made = project(files, region="qingshi")
    done = fanzha(made.root, "build", "--only", "site")
    assert done.returncode == 0, done.stdout + done.stderr
    site = made.root / "site"
    page = (site / "scams/shuadan/index.html").read_text(encoding="utf-8")
    assert "data-copy>【反诈提醒】刷单返利" in page
    for name in ("og:url", "canonical", "og:image", "扫一扫", "/q/shuadan", "feed.xml"):
        assert name not in page, name
    assert not re.findall(r'"url": ""|href=""|content=""', page)
    assert "feed.xml" not in (site / "alerts/index.html").read_text(encoding="utf-8")
    assert not list(site.rglob("feed.*"))
    assert "<loc>" not in (site / "sitemap.xml").read_text(encoding="utf-8")
