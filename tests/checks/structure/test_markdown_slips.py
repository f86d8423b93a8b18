"""Signs of Markdown that come out otherwise than they were meant: told, mended, and then right."""

from __future__ import annotations

import pytest

from fanzha.checks.engine import fixes
from fanzha.checks.structure import markdown_slips
from fanzha.content.markup import to_xhtml
from tests.checking import rules_of
from tests.checks.texts import found
from tests.samples import BODY, scam

RULES = rules_of(markdown_slips)
START = f"{BODY}\n"


def mended(body: str) -> str:
    """The body after `--fix`, which does it until nothing is left to do."""
    text = scam(f"{START}{body}\n")
    for _ in range(6):
        text = fixes.repaired(text, found(RULES, [text])[0])
    assert not any(one.fix for one in found(RULES, [text])[0])
    return text.partition(START)[2].rstrip("\n")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("  ### 小标题", "### 小标题"),
        ("＃＃＃ 小标题", "### 小标题"),
        ("先做两件事：\n- 停手\n- 报警", "先做两件事：\n\n- 停手\n- 报警"),
        ("先做两件事：\n1. 停手\n2. 报警", "先做两件事：\n\n1. 停手\n2. 报警"),
        (
            "看表：\n| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |",
            "看表：\n\n| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |",
        ),
        ("｜甲｜乙｜\n｜---｜---｜\n｜丙｜丁｜", "|甲|乙|\n|---|---|\n|丙|丁|"),
        ("1、停手\n2、报警", "1. 停手\n2. 报警"),
        ("1.停手\n2.报警", "1. 停手\n2. 报警"),
        ("１. 停手\n２. 报警", "1. 停手\n2. 报警"),
        ("(1) 停手\n(2) 报警", "1. 停手\n2. 报警"),
        ("① 停手\n② 报警", "1. 停手\n2. 报警"),
        ("一、停手\n二、报警", "1. 停手\n2. 报警"),
        ("-停手\n-报警", "- 停手\n- 报警"),
        ("－停手\n－报警", "- 停手\n- 报警"),
        ("•停手\n•报警", "- 停手\n- 报警"),
        ("-\u3000停手\n-\xa0报警", "- 停手\n- 报警"),
        ("- 停手\n  - 先挂断\n- 报警", "- 停手\n    - 先挂断\n- 报警"),
        ("1. 停手\n   - 先挂断", "1. 停手\n    - 先挂断"),
        ("先** 停手 **再说", "先**停手**再说"),
        ("先__停手__再说", "先**停手**再说"),
        ("先==停手==再说", "先**停手**再说"),
        ("看[刷单] (shuadan.md)。", "看[刷单](shuadan.md)。"),
        ("看[刷单]（shuadan.md）。", "看[刷单](shuadan.md)。"),
        ("看【刷单】（../scams/shuadan.md）。", "看[刷单](../scams/shuadan.md)。"),
        ("- [ ] 停手\n- [x] 报警", "- 停手\n- 报警"),
        ("    先停手。", "先停手。"),
    ],
)
def test_a_slip_with_one_meaning_is_mended(written: str, meant: str) -> None:
    """What is shown afterwards is what was meant, and before it was not."""
    assert mended(written) == meant
    assert to_xhtml(written) != to_xhtml(meant)


@pytest.mark.parametrize(
    "body",
    [
        *("先停手。\n---", "```\n先停手\n```", "##", "**先停手", "~~旧的~~", "先停手[^1]。"),
        "|---|---|\n| 甲 | 乙 |",
        *("|甲|乙|\n|丙|丁|", "| 甲 | 乙 |\n|---|\n| 丙 | 丁 |"),
        *("::: tip", "!!! note", "[toc]", "[[首页]]", "$x$", "&nbsp;先停手", "\\先停手"),
    ],
)
def test_what_may_mean_several_things_is_told(body: str) -> None:
    findings = found(RULES, [scam(f"{START}{body}\n")])[0]
    assert findings and all(one.hint and one.fix is None for one in findings)


@pytest.mark.parametrize(
    "body",
    [
        "小标题\n---\n\n先停手。",
        "- 停手\n- 报警\n\n    接着说。\n\n    - 先挂断",
        "1. 停手\n2. 报警\n接着说。\n3. 问家里人",
        "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |",
        "他说**先垫钱**，又说**再垫钱**。",
        "**先垫钱\n再说**",
        "先打110（报警），再打96110（问）。",
        "1、先挂断，只有这一条。",
        "看`** 粗 **`这样的记号。",
        "* * *",
        "---",
    ],
)
def test_what_is_right_is_left_alone(body: str) -> None:
    assert found(RULES, [scam(f"{START}{body}\n")])[0] == []


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("\n".join(f"{'    ' * n}- 甲" for n in range(3)), []),
        ("\n".join(f"{'    ' * n}- 甲" for n in range(40)), ["列表套得太深"]),
        ("> > 甲", []),
        (f"{'> ' * 40}甲", ["引用套得太深"]),
    ],
)
def test_what_goes_too_deep_for_paper_is_told(body: str, told: list[str]) -> None:
    """The check passed, and the leaflet died in the middle of its template."""
    said = [one.message.partition("，")[0] for one in found(RULES, [scam(f"{START}{body}\n")])[0]]
    assert said == told
