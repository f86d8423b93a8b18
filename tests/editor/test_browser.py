"""A clerk's days in a real browser: first use, a morning's alert, a Word file, making everything.

One server, started as people start it, and one small project for the whole file; each test enters
at the list of all items.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from fanzha.edition import Project
from tests.conftest import TODAY, MakeProject
from tests.importing.test_importing import SECRETS, word
from tests.samples import alert, scam

SIZES = ({"width": 1280, "height": 720}, {"width": 1366, "height": 768})
expect.set_options(timeout=60_000)  # a slow machine is no defect
FIELD = "[data-field={}]"
ANSWERS = {
    "name": "新桥镇",
    "publisher": "新桥镇反诈工作专班",
    "area_code": "0312",
    "station": "新桥派出所",
    "phone": "1234567",
    "website": "没有",
}


@dataclass
class Office:
    """A project with its server, and the one window that is open on it."""

    place: Project
    page: Page
    origin: str
    wrong: list[str]


@pytest.fixture(scope="module")
def office(project: MakeProject, browser: Browser) -> Iterator[Office]:
    place = project({"scams/shuadan.md": scam(), "alerts/xin.md": alert()}, fonts=True)
    git = shutil.which("git")
    assert git is not None
    for words in (["init", "--quiet"], ["add", "-A"], ["commit", "--quiet", "-m", "x"]):
        own = ["-c", "user.name=a", "-c", "user.email=a@b", *words]
        subprocess.run([git, *own], cwd=place.root, check=True, capture_output=True)
    command = [sys.executable, "-m", "fanzha", "edit", "--no-browser", "--port", "8239"]
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    server = subprocess.Popen(
        command, cwd=place.root, stdout=subprocess.PIPE, encoding="utf-8", env=environment
    )
    context = browser.new_context(viewport=SIZES[0], locale="zh-CN")  # type: ignore[arg-type]
    try:
        assert server.stdout is not None
        address = next(found[0] for row in server.stdout if (found := re.search(r"http\S+", row)))
        page = context.new_page()
        page.set_default_timeout(60_000)
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda asked: asked.accept())
        page.goto(address)
        yield Office(place, page, "/".join(address.split("/")[:3]), wrong)
    finally:
        context.close()
        server.terminate()
        server.wait()
        assert server.stdout is not None
        server.stdout.close()


@pytest.fixture
def page(office: Office) -> Iterator[Page]:
    """The list of all items; who has no town yet looks round first."""
    office.page.goto(office.origin)
    if office.page.url.endswith("/town"):
        with office.page.expect_navigation():
            office.page.click("#later")
    yield office.page
    assert office.wrong == []


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


def test_first_use(office: Office) -> None:
    """The town in a short form; what is left of the sample is refused; a sheet to read."""
    page = office.page
    page.goto(f"{office.origin}/town")
    accessible(page)
    for name, value in ANSWERS.items():
        page.fill(f"[name={name}]", value)
    page.fill("[name=name]", "示范镇")
    page.click("text=写好了")
    expect(page.locator("#summary")).to_contain_text("样例")
    accessible(page)
    page.fill("[name=name]", "新桥镇")
    with page.expect_navigation(url="**/town/ready"):
        page.click("text=写好了")
    accessible(page)
    sheet = page.request.get(f"{office.origin}/town/sheet.pdf").body()
    assert sheet.startswith(b"%PDF")
    text = (office.place.docs / "data/regions/xin-qiao-zhen.yml").read_text(encoding="utf-8")
    assert "phone: 0312-1234567" in text and "site_url" not in text
    page.click("text=都对，去写内容")
    expect(page.locator("header")).to_contain_text("新桥镇")
    expect(page.locator(".band")).to_have_count(0)


def test_this_mornings_alert(page: Page, office: Office) -> None:
    """From the empty form to the packet, with five slips on the way."""
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
    page.fill(
        f"{FIELD.format('summary')} textarea", "做任务先返小钱，骗子专盯贪小便宜的人，打96710。"
    )
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
    page.fill(f"{FIELD.format('summary')} textarea", "做任务先返小钱，再要您垫大钱。")
    expect(page.locator(".remark.error")).to_have_count(0)
    page.locator(".part textarea").first.fill("有人拉您进群做任务。" * 200)
    expect(page.locator(".part").first.locator(".remark.error").first).to_contain_text("放不下")
    page.locator(".part textarea").first.fill("有人拉您进群做任务。")
    expect(page.locator(".remark.error")).to_have_count(0)
    for name in ("leaflet-a4", "strip"):
        page.click(f".tabs button[data-name={name}]")
        expect(page.locator("#sight img")).to_be_visible()
    page.click("#publish")
    page.check("dialog input[value=派出所]")
    with page.expect_navigation():
        page.click("dialog button.main")
    expect(page.locator("#state")).to_have_text("已发布")
    text = (office.place.docs / "alerts/shua-dan-huan-le-xin-hua.md").read_text(encoding="utf-8")
    assert "status: published" in text and "by: 派出所" in text
    sheet = page.request.get(page.url.replace("/edit/", "/paper/") + "/leaflet-a4.pdf")
    assert sheet.body().startswith(b"%PDF")
    assert page.request.get(page.url.replace("/edit/", "/proof/")).body().startswith(b"%PDF")
    page.click(".more summary")
    page.click("#packet")
    page.click("#packet")
    expect(page.locator("#zip a")).to_be_visible()
    packed = zipfile.ZipFile(io.BytesIO(got(page, "#zip a")))
    assert "怎么发.txt" in packed.namelist()


def got(page: Page, link: str) -> bytes:
    """What lies behind a link."""
    address = page.locator(link).first.evaluate("e => e.href")
    answer = page.request.get(address)
    assert answer.status == 200, address
    return answer.body()


def test_everything_is_made_and_kept_as_a_version(page: Page, office: Office) -> None:
    """生成全部 to files that open; then a version of the content, and what has changed since."""
    page.click("text=生成全部")
    accessible(page)
    page.click("#start")
    expect(page.locator("#links")).to_be_visible(timeout=240_000)
    accessible(page)
    assert "传单" in got(page, ".links a[href='/out/print/']").decode()
    assert "打印" in got(page, ".links a[href='/out/']").decode()
    assert zipfile.ZipFile(io.BytesIO(got(page, "#zips a"))).testzip() is None
    page.click("summary:has-text('保存一个版本')")
    page.fill("#said", "写了一条预警")
    page.click("#keep")
    expect(page.locator("#told")).to_have_text(re.compile("版本存好了|和上一版一样"))
    page.goto(f"{office.origin}/edit/alerts/xin")
    page.wait_for_selector("#form[data-ready]")
    page.fill(f"{FIELD.format('summary')} textarea", "收到陌生短信，先不点。")
    settle(page)
    with page.expect_navigation():
        page.click("#save")
    page.click(".more summary")
    page.click("#compare")
    expect(page.locator("dialog table")).to_contain_text("收到陌生短信，先不点。")


def test_a_word_file(page: Page, office: Office) -> None:
    """Uploaded, it becomes a draft without names, with what is doubtful beside it."""
    before = sorted(office.place.docs.rglob("*"))
    page.click("text=写别的")
    page.click("summary:has-text('Word')")
    page.set_input_files("#word", {"name": "情况 通报.docx", "mimeType": "x/y", "buffer": word()})
    expect(page.locator("#brought li").first).to_be_visible()
    page.click("text=打开来改")
    page.wait_for_selector(".part textarea")
    shown = page.evaluate("JSON.stringify(editing.values())")
    assert "先做三单" in shown and [secret for secret in SECRETS if secret in shown] == []
    assert sorted(office.place.docs.rglob("*")) == before, "the file itself is kept nowhere"
    page.goto(f"{office.origin}/new")
    page.click("summary:has-text('Word')")
    for name, data, told in (
        ("a.docx", b"PK\x03\x04no zip", "docx"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "docx"),
    ):
        page.set_input_files("#word", {"name": name, "mimeType": "x/y", "buffer": data})
        expect(page.locator("#brought .wrong")).to_contain_text(told)


def test_the_list_finds_and_the_tables_are_written(page: Page, office: Office) -> None:
    rows = page.locator(".items tbody tr:visible")
    everything = rows.count()
    page.select_option("#by-kind", "scams")
    expect(rows).to_have_count(1)
    page.click("#clear")
    page.select_option("#by-scam", "shuadan")
    expect(rows.first).to_be_visible()
    assert 0 < rows.count() < everything
    page.click("#clear")
    page.fill("#from", f"{TODAY.year + 1}-01-01")
    expect(rows).to_have_count(0)
    expect(page.locator("#count")).to_have_text("没有这样的内容")
    page.click("#clear")
    expect(rows).to_have_count(everything)
    page.click("text=数据")
    accessible(page)
    page.click("text=标语")
    accessible(page)
    page.click("text=加一条")
    page.wait_for_selector("#form[data-ready]")
    page.fill(f"{FIELD.format('text')} input", "长" * 30)
    expect(page.locator(f"{FIELD.format('text')} .remark")).to_contain_text("太长")
    accessible(page)
    page.fill(f"{FIELD.format('text')} input", "陌生电话，先挂断")
    page.check(f"{FIELD.format('venues')} input[value=banks]")
    expect(page.locator(".remark.error")).to_have_count(0)
    with page.expect_navigation():
        page.click("#save")
    expect(page.locator(".rows-list")).to_contain_text("陌生电话，先挂断")
    text = (office.place.docs / "data/slogans.yml").read_text(encoding="utf-8")
    assert text.endswith("s002: {text: 陌生电话，先挂断, venues: [banks]}\n")


def test_by_keyboard_and_on_the_screens_of_an_office(page: Page, office: Office) -> None:
    """Everything can be reached and changed with keys; nothing is cut on small screens."""
    page.goto(f"{office.origin}/edit/alerts/xin")
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
    page.focus(f"{FIELD.format('summary')} textarea")
    page.keyboard.press("Control+a")
    page.keyboard.type("收到陌生短信，不点里面的链接。")
    settle(page)
    page.click("#undo")
    expect(page.locator(f"{FIELD.format('summary')} textarea")).not_to_have_value(
        "收到陌生短信，不点里面的链接。"
    )
    page.click("#redo")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    assert "不点里面的链接" in (office.place.docs / "alerts/xin.md").read_text(encoding="utf-8")
