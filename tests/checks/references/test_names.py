"""Family R: what content points to must be there and must be allowed."""

from __future__ import annotations

import pytest

from fanzha.edition import Project
from fanzha.findings import Finding
from tests import checking
from tests.conftest import MakeProject
from tests.samples import BODY, alert, case, handbook, line_of, page, poster, quiz, scam

SVG = "<svg xmlns='http://www.w3.org/2000/svg'/>"
FILES = {
    "scams/kefu.md": scam(title="冒充客服"),
    "assets/pictures/shou.svg": SVG,
    "assets/a b.svg": SVG,
}
UNUSED = "R013"  # of the files that stand ready for links


def findings(project: Project) -> list[Finding]:
    """What this family says, and the reader and the models, which must have nothing to say."""
    found = checking.findings(project, "SR")
    return [f for f in found if f.code != UNUSED and f.code < "S034"]


def codes(project: MakeProject, line: str) -> set[str]:
    """The codes of a good scam whose body has this line."""
    files = {**FILES, "scams/shuadan.md": scam(f"{BODY}\n{line}\n")}
    return {f.code for f in findings(project(files))}


# R001: vocabularies.


@pytest.mark.parametrize(
    ("field", "value", "mended"),
    [
        ("audiences", "[student]", "audiences: [students]"),
        ("audiences", "[学生]", "audiences: [students]"),
        ("audiences", "[everyone, 老年人]", "audiences: [everyone, older]"),
        ("venues", "[school]", "venues: [schools]"),
        ("venues", "[车站]", "venues: [stations]"),
        ("channels", "[phones]", "channels: [phone]"),
        ("audiences", "[everyone，parents]", "audiences: [everyone, parents]"),
    ],
)
def test_a_word_that_is_nearly_right(
    project: MakeProject, field: str, value: str, mended: str
) -> None:
    """Editors write the label or the singular; the report shows the word itself."""
    text = scam(**{field: value})
    (found,) = findings(project({"scams/shuadan.md": text}))
    assert (found.code, found.line, found.mended) == ("R001", line_of(text, field), mended)


@pytest.mark.parametrize(
    ("field", "value", "column"),
    [("audiences", "[everyone, aliens]", 23), ("law", "[38, 99]", 11), ("venues", "\n  - 月球", 5)],
)
def test_a_word_that_is_not_there_is_placed_and_the_others_are_listed(
    project: MakeProject, field: str, value: str, column: int
) -> None:
    (found,) = findings(project({"scams/shuadan.md": scam(**{field: value})}))
    assert (found.code, found.column) == ("R001", column)
    assert f"docs/data/{field}.yml" in found.message
    assert "能写的有：" in found.hint


def test_words_of_the_tables_are_right(project: MakeProject) -> None:
    text = scam(
        audiences="[everyone, students]", venues="[schools]", channels="[in-person]", law="[31]"
    )
    assert findings(project({"scams/shuadan.md": text})) == []


# R002: items.


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("cases/a.md", case(scam="shuadann")),
        ("alerts/a.md", alert(scam="shuadann")),
        ("posters/a.md", poster(scam="shuadann")),
    ],
)
def test_an_item_that_is_nearly_right(project: MakeProject, path: str, text: str) -> None:
    (found,) = findings(project({"scams/shuadan.md": scam(), path: text}))
    assert (found.path, found.code, found.mended) == (f"docs/{path}", "R002", "scam: shuadan")
    assert (found.line, found.column) == (line_of(text, "scam:"), 7)


def test_what_a_row_of_an_item_names_must_be_there(project: MakeProject) -> None:
    """A question about a type that nobody wrote, with a picture that nobody drew, passed the check."""
    text = quiz().replace(
        "explain: 先垫钱的都是骗。",
        "explain: 先垫钱的都是骗。, scam: shuadann, picture: assets/a.svg",
    )
    found = findings(project({"scams/shuadan.md": scam(), "quizzes/a.md": text}))
    assert sorted((one.code, one.line) for one in found) == [
        ("R002", line_of(text, "  - {message: 做任务")),
        ("R003", line_of(text, "  - {message: 做任务")),
    ]


