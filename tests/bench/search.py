"""`python -m tests.bench.search`: what search finds and what it weighs, in a library of 1,000 items.

A library is generated, its pages are built, and a phone asks 300 queries from it over a server that
packs. Told are recall against a plain scan of the sources, answers that are empty and should not
be, and the bytes of a first visit with an answer, of a second query and of what people type
(sentences, several words), with their headers, beside their limits.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from fanzha import site
from fanzha.checks import open_edition
from fanzha.producers import plan
from fanzha.site.views import address as address_of
from tests.bench.library import write_project
from tests.bench.measure import ROOT
from tests.browser import launch
from tests.counting_server import Log, weighing
from tests.site.queries import TYPED, lines, queries, truth

VISITS = 100  # each asks two queries, in a browser that keeps nothing
AIMS = {"recall": 0.995, "first": 120_000, "further": 40_000}
PHONE = {"viewport": {"width": 360, "height": 780}, "service_workers": "block"}


def main(argv: Sequence[str]) -> int:
    """Measure and print; 1 where an aim is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.search")
    parser.add_argument("--items", type=int, default=1000)
    parser.add_argument("--queries", type=int, default=300)
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="fanzha-bench-") as folder:
        project = write_project(ROOT, Path(folder) / "library", options.items)
        edition, _ = open_edition(project)
        pages = project.root / "pages"
        site.build(edition, project.root / "mkdocs.yml", pages, plan(edition), {})
        items = [item for item in edition.library.items if item.current(edition.today)]
        found = [f"{address_of(item.page)}index.html" for item in items if item.kind != "editors"]
        texts = lines(project.docs, found)
        asked = queries(texts, options.queries)
        with sync_playwright() as playwright, weighing(pages) as (address, log):
            browser = launch(playwright)
            page = browser.new_context(**PHONE).new_page()
            page.goto(address + "search/")
            recall, empty = _recall(page, texts, asked)
            firsts, further = [], []
            count = min(VISITS, len(asked) // 2)
            visits = [*asked[:count], *TYPED]
            seconds = [*asked[count : 2 * count], *TYPED[1:], TYPED[0]]
            for query, second in zip(visits, seconds, strict=True):
                context = browser.new_context(**PHONE)
                page = context.new_page()
                firsts.append((_weigh(page, log, f"{address}search/?q={query}"), query))
                further.append((_ask(page, log, second), second))
                context.close()
            browser.close()
    print(f"{len(texts)} 条内容，{len(asked)} 个词：找全率 {recall:.4f}（要 {AIMS['recall']}）")
    print(f"不该空而空的 {empty} 个（要 0）")
    over = _tell("第一次（网页在内）", firsts, AIMS["first"])
    over += _tell("再查", further, AIMS["further"])
    return 1 if recall < AIMS["recall"] or empty or over else 0


def _tell(name: str, found: list[tuple[int, str]], limit: float) -> int:
    """Print median and maximum beside the limit; the number of queries above it."""
    middle = statistics.median(size for size, _ in found)
    most, query = max(found)
    over = sum(size > limit for size, _ in found)
    print(
        f"{name}：中位 {middle:.0f} 字节，最多 {most}（{query}），限 {limit:.0f}，超过的 {over} 个"
    )
    return over


def _recall(page: Page, texts: dict[str, list[str]], asked: list[str]) -> tuple[float, int]:
    wanted = found = empty = 0
    for start in range(0, len(asked), 20):
        part = asked[start : start + 20]
        answers = page.evaluate(
            "queries => Promise.all(queries.map(q => fanzhaSearch.all(q)))", part
        )
        for query, answer in zip(part, answers, strict=True):
            true = truth(texts, query)
            wanted += len(true)
            found += len(true & set(answer))
            empty += not answer
    return found / wanted, empty


def _weigh(page: Page, log: Log, address: str) -> int:
    log.clear()
    page.goto(address)
    _settled(page)
    return log.weight


def _ask(page: Page, log: Log, query: str) -> int:
    log.clear()
    page.locator("#fz-q").fill(query)
    page.locator("#fz-search button").click()
    _settled(page)
    return log.weight


def _settled(page: Page) -> None:
    """The answer stands, and what the list of other names loads has come too."""
    page.locator("#fz-found:not([aria-busy])").wait_for(state="attached")
    page.locator("#fz-found a, #fz-lists:not([hidden]) a").first.wait_for()
    page.wait_for_load_state("networkidle")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
