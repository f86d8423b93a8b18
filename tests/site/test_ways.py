"""How far it is to the first right sentence: twelve people, their taps and their scrolls.

A scroll is a screen: what stands below the fold and above the bar. Where somebody has to scroll to
the next thing to tap, that counts too.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page

from tests.site.conftest import Phone
from tests.site.test_wechat import WECHAT

TAPS = SCROLLS = 2
# Who · where they begin · what they tap or ("？…") type · the sentence that helps.
WAYS = {
    "her money has gone": ("", [], "钱转走了，马上打"),
    "still on the telephone": ("scams/etc/", ["正在被骗？"], "马上挂断电话"),
    "the police rang": ("", ["说您犯了案"], "叫您转钱的警察是假的"),
    "a refund was offered": ("", ["假客服退款"], "客服来电，先挂再查"),
    "the last task cannot be paid out": ("", ["点赞刷单"], "先垫钱的都是骗"),
    "a message says the insurance has stopped": ("", ["说医保停用"], "医保社保，到窗口问"),
    "mother does not listen": ("", ["家人正在被骗？"], "先陪着，再问一句"),
    "pastes what was sent": (
        "",
        ["？您的快递丢失，三倍理赔，请下载会议软件，打开屏幕共享", "查一查"],
        "屏幕共享",
    ),
    "touches a printed code": ("q/luoliao/", [], "被威胁，别给钱，打110"),
    "none of the six faces": ("", ["别的骗局，别的查法", "接到一个电话"], "先这样做"),
    "the office needs a poster": ("", ["菜单", "打印中心"], "海报（A3）"),
    "sends it to the family": ("scams/kefu/", [], "长按图片，转给家人"),
}


def scrolls(target: Locator) -> int:
    """How many screens further down the target stands than what shows."""
    return int(
        target.evaluate(
            """node => {
              const box = node.getBoundingClientRect();
              const bar = document.querySelector('.fz-bar'), head = document.querySelector('.md-header');
              const screen = innerHeight - bar.offsetHeight;
              const below = box.bottom - screen;
              if (below <= 0) return 0;
              const count = Math.ceil(below / (screen - head.offsetHeight));
              scrollBy(0, below);
              return count;
            }"""
        )
    )


def walk(page: Page, steps: list[str], sentence: str) -> tuple[int, int]:
    """Taps and scrolls until the sentence stands on the screen."""
    taps = rolled = 0
    for step in steps:
        if step.startswith("？"):
            page.locator("#fz-paste").fill(step[1:])
            continue
        if step == "菜单":
            page.locator(".md-header label[for='__drawer']").tap()
            taps += 1
            continue
        target = page.get_by_text(step, exact=True).locator("visible=true").first
        rolled += scrolls(target)
        target.tap()
        taps += 1
        page.wait_for_load_state("load")
    found = page.get_by_text(sentence).locator("visible=true").first
    found.wait_for()
    return taps, rolled + scrolls(found)


@pytest.mark.parametrize("who", list(WAYS))
def test_nobody_is_far_from_the_first_right_sentence(phone: Phone, address: str, who: str) -> None:
    """Two taps and two screens, on a phone of 360 by 780."""
    start, steps, sentence = WAYS[who]
    agent = {"user_agent": WECHAT} if "family" in who else {}
    page = phone.open(address + start, **agent)
    taps, rolled = walk(page, steps, sentence)
    assert taps <= TAPS and rolled <= SCROLLS, (taps, rolled)


@pytest.mark.parametrize("scam", ["gongjianfa", "kefu", "shuadan", "zhengxin"])
def test_the_page_of_a_scam_is_five_screens_at_most(phone: Phone, address: str, scam: str) -> None:
    """What is unfolded is read to its end; the rest opens for who wants it."""
    page = phone.open(f"{address}scams/{scam}/")
    end = page.locator("article").evaluate("node => node.getBoundingClientRect().bottom")
    assert end <= 5 * 780, end