def test_an_item_that_is_not_there(project: MakeProject) -> None:
    (found,) = findings(project({**FILES, "cases/a.md": case(scam="waixingren")}))
    assert (found.code, found.fix) == ("R002", None)
    assert "docs/scams/ 里有：" in found.hint
    assert "kefu 冒充客服" in found.hint


def test_an_item_is_known_by_its_name(project: MakeProject) -> None:
    """Thirty ids in pinyin were listed, cut at twenty, without the one that was meant."""
    others = {f"scams/a{n:02}.md": scam(title=f"骗局{n}") for n in range(30)}
    files = {**others, "scams/yibao.md": scam(title="医保停用短信")}
    made = project({**files, "cases/a.md": case(scam="医保")})
    (found,) = [f for f in findings(made) if f.code == "R002"]
    assert found.mended == "scam: yibao"
    assert "里有：yibao 医保停用短信、" in found.hint
    assert all(f"a{n:02} 骗局{n}" in found.hint for n in range(30))


def test_an_item_of_another_kind_is_no_scam(project: MakeProject) -> None:
    """A case about a case would make a circle."""
    files = {"scams/shuadan.md": scam(), "cases/a.md": case(), "cases/b.md": case(scam="a")}
    assert [f.path for f in findings(project(files))] == ["docs/cases/b.md"]


def test_a_chapter_is_a_scam_a_case_or_a_page_of_help(project: MakeProject) -> None:
    """A poster is no chapter, and a misspelt one would leave a hole in the printed handbook."""
    chapters = "[shuadan, a, yijing-zhuanzhang, tie, kefuu]"
    files = {
        **FILES,
        "scams/shuadan.md": scam(),
        "cases/a.md": case(),
        "help/yijing-zhuanzhang.md": page(),
        "posters/tie.md": poster(),
        "handbooks/ben.md": handbook(chapters=chapters),
    }
    wrong, misspelt = findings(project(files))
    assert (wrong.code, misspelt.code) == ("R002", "R002")
    assert "骗局类型、案例故事、求助、法律里没有 'tie'" in wrong.message
    assert misspelt.mended == f"chapters: {chapters.replace('kefuu', 'kefu')}"


# R003: pictures.


@pytest.mark.parametrize(
    "image",
    [
        "assets/pictures/meiyou.svg",
        "pictures/shou.svg",
        "assets/pictures",
        "../mkdocs.yml",
        "../docs/../mkdocs.yml",
        "/etc/hostname",
    ],
)
def test_a_picture_that_is_not_below_docs(project: MakeProject, image: str) -> None:
    text = scam(image=image, alt="手机")
    (found,) = findings(project({**FILES, "scams/shuadan.md": text}))
    assert (found.line, found.column) == (line_of(text, "image"), 8)


def test_the_case_of_a_picture_matters_everywhere(project: MakeProject) -> None:
    """Windows finds Shou.svg, the web server does not."""
    text = scam(image="assets/pictures/Shou.svg", alt="手机")
    assert [f.code for f in findings(project({**FILES, "scams/shuadan.md": text}))] == ["R003"]


@pytest.mark.parametrize("image", ["assets/pictures/shou.svg", "assets/a b.svg"])
def test_a_picture_that_is_there(project: MakeProject, image: str) -> None:
    text = scam(image=image, alt="手机")
    assert findings(project({**FILES, "scams/shuadan.md": text})) == []


# R004: HTML.


@pytest.mark.parametrize(
    "line",
    [
        "<b>不要转账</b>",
        "不要<br>转账",
        "<!-- 说明 -->",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<IMG SRC=x>",
        "</div>",
        "<?php echo 1 ?>",
        "<!DOCTYPE html>",
        "<a href='x'",
        "- 列表里的 <b>粗体",
        "> 引用里的 <i>斜体</i>",
        "| 表格 | <b>粗</b> |",
        "`代码` 后面的 <b>粗体",
    ],
)
def test_html_is_refused(project: MakeProject, line: str) -> None:
    assert "R004" in codes(project, line)


