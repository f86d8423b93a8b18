"""“Is this a scam?”: every way in ends at the right type, with and without scripts."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests import samples
from tests.commands import fanzha
from tests.conftest import MakeProject
from tests.site.conftest import Phone
from tests.site.pages import current, linked, read, squeeze

SIZES = {"usual": {"width": 360, "height": 780}, "smallest": {"width": 320, "height": 640}}


@cache
def table(site: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(
        (site.parent / "docs" / "data" / f"{name}.yml").read_text(encoding="utf-8")
    )
    return found


@cache
def scams(site: Path) -> dict[str, dict[str, Any]]:
    """Page → fields of the current scams."""
    items = current(site.parent / "docs").items()
    return {page: fields for page, fields in items if page.startswith("scams/")}


def answer(page: Page, *answers: bool) -> None:
    """Tap yes or no, each time on the one question that shows."""
    for yes in answers:
        choice = page.locator(".fz-choice:visible")
        expect(choice).to_have_count(1)
        choice.get_by_text("是" if yes else "不是", exact=True).tap()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("size", list(SIZES))
def test_somebody_called_by_the_police_finds_out(
    phone: Phone, address: str, size: str, script: bool
) -> None:
    """From the home page, by thumb: the questions are large, and one at a time."""
    page = phone.open(address, viewport=SIZES[size], java_script_enabled=script)
    page.get_by_text("答几个问题，自己查").first.tap()
    expect(page.locator(".fz-ask:visible h2")).to_have_text("钱已经转走了吗？")
    for button in page.locator(".fz-choice:visible a").all():
        box = button.bounding_box()
        assert box and box["height"] >= 60 and box["width"] >= 100
    answer(page, False, True, False, True, True)
    end = page.locator(".fz-ask:visible")
    expect(end.locator("h2")).to_have_text("这是冒充公检法")
    expect(end.locator("h2")).to_be_in_viewport()
    end.locator("a[href='tel:110']").tap(trial=True)
    end.get_by_text("冒充公检法", exact=True).tap()
    page.wait_for_url(address + "scams/gongjianfa/")
    page.go_back()
    page.go_back()
    expect(page.locator(".fz-ask:visible h2")).to_contain_text("检察院")


def test_money_that_has_gone_needs_one_answer(phone: Phone, address: str) -> None:
    page = phone.open(address + "selfcheck/")
    answer(page, True)
    end = page.locator(".fz-ask:visible")
    call = end.locator("a.fz-call--first")
    expect(call).to_have_attribute("href", "tel:110")
    expect(call).to_be_in_viewport()
    end.get_by_text("一步一步怎么办").tap()
    page.wait_for_url(address + "help/yijing-zhuanzhang/")


def test_where_nothing_is_found_nobody_is_told_that_all_is_well(phone: Phone, address: str) -> None:
    """Six times no is no proof: ask a human, or look through the list."""
    page = phone.open(address + "selfcheck/")
    answer(page, *[False] * 6)
    end = page.locator(".fz-ask:visible")
    expect(end).to_contain_text("不等于就没事")
    expect(end.locator("a[href='tel:96110']")).to_be_visible()
    end.get_by_text("全部骗局", exact=True).tap()
    page.wait_for_url(address + "scams/")


def test_the_page_of_questions_holds_the_whole_tree(shipped: Path) -> None:
    """Without styles it still reads: every question leads on, every answer to its types."""
    tree = table(shipped, "selfcheck")
    page = read(shipped / "selfcheck/index.html")
    assert set(tree["questions"]) | set(tree["answers"]) <= page.ids
    for question in tree["questions"].values():
        assert question["ask"] in page.text
        assert {f"#{question['if_yes']}", f"#{question['if_no']}"} <= set(page.links)
    named = {scam for row in tree["answers"].values() for scam in row.get("scams", ())}
    assert {f"scams/{scam}/index.html" for scam in named} <= linked(shipped, "selfcheck/index.html")


def test_each_way_that_it_reaches_people_shows_its_scams(shipped: Path) -> None:
    """Those that mostly come this way stand first."""
    channels = table(shipped, "channels")
    assert len(channels) >= 6
    for key, row in channels.items():
        page = f"channels/{key}/index.html"
        found = {goal for goal in linked(shipped, page) if goal in scams(shipped)}
        assert found == {p for p, f in scams(shipped).items() if key in f["channels"]}, key
        text = squeeze(read(shipped / page).text)
        mostly = [f for f in scams(shipped).values() if f["channels"][0] == key]
        also = [f for f in scams(shipped).values() if key in f["channels"][1:]]
        for fields in mostly:
            place = text.index(squeeze(fields["lines"][0]))
            assert all(place < text.index(squeeze(other["lines"][0])) for other in also), key
        assert all(page in linked(shipped, scam) for scam in found), key
        assert page in linked(shipped, "check/index.html")
        assert page in linked(shipped, "index.html")
        assert row["title"] in read(shipped / page).text


def test_every_typical_sentence_has_its_page(shipped: Path) -> None:
    """“He wants to see my screen”: what that means, who says it, what to do."""
    sayings = table(shipped, "sayings")
    assert len(sayings) >= 20
    for key, row in sayings.items():
        page = f"says/{key}/index.html"
        assert page in linked(shipped, "check/index.html") & linked(shipped, "says/index.html")
        text = squeeze(read(shipped / page).text)
        shown = linked(shipped, page)
        assert squeeze(row["why"]) in text
        for scam, fields in scams(shipped).items():
            said = [line for line in fields["lines"] if any(w in line for w in row["words"])]
            assert (scam in shown) == bool(said), (key, scam)
            assert all(squeeze(line) in text for line in said), (key, scam)


def test_every_sentence_of_every_scam_is_in_the_index(shipped: Path) -> None:
    page = read(shipped / "says/index.html")
    text = squeeze(page.text)
    lines = [line for fields in scams(shipped).values() for line in fields["lines"]]
    assert len(lines) > 150
    assert all(squeeze(line) in text for line in lines)
    ids = [values["id"] for tag, values in page.tags if tag == "li" and "id" in values]
    assert len(ids) == len(set(ids)) == len(lines)


def test_the_anchor_of_a_sentence_stays(project: MakeProject) -> None:
    """Somebody has sent the link to her mother; then an editor adds a sentence before it."""
    rows = ["先做一单小的", "佣金马上到", "再垫一笔就能取"]
    found = []
    for lines in (rows, ["在家就能赚", *rows]):
        made = project({"scams/shuadan.md": samples.scam(lines=str(lines).replace("'", ""))})
        assert fanzha(made.root, "build", "--only", "site").returncode == 0
        tags = read(made.root / "site/says/index.html").tags
        found.append([values["id"] for tag, values in tags if tag == "li" and "id" in values])
    assert found[0] == found[1][1:]
