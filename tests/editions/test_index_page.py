"""The page on which one chooses a town: without a script, on a small phone, by three ways of typing."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from fanzha.content.region import Region
from fanzha.editions.index_page import index_page


def regions() -> dict[str, Region]:
    """A county with three towns, of which two are made."""
    found = {
        "xian": Region(id="xian", name="白石县", site_name="x", publisher="y", area_code="0312")
    }
    for id, name in (("xinqiao", "新桥镇"), ("baixi", "白溪<镇"), ("meizuo", "没做镇")):
        found[id] = Region(
            id=id, name=name, parent="xian", above=("xian",), site_name="x", area_code="0319"
        )
    return found


def page(tmp_path: Path) -> str:
    path = tmp_path / "index.html"
    path.write_text(index_page(regions(), ("xinqiao", "baixi")), encoding="utf-8")
    return path.as_uri()


def test_without_a_script_every_town_is_a_link(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 780}, java_script_enabled=False)
    sheet = context.new_page()
    sheet.goto(page(tmp_path))
    assert sheet.locator("a").evaluate_all("all => all.map(one => one.getAttribute('href'))") == [
        "baixi/",
        "xinqiao/",
    ]
    assert not sheet.locator("form").is_visible()
    assert sheet.get_by_text("没做镇").count() == 0
    assert sheet.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_what_is_typed_leaves_what_fits(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 780})
    sheet = context.new_page()
    asked: list[str] = []
    sheet.on("request", lambda request: asked.append(request.url))
    sheet.goto(page(tmp_path))
    box = sheet.get_by_label("地名、拼音或区号")
    for typed, shown in (
        *(("新桥", ["新桥镇"]), ("xq", ["新桥镇"]), ("Xin qiao", ["新桥镇"])),
        *(("0319", ["白溪<镇", "新桥镇"]), ("baixi", ["白溪<镇"]), ("ｘｑ", ["新桥镇"])),
        *(("白石", ["白溪<镇", "新桥镇"]), ("0312", []), ("zz", [])),
    ):
        box.fill(typed)
        links = sheet.locator("a:visible").all_inner_texts()
        assert [text.split("0")[0].strip() for text in links] == shown, typed
    assert "没有找到" in sheet.get_by_role("status").inner_text()
    assert (
        min(box.bounding_box()["height"] for box in [sheet.get_by_label("地名、拼音或区号")]) >= 44
    )
    assert len(asked) == 1
    context.close()


def test_an_area_code_leaves_those_that_have_it(browser: Browser, tmp_path: Path) -> None:
    """The county was made, too, and has another code: its towns do not come with it."""
    path = tmp_path / "index.html"
    path.write_text(index_page(regions(), ("xian", "xinqiao", "baixi")), encoding="utf-8")
    sheet = browser.new_page()
    sheet.goto(path.as_uri())
    for typed, shown in (("0312", ["xian/"]), ("0319", ["xian/", "baixi/", "xinqiao/"])):
        sheet.get_by_label("地名、拼音或区号").fill(typed)
        links = sheet.locator("a:visible").evaluate_all(
            "all => all.map(one => one.getAttribute('href'))"
        )
        assert links == shown
    sheet.close()