@pytest.mark.parametrize(
    "line",
    [
        "1 < 2",
        "金额<5000元",
        "不要点 < 这样的符号",
        "A → B，A <- B，<-- 看这里",
        "用 `<b>` 表示粗体",
        "看 <https://www.gov.cn/>",
        "5>3",
        "《反电信网络诈骗法》",
        "＜b＞全角＜/b＞",
        "<3",
    ],
)
def test_what_only_looks_like_html(project: MakeProject, line: str) -> None:
    assert codes(project, line) == set()


def test_html_in_a_field_is_found_at_its_place(project: MakeProject) -> None:
    text = scam(summary="先返<b>小钱</b>，再垫大钱。")
    (found, *_) = findings(project({"scams/shuadan.md": text}))
    assert (found.code, found.line, found.column) == ("R004", line_of(text, "summary"), 12)


# R005: links.


@pytest.mark.parametrize(
    "target",
    [
        "meiyou.md",
        "../scams/meiyou.md",
        "../scam/kefu.md",
        "kefu",
        "/scams/kefu.md",
        "../../mkdocs.yml",
        "../assets/pictures/Meiyou.svg",
        "meiyou.md#怎么办",
        "../films/index.md",
    ],
)
@pytest.mark.parametrize("form", ["看[客服]({})。", "![图]({})", "[客服]: {}"])
def test_a_link_to_nowhere(project: MakeProject, form: str, target: str) -> None:
    assert codes(project, form.format(target)) & {"R005", "R015"}


@pytest.mark.parametrize(
    "line",
    [
        "看[客服](kefu.md)。",
        "看[客服](../scams/kefu.md)。",
        "看[客服](kefu.md#怎么办)。",
        '看[客服](kefu.md "标题")。',
        "看[客服](./kefu.md)。",
        "看[全部](../scams/index.md)。",
        "看[案例](../cases/index.md)。",
        "看[首页](../index.md)。",
        "往[上面](#怎么办)看。",
        "![手机](../assets/pictures/shou.svg)",
        "![手机](../assets/a%20b.svg)",
        "打[110](tel:110)。",
        "看[政府网](https://www.gov.cn/)。",
        "[客服]: kefu.md",
        "看[客服](kefu.md)和[全部](index.md)。",
    ],
)
def test_a_link_that_leads_somewhere(project: MakeProject, line: str) -> None:
    assert codes(project, line) == set()


def test_a_broken_link_is_placed_at_its_target(project: MakeProject) -> None:
    text = scam("看[客服](kefuu.md)和[客服](kefu.md)。\n")
    (found,) = findings(project({**FILES, "scams/shuadan.md": text}))
    assert (found.line, found.column, found.end_column) == (line_of(text, "看["), 7, 15)
    assert found.hint == "是不是 kefu.md？"


def test_a_link_from_a_page_at_the_top(project: MakeProject) -> None:
    made = project({**FILES, "index.md": page("看[客服](scams/kefu.md)，[没有](kefu.md)。\n")})
    (found,) = findings(made)
    assert (found.path, found.hint) == ("docs/index.md", "是不是 scams/kefu.md？")


# R006: web addresses.


@pytest.mark.parametrize(
    "line",
    [
        "打开 www.example-bank.com 查询。",
        "打开example-bank.com查询。",
        "打开 https://example.org/a?b=c 查询。",
        "看[这里](https://example.com/)。",
        "到 EXAMPLE.COM 查询。",
        "到 gov.cn.example.com 查询。",
        "到 www.fake-gov.cn 查询。",
        "到 例子.中国 查询。",
        "<https://example.com/>",
        "[客服]: https://example.com/",
        "到 xinzhen.top、xinzhen.vip 查询。",
    ],
)
def test_an_address_that_is_not_allowed(project: MakeProject, line: str) -> None:
    """A misprinted address leads residents to a false page."""
    assert codes(project, line) & {"R006", "R014"}


@pytest.mark.parametrize(
    "line",
    [
        "看 www.gov.cn 。",
        "看[政府网](https://www.gov.cn/zhengce/)。",
        "看 https://www.mps.gov.cn/n2254314/ 。",
        "看 GOV.CN 。",
        "看 https://shifan.example/fanzha/ 。",
        "1.5倍，3.14，v1.0.2",
        "第1.2节",
        "文件名是 a.md、b.pdf",
        "早上8.30开门",
    ],
)
def test_an_address_that_is_allowed_or_none(project: MakeProject, line: str) -> None:
    assert codes(project, line) == set()


