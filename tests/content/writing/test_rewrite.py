"""Saving a form: the lines of the changed fields change, and nothing else."""

from __future__ import annotations

import datetime
import difflib
from typing import Any

import pytest

from fanzha.content.data.tables import Number
from fanzha.content.kinds.items import Case, Scam
from fanzha.content.kinds.registry import PARTS
from fanzha.content.region import Region
from fanzha.content.writing.edits import Edit, Insert, Move, Remove, Set, applied, changes
from fanzha.content.writing.rewrite import (
    Form,
    body_sections,
    rewritten,
    rewritten_as,
    values,
)
from fanzha.errors import ContentError, UsageError
from tests.samples import case, scam

SCAM = Form("docs/scams/x.md", Scam, PARTS)
ITEM = """---
# 标题不要超过二十四个字
title: "刷单返利"  # 老名字
audiences: [everyone,  'older']
published: 2026-11-20
review_in: 180
lines:   # 对方说的
  - 先做一单小的
  # 这一句最常听到
  - '佣金''马上到'

  - 再垫一笔
course:
  - {stage: 扫码, text: 进群}
  - {stage: 垫钱, text: 大单}
sources:
  - publisher: 公安部
    # 只写到月
    title: 手册
    date: 2025-06
  - publisher: 新华社
    title: 请留意
    date: 2025-07
---

## 是什么

先返小钱。

## 怎么办

停手。
"""


def delta(before: str, after: str) -> list[str]:
    """The lines that went and came, with their sign."""
    rows = difflib.unified_diff(before.split("\n"), after.split("\n"), n=0, lineterm="")
    return [row for row in rows if row[:1] in "+-" and row[:3] not in ("+++", "---")]


def edited(*edits: Edit, text: str = ITEM, form: Form = SCAM) -> list[str]:
    return delta(text, rewritten(text, edits, form))


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (Set(("title",), "新名字"), ['-title: "刷单返利"  # 老名字', '+title: "新名字"  # 老名字']),
        (
            Set(("lines", 1), "骗子's 话"),
            ["-  - '佣金''马上到'", "+  - '骗子''s 话'"],
        ),
        (Set(("published",), "2026-11-21"), ["-published: 2026-11-20", "+published: 2026-11-21"]),
        (Set(("review_in",), 90), ["-review_in: 180", "+review_in: 90"]),
        (
            Set(("sources", 0, "date"), "2025"),
            ["-    date: 2025-06", '+    date: "2025"'],
        ),
        (
            Insert(("audiences",), 1, "yes"),
            ["-audiences: [everyone,  'older']", "+audiences: [everyone, \"yes\",  'older']"],
        ),
        (Insert(("lines",), 3, "96110"), ['+  - "96110"']),
        (Insert(("lines",), 0, "APP：先装上"), ['+  - "APP：先装上"']),
        (
            Insert(("course",), 2, {"stage": "没了", "text": "再补, 再补"}),
            ['+  - {stage: 没了, text: "再补, 再补"}'],
        ),
        (
            Insert(("sources",), 1, {"publisher": "央视", "title": "A: B", "date": "2024-01-02"}),
            ["+  - publisher: 央视", '+    title: "A: B"', '+    date: "2024-01-02"'],
        ),
        (Remove(("lines", 1)), ["-  - '佣金''马上到'"]),
        (
            Remove(("sources", 0, "publisher")),
            ["-  - publisher: 公安部", "-    title: 手册", "+  - title: 手册"],
        ),
        (
            Move(("lines",), 1, 0),
            ["-  - 先做一单小的", "+  - 先做一单小的"],
        ),
        (Set(("rule",), "先垫钱的都是骗"), ["+rule: 先垫钱的都是骗"]),
        (Set(("image",), "assets/x.svg"), ["+image: assets/x.svg"]),
        (Set(("stop_here",), {"after": 2, "text": "停手"}), ["+stop_here: {after: 2, text: 停手}"]),
        (Set(("allow",), {"W010": "引用骗子原话"}), ["+allow: {W010: 引用骗子原话}"]),
        (Set(("keywords",), ["刷单", "0123"]), ['+keywords: [刷单, "0123"]']),
        (
            Set(("red_flags",), ["要先垫钱，还要再垫，一直垫", "拉群"]),
            ["+red_flags:", "+  - 要先垫钱，还要再垫，一直垫", "+  - 拉群"],
        ),
        (Set(("body", "怎么办"), "停手。\n\n打110。"), ["+", "+打110。"]),
        (Set(("body", "怎么认"), "要垫钱。"), ["+## 怎么认", "+", "+要垫钱。", "+"]),
        (Remove(("body", "怎么办")), ["-", "-## 怎么办", "-停手。"]),
    ],
    ids=lambda value: str(getattr(value, "path", "")) + type(value).__name__,
)
def test_an_edit_changes_its_lines_alone(edit: Edit, expected: list[str]) -> None:
    changed = edited(edit)
    assert sorted(changed) == sorted(expected)


