"""Every slip in front matter that editors make: refused at its place, with the line as it should be.

MkDocs publishes such files as body text and exits with 0, so these are the tests that matter most.
Each slip stands in an otherwise good project, and everything that is found must be about its line:
no slip may drag others along.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from fanzha.checks.engine.fixes import repaired
from fanzha.findings import Finding
from tests.checking import findings
from tests.conftest import MakeProject
from tests.samples import alert, case, line_of, poster, scam

PAGE = "docs/scams/shuadan.md"
# The line of a scam's closing fence, where a further field is put.
END = scam().splitlines().index("---", 1) + 1
GOOD = scam()


@dataclass(frozen=True)
class Slip:
    """What was written, and the finding it must give.

    `code` is the code or how it begins; `mended` is the line as it should be.
    """

    name: str
    text: str | bytes
    code: str
    line: int
    column: int
    says: str
    mended: str | None = None


def at(start: str) -> int:
    """The line of the good file that begins so."""
    return line_of(GOOD, start)


def swapped(old: str, new: str) -> str:
    assert GOOD.count(old) == 1, f"{old!r} is not there, or not once"
    return GOOD.replace(old, new)


MENDED = [
    Slip(
        "second colon",
        scam(title="刷单: 先返后骗"),
        *("S011", at("title"), 8, "用引号"),
        'title: "刷单: 先返后骗"',
    ),
    Slip(
        "second and third colon",
        scam(summary="记住: 先垫钱: 就是骗"),
        *("S011", at("summary"), 10, "用引号"),
        'summary: "记住: 先垫钱: 就是骗"',
    ),
    Slip(
        "second colon before a word in quotes",
        scam(title='他说: "先垫钱"'),
        *("S011", at("title"), 8, "用引号"),
        "title: '他说: \"先垫钱\"'",
    ),
    Slip(
        "second colon in a list",
        swapped("  - 先做一单小的", "  - 群里说: 先做一单小的"),
        *("S", at("  - 先做"), 5, "引号"),
        '  - "群里说: 先做一单小的"',
    ),
    Slip(
        "full-width colon",
        swapped("title: 刷", "title：刷"),
        *("S009", at("title"), 6, "全角"),
        "title: 刷单返利",
    ),
    Slip(
        "full-width colon with spaces",
        swapped("title: 刷", "title ： 刷"),
        *("S009", at("title"), 7, "全角"),
        "title: 刷单返利",
    ),
    Slip(
        "full-width colon before a list",
        swapped("lines:", "lines："),
        *("S009", at("lines"), 6, "全角"),
        "lines:",
    ),
    Slip(
        "no space after the colon",
        swapped("title: 刷", "title:刷"),
        *("S010", at("title"), 6, "空格"),
        "title: 刷单返利",
    ),
    Slip(
        "tab before a list entry",
        swapped("  - 要先垫钱", "\t- 要先垫钱"),
        *("S008", at("  - 要先"), 1, "Tab"),
        "  - 要先垫钱",
    ),
    Slip(
        "tab before a field",
        swapped("\nrule:", "\n\trule:"),
        *("S008", at("rule"), 1, "Tab"),
        "rule: 先垫钱的都是骗",
    ),
    Slip(
        "date with slashes",
        scam(published="2026/11/2"),
        *("S023", at("published"), 12, "年-月-日"),
        "published: 2026-11-02",
    ),
    Slip(
        "date in Chinese",
        scam(reviewed="2026年11月20日"),
        *("S023", at("reviewed"), 11, "年-月-日"),
        "reviewed: 2026-11-20",
    ),
    Slip(
        "date with full-width digits",
        scam(reviewed="２０２６-11-20"),
        *("S023", at("reviewed"), 11, "年-月-日"),
        "reviewed: 2026-11-20",
    ),
    Slip(
        "full-width comma in a list of words",
        scam(audiences="[everyone，parents]"),
        *("R001", at("audiences"), 13, "半角逗号"),
        "audiences: [everyone, parents]",
    ),
    Slip(
        "enumeration comma in a list of words",
        scam(venues="[schools、banks]"),
        *("R001", at("venues"), 10, "半角逗号"),
        "venues: [schools, banks]",
    ),
    Slip(
        "full-width comma in keywords",
        scam(keywords="[刷单，兼职]"),
        *("S", END, 12, "半角逗号"),
        "keywords: [刷单, 兼职]",
    ),
    Slip(
        "full-width comma in a list of numbers",
        scam(law="[31，38]"),
        *("R001", END, 7, "半角逗号"),
        "law: [31, 38]",
    ),
    Slip(
        "list without brackets",
        scam(keywords="刷单，兼职"),
        *("S023", END, 11, "列表"),
        "keywords: [刷单, 兼职]",
    ),
    Slip(
        "misspelt field",
        scam(keyword="[刷单]"),
        *("S021", END, 1, "没有 keyword 这个字段"),
        "keywords: [刷单]",
    ),
    Slip(
        "unclosed bracket",
        scam(audiences="[everyone"),
        *("S011", at("audiences"), 12, "括号"),
        "audiences: [everyone]",
    ),
    Slip(
        "unclosed bracket at the end",
        scam(keywords="[刷单, 兼职"),
        *("S011", END, 11, "括号"),
        "keywords: [刷单, 兼职]",
    ),
    Slip(
        "unclosed quote",
        scam(title='"刷单返利'),
        *("S011", at("title"), 8, "引号"),
        'title: "刷单返利"',
    ),
    Slip(
        "unclosed single quote",
        scam(title="'刷单返利"),
        *("S011", at("title"), 8, "引号"),
        'title: "刷单返利"',
    ),
    Slip(
        "asterisks for bold",
        scam(rule="**先垫钱的**是骗"),
        *("S011", at("rule"), 7, "用引号"),
        'rule: "**先垫钱的**是骗"',
    ),
    Slip(
        "opening fence of long dashes",
        swapped("---\ntitle", "——\ntitle"),
        *("S004", 1, 1, "三个半角减号"),
        "---",
    ),
    Slip(
        "closing fence of five",
        swapped("---\n\n", "-----\n\n"),
        *("S006", END, 1, "三个半角减号"),
        "---",
    ),
    Slip(
        "control character",
        scam(title="刷\x07单返利"),
        *("S003", at("title"), 9, "U+0007"),
        "title: 刷单返利",
    ),
]

NOT_ON_ONE_LINE = [
    Slip("blank line before the fence", "\n" + GOOD, "S005", 1, 1, "1 个空行"),
    Slip("several blank lines before the fence", "\n \n\n" + GOOD, "S005", 1, 1, "3 个空行"),
    Slip("no opening fence", GOOD.removeprefix("---\n"), "S004", 1, 1, "没有 ---"),
]

NOT_BY_US = [
    Slip(
        "GBK file",
        scam(title="反诈").encode("gbk"),
        *("S001", at("title"), 8, "GBK"),
    ),
    Slip("UTF-16 file", GOOD.encode("utf-16"), "S001", 1, 1, "UTF-16"),
    Slip(
        "duplicate key",
        swapped("rule:", "title: 刷单\nrule:"),
        *("S012", at("rule"), 1, "写了两次（第 2 行已有）"),
    ),
    Slip(
        "duplicate key in a nested field",
        scam(official='\n  - {edition: "2025", edition: "2024", name: 刷单返利}'),
        *("S012", END + 1, 23, "写了两次"),
    ),
    Slip(
        "no such day",
        scam(published="2026-02-30"),
        *("S023", at("published"), 12, "没有 2026-02-30 这一天"),
    ),
    Slip(
        "no such day, with slashes",
        scam(published="2026/13/45"),
        *("S023", at("published"), 12, "published"),
    ),
    Slip(
        "day first",
        scam(published="20/11/2026"),
        *("S023", at("published"), 12, "年-月-日"),
    ),
    Slip(
        "unknown field",
        scam(writer="张三"),
        *("S021", END, 1, "没有 writer 这个字段"),
    ),
    Slip(
        "missing closing fence",
        swapped("---\n\n", "\n"),
        *("S006", END, 1, "少一行 ---"),
    ),
    Slip(
        "missing closing fence right before a heading",
        swapped("---\n\n", ""),
        *("S006", END, 1, "少一行 ---"),
    ),
    Slip(
        "empty field",
        scam(rule=""),
        *("S022", at("rule"), 6, "rule 是空的"),
    ),
    Slip("empty file", "", "S004", 1, 1, "空的"),
    Slip("only a body", "## 是什么\n\n先返小钱。\n", "S004", 1, 1, "没有 ---"),
]


def names(slips: list[Slip]) -> list[str]:
    return [slip.name for slip in slips]


def findings_of(project: MakeProject, text: str | bytes) -> list[Finding]:
    """Findings of a project where this is the scam that the other items refer to."""
    files = {
        "scams/shuadan.md": text,
        "cases/baoma.md": case(),
        "alerts/dianzan.md": alert(),
        "posters/poster-dianfu.md": poster(),
    }
    return findings(project(files), "SRF")


def the_finding(found: list[Finding], slip: Slip) -> Finding:
    """The finding about the slip; nothing else but its line may be found."""
    assert {(f.path, f.line) for f in found} == {(PAGE, slip.line)}
    about = [f for f in found if f.code.startswith(slip.code) and f.column == slip.column]
    assert [f for f in about if slip.says in f.message + f.hint], found
    return about[0]


def test_the_good_file_is_good(project: MakeProject) -> None:
    """Without this, the tests below could pass for a wrong reason."""
    assert findings_of(project, GOOD) == []


@pytest.mark.parametrize("slip", MENDED, ids=names(MENDED))
def test_a_slip_is_shown_with_the_mended_line(project: MakeProject, slip: Slip) -> None:
    """An editor reads the line, copies the mended one, and is done."""
    found = the_finding(findings_of(project, slip.text), slip)
    assert found.mended == slip.mended
    assert f"改成：{(slip.mended or '').strip()}" in found.as_text()


@pytest.mark.parametrize("slip", MENDED + NOT_ON_ONE_LINE, ids=names(MENDED + NOT_ON_ONE_LINE))
def test_doing_what_the_finding_says_is_enough(project: MakeProject, slip: Slip) -> None:
    """A mended line that is refused again would send the editor round in circles."""
    assert isinstance(slip.text, str)
    found = findings_of(project, slip.text)
    assert any(finding.fix for finding in found)
    assert findings_of(project, repaired(slip.text, found)) == []


@pytest.mark.parametrize(
    "slip", NOT_ON_ONE_LINE + NOT_BY_US, ids=names(NOT_ON_ONE_LINE + NOT_BY_US)
)
def test_a_slip_that_only_the_editor_can_mend(project: MakeProject, slip: Slip) -> None:
    """Where we cannot know the right line, we say what to do, and guess nothing."""
    found = the_finding(findings_of(project, slip.text), slip)
    assert found.hint
    if slip in NOT_BY_US:
        assert found.fix is None


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + GOOD.encode("utf-8"),
        GOOD.replace("\n", "\r\n").encode("utf-8"),
        b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode("utf-8"),
        GOOD.replace("\n", "\r").encode("utf-8"),
        GOOD.replace("---", "---  ").encode("utf-8"),
        GOOD.rstrip("\n").encode("utf-8"),
    ],
    ids=["BOM", "CRLF", "BOM and CRLF", "CR", "spaces after the fences", "no last line end"],
)
def test_what_windows_editors_write_is_accepted(project: MakeProject, data: bytes) -> None:
    """Notepad writes a BOM and CRLF; nobody should have to know."""
    assert findings_of(project, data) == []


def test_a_slip_in_crlf_is_found_at_the_same_place(project: MakeProject) -> None:
    """The carriage return must not end up in the mended line."""
    text = scam(title="刷单: 返利").replace("\n", "\r\n").encode("utf-8")
    (found,) = findings_of(project, b"\xef\xbb\xbf" + text)
    assert (found.line, found.column, found.mended) == (2, 8, 'title: "刷单: 返利"')


def test_all_slips_are_reported_at_once_in_order(project: MakeProject) -> None:
    """An editor should not run the check ten times for ten slips."""
    text = scam(title="刷单: 返利", audiences="[everyone", published="2026/11/20", writer="张三")
    found = findings_of(project, text.replace("summary: ", "summary："))
    assert [(f.line, f.code) for f in found] == [
        (2, "S011"),
        (3, "S009"),
        (5, "S011"),
        (7, "S023"),
        (END, "S021"),
    ]


def test_two_slips_on_one_line_are_both_said(project: MakeProject) -> None:
    """The last mended line is right as it stands."""
    found = findings_of(project, scam(title="刷单: 返利").replace("title: ", "title："))
    assert [f.code for f in found] == ["S009", "S011"]
    assert found[-1].mended == 'title: "刷单: 返利"'
