"""A clerk's morning in a real browser: from an empty form to a published alert, by keyboard, and back.

The server is the real one, started as people start it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from fanzha.edition import Project
from tests.conftest import MakeProject
from tests.samples import alert, scam

SIZES = ({"width": 1280, "height": 720}, {"width": 1366, "height": 768})
expect.set_options(timeout=60_000)  # a slow machine is no defect
FIELD = "[data-field={}]"


@pytest.fixture
def place(project: MakeProject) -> Project:
    return project({"scams/shuadan.md": scam(), "alerts/xin.md": alert()}, fonts=True)


@pytest.fixture
def page(place: Project, browser: Browser) -> Iterator[Page]:
    """The list of all items, entered through the address that the window shows."""
    command = [sys.executable, "-m", "fanzha", "edit", "--no-browser", "--port", "8239"]
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    server = subprocess.Popen(
        command, cwd=place.root, stdout=subprocess.PIPE, encoding="utf-8", env=environment
    )
    context = browser.new_context(viewport=SIZES[0], locale="zh-CN")  # type: ignore[arg-type]
    try:
        assert server.stdout is not None
        address = next(found[0] for row in server.stdout if (found := re.search(r"http\S+", row)))
        opened = context.new_page()
        opened.set_default_timeout(60_000)
        wrong: list[str] = []
        opened.on("pageerror", lambda error: wrong.append(str(error)))
        opened.goto(address)
        yield opened
        assert wrong == []
    finally:
        context.close()
        server.terminate()
        server.wait()
        assert server.stdout is not None
        server.stdout.close()


def settle(page: Page) -> None:
    """Until what was typed has been looked at."""
    with page.expect_response("**/look"):
        page.keyboard.press("End")
        page.keyboard.type(" ")
        page.keyboard.press("Backspace")


def accessible(page: Page) -> None:
    found = Axe().run(page)
    rows = [f"{row['id']}: {row['nodes'][0]['html'][:150]}" for row in found.response["violations"]]
    assert rows == [], page.url


def test_this_mornings_alert(page: Page, place: Project) -> None:
    """From the list to a published file and a leaflet, with five slips on the way."""
    accessible(page)
    page.click("text=写一条预警")
    accessible(page)
    page.fill("#title", "刷单换了新花样")
    expect(page.locator("#id")).to_have_value("shua-dan-huan-le-xin-hua")
    page.keyboard.press("Enter")
    page.wait_for_selector(".tabs button[data-name=leaflet-a4]")
    accessible(page)
    page.click("#save")
    expect(page.locator("#summary")).to_contain_text("属于哪一类骗局：还没有写")
    page.fill(f"{FIELD.format('rule')} input", "先垫钱的都是骗人的把戏不要信")
    page.fill(f"{FIELD.format('summary')} input", "做任务先返小钱，骗子专盯贪小便宜的人，打96710。")
    page.select_option(f"{FIELD.format('scam')} select", "shuadan")
    page.check(f"{FIELD.format('severity')} input[value=urgent]")
    page.check(f"{FIELD.format('scope')} input[value=local]")
    for area, text in zip(
        page.locator(".part textarea").all(),
        (
            "有人拉您进群做任务。",
            "- 先返小钱。\n- 再要您垫钱。",
            "1. 停手，不再垫钱。\n2. 马上拨打１１０。",
        ),
        strict=True,
    ):
        area.fill(text)
    expect(page.locator(f"{FIELD.format('rule')} .remark")).to_contain_text("太长")
    expect(page.locator(f"{FIELD.format('summary')} .remark").first).to_be_visible()
    expect(page.locator(".part .remark").first).to_be_visible()
    with page.expect_response("**/fix"):
        page.locator(".part .remark button").first.click()
    steps = page.locator(".part textarea").last
    expect(steps).to_have_value(re.compile("马上打１１０"))  # 拨打 has one exact repair
    steps.fill("1. 停手，不再垫钱。\n2. 马上打110。")
    page.fill(f"{FIELD.format('rule')} input", "先垫钱的都是骗")
    page.fill(f"{FIELD.format('summary')} input", "做任务先返小钱，再要您垫大钱。")
    expect(page.locator(".remark.error")).to_have_count(0)
    page.click(".tabs button[data-name=leaflet-a4]")
    expect(page.locator("#sight img")).to_be_visible()
    page.click("#publish")
    page.check("dialog input[value=派出所]")
    with page.expect_navigation():
        page.click("dialog button.main")
    expect(page.locator("#state")).to_have_text("已发布")
    text = (place.docs / "alerts/shua-dan-huan-le-xin-hua.md").read_text(encoding="utf-8")
    assert "status: published" in text and "by: 派出所" in text
    sheet = page.request.get(page.url.replace("/edit/", "/paper/") + "/leaflet-a4.pdf")
    assert sheet.body().startswith(b"%PDF")
    assert page.request.get(page.url.replace("/edit/", "/proof/")).body().startswith(b"%PDF")


def test_by_keyboard_and_on_the_screens_of_an_office(page: Page, place: Project) -> None:
    """Everything can be reached and changed with keys; nothing is cut on small screens."""
    origin = page.url.rstrip("/")
    page.goto(f"{origin}/edit/alerts/xin")
    page.wait_for_selector(".tabs button")
    for size in SIZES:
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate(
            "document.querySelector('aside').getBoundingClientRect().bottom <= innerHeight + 1"
        )
    wanted = page.evaluate(
        "[...document.querySelectorAll('button,input,select,textarea,summary,a[href]')].filter("
        "e => e.checkVisibility() && !e.disabled && e.type !== 'radio' && e.tabIndex >= 0).length"
    )
    reached = set()
    page.evaluate("document.querySelectorAll('*').forEach((e, i) => { e.number = i; })")
    for _ in range(wanted + 12):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.number"))
    assert len(reached) >= wanted, "some control cannot be reached with Tab"
    page.focus(f"{FIELD.format('summary')} input")
    page.keyboard.press("Control+a")
    page.keyboard.type("收到陌生短信，不点里面的链接。")
    settle(page)
    page.click("#undo")
    expect(page.locator(f"{FIELD.format('summary')} input")).not_to_have_value(
        "收到陌生短信，不点里面的链接。"
    )
    page.click("#redo")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    assert "不点里面的链接" in (place.docs / "alerts/xin.md").read_text(encoding="utf-8")
