"""Reading aloud, copying and sharing: with what the phone has, and nothing where it has not."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.site.conftest import Phone, until

# A voice that writes down what it says, and is through with a sentence when the test says so.
VOICE = """
  window.said = [];
  class Words { constructor(text) { this.text = text; } }
  const speech = {
    getVoices: () => [{lang: LANG, name: 'x'}],
    speak(words) { window.said.push([words.text, words.lang]); this.now = words; },
    cancel() { const words = this.now; this.now = null; if (words && words.onerror) words.onerror(); },
    addEventListener() {},
  };
  window.through = () => { const words = speech.now; speech.now = null; if (words) words.onend(); };
  Object.defineProperty(window, 'speechSynthesis', {value: speech});
  Object.defineProperty(window, 'SpeechSynthesisUtterance', {value: Words});
"""


def with_voice(phone: Phone, address: str, language: str) -> Page:
    page = phone.open(address)
    page.add_init_script(VOICE.replace("LANG", repr(language)))
    page.reload()
    return page


def said(page: Page) -> list[str]:
    return [text for text, _ in page.evaluate("window.said")]


def test_a_page_is_read_in_order_and_can_be_stopped(phone: Phone, address: str) -> None:
    """For those who do not read well, or hold the phone at arm's length."""
    page = with_voice(phone, address + "scams/etc/", "zh-CN")
    title = page.locator("h1").inner_text()
    page.get_by_role("button", name="读给我听").tap()
    page.evaluate("through()")
    assert len(said(page)) == 2
    page.get_by_role("button", name="先停一下").tap()
    page.evaluate("through()")
    assert len(said(page)) == 2
    page.get_by_role("button", name="接着读").tap()
    expect(page.get_by_role("button", name="先停一下")).to_be_visible()
    page.evaluate("through()")
    assert said(page)[1] == said(page)[2] != said(page)[3], "the sentence that was broken off again"
    page.get_by_role("button", name="不读了").tap()
    expect(page.get_by_role("button", name="读给我听")).to_be_focused()
    words = said(page)
    assert words[0] in title and len(set(words)) > 1
    assert all(language == "zh-CN" for _, language in page.evaluate("window.said"))


def test_it_reads_to_the_end_and_numbers_digit_by_digit(phone: Phone, address: str) -> None:
    """“一百一十” is no number to ring."""
    page = with_voice(phone, address + "alerts/etc-shixiao/", "zh-CN")
    page.get_by_role("button", name="读给我听").tap()
    over = page.get_by_role("button", name="读给我听")
    until(page, lambda: page.evaluate("through()") or over.is_visible())
    whole = "".join(said(page))
    assert "1 1 0" in whole and "110" not in whole
    assert "开车时不看" in whole and "打印和播放" not in whole


@pytest.mark.parametrize("language", ["en-US", "zh-HK"])
def test_without_a_chinese_voice_there_is_no_button(
    phone: Phone, address: str, language: str
) -> None:
    page = with_voice(phone, address + "scams/etc/", language)
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_role("button", name="读给我听")).to_have_count(0)


def copyable(page: Page, address: str) -> str:
    """A page with a text to pass on; the text."""
    page.goto(address + "scams/kefu/")
    return page.locator("[data-copy]").first.inner_text()


def test_the_short_text_is_copied(phone: Phone, address: str) -> None:
    page = phone.open(address)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    text = copyable(page, address)
    page.get_by_role("button", name="复制这段话").first.tap()
    expect(page.get_by_text("复制好了")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == text.strip()


def test_where_the_phone_can_share_it_does(phone: Phone, address: str) -> None:
    page = phone.open(address)
    page.add_init_script(
        "Object.defineProperty(navigator, 'share',"
        " {value: data => { window.shared = data; return Promise.resolve(); }})"
    )
    text = copyable(page, address)
    page.get_by_role("button", name="转发").first.tap()
    shared = page.evaluate("window.shared")
    assert shared["text"] == text.strip()
    assert "url" not in shared and text.count("http") == 1, "two addresses are one too many"
