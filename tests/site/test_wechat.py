"""Inside WeChat: pictures are pressed long, files say how to get out; one address is passed on."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.site.conftest import Phone
from tests.site.pages import SITE_URL

WECHAT = "Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 Chrome/86.0 MicroMessenger/8.0.20"


def test_in_wechat_the_card_is_pressed_long(phone: Phone, address: str) -> None:
    """Links that download do nothing there."""
    page = phone.open(address + "scams/kefu/", user_agent=WECHAT)
    expect(page.get_by_text("长按图片，转给家人")).to_be_visible()
    picture = page.locator(".fz-pass__cards img")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_attribute("src", "../../share/kefu-square.png")
    expect(page.get_by_text("在浏览器打开")).to_be_visible()
    assert page.locator("a[download]").count() == 0
    other = phone.open(address + "scams/kefu/")
    expect(other.get_by_text("长按图片")).to_have_count(0)
    expect(other.locator("a[download]").first).to_be_visible()


def test_what_is_passed_on_has_one_address(phone: Phone, address: str) -> None:
    page = phone.open(address + "scams/kefu/")
    text = page.locator(".fz-pass__text").first.inner_text()
    assert text.count("https://") == 1 and f"{SITE_URL}q/kefu/" in text


def test_what_is_pasted_at_home_is_not_sent(phone: Phone, address: str) -> None:
    """It stays inside the tab: not in an address, and in no request."""
    message = "您的医保卡今日停用，请点击链接认证，不要告诉家人，把钱转到安全账户"
    page = phone.open(address)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("#fz-paste").fill(message)
    page.get_by_role("button", name="查一查").tap()
    expect(page.locator(".fz-seen")).to_contain_text("安全账户")
    assert page.url == address + "search/"
    assert not [url for url in asked if "%E" in url or "q=" in url]
