"""Family R: anchors, paths that leave docs/, and addresses that deceive."""

from __future__ import annotations

import pytest

from fanzha.checks.references import web_addresses
from tests.checking import findings, rules_of
from tests.checks.texts import in_body
from tests.conftest import MakeProject
from tests.samples import BODY, line_of, scam

KEFU = scam(
    "## 怎么认\n\n看。\n\n## 怎么认\n\n### 1. 听 *口气*！\n\n## 问{派出所}\n", title="冒充客服"
)


def mended(project: MakeProject, line: str) -> list[tuple[str, str | None]]:
    """(code, mended line) of a line in a scam beside kefu.md."""
    files = {"scams/kefu.md": KEFU, "scams/shuadan.md": scam(f"{BODY}\n{line}\n")}
    return [(f.code, f.mended) for f in findings(project(files), "R")]


# R010: anchors.


@pytest.mark.parametrize(
    "line",
    [
        "看[怎么办](#怎么办)。",
        "看[客服](kefu.md#怎么认)。",
        "看[客服](kefu.md#怎么认_1)。",
        "看[客服](kefu.md#1-听-口气)。",
        "看[客服](kefu.md#问示范镇派出所)。",
        "看[客服](kefu.md#%E6%80%8E%E4%B9%88%E8%AE%A4)。",
        "看[全部](../scams/index.md#x)。",
        "看[客服](kefu.md#)。",
        "看[政府网](https://www.gov.cn/#x)。",
    ],
)
def test_an_anchor_that_is_there(project: MakeProject, line: str) -> None:
    """As the page makes them: numbers for doubles, marks left out, the region's names put in."""
    assert mended(project, line) == []


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("看[怎么办](#怎么办？)。", "看[怎么办](#怎么办)。"),
        ("看[客服](kefu.md#怎么人)。", "看[客服](kefu.md#怎么认)。"),
        ("看[客服](kefu.md#别的事情)。", None),
        ("[客服]: kefu.md#怎么忍", "[客服]: kefu.md#怎么认"),
    ],
)
def test_an_anchor_that_is_not_there(project: MakeProject, line: str, right: str | None) -> None:
    assert mended(project, line) == [("R010", right)]


@pytest.mark.parametrize(
    "line", ["看[客服]()。", "看[客服](<>)。", "看[客服](#)。", "看[客服](?a=b)。"]
)
def test_a_link_without_an_address(project: MakeProject, line: str) -> None:
    """It looks like one and leads to the page where one is."""
    assert mended(project, line) == [("R005", None)]


def test_an_address_with_a_door_that_no_machine_has(project: MakeProject) -> None:
    assert mended(project, "看[政府网](https://www.gov.cn:99999/)。") == [("R007", None)]


# R015: paths.


@pytest.mark.parametrize(
    "line",
    [
        "看[设置](../../mkdocs.yml)。",
        "看[设置](/etc/hostname)。",
        "看[设置](../../../../etc/hostname)。",
        "![假网页，写着中奖](../../overrides/tokens.json)",
    ],
)
def test_a_link_that_leaves_docs(project: MakeProject, line: str) -> None:
    """Even where the file is there: it is not on the website."""
    assert [code for code, _ in mended(project, line)] == ["R015"]


def test_a_name_that_no_system_can_have(project: MakeProject) -> None:
    """Asking for it is an error of the system, not an answer."""
    name = "a" * 900  # 255 bytes is the most; 2,000 characters the longest line
    line = f"看[这里]({name}.md)和![假网页]({name}.svg)。"
    assert [code for code, _ in mended(project, line)] == ["R005", "R005"]


def test_symlinks_are_refused(project: MakeProject) -> None:
    """A checkout on Windows makes a text file of them."""
    made = project({"scams/shuadan.md": scam(), "assets/.keep": ""})
    try:
        (made.docs / "assets" / "a.svg").symlink_to(made.root / "mkdocs.yml")
        (made.docs / "scams2").symlink_to(made.docs / "scams", target_is_directory=True)
    except OSError:
        pytest.skip("this system makes no symlinks")
    found = [f for f in findings(made, "R") if f.code == "R015"]
    assert [f.path for f in found] == ["docs/assets/a.svg", "docs/scams2"]


# R006 and R014: addresses.


@pytest.mark.parametrize(
    "host",
    [
        "www.gov.cn.chaxun.top",
        "gov.cn.com",
        "www.fake-gov.cn",
        "gov-cn.top",
        "govcn.com",
        "g0v.cn",
        "mygov.cn",
        "gvo.cn",
        "gow.cn",
        "www.gov.con",
        "xn--fiq228c.com",
        "www.xn--fiqs8s.cn",
        "gоv.cn",  # a Cyrillic o
        "ɡov.cn.café.com",
        "ｇｏｖ．ｃｏｍ",
    ],
)
@pytest.mark.parametrize("form", ["请打开{}查询。", "请打开 {} 查询。", "看[这里](https://{}/a)。"])
def test_an_address_made_to_deceive(form: str, host: str) -> None:
    assert [f.code for f in in_body(rules_of(web_addresses), form.format(host))] == ["R014"]