def test_an_address_in_a_source_counts_too(project: MakeProject) -> None:
    text = scam(
        sources="\n  - {publisher: 公安部, title: 清单, date: 2025, url: https://example.com/}"
    )
    assert [f.code for f in findings(project({"scams/shuadan.md": text}))] == ["R006"]


# R007: what a link may open.

TRICKS = [
    "[点](javascript:alert(1))",
    "[点](JavaScript:alert(1))",
    "[点]( javascript:alert(1))",
    "[点](<javascript:alert(1)>)",
    "[点](java%73cript:alert(1))",
    "[点](java\tscript:alert(1))",
    "[点](<java\tscript:alert(1)>)",
    "[点](java\nscript:alert(1))",
    "[点](<\tjavascript:alert(1)>)",
    "[点](java&#9;script:alert(1))",
    "[点](java&Tab;script:alert(1))",
    "[点](javascript&NewLine;:alert(1))",
    "[点](java%09script:alert(1))",
    "[点](data:text/html,x)",
    "[点](vbscript:x)",
    "[点](file:///c:/x)",
    "[点](weixin://dl/x)",
    "![图](data:image/png;base64,AAAA)",
    "[点]: javascript:alert(1)",
    "[点][a]\n\n[a]: javascript:alert(1)",
    "[点][a]\n\n[a]:\n  javascript:alert(1)",
    "[点\n这](javascript:alert(1))",
    "[点[这]里](javascript:alert(1))",
    "[![图](../assets/pictures/shou.svg)](javascript:alert(1))",
    "[点](\njavascript:alert(1))",
    "[点](javascript&#58;alert(1))",
    "[点](javascript&colon;alert(1))",
    "[点](java&#x0A;script:alert(1))",
    "<javascript:alert(1)>",
]


@pytest.mark.parametrize("text", TRICKS)
def test_a_link_that_runs_code_is_refused(project: MakeProject, text: str) -> None:
    """However it is written: Python-Markdown makes a link of every one that gets through."""
    assert codes(project, text)


@pytest.mark.parametrize(
    "line", ["[打](tel:110)", "[看](https://www.gov.cn/)", "注意：[看](kefu.md)"]
)
def test_a_link_that_may_be_opened(project: MakeProject, line: str) -> None:
    assert codes(project, line) == set()


# R008: words in braces.


@pytest.mark.parametrize("word", ["地区", "派出所", "发布单位"])
def test_the_words_of_a_region(project: MakeProject, word: str) -> None:
    assert codes(project, f"到{{{word}}}去。") == set()


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("到{派出索}去。", "到{派出所}去。"),
        ("到{发布单}去。", "到{发布单位}去。"),
        ("到{电话}去。", None),
        ("到{ 地区 }去。", "到{地区}去。"),
    ],
)
def test_another_word_in_braces(project: MakeProject, line: str, mended: str | None) -> None:
    """It would be printed as it stands, braces and all."""
    text = scam(f"{BODY}\n{line}\n")
    (found,) = findings(project({"scams/shuadan.md": text}))
    assert (found.code, found.column, found.mended) == ("R008", 2, mended)
    assert "{派出所}" in found.hint


# R009: the logo.


@pytest.mark.parametrize(
    ("logo", "found"),
    [
        ("assets/pictures/shou.svg", []),
        ("assets/meiyou.svg", ["R009"]),
        ("../mkdocs.yml", ["R009"]),
    ],
)
def test_the_logo_of_a_region(project: MakeProject, logo: str, found: list[str]) -> None:
    region = (
        "name: 新镇\nsite_name: 新镇反诈宣传\npublisher: 新镇反诈宣传工作小组\n"
        f"site_url: https://xinzhen.example/\nlogo: {logo}\n"
    )
    made = project({**FILES, "data/regions/xinzhen.yml": region}, region="xinzhen")
    report = findings(made)
    assert [f.code for f in report] == found
    assert all((f.path, f.line) == ("docs/data/regions/xinzhen.yml", 5) for f in report)
