"""Articles: the editor of official accounts keeps all of it, and they are within its limits."""

from __future__ import annotations

import json
import re

import nh3
import pytest
from lxml import html
from playwright.sync_api import Browser, expect

from tests.site.conftest import serving
from tests.texts.made import plan, plans, shipped, text

PATHS = [path for path in plans() if path.endswith("/article.html")]
# What the editor keeps, as its documents and the tools that write for it say: these elements, and
# styles that stand in them; no classes, ids, scripts, style sheets and links.
KEPT = {
    "section",
    "p",
    "span",
    "strong",
    "em",
    "ul",
    "ol",
    "li",
    "br",
    "img",
    "blockquote",
    "table",
}
STYLES = {
    *("margin", "padding", "padding-left", "border", "border-left", "border-radius", "background"),
    *("color", "font-size", "line-height", "text-align"),
}


def body(path: str) -> str:
    match = re.search(r'(?s)<div id="article">\n(.*?)\n</div>\n<script>', text(path))
    assert match
    return match[1]


def test_the_editor_would_change_nothing() -> None:
    """Through an allow-list of elements and styles: the same comes out."""
    for path in PATHS:
        assert parts(cleaned(body(path))) == parts(body(path)), path


def cleaned(markup: str) -> str:
    """What the editor leaves of it."""
    attributes = {name: {"style"} for name in KEPT}
    return nh3.clean(markup, tags=KEPT, attributes=attributes, filter_style_properties=STYLES)


def parts(markup: str) -> list[tuple[str, dict[str, str], str]]:
    """Every element with its styles and its words."""
    found = []
    for element in html.fragment_fromstring(markup, create_parent="div").iter():
        rules = [rule.split(":", 1) for rule in element.get("style", "").split(";") if rule]
        style = {name.strip(): value.strip() for name, value in rules}
        found.append((str(element.tag), style, (element.text or "") + (element.tail or "")))
    return found


def test_lengths_are_those_of_the_interface() -> None:
    for path in PATHS:
        (article,) = json.loads(text(path.replace("article.html", "draft.json")))["articles"]
        assert 0 < len(article["title"]) <= 32 and 0 < len(article["digest"]) <= 128, path
        assert 0 < len(article["author"]) <= 16 and article["thumb_media_id"] == "", path
        assert len(article["content"]) < 20_000 and article["content"] == body(path), path
        assert not re.search(r"<(?:a|script|style|iframe)\b|\b(?:id|class|href)=", body(path)), path


def test_pictures_are_files_in_order_and_their_places_are_marked() -> None:
    """The editor takes no picture from elsewhere: each is uploaded, and put where the line says."""
    places = re.findall(r"在这里插入图片 (\d\.png)", body("texts/shuadan/article.html"))
    assert places == ["1.png", "2.png"]
    for name in (*places, "cover.png"):
        made = shipped(f"texts/shuadan/{name}")
        assert made.width == 900 and len(made.data) < 1_000_000
    assert shipped("texts/shuadan/cover.png").height == 383


def test_the_article_says_what_the_page_says() -> None:
    args = plan("texts/kefu/article.html").args
    words = html.fromstring(body("texts/kefu/article.html")).text_content()
    for part in (args["summary"], args["rule"], *args["signs"], *args["says"], "96110", "110"):
        assert part in words


def test_rich_text_is_on_the_clipboard(shipped: object, browser: Browser) -> None:
    """A click, and the article can be pasted with its looks; it fits a phone."""
    with serving(shipped) as address:  # type: ignore[arg-type]
        context = browser.new_context(viewport={"width": 360, "height": 780})
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto(f"{address}texts/shuadan/article.html")
        page.get_by_role("button", name="复制正文").click()
        expect(page.get_by_text("复制好了")).to_be_visible()
        pasted = page.evaluate(
            "navigator.clipboard.read().then(items => items[0].getType('text/html'))"
            ".then(blob => blob.text())"
        )
        assert "先垫钱的都是骗" in pasted and "border-left" in pasted
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        assert page.evaluate(
            "[...document.images].every(i => i.loading == 'lazy' || i.naturalWidth)"
        )
        context.close()


@pytest.mark.parametrize(
    "item", ["shuadan", "jia-huiyi", "yuer-xianshi", "kuaiji-bawang", "gongkaixin-jumin"]
)
def test_it_looks_the_same_after_the_editor(item: str, browser: Browser) -> None:
    """The same picture before and after: a scam, alerts, a story, a letter."""
    before = body(f"texts/{item}/article.html")
    looks = []
    page = browser.new_page(viewport={"width": 360, "height": 780})
    for markup in (before, cleaned(before), before.replace("1.75", "2")):
        page.set_content(f"<body style='margin:16px'>{markup}</body>")
        looks.append(page.screenshot(full_page=True))
    page.close()
    assert looks[0] == looks[1] != looks[2]


def test_what_the_editor_drops_would_be_seen() -> None:
    """Else the test above could never fail."""
    markup = '<p id="a" style="position:fixed;color:#111111">别<a href="x">点</a></p>'
    assert parts(cleaned(markup)) != parts(markup)
    assert "position" not in cleaned(markup) and "<a" not in cleaned(markup)


def test_an_article_of_an_alert_is_amber_and_says_until_when() -> None:
    words = body("texts/jia-huiyi/article.html")
    first = html.fragments_fromstring(words)[0]
    assert first.text_content() == "紧急预警　假会议软件　至1月19日"
    assert "background:#B3261E" in first.get("style") and "background:#FFC24B" in words
    assert "background:#FFC24B" not in body("texts/shuadan/article.html")