def test_a_new_field_stands_where_the_model_has_it() -> None:
    after = rewritten(ITEM, [Set(("rule",), "先垫钱"), Set(("status",), "draft")], SCAM)
    assert [*values(after, SCAM)][:5] == ["title", "rule", "audiences", "published", "review_in"]
    rows = after.split("\n")
    assert rows[rows.index("review_in: 180") + 1] == "status: draft"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_line_ends_bom_and_the_end_of_the_file_stay(end: str, bom: str, last: str) -> None:
    text = bom + (ITEM.rstrip("\n") + last).replace("\n", end)
    edits: list[Edit] = [
        Insert(("lines",), 3, "再补一笔"),
        Set(("body", "怎么办"), "打110。\n\n再问家里人。"),
        Set(("keywords",), ["刷单"]),
    ]
    after = rewritten(text, edits, SCAM)
    plain = rewritten(ITEM, edits, SCAM)
    assert after == bom + (plain.rstrip("\n") + last).replace("\n", end)


def test_mixed_line_ends_stay_where_they_are() -> None:
    text = ITEM.replace("published: 2026-11-20\n", "published: 2026-11-20\r\n")
    after = rewritten(text, [Set(("title",), "新"), Insert(("lines",), 0, "新")], SCAM)
    assert after.count("\r\n") == 1
    assert "published: 2026-11-20\r\n" in after


def test_the_file_may_end_without_a_line_end_and_grow() -> None:
    form = Form("docs/data/regions/x.yml", Region)
    text = "name: 示范镇\nsite_name: 示范镇反诈"
    after = rewritten(text, [Set(("police", "phone"), "0312-1234567")], form)
    assert after == text + "\npolice: {phone: 0312-1234567}"


@pytest.mark.parametrize(
    "value",
    [
        *("2026-11-01", "yes", "0123", "96110", "null", "~", "12:30", "1e3", "=", ".5", "0x1F"),
        *(
            "[一]",
            "{地区}的人",
            "*一",
            "&一",
            "!一",
            "%一",
            "@一",
            "`一",
            "“好”：",
            "一:",
            "一\t二",
        ),
        *("app：装", "app:装", "---", "...", "|", ">", "?", ":", "#一", "’", "<<", "True", "\\"),
        *(
            "",
            "- 一",
            "a: b",
            "一 # 二",
            "第一行\n第二行",
            "? 一",
            " 两边有空格 ",
            "一, 二",
            "it's",
        ),
        '说"好"',
    ],
)
def test_any_text_stays_a_text(value: str) -> None:
    """In a field, in quotes, in a list, in brackets and in braces."""
    edits = [
        Set(("title",), value),
        Set(("summary",), value),
        Set(("lines", 0), value),
        Insert(("lines",), 1, value),
        Set(("audiences", 0), value),
        Set(("course", 1, "stage"), value),
        Set(("allow",), {"W010": value}),
    ]
    after = values(rewritten(ITEM, edits, SCAM), SCAM)
    assert after == applied(values(ITEM, SCAM), edits)


def test_texts_that_look_like_something_else_are_in_quotes() -> None:
    """Whoever reads the file with another program must get texts, too."""
    import yaml

    words = ["2026-11-01", "yes", "0123", "96110", "12:30"]
    after = rewritten(ITEM, [Set(("keywords",), words), Set(("review_in",), "90")], SCAM)
    fields = yaml.safe_load(after.split("---")[1])
    assert fields["keywords"] == words
    assert fields["review_in"] == 90
    assert fields["published"] == datetime.date(2026, 11, 20)