@pytest.mark.parametrize(
    "line",
    [
        "打开example-bank.com查询。",
        "打开 12321.cn 查询。",
        "看 https://1.2.3.4/a 。",
        "看 http://foo.bar/ 。",
        "看[x](//example.com/x)。",
        "打开taobao-kefu.shop查询。",
    ],
)
def test_an_address_that_is_only_foreign(line: str) -> None:
    assert [f.code for f in in_body(rules_of(web_addresses), line)] == ["R006"]


@pytest.mark.parametrize(
    "line",
    [
        "看 https://www.gov.cn/a?b=c#d 。",
        "看https://www.gov.cn查询。",
        "打开 gov.cn。打开mps.gov.cn，好。",
        "网址是WWW.GOV.CN。",
        "看 https://shifan.example/fanzha/ 。",
        "发到 zhang.san@gov.cn.evil.com 。",
        "发到 zhang@example.com 。",
        "1.5倍，3.14，v1.0.2，第1.2节",
        "文件名是 a.md、b.pdf、c.docx",
        "是/否，和//或",
        "看[客服](../scams/kefu.md)。",
    ],
)
def test_what_is_no_foreign_address(line: str) -> None:
    """E-mail addresses are the business of the privacy rules."""
    assert in_body(rules_of(web_addresses), line) == []


def test_what_stands_before_an_at_sign_is_no_address() -> None:
    (finding,) = in_body(rules_of(web_addresses), "看 https://www.gov.cn@chaxun.top/a 。")
    assert (finding.code, finding.end_column - finding.column) == ("R014", 31)


def test_full_width_letters_are_put_right() -> None:
    (finding,) = in_body(rules_of(web_addresses), "请打开ｗｗｗ．ｇｏｖ．ｃｎ查询。")
    assert finding.mended == "请打开www.gov.cn查询。"


def test_an_address_is_marked_without_the_words_round_it() -> None:
    text = scam("请打开example-bank.com查询。\n")
    (finding,) = in_body(rules_of(web_addresses), "请打开example-bank.com查询。")
    assert (finding.line, finding.column, finding.end_column) == (line_of(text, "请打开"), 4, 20)


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("2026-11-20", "2026-12-24", ["R005"]),
        ("2026-12-23", "2026-12-24", ["R005"]),
        ("2026-12-24", "2026-12-24", []),
        ("2026-12-25", "2026-12-24", []),
    ],
)
def test_two_planned_items_may_link_to_each_other(
    project: MakeProject, source: str, target: str, found: list[str]
) -> None:
    """What counts is whether the other one is out when this one comes out."""
    files = {
        "scams/a.md": scam(f"{BODY}\n[乙](b.md)\n", published=source),
        "scams/b.md": scam(published=target),
    }
    assert [f.code for f in findings(project(files), "R")] == found


# R005, R034: pictures.


@pytest.mark.parametrize("name", ["图(1).svg", "空 格.svg", "%E5%9B%BE.svg"])
def test_names_of_pictures_as_telephones_give_them(project: MakeProject, name: str) -> None:
    """They were said to be missing although they lay there."""
    target = f"<../assets/{name}>" if " " in name else f"../assets/{name}"
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
    files = {
        "scams/shuadan.md": scam(f"{BODY}\n![一部手机放在桌上]({target})\n"),
        f"assets/{name.replace('%E5%9B%BE', '图')}": drawing,
    }
    assert findings(project(files), "R") == []


@pytest.mark.parametrize(
    "shown",
    [
        "![一部手机放在桌上](https://www.gov.cn/a.png)",
        "![一部手机放在桌上](//www.gov.cn/a)",
        "[![一部手机放在桌上](https://www.gov.cn/a.png)](../scams/kefu.md)",
        "[手机]: https://www.gov.cn/a.png",
    ],
)
def test_a_picture_of_another_site_is_an_error(project: MakeProject, shown: str) -> None:
    """The page asks nobody for anything, so it stays empty there; and paper has none."""
    assert mended(project, shown) == [("R034", None)]


def test_a_link_to_a_page_with_a_picture_is_none(project: MakeProject) -> None:
    assert mended(project, "看[公安部](https://www.mps.gov.cn/)的说明。") == []


@pytest.mark.parametrize("address", ["http://[::1", "//[x", "https://[1:2/a.png"])
def test_an_address_that_cannot_be_taken_apart_is_reported(
    project: MakeProject, address: str
) -> None:
    """It was a traceback, which tells an editor nothing."""
    for line in (f"[看]({address})", f"![一部手机放在桌上]({address})"):
        assert "R007" in {code for code, _ in mended(project, line)}
