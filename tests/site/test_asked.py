"""How well the search answers what residents type and paste, and what it says of numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.site.asked import Asked, measure, pasted, typed
from tests.site.conftest import Phone

SECRET = (
    "您的医保卡涉嫌洗钱，案件保密不要告诉家人，请把钱转到安全账户，打开屏幕共享，来电0085212345678"
)


@pytest.fixture
def search(phone: Phone, shipped: Path) -> Iterator[Page]:
    """From a folder: what answers here answers without a network."""
    page = phone.open((shipped / "search" / "index.html").as_uri())
    page.wait_for_function("Boolean(window.fanzhaSearch && fanzhaSearch.search)")
    yield page
    assert {url.split("?")[0] for url in phone.foreign if not url.startswith("file:")} == set()
    phone.foreign.clear()  # files have no origin
    assert phone.errors == []


@pytest.mark.parametrize(
    ("rows", "first", "five", "empty"), [(typed, 0.88, 0.94, 0.01), (pasted, 0.9, 0.97, 0.0)]
)
def test_residents_find_the_right_page(
    search: Page,
    rows: Callable[[], Sequence[Asked]],
    first: float,
    five: float,
    empty: float,
) -> None:
    """Before the search was changed: 40 % first, 57 % among five, 15 % nothing; messages 63 % and 80 %."""
    score = measure(search, list(rows()))
    assert score.first >= first, score.missed
    assert score.five >= five and score.empty <= empty


def test_what_has_nothing_to_do_with_us_is_not_found(search: Page) -> None:
    """Pairs that agree by chance are no answer, and no page's id is one."""
    for query in ("红烧肉怎么做", "我想买房", "龘龘龘", "gongjianfa-steps"):
        search.evaluate("query => fanzhaSearch.search(query)", query)
        expect(search.locator("#fz-said")).to_contain_text("没有找到")


def test_a_message_is_told_what_it_shows(search: Page) -> None:
    """Signs, the foreign number, and whom to ask; it never says that something is safe."""
    search.evaluate("query => fanzhaSearch.search(query)", SECRET)
    found = search.locator("#fz-found")
    for words in ("安全账户", "屏幕共享", "不许告诉别人", "境外"):
        expect(found).to_contain_text(words)
    expect(found.locator("a[href='tel:96110']")).to_be_visible()
    search.evaluate(
        "query => fanzhaSearch.search(query)",
        "明天上午十点在村口的老槐树下集合去看戏记得带上小板凳和水杯",
    )
    expect(found).to_contain_text("没看出来，不等于安全")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("+852 2345 6789", "境外"),
        ("0086 10 5555 1234", "国内号码"),
        ("95588", "改"),
        ("400-123-4567", "不往外打"),
        ("12381", "预警短信"),
        ("http://yb-gov.cn.top/a", "不是gov.cn"),
        ("www.nhsa.gov.cn", "政府网站"),
        ("t.cn/Abc12", "短链接"),
    ],
)
def test_numbers_and_addresses_are_judged_by_how_they_are_written(
    search: Page, asked: str, told: str
) -> None:
    search.evaluate("query => fanzhaSearch.search(query)", asked)
    expect(search.locator(".fz-seen")).to_contain_text(told)
