"""Search by what a resident types: every substring, other names, whole sentences."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from fanzha.site.search_index import Text, build_index, normal
from tests.conftest import Some
from tests.counting_server import weighing
from tests.site.conftest import Phone, until
from tests.site.pages import current, html_files, name, read
from tests.site.queries import TYPED, lines, queries, squeeze, truth

QUERIES = 300
ALL = "queries => Promise.all(queries.map(q => fanzhaSearch.all(q)))"


@pytest.fixture(scope="module")
def texts(shipped: Path) -> dict[str, list[str]]:
    docs = shipped.parent / "docs"
    found = lines(docs, current(docs))
    assert len(found) > 100
    return found


@pytest.fixture
def search(phone: Phone, address: str) -> Iterator[Page]:
    yield phone.open(address + "search/")
    assert phone.errors == []


def ask(page: Page, query: str) -> None:
    page.locator("#fz-q").fill(query)
    page.get_by_role("button", name="查一查").tap()


def test_every_substring_is_found_and_nothing_else(
    search: Page, shipped: Path, texts: dict[str, list[str]], some: Some
) -> None:
    """Against a plain scan of the sources: recall, no empty answer that is false, no false hit.

    In a usual run 100 queries of the 300.
    """
    numbered = list(enumerate(queries(texts, QUERIES)))
    asked = [query for _, query in some(numbered, lambda one: one[0] // 3)]
    answers = search.evaluate(ALL, asked)
    wanted = found = 0
    for query, answer in zip(asked, answers, strict=True):
        true = truth(texts, query)
        hits = set(answer) & set(texts)
        assert true and hits, query
        wanted += len(true)
        found += len(true & hits)
        for page in hits - true:  # names in braces and tables, which the scan leaves out
            assert query in squeeze(document(shipped, page)), (query, page)
    assert found / wanted >= 0.995


def document(site: Path, place: str) -> str:
    """The page as residents see it."""
    return read(site / place / "index.html").text


def test_one_character_is_enough_where_it_must_be(
    search: Page, texts: dict[str, list[str]]
) -> None:
    chance = random.Random(7)
    letters = sorted({letter for rows in texts.values() for row in rows for letter in row})
    asked = chance.sample(letters, 25)
    for query, answer in zip(asked, search.evaluate(ALL, asked), strict=True):
        assert truth(texts, query) <= set(answer), query


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("屏幕共享", "scams/kefu/"),
        ("共享屏幕", "scams/kefu/"),
        ("杀猪盘", "scams/hunlian/"),
        ("ＥＴＣ", "scams/etc/"),  # full-width, as phones in Chinese mode write it
        ("etc 短信", "alerts/etc-shixiao/"),
        ("冒充电商物流客服", "scams/kefu/"),  # the ministry's name of the type
        ("96110", "help/dianhua-biao/"),
        ("安全账户", "scams/gongjianfa/"),
    ],
)
def test_people_find_what_they_mean(search: Page, query: str, page: str) -> None:
    ask(search, query)
    link = search.locator(f"#fz-found a[href$='{page}']").first
    expect(search.locator("#fz-found:not([aria-busy]) a").first).to_be_visible()
    more = search.get_by_role("button", name="再看几条")
    while not link.count() and (left := more.count()):
        shown = search.locator("#fz-found a").count()
        more.first.tap()
        until(search, lambda: more.count() != left or search.locator("#fz-found a").count() > shown)  # noqa: B023
    expect(link).to_be_visible()


@pytest.mark.parametrize(
    ("sentence", "piece"),
    [
        ("对方说要屏幕共享", "屏幕共享"),
        ("他让我把钱转到安全账户怎么办", "安全账户"),
        ("有人叫我垫付是不是骗子", "垫付"),
        ("客服说百万保障到期要扣费", "百万保障"),
    ],
)
def test_a_sentence_leads_to_its_point(search: Page, sentence: str, piece: str) -> None:
    """People type what was said to them; the page says what it looked for instead."""
    ask(search, sentence)
    expect(search.locator("#fz-said")).to_contain_text(piece)
    expect(search.locator("#fz-found mark", has_text=piece).first).to_be_visible()


def test_results_stand_in_groups_with_what_was_found_marked(search: Page) -> None:
    ask(search, "转账")
    heads = search.locator("#fz-found h2")
    expect(heads.first).to_be_visible()
    shown = heads.all_text_contents()
    assert len(shown) == len(set(shown)) > 3 and shown[0] == "最像的"
    expect(search.locator("#fz-found mark", has_text="转账").first).to_be_visible()
    expect(search.locator("#fz-said")).to_contain_text("条")


def test_nothing_found_is_no_dead_end(search: Page) -> None:
    ask(search, "龘龘龘")
    expect(search.locator("#fz-said")).to_contain_text("没有找到")
    expect(search.locator("#fz-lists a").first).to_be_visible()


def test_a_query_in_the_address_is_asked(phone: Phone, address: str) -> None:
    """Links of other pages, and the way back from a result."""
    page = phone.open(address + "search/?q=%E5%88%B7%E5%8D%95+%E5%85%BC%E8%81%8C")
    expect(page.locator("#fz-q")).to_have_value("刷单 兼职")
    expect(page.locator("#fz-found a[href$='scams/shuadan/']").first).to_be_visible()
    page.locator("#fz-found a[href$='scams/shuadan/']").first.click()
    page.wait_for_url(address + "scams/shuadan/")
    page.go_back()
    expect(page.locator("#fz-found a[href$='scams/shuadan/']").first).to_be_visible()


@pytest.mark.parametrize("query", ["<img src=x onerror=bad()>", '"><script>bad()</script>', "%E0%"])
def test_what_is_typed_stays_text(phone: Phone, address: str, query: str) -> None:
    page = phone.open(address + "search/?q=" + query)
    ask(page, query)
    expect(page.locator("#fz-said")).not_to_be_empty()
    assert page.locator("#fz-found img, #fz-found script").count() == 0


def test_without_scripts_it_says_so_and_leads_on(phone: Phone, address: str) -> None:
    page = phone.open(address + "search/", java_script_enabled=False)
    expect(page.get_by_text("搜索要用浏览器的脚本")).to_be_visible()
    page.locator("#fz-lists").get_by_role("link", name="骗局类型").click()
    page.wait_for_url(address + "scams/")


def test_it_works_from_a_folder(phone: Phone, shipped: Path) -> None:
    """An office without a server opens the files from a stick; so does the village clerk."""
    page = phone.open((shipped / "index.html").as_uri())
    phone.foreign.clear()  # here the own files have no origin
    page.get_by_role("link", name="搜索").first.click()
    ask(page, "屏幕共享")
    first = page.locator("#fz-found a").first
    expect(first).to_be_visible()
    first.click()
    expect(page.locator(".fz-rule")).to_be_visible()
    assert page.url.startswith("file://") and page.url.endswith("/index.html")
    page.get_by_role("link", name="正在被骗？").last.click()
    expect(page.locator("h1")).to_contain_text("被骗")
    phone.foreign = [url for url in phone.foreign if not url.startswith("file://")]


def test_what_is_expired_or_not_out_is_not_found(later: Path) -> None:
    whole = "".join(path.read_text(encoding="utf-8") for path in (later / "search").glob("t*.js"))
    assert "alerts/shuang11-tuikuan/" not in whole and "scams/kefu/" in whole
    assert not [path for path in html_files(later) if "editors" in name(later, path) in whole]


def test_no_network_is_said(phone: Phone, address: str) -> None:
    page = phone.open(address + "search/", service_workers="block")
    page.context.set_offline(True)
    ask(page, "屏幕共享")
    expect(page.locator("#fz-said")).to_contain_text("没有连上网络")


def test_a_query_weighs_little(phone: Phone, shipped: Path, texts: dict[str, list[str]]) -> None:
    """The first answer with the page, then each further one; the bench measures 1,000 items."""
    with weighing(shipped) as (address, log):
        page = phone.open(address + "search/?q=屏幕共享", service_workers="block")
        expect(page.locator("#fz-found a").first).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert log.weight <= 80_000
        for query in (*queries(texts, 12), *TYPED):
            log.clear()
            ask(page, query)
            expect(page.locator("#fz-found:not([aria-busy]) a").first).to_be_visible()
            assert log.weight <= 30_000, (query, log.sent)
        page.close()


def test_the_index_is_the_same_on_every_run_and_changes_with_a_text() -> None:
    """Phones keep shards by the version; old and new ones must never be mixed."""
    texts = [
        Text("scams", f"scams/{n}/", f"骗局{n}", ("甲乙",), "总说", ("一行",)) for n in range(99)
    ]
    first, again = build_index(texts), build_index(list(texts))
    assert first == again
    changed = build_index([*texts[:-1], Text("scams", "scams/98/", "骗局98", (), "", ("二行",))])
    assert changed.version != first.version


def test_pairs_that_stand_apart_cost_no_text(
    phone: Phone, shipped: Path, texts: dict[str, list[str]]
) -> None:
    """甲乙丙 is in no text, 甲乙 and 乙丙 are in many: reading them all would cost 400 KB of 1,000."""
    whole = ["\n".join(rows) for rows in texts.values()]
    pairs = Counter(pair for text in whole for pair in {a + b for a, b in pairwise(text)})
    often = [pair for pair, _ in pairs.most_common(400) if pair.isalpha()]
    apart = {
        (sum(a in text and b in text for text in whole), a + b[1])
        for a in often
        for b in often
        if a[1] == b[0] and not any(a + b[1] in text for text in whole)
    }
    with weighing(shipped) as (address, log):
        for many, query in sorted(apart, reverse=True)[:4]:
            page = phone.open(address + "search/", service_workers="block")
            log.clear()
            page.evaluate("query => fanzhaSearch.all(query)", query)
            assert [path for path in log.paths if path.startswith("search/p")]
            read = [path for path in log.paths if path.startswith("search/t")]
            assert len(read) < many / 4, (query, many, len(read))
            page.close()


def test_texts_are_compared_by_what_they_say() -> None:
    assert normal("ＥＴＣ 失 效①　㎡") == "etc失效1m2"
