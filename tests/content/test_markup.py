"""The one Markdown parser: what web, paper and screens all read."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import markdown

from fanzha.content.markup import PLACEHOLDER, fill, placeholders, to_xhtml
from fanzha.content.region import Police, Region

REGION = Region(
    name="新镇",
    site_name="新镇反诈宣传",
    publisher="新镇反诈宣传工作小组",
    site_url="https://xinzhen.example/",
    police=Police(name="新镇派出所", phone="", address=""),
)
# What Markdown and HTML are made of.
MARKUP = st.text(st.sampled_from("ab刷。*_`#-+12.<>/&;![]()\"'|:\\ \t\n"), max_size=80)


def body(text: str) -> str:
    """What stands between the tags of the whole."""
    return to_xhtml(text).removeprefix("<body>").removesuffix("</body>")


@given(MARKUP)
@example("a&foo;b")
@example("a&1;b")
@example("&#0;")
@example("&#x1f;")
@example("&#55296;")
@example("&#99999999;")
@example("[a](<b&c;d>)")
@example("![a&c;](b)")
def test_everything_becomes_well_formed(text: str) -> None:
    """Typst reads it as XML; one stray tag would stop the printing of a whole library."""
    assert ElementTree.fromstring(to_xhtml(text)).tag == "body"


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), max_size=60))
def test_every_character_is_safe(text: str) -> None:
    ElementTree.fromstring(to_xhtml(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("不<b>转</b>账", "<p>不&lt;b&gt;转&lt;/b&gt;账</p>"),
        ("<div>\n\n整段\n\n</div>", "<p>&lt;div&gt;</p>\n<p>整段</p>\n<p>&lt;/div&gt;</p>"),
        ("<!-- 说明 -->", "<p>&lt;!-- 说明 --&gt;</p>"),
        ("<img src=x onerror=alert(1)>", "<p>&lt;img src=x onerror=alert(1)&gt;</p>"),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
    ],
)
def test_html_is_shown_not_passed_on(text: str, expected: str) -> None:
    """The checks refuse it; if it gets through, it must still do nothing on a phone."""
    assert body(text) == expected


@given(MARKUP)
def test_nobody_can_bring_in_an_element(text: str) -> None:
    """Only what Markdown itself makes may come out."""
    made = {element.tag for element in ElementTree.fromstring(to_xhtml(text)).iter()}
    known = "body p em strong code pre blockquote ul ol li hr br a img table thead tbody tr th td"
    assert made <= {*known.split(), *(f"h{n}" for n in range(1, 7))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第一行\n第二行", "第一行第二行"),
        ("逗号，\n接着", "逗号，接着"),
        ("**重点**\n接着", "<strong>重点</strong>接着"),
        ("前面\n**重点**", "前面<strong>重点</strong>"),
        ("“话”\n接着", "“话”接着"),
        ("one\ntwo", "one\ntwo"),
        ("中文\nEnglish", "中文\nEnglish"),
        ("12\n中文", "12\n中文"),
        ("第一行  \n第二行", "第一行<br />第二行"),
    ],
)
def test_a_soft_line_break_between_chinese_characters_disappears(text: str, expected: str) -> None:
    """Browsers would show a space in the middle of a sentence."""
    assert body(text).replace("<br />\n", "<br />") == f"<p>{expected}</p>"


def test_line_breaks_in_code_stay() -> None:
    assert "第一行\n第二行" in body("    第一行\n    第二行\n")


@pytest.mark.parametrize(
    "text",
    [
        "**“冒充公检法”**骗局",
        "这是**重点。**接着说",
        "**“安全账户”**，**“验证码”**",
        "*注意：*先停",
    ],
)
def test_emphasis_next_to_chinese_punctuation(text: str) -> None:
    """CommonMark parsers leave the asterisks in; residents would read them."""
    assert "*" not in body(text)


def test_headings_have_readable_anchors() -> None:
    assert body("## 怎么办\n\n## 怎么办") == (
        '<h2 id="怎么办">怎么办</h2>\n<h2 id="怎么办_1">怎么办</h2>'
    )


def test_two_texts_do_not_share_anchors() -> None:
    """The parser is kept between texts; it must forget the last one."""
    assert to_xhtml("## 怎么办") == to_xhtml("## 怎么办")


def test_tables_and_lists() -> None:
    table = body("| 号码 | 用途 |\n|---|---|\n| 110 | 报警 |")
    assert "<th>号码</th>" in table
    assert "<td>110</td>" in table
    assert "<ol>" in body("1. 一\n2. 二")
    assert body("- 一\n- 二") == "<ul>\n<li>一</li>\n<li>二</li>\n</ul>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("&nbsp;", "\u00a0"),
        ("&ldquo;", "“"),
        ("&amp;", "&amp;"),
        ("&lt;", "&lt;"),
        ("&#8220;", "“"),
    ],
)
def test_named_characters_are_those_of_xml(text: str, expected: str) -> None:
    """XML knows five names; `&nbsp;` would stop Typst."""
    made = body(f"a{text}b")
    whole = ElementTree.fromstring(f"<body>{made}</body>")
    wanted = ElementTree.fromstring(f"<body><p>a{expected}b</p></body>")
    assert "".join(whole.itertext()) == "".join(wanted.itertext())


def test_the_web_uses_the_same_parser() -> None:
    """MkDocs loads the extension by the name that is in mkdocs.yml."""
    text = "<b>不</b>转账\n再说"
    assert markdown(text, extensions=["fanzha"]) == body(text)


# Words in braces.


def test_words_in_braces_become_the_regions() -> None:
    text = "到{派出所}，{地区}的{发布单位}"
    assert fill(text, REGION) == "到新镇派出所，新镇的新镇反诈宣传工作小组"


def test_a_region_without_a_station_says_so_in_general() -> None:
    region = REGION.model_copy(update={"police": Police(name="", phone="", address="")})
    assert fill("到{派出所}", region) == "到当地派出所"


def test_words_are_filled_in_everywhere_and_nothing_else_changes() -> None:
    value = {"a": ["{地区}", 1, None, True], "b": ("{地区}",), "c": {"d": "{没有}"}}
    assert fill(value, REGION) == {
        "a": ["新镇", 1, None, True],
        "b": ("新镇",),
        "c": {"d": "{没有}"},
    }


def test_a_name_with_braces_is_not_filled_again() -> None:
    region = REGION.model_copy(update={"name": "{发布单位}"})
    assert fill("{地区}", region) == "{发布单位}"


def test_every_word_is_found_by_the_pattern() -> None:
    for word in placeholders(REGION):
        match = PLACEHOLDER.fullmatch(f"{{{word}}}")
        assert match is not None
        assert match[1] == word