def test_rows_of_a_table() -> None:
    form = Form("docs/data/numbers.yml", dict[str, Number])
    text = '# 电话\n"110":\n  label: 报警\n  for: 报警\n  call: true\n\n# 后面是别的\n"12381": {label: 短信}\n'
    row = {"label": "专线", "for": "劝阻", "say": "别说密码", "call": True}
    edits = [Set(("110", "say"), "说清楚"), Set(("110", "call"), "false"), Set(("96110",), row)]
    after = rewritten(text, edits, form)
    assert delta(text, after) == [
        "-  call: true",
        "+  say: 说清楚",
        "+  call: false",
        '+"96110": {label: 专线, for: 劝阻, say: 别说密码, call: true}',
    ]


def test_comments_inside_brackets_survive_a_removal() -> None:
    text = "words:\n  [甲, # 头一个\n   乙, # 第二个\n   丙]\n"
    form = Form("x.yml")
    assert rewritten(text, [Remove(("words", 1))], form).count("#") == 2


def test_the_last_entry_of_a_block_leaves_an_empty_list() -> None:
    text = "a:  # 为什么\n  - 一\nb: 二\n"
    after = rewritten(text, [Remove(("a", 0))], Form("x.yml"))
    assert after == "a: []  # 为什么\nb: 二\n"
    assert rewritten(after, [Insert(("a",), 0, "三")], Form("x.yml")) == text.replace(
        "\n  - 一", ""
    ).replace("a:", "a: [三]")


def test_moving_takes_the_comment_above_along() -> None:
    after = rewritten(ITEM, [Move(("lines",), 0, 2)], SCAM)
    assert values(after, SCAM)["lines"] == ["佣金'马上到", "再垫一笔", "先做一单小的"]
    rows = after.split("\n")
    assert rows[rows.index("  - '佣金''马上到'") - 1] == "  # 这一句最常听到"


def test_wanted_values_become_the_smallest_edits() -> None:
    old = {
        "a": ["一", "二", "三"],
        "b": {"c": "1", "d": "2"},
        "e": "5",
        "g": [{"x": "1"}, {"x": "2"}],
    }
    new: dict[str, Any] = {
        "a": ["零", "一", "三"],
        "b": {"c": 9, "d": "2"},
        "e": None,
        "f": True,
        "g": [{"x": "1"}, {"x": "3"}],
    }
    edits = list(changes(old, new))
    assert edits == [
        Remove(("e",)),
        Remove(("a", 1)),
        Insert(("a",), 0, "零"),
        Set(("b", "c"), "9"),
        Set(("f",), "true"),
        Set(("g", 1, "x"), "3"),
    ]
    assert list(changes({"a": ["一", "二", "三"]}, {"a": ["三", "一", "二"]})) == [
        Move(("a",), 2, 0)
    ]


def test_saving_the_same_values_gives_the_same_bytes() -> None:
    text = "\ufeff" + scam().replace("\n", "\r\n")
    form = Form("docs/scams/x.md", Scam, PARTS)
    assert rewritten_as(text, values(text, form), form, dict(body_sections(text, form))) == text


def test_a_whole_body_can_be_replaced() -> None:
    after = rewritten(case(), [Set(("body",), "## 是什么\r\n\r\n新的。")], Form("x.md", Case))
    assert after.endswith("---\n## 是什么\n\n新的。\n") or after.endswith(
        "---\n\n## 是什么\n\n新的。\n"
    )


def test_a_file_that_cannot_be_read_is_left_alone() -> None:
    with pytest.raises(ContentError):
        rewritten(ITEM.replace("title: ", "title："), [Set(("summary",), "x")], SCAM)
    with pytest.raises(UsageError, match="story 第3条"):
        rewritten(ITEM, [Set(("story", 2, "text"), "x")], SCAM)
    with pytest.raises(UsageError, match="没有保存"):
        rewritten(ITEM, [Set(("title",), "有\x07响铃")], SCAM)
