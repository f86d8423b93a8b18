"""Alerts on the site: urgent above the fold, local ones at home only, old ones led to the new."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import expect

from fanzha.edition import read_edition
from fanzha.printing import alert_sheets
from fanzha.site import audiences_venues
from fanzha.site.bundle import Bundle
from fanzha.site.views import Views
from tests import samples
from tests.commands import fanzha
from tests.conftest import ROOT, MakeProject
from tests.site.conftest import Phone, serving

OTHER_TOWN = """name: 新镇
site_name: 新镇反诈宣传
publisher: 新镇反诈宣传工作小组
site_url: https://xinzhen.example/
"""
FILES = {
    "scams/shuadan.md": samples.scam(),
    "alerts/jinji.md": samples.alert(
        severity="urgent", title="群里垫钱做任务，今天最多", audiences="[drivers, students]"
    ),
    "alerts/jiu.md": samples.alert(
        title="旧的说法", published="2026-11-10", reviewed="2026-11-10", since="2026-11-01"
    ),
    "alerts/xin.md": samples.alert(title="新的说法", replaces="jiu", audiences="[students]"),
    "alerts/wuchuan.md": samples.alert(
        title="误传的一条", status="withdrawn", ended="核实后是误传。", reviewed="2026-11-21"
    ),
    "alerts/bendi.md": samples.alert(title="新镇的一条", scope="local", regions="[xinzhen]"),
    "data/regions/xinzhen.yml": OTHER_TOWN,
}


def site(project: MakeProject, region: str = "shifan") -> Path:
    root = project(FILES, region=region).root
    done = fanzha(root, "build", "--only", "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def test_urgent_first_old_led_to_new_and_what_is_of_another_town_not_at_all(
    project: MakeProject, phone: Phone
) -> None:
    """On a phone of 360 by 780 pixels the urgent alert stands above the bar at the foot."""
    built = site(project)
    with serving(built) as address:
        page = phone.open(address)
        hot = page.get_by_role("link", name=re.compile("群里垫钱做任务，今天最多")).first
        box = hot.bounding_box()
        assert box is not None and box["y"] + box["height"] <= 780 - 60
        ground = hot.evaluate("node => getComputedStyle(node).backgroundColor")
        assert ground == "rgb(255, 194, 75)"
        page.goto(urljoin(address, "alerts/"))
        titles = page.locator(".fz-card b").all_inner_texts()
        assert titles == ["群里垫钱做任务，今天最多", "新的说法"]
        for place, shown in {
            "for/students/": ["jinji", "xin"],
            "scams/shuadan/": ["jinji"],
        }.items():
            page.goto(urljoin(address, place))
            links = page.locator("article a[href*='alerts/']").evaluate_all(
                "nodes => nodes.map(node => node.href.split('/').slice(-2)[0])"
            )
            assert list(dict.fromkeys(links)) == shown, place
        page.goto(urljoin(address, "alerts/jiu/"))
        expect(page.locator(".fz-state")).to_contain_text("这条预警已有新的：新的说法")
        page.locator(".fz-state a").click()
        expect(page.locator("h1")).to_have_text("新的说法")
        page.goto(urljoin(address, "alerts/wuchuan/"))
        expect(page.locator(".fz-state")).to_contain_text(
            "已在2026年11月21日解除，内容不再使用。核实后是误传。"
        )
        page.close()
    assert not (built / "alerts" / "bendi").exists() and not (built / "q" / "bendi").exists()
    feed = json.loads((built / "alerts" / "feed.json").read_text(encoding="utf-8"))["items"]
    assert [entry["title"] for entry in feed] == [
        *("群里垫钱做任务，今天最多", "新的说法", "【已更新】旧的说法", "【已解除】误传的一条")
    ]
    rss = (built / "alerts" / "feed.xml").read_text(encoding="utf-8")
    assert re.findall("<category>(.*)</category>", rss)[:2] == ["紧急预警", "提醒"]
    states = {entry["id"].split("/")[-2]: entry["_fanzha"] for entry in feed}
    assert states["jiu"]["replaced_by"].endswith("/q/xin/")
    assert states["wuchuan"]["state"] == "cancelled"


def test_a_local_alert_is_in_the_edition_of_its_town(project: MakeProject) -> None:
    built = site(project, "xinzhen")
    assert "新镇的一条" in (built / "alerts" / "index.html").read_text(encoding="utf-8")


def test_a_venue_prints_the_urgent_alert_first(project: MakeProject) -> None:
    """Not the one that names the venue before others."""
    files = {
        "scams/shuadan.md": samples.scam(),
        "alerts/a.md": samples.alert(severity="urgent", venues="[schools, communities]"),
        "alerts/b.md": samples.alert(severity="notice", venues="[communities]"),
    }
    edition, _ = read_edition(project(files))
    bundle = Bundle(ROOT / "overrides", ROOT)
    views = Views(edition, [*alert_sheets.products(edition)], {}, bundle, "", False)
    rows = audiences_venues._sheets(views, "communities")
    shown = {row["label"]: [file["url"].split("/")[-1] for file in row["files"]] for row in rows}
    found = [names for names in shown.values() if names]
    assert found and all(names == ["a.pdf", "b.pdf"] for names in found), shown
