"""What a clerk reads: one cause is one finding, with a mend that he can type as it stands."""

from __future__ import annotations

import pytest

from fanzha.reports import text_report
from tests.checking import findings
from tests.conftest import MakeProject
from tests.samples import SCAM, case, scam

GOOD = scam()
COURSE = SCAM["course"]


def changed(before: str, after: str) -> str:
    assert before in GOOD
    return GOOD.replace(before, after, 1)


@pytest.mark.parametrize(
    ("text", "code", "mended"),
    [
        # A remark behind a day is a remark, not a part of the day.
        (changed("2026-11-20", "2026-11-20 # 首发"), "S013", None),
        (changed("summary: 先", 'summary: "先'), "S011", 'summary: "先返小钱，再要您垫大钱。"'),
        (changed("title: 刷单返利", 'title: "刷单"返利'), "S011", "title: “刷单”返利"),
        (changed("[communities]", "[communities"), "S011", "venues: [communities]"),
        (changed("[communities]", '["communities, "banks"]'), "S011", None),
        (changed("title: 刷", "title:\u3000刷"), "S010", "title: 刷单返利"),
        (changed("  - 先做一单", "\u3000\u3000- 先做一单"), "S008", "  - 先做一单小的"),
        (changed("  - 先做一单", "\xa0\xa0- 先做一单"), "S008", "  - 先做一单小的"),
        (changed("  - 先做一单", "   - 先做一单"), "S014", "  - 先做一单小的"),
        (
            changed("{stage: 扫码进群, text: ", "{stage：扫码进群，text："),
            "S009",
            "  - {stage: 扫码进群, text: 叫您扫码进群做任务}",
        ),
        (
            changed("[communities]", "【communities，banks】"),
            "S023",
            "venues: [communities, banks]",
        ),
        (GOOD + "\n先挂断\xa0，再说。\n", "S045", "先挂断，再说。"),
        (GOOD + "\n\u3000\u3000先挂断，再说。\n", "S045", "先挂断，再说。"),
    ],
)
def test_one_slip_is_one_finding_with_its_mend(
    project: MakeProject, text: str, code: str, mended: str | None
) -> None:
    """Nothing is suggested that would lose a mark or a word."""
    found = findings(project({"scams/shuadan.md": text}))
    assert [(one.code, one.mended) for one in found] == [(code, mended)]
    assert found[0].mended or found[0].hint


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # A wrong name of a field in twenty entries: the missing field is no second fault.
        (changed(COURSE, "\n  - {stag: 扫码, text: 叫您扫码进群做任务}" * 20), 1),
        (changed(SCAM["lines"], "\n  - {text: 先做一单}" * 20), 1),
        # Nearly all fields are missing: one list.
        ("---\ntitle: 刷单返利\n---\n\n" + GOOD.partition("\n---\n\n")[2], 1),
        (GOOD.replace(": ", "："), 1),
    ],
)
def test_twenty_errors_of_one_cause_are_told_once(
    project: MakeProject, text: str, told: int
) -> None:
    report = text_report(findings(project({"scams/shuadan.md": text})))
    assert report.count("错误 ") == told


def test_an_item_may_be_named_by_its_title(project: MakeProject) -> None:
    """Editors think in names; all choices are listed, the nearest first."""
    files = {
        "scams/yibao.md": scam(title="医保停用短信"),
        "scams/shuadan.md": scam(),
        "cases/a.md": case(scam="医保"),
    }
    (found,) = findings(project(files), "R")
    assert found.mended == "scam: yibao"
    assert found.hint.endswith("yibao 医保停用短信、shuadan 刷单返利")


@pytest.mark.parametrize(
    ("text", "next_step"),
    [
        (scam(title=None), "在开头两行 --- 的中间加上它：标题，例如 title: "),
        (changed("summary: 先", "summary: #先"), "# 后面的字只是备注，不会读到：删去 #"),
        (changed("  - 先做一单", "- 先做一单"), "同一列表的几条，减号前面的空格要一样多"),
        (f"{GOOD}\n![屏幕上的字](../assets/x.png)\n", "先把图片放进 docs/assets/pictures/"),
        (changed("published: 2026-11-20", "published: 20261120"), "published: 2026-11-20"),
        (scam(lines="\n  - 先做一单小的"), "太少：最少 3 条，现在 1 条"),
    ],
)
def test_a_clerk_knows_what_to_do_next(project: MakeProject, text: str, next_step: str) -> None:
    """Read aloud to somebody who has never seen YAML."""
    assert next_step in text_report(findings(project({"scams/shuadan.md": text})))
