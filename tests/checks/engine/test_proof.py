"""`--fix` proves each repair: what cannot be proved is left to a person."""

from __future__ import annotations

import pytest

from fanzha.checks import RULES
from fanzha.checks.engine import fixes
from fanzha.content.library import read_page
from tests.checks.texts import found
from tests.samples import BODY, page, scam


def repaired(text: str) -> str:
    """As `--fix` does: again until nothing is left."""
    for _ in range(6):
        _, item, findings = read_page("docs/scams/c0.md", "scams/c0.md", text.encode())
        findings += found(RULES, [text])[0] if item else []
        mended = fixes.repaired(text, findings)
        if mended == text:
            break
        text = mended
    return text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            'summary: "客服"打来电话，说"账户异常"，都是骗。',
            "summary: “客服”打来电话，说“账户异常”，都是骗。",
        ),
        ('title: "安全账户"是骗局', "title: “安全账户”是骗局"),
        ('keywords: ["甲", "乙]', None),
        ("keywords: 【甲, 乙】", "keywords: [甲, 乙]"),
        ("published: 26-11-20", "published: 2026-11-20"),
        ("summary：先返小钱，再要您垫大钱。", "summary: 先返小钱，再要您垫大钱。"),
        ("summary: *先返小钱*，再要您垫大钱。", None),
    ],
)
def test_a_field_keeps_what_it_says(before: str, after: str | None) -> None:
    """None: nothing is repaired, because quotation marks, brackets or words would be lost."""
    key = before[: before.index("：" if "：" in before else ":")]
    text = scam()
    if key == "keywords":
        text = text.replace("rule: 先垫钱的都是骗", f"rule: 先垫钱的都是骗\n{before}")
    else:
        rows = [before if row.startswith(f"{key}:") else row for row in text.split("\n")]
        text = "\n".join(rows)
    mended = repaired(text)
    wanted = text if after is None else text.replace(before, after)
    if after is not None or key != "summary":
        assert mended == wanted
    assert mended.count("\n") == text.count("\n")


def test_the_next_line_stays_a_line() -> None:
    """Two repairs with columns of different states of a line once joined it with the next."""
    text = scam().replace("published: 2026-11-20", "published: 2026-11-20 # 首发")
    assert "\nreviewed: 2026-11-20\n" in repaired(text)


@pytest.mark.parametrize(
    "line",
    [
        "如图：![手机上的假页面](x.svg)",
        "看[客服](../scams/kefu.md)。",
    ],
)
def test_a_link_and_a_picture_stay_what_they_are(line: str) -> None:
    assert line in repaired(scam(f"{BODY}\n{line}\n"))


def test_a_link_in_wide_brackets_keeps_its_target() -> None:
    """Punctuation is mended inside the target nowhere; the brackets are what was meant."""
    text = repaired(scam(f"{BODY}\n[客服]（../scams/kefu.md）\n"))
    assert "\n[客服](../scams/kefu.md)\n" in text


def test_text_above_the_fields_does_not_make_them_a_body() -> None:
    """A heading in front of the first --- once turned every colon of the fields into a wide one."""
    text = "反诈资料\n" + scam()
    assert repaired(text) == text
    _, item, findings = read_page("docs/scams/c0.md", "scams/c0.md", text.encode())
    assert item is not None
    assert [(one.code, one.line) for one in findings] == [("S004", 1)]


def test_a_body_in_traditional_script_stays_so() -> None:
    """One missing field, and every character was turned into the simplified one."""
    text = page("## 怎麼辦\n\n馬上打110。\n", lang="zh-Hant", summary=None)
    assert repaired(text) == text
    text = page("## 怎麼辦\n\n馬上打110。\n", lang="zh-Hant", title='"刷单')
    assert "馬上" in repaired(text)
